// Drives bulks that run: submits their jobs as room allows, within the cap, and sees when they end. No browser is needed for it, and a
// process that dies repeats nothing: the id of a job is noted before it is submitted, and follows from what is asked for.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Bulk } from '#sdk/contract/bulk-shapes.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Payer } from '../vto-jobs/queue-job.ts'
import { submitVtoJob } from '../vto-jobs/submit.ts'
import { bulks, changeBulk, sayBulk, type BulkRecord } from './bulk.ts'
import { tryHoldBulk } from './hold-bulk.ts'
import { jobsOfRows } from './job-ids.ts'
import { directionOf } from './quote.ts'
import { readRows, type RowView } from './rows.ts'

/** How often it is looked whether there is room again. */
const LOOK_MS = 700
/** One errand drives for so long; the next one takes over. */
const TURN_MS = 10 * 60_000
/** Though nothing seems to have changed, all is looked at again this often. */
const SURELY_MS = 20_000

/** Drives every running bulk until none runs, or `stop`. */
export async function driveBulks(studio: Studio, stop: AbortSignal): Promise<void> {
  const end = Date.now() + TURN_MS
  const seen = new Map<string, { readonly signs: string; readonly at: number }>()
  while (!stop.aborted && Date.now() < end) {
    const { rows } = await sql<{ id: string; signs: string }>`
      select bulk.id, concat_ws(' ', bulk.updated_at, (
        select count(*) from vto_job where user_id = bulk.user_id and status in ('PENDING', 'RUNNING')), (
        select count(*) from bulk_row join vto_job on vto_job.id = bulk_row.job_id
        where bulk_row.bulk_id = bulk.id and vto_job.status in ('PENDING', 'RUNNING'))) as signs
      from bulk where state = 'running' order by started_at`.execute(studio.db)
    if (rows.length === 0) return
    for (const { id, signs } of rows) {
      const last = seen.get(id)
      if (stop.aborted || (last?.signs === signs && Date.now() - last.at < SURELY_MS)) continue
      try {
        const done = await driveBulk(studio, id, stop)
        // While photos are looked at, or somebody else is at it, nothing that can be seen from here changes.
        if (done === 'full') seen.set(id, { signs, at: Date.now() })
        else seen.delete(id)
      } catch (error) {
        studio.log.error({ error, bulk: id }, 'a bulk could not be driven: trying again')
      }
    }
    await pause(LOOK_MS, undefined, { signal: stop }).catch(() => {})
  }
  if (!stop.aborted) await studio.errands.send('bulk.drive', {})
}

/** `full`: there is no room now; `again`: look again soon; `still`: it does not run, or no longer. */
type Driven = 'full' | 'again' | 'still'

/** Submits what there is room for, once; pauses or ends the bulk where it must. Two at once are one. */
export async function driveBulk(studio: Studio, id: string, stop?: AbortSignal): Promise<Driven> {
  const driven = await tryHoldBulk(studio, id, 'drive', async () => {
    const bulk = (await bulks(studio.db).where('id', '=', id).executeTakeFirst()) as BulkRecord | undefined
    return bulk?.state === 'running' ? submitRows(studio, bulk, stop) : 'still'
  })
  return driven ?? 'again'
}

async function submitRows(studio: Studio, bulk: BulkRecord, stop?: AbortSignal): Promise<Driven> {
  const user = await payerOf(studio, bulk)
  if (!user) return stand(studio, bulk, 'blocked', { code: 'not_allowed' })
  const rows = (await readRows(studio, bulk)).filter(({ picked_at }) => picked_at !== null)
  const waiting = rows.filter(({ state }) => state === 'waiting')
  let spent = rows.reduce((sum, row) => sum + row.spent, 0)
  let begun = rows.length - waiting.length
  let checking = 0
  for (const row of waiting) {
    if (stop?.aborted || !(await isRunning(studio, bulk))) return 'again'
    if (bulk.trial !== null && begun >= bulk.trial) break
    const outcome = await submitRow(studio, bulk, user, row, spent)
    if (outcome === 'full') return 'full'
    if (outcome === 'checking') {
      checking += 1
      continue
    }
    if ('pause' in outcome) return stand(studio, bulk, outcome.pause, outcome.details)
    spent += outcome.spent
    begun += 1
  }
  if (waiting.length > 0) sayBulk(studio, bulk)
  if (checking > 0) return 'again'
  return endIfDone(studio, bulk)
}

