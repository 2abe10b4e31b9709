// Steering a bulk: directed, started, paused, resumed, its rest cancelled, and what failed run again.
import { sql } from 'kysely'
import type { Bulk } from '#sdk/contract/bulk-shapes.ts'
import type { Direction } from '#sdk/contract/vto-jobs.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getProject } from '../projects/projects.ts'
import { cancelVtoJob } from '../vto-jobs/cancel.ts'
import type { Payer } from '../vto-jobs/queue-job.ts'
import { changeBulk, getBulk, sayBulk, type BulkRecord } from './bulk.ts'
import { holdBulk } from './hold-bulk.ts'
import { mendGuessed } from './mend-slots.ts'
import { isFit, priceRows, totalOf } from './quote.ts'
import { readRows } from './rows.ts'

/**
 * Directs all products, or only those of these numbers; null gives up what was set for them alone. What has a job already stays.
 * Throws NotFound, and engine_unknown.
 */
export async function directBulk(
  studio: Studio,
  user: Person,
  id: string,
  {
    direction,
    rows,
  }: { readonly direction: Direction | null; readonly rows?: readonly number[] | undefined },
): Promise<BulkRecord> {
  const bulk = await getBulk(studio.db, user, id)
  if (direction) studio.engines.get(direction.engine)
  if (!rows) {
    await changeBulk(studio, bulk, { direction })
    return getBulk(studio.db, user, id)
  }
  await studio.db
    .updateTable('bulk_row')
    .set({ direction: direction && JSON.stringify(direction) })
    .where('bulk_id', '=', id)
    .where('n', 'in', [...rows])
    .where('picked_at', 'is', null)
    .execute()
  sayBulk(studio, bulk)
  return bulk
}

/**
 * Starts the fit products that were not started yet; from then on the studio submits their jobs by itself. Throws NotFound, in_bin for
 * the project, bulk_started while it runs, bulk_nothing, bulk_undirected, engine_unknown, pay_not_possible, and price_changed
 * (details.price).
 */
export async function startBulk(
  studio: Studio,
  user: Payer,
  id: string,
  wish: {
    readonly pay: NonNullable<Bulk['pay']>
    readonly price: number
    readonly cap?: number | null | undefined
    readonly trial?: number | null | undefined
  },
): Promise<BulkRecord> {
  const before = await getBulk(studio.db, user, id)
  await getProject(studio.db, user, before.project_id, 'edit')
  await mendGuessed(studio, user, before)
  return holdBulk(studio, id, 'drive', async () => {
    const bulk = await getBulk(studio.db, user, id)
    if (bulk.state === 'running') throw new StudioError('bulk_started')
    const rows = (await readRows(studio, bulk)).filter((row) => row.picked_at === null && isFit(row))
    if (rows.length === 0) throw new StudioError('bulk_nothing')
    const priced = await priceRows(studio, user, bulk, rows, wish.pay)
    if (totalOf(priced) !== wish.price) throw new StudioError('price_changed', { price: totalOf(priced) })
    const now = studio.now()
    const ns = priced.map(({ row }) => row.n)
    const prices = priced.map(({ price }) => price)
    await sql`
      update bulk_row row set picked_at = ${now}, price = picked.price
      from unnest(${ns}::integer[], ${prices}::integer[]) as picked (n, price)
      where row.bulk_id = ${id} and row.n = picked.n`.execute(studio.db)
    await changeBulk(studio, bulk, {
      ...GOING,
      pay: wish.pay,
      cap: wish.cap ?? null,
      trial: wish.trial ?? null,
      api_key_id: user.apiKeyId ?? null,
      started_at: bulk.started_at ?? now,
    })
    await studio.errands.send('bulk.drive', {})
    return getBulk(studio.db, user, id)
  })
}

const GOING = { state: 'running', pause_reason: null, pause_details: {}, ended_at: null } as const

/** Submits nothing more; what was submitted is still made. Throws NotFound, and bulk_still. */
export async function pauseBulk(studio: Studio, user: Person, id: string): Promise<BulkRecord> {
  const bulk = await getBulk(studio.db, user, id)
  const was = await changeBulk(studio, bulk, { state: 'paused', pause_reason: 'asked', pause_details: {} }, [
    'running',
  ])
  if (!was) throw new StudioError('bulk_still')
  return getBulk(studio.db, user, id)
}

