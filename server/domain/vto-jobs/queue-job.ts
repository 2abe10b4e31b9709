// Queueing a job: the call is recognised if it is a repeated one, the product judged, then all is paid and queued in one statement.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { UsageType } from '#sdk/contract/points.ts'
import type { PriceList } from '#sdk/contract/price.ts'
import type { Engine, JobInput, VideoInput } from '../../engines/engine.ts'
import { NotAllowed, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { limitsOf } from '../subscriptions/subscriptions.ts'
import { photosForRun, productForRun } from './photos-for-run.ts'
import { SUBMIT_REFUSED, submitJob, type JobKind, type NewJob } from './queue.ts'
import { sayJob } from './say-job.ts'
import { getVtoJob, type VtoJobRow } from './vto-jobs.ts'

/** What the database says when the role was taken back since the product was judged. */
const TAKEN_BACK = 'PT403'

/** Who pays. A program pays through its API key, which may have a cap. */
export interface Payer {
  readonly id: string
  readonly apiKeyId?: string
}

/** A job on its way into the queue. */
export interface JobWish {
  /** The caller's idempotency key; it becomes the job's id. */
  readonly id: string
  readonly kind: JobKind
  readonly productId: string
  readonly engine: string
  readonly pay: UsageType
  /** Says whether two calls under the same id are the same call. */
  readonly hash: string
  /** Throws when the engine cannot do it. */
  checkEngine(engine: Engine): void
  /**
   * All a worker needs; its looks say what each costs. Throws when the price is not the one that was shown, and when the engine cannot
   * do it with these photos.
   */
  inputOf(engine: Engine, photos: JobInput['photos']): Promise<JobInput | VideoInput>
  /** Seconds of work expected. */
  secondsOf(engine: Engine, photos: JobInput['photos']): number
}

/**
 * Pays and queues a job, or answers the one that is there already under this id. Throws not_found, not_allowed and in_bin for the product, what
 * photosForRun throws for its photos, engine_unknown, too_many_waiting, points_short (details usageType, needed, left, short),
 * cap_reached for a program whose API key has spent its cap of the day, key_reused when the id stands for another request, and what the wish's own checks throw.
 */
export async function queueJob(studio: Studio, user: Payer, wish: JobWish): Promise<VtoJobRow> {
  const { id, kind, productId, pay, hash } = wish
  const there = await sameCall(studio, user, wish)
  if (there) return there

  const product = await productForRun(studio.db, user, productId)
  const engine = studio.engines.get(wish.engine)
  wish.checkEngine(engine)
  const photos = await photosForRun(studio.db, product)

  const input = await wish.inputOf(engine, photos)
  const { lane } = engine
  const { projectId } = product
  const slotSeconds = wish.secondsOf(engine, photos)
  return payAndQueue(studio, user, { id, kind, projectId, productId, lane, pay, input, hash, slotSeconds })
}

/**
 * The job of a repeated call, answered before anything is judged: since the first, prices and photos may have changed. null when it is
 * the first; throws key_reused when the id stands for another request.
 */
export async function sameCall(
  studio: Studio,
  user: Payer,
  { id, hash }: Pick<JobWish, 'id' | 'hash'>,
): Promise<VtoJobRow | null> {
  const there = await studio.db
    .selectFrom('vto_job')
    .select(['user_id', 'request_hash'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!there) return null
  if (there.user_id !== user.id || there.request_hash !== hash) throw new StudioError('key_reused', { id })
  return getVtoJob(studio.db, user, id)
}

/** Pays a job that has been judged, and queues it. Throws as queueJob does of the payment. */
export async function payAndQueue(
  studio: Studio,
  user: Payer,
  job: Omit<NewJob, 'userId' | 'amount' | 'apiKey'>,
): Promise<VtoJobRow> {
  const { id, productId, pay } = job
  const amount = job.input.looks.map(({ price }) => price).reduce((sum, price) => sum + price, 0)
  const apiKey =
    user.apiKeyId === undefined
      ? null
      : { id: user.apiKeyId, worth: worthOf(pay, amount, studio.config.prices) }
  const { waitingJobs } = await limitsOf(studio, user.id)
  const answer = await submitJob(
    studio.database.pool,
    { ...job, userId: user.id, amount, apiKey },
    waitingJobs,
  ).catch((error: unknown) => {
    throw (error as { code?: unknown }).code === TAKEN_BACK ? new NotAllowed() : error
  })
  switch (answer) {
    case SUBMIT_REFUSED.short: {
      const left = (await balanceOf(studio.db, user.id)).left[pay]
      const short = Math.max(1, amount - left)
      throw new StudioError('points_short', { usageType: pay, needed: amount, left, short })
    }
    case SUBMIT_REFUSED.capReached:
      throw new StudioError('cap_reached', await capOf(studio, apiKey))
    case SUBMIT_REFUSED.keyReused:
      throw new StudioError('key_reused', { id })
    case SUBMIT_REFUSED.inBin:
      throw new StudioError('in_bin', { what: 'product', id: productId })
    case SUBMIT_REFUSED.tooManyWaiting:
      throw new StudioError('too_many_waiting', { most: waitingJobs })
  }
  const queued = await getVtoJob(studio.db, user, id)
  if (answer !== SUBMIT_REFUSED.there) sayJob(studio, queued)
  return queued
}

/** What a key may spend in a day, what of it is left, and what was asked for, in credits. */
async function capOf(studio: Studio, key: NewJob['apiKey']): Promise<Record<string, number>> {
  if (!key) return {}
  const row = await studio.db
    .selectFrom('api_key')
    .select(['daily_cap', sql<number>`api_key_spent_today(id)`.as('spent')])
    .where('id', '=', key.id)
    .executeTakeFirst()
  // A key that was revoked a moment ago has no cap to speak of.
  if (row?.daily_cap == null) return { needed: key.worth }
  return { cap: row.daily_cap, left: Math.max(0, row.daily_cap - row.spent), needed: key.worth }
}

/** What a payment would be in credits: a ticket counts as what it stands for. */
function worthOf(pay: UsageType, amount: number, { look, turntable }: PriceList): number {
  if (pay === 'credit') return amount
  return amount * (pay === 'video_ticket' ? turntable : look)
}

/** A name for a request: the same one gives the same, in whatever order its parts were written. */
export function hashOf(request: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(request, sortKeys)).digest('hex')
}

/** A JSON.stringify replacer: the same object gives the same text, whatever the order it was written in. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