type Outcome =
  | 'full'
  | 'checking'
  | { readonly spent: number }
  | { readonly pause: NonNullable<Bulk['pauseReason']>; readonly details: Record<string, unknown> }

/** Submits the job of one row. A crash anywhere in it repeats nothing. */
async function submitRow(
  studio: Studio,
  bulk: BulkRecord,
  user: Payer,
  row: RowView,
  spent: number,
): Promise<Outcome> {
  const price = row.price ?? 0
  try {
    const direction = directionOf(bulk, row)
    const noted = row.job_id === null ? null : { id: row.job_id, try: row.try, exists: false }
    const job = noted ?? (await jobsOfRows(studio, user, [{ row, direction }])).get(row.n)!
    if (!job.exists && bulk.cap !== null && spent + price > bulk.cap)
      return { pause: 'cap', details: { cap: bulk.cap, spent, needed: price } }
    await note(studio, bulk, row.n, { job_id: job.id, try: job.try, adopted: job.exists })
    if (job.exists) return { spent: 0 }
    const pay = bulk.pay ?? 'credit'
    await submitVtoJob(studio, user, { id: job.id, productId: row.product_id, direction, pay, price })
    return { spent: price }
  } catch (error) {
    if (!(error instanceof StudioError)) throw error
    const details = error.details ?? {}
    switch (error.code) {
      case 'too_many_waiting':
        return 'full'
      case 'photo_checking':
        return 'checking'
      case 'points_short':
        return { pause: 'points', details }
      case 'cap_reached':
        return { pause: 'key_cap', details }
      case 'price_changed':
        return { pause: 'price', details: { was: price, ...details } }
      default:
        await note(studio, bulk, row.n, { fail_code: error.code })
        return { spent: 0 }
    }
  }
}

async function note(
  studio: Studio,
  { id }: BulkRecord,
  n: number,
  what: { job_id: string; try: number; adopted: boolean } | { fail_code: string },
): Promise<void> {
  await studio.db.updateTable('bulk_row').set(what).where('bulk_id', '=', id).where('n', '=', n).execute()
}

/** A trial that is made wants to be looked at; a bulk with nothing left to wait for has ended. */
async function endIfDone(studio: Studio, bulk: BulkRecord): Promise<Driven> {
  const rows = (await readRows(studio, bulk)).filter(({ picked_at }) => picked_at !== null)
  if (rows.some(({ state }) => state === 'making')) return 'full'
  if (rows.some(({ state }) => state === 'waiting'))
    return bulk.trial === null ? 'again' : stand(studio, bulk, 'trial', {})
  await changeBulk(studio, bulk, { state: 'ended', ended_at: studio.now() }, ['running'])
  return 'still'
}

async function stand(
  studio: Studio,
  bulk: BulkRecord,
  pause_reason: NonNullable<Bulk['pauseReason']>,
  pause_details: Record<string, unknown>,
): Promise<Driven> {
  await changeBulk(studio, bulk, { state: 'paused', pause_reason, pause_details }, ['running'])
  return 'still'
}

async function isRunning(studio: Studio, { id }: BulkRecord): Promise<boolean> {
  const row = await studio.db.selectFrom('bulk').select('state').where('id', '=', id).executeTakeFirst()
  return row?.state === 'running'
}

/** Who pays, unless they are gone or shut out, or the key that started it was revoked. */
async function payerOf(studio: Studio, { user_id, api_key_id }: BulkRecord): Promise<Payer | null> {
  const user = await studio.db
    .selectFrom('users')
    .select('id')
    .where('id', '=', user_id)
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
    .executeTakeFirst()
  if (!user) return null
  if (api_key_id === null) return user
  const key = await studio.db
    .selectFrom('api_key')
    .select('id')
    .where('id', '=', api_key_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return key ? { ...user, apiKeyId: key.id } : null
}