/** Goes on: after a trial with all the rest, after another price at that price. Throws NotFound, and bulk_still unless it is paused. */
export async function resumeBulk(
  studio: Studio,
  user: Payer,
  id: string,
  { cap }: { readonly cap?: number | null | undefined },
): Promise<BulkRecord> {
  return holdBulk(studio, id, 'drive', async () => {
    const bulk = await getBulk(studio.db, user, id)
    if (bulk.pause_reason === 'price') await priceAnew(studio, user, bulk)
    const change = {
      ...GOING,
      ...(cap !== undefined && { cap }),
      ...(bulk.pause_reason === 'trial' && { trial: null }),
      // Whoever says so pays: a program by the limits of its own key.
      api_key_id: user.apiKeyId ?? null,
    }
    if (!(await changeBulk(studio, bulk, change, ['paused']))) throw new StudioError('bulk_still')
    await studio.errands.send('bulk.drive', {})
    return getBulk(studio.db, user, id)
  })
}

async function priceAnew(studio: Studio, user: Person, bulk: BulkRecord): Promise<void> {
  if (!bulk.pay) return
  const waiting = (await readRows(studio, bulk)).filter(({ state }) => state === 'waiting')
  for (const { row, price } of await priceRows(studio, user, bulk, waiting, bulk.pay))
    await studio.db
      .updateTable('bulk_row')
      // The job noted so far stood for the old price; it was never submitted.
      .set({ price, job_id: null })
      .where('bulk_id', '=', bulk.id)
      .where('n', '=', row.n)
      .execute()
}

/**
 * Cancels the rest: nothing more is submitted; jobs that wait end at once, those that run after the look they are at, each refunded by
 * its own rules. Throws NotFound, and bulk_still for one that was never started or has ended.
 */
export async function cancelBulk(studio: Studio, user: Person, id: string): Promise<BulkRecord> {
  return holdBulk(studio, id, 'drive', async () => {
    const bulk = await getBulk(studio.db, user, id)
    if (bulk.state !== 'running' && bulk.state !== 'paused') throw new StudioError('bulk_still')
    await studio.db
      .updateTable('bulk_row')
      .set({ cancelled_at: sql`now()` })
      .where('bulk_id', '=', id)
      .where('picked_at', 'is not', null)
      .where('removed_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where(sql<boolean>`not exists (select from vto_job where vto_job.id = bulk_row.job_id)`)
      .where('fail_code', 'is', null)
      .execute()
    for (const row of await readRows(studio, bulk)) {
      if (row.state !== 'making' || row.adopted || !row.job_id) continue
      await cancelVtoJob(studio, user, row.job_id).catch((error: unknown) => {
        if (!(error instanceof StudioError && error.code === 'job_ended')) throw error
      })
    }
    // The drive sees its last jobs end, and ends it.
    await changeBulk(studio, bulk, GOING)
    await studio.errands.send('bulk.drive', {})
    return getBulk(studio.db, user, id)
  })
}

/** Runs again what failed or was cancelled, or only what failed with this code. Throws NotFound, bulk_nothing, and as priceRows does. */
export async function retryBulk(
  studio: Studio,
  user: Payer,
  id: string,
  { code }: { readonly code?: string | undefined },
): Promise<BulkRecord> {
  return holdBulk(studio, id, 'drive', async () => {
    const bulk = await getBulk(studio.db, user, id)
    const rows = (await readRows(studio, bulk)).filter(
      (row) =>
        (row.state === 'failed' && (code === undefined || row.fail_code === code)) ||
        (code === undefined && row.state === 'cancelled'),
    )
    if (rows.length === 0 || !bulk.pay) throw new StudioError('bulk_nothing')
    for (const { row, price, job } of await priceRows(studio, user, bulk, rows, bulk.pay))
      await studio.db
        .updateTable('bulk_row')
        .set({
          price,
          try: job.try,
          job_id: null,
          adopted: false,
          spent: row.spent,
          fail_code: null,
          cancelled_at: null,
        })
        .where('bulk_id', '=', id)
        .where('n', '=', row.n)
        .execute()
    await changeBulk(studio, bulk, { ...GOING, api_key_id: user.apiKeyId ?? null })
    await studio.errands.send('bulk.drive', {})
    return getBulk(studio.db, user, id)
  })
}
