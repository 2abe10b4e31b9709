// Submitting a run: the wish is checked, then paid and queued in one statement, whole or not at all.
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { MAX_LOOKS, pixelsOf, priceOfRun } from '#sdk/contract/price.ts'
import type { Direction, submit } from '#sdk/contract/vto-jobs.ts'
import type { Engine, JobInput } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { sayJob } from './say-job.ts'
import { photosForRun, productForRun } from './photos-for-run.ts'
import { SUBMIT_REFUSED, submitJob } from './queue.ts'
import { getVtoJob, type VtoJobRow } from './vto-jobs.ts'

/** What a run asks for. `id` is the caller's idempotency key and becomes the job's id. */
export type SubmitVtoJob = z.output<typeof submit.schema.body>

/** More than this many jobs of one user do not wait at once. */
export const MOST_WAITING = 200

/**
 * Submits a run of a product's looks. The same call again answers the same job and changes nothing.
 *
 * Throws not_found and in_bin for the product, photo_missing, photo_checking, photo_stopped and slot_excluded for its photos,
 * engine_unknown and wish_not_possible for the direction, too_many_looks, too_many_waiting, pay_not_possible, price_changed
 * (details.price is the new total), points_short (details usageType, needed, left, short), and key_reused when the id stands for
 * another request.
 */
export async function submitVtoJob(
  studio: Studio,
  user: { readonly id: string },
  body: SubmitVtoJob,
): Promise<VtoJobRow> {
  const { direction, pay } = body
  const price = priceOfRun({ looks: direction.views.length, size: direction.size, pay }, studio.config.prices)
  return queue(studio, user, body, {
    hash: hashOf([body.productId, direction, pay, body.price]),
    each: price?.each ?? 0,
    checkPrice: () => {
      if (!price) throw new StudioError('pay_not_possible', { usageType: pay, size: direction.size })
      if (price.total !== body.price) throw new StudioError('price_changed', { price: price.total })
    },
  })
}

/** A run nobody pays: the looks of the sample project. Throws as submitVtoJob does. */
export async function submitFreeVtoJob(
  studio: Studio,
  user: { readonly id: string },
  run: Pick<SubmitVtoJob, 'id' | 'productId' | 'direction'>,
): Promise<VtoJobRow> {
  return queue(
    studio,
    user,
    { ...run, pay: 'credit' },
    { hash: hashOf([run.productId, run.direction]), each: 0, checkPrice: () => {} },
  )
}

async function queue(
  studio: Studio,
  user: { readonly id: string },
  { id, productId, direction, pay }: Omit<SubmitVtoJob, 'price'>,
  { hash, each, checkPrice }: { hash: string; each: number; checkPrice: () => void },
): Promise<VtoJobRow> {
  // A repeated call is answered before anything is judged: since the first, prices and photos may have changed.
  const there = await studio.db
    .selectFrom('vto_job')
    .select(['user_id', 'request_hash'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (there) {
    if (there.user_id !== user.id || there.request_hash !== hash) throw new StudioError('key_reused', { id })
    return getVtoJob(studio.db, user, id)
  }

  const product = await productForRun(studio.db, user, productId)
  const engine = studio.engines.get(direction.engine)
  checkDirection(engine, direction)
  const photos = await photosForRun(studio.db, product)
  checkPrice()

  const amount = each * direction.views.length
  const answer = await submitJob(
    studio.database.pool,
    {
      id,
      userId: user.id,
      projectId: product.projectId,
      productId,
      lane: engine.lane,
      pay,
      amount,
      input: inputOf(direction, photos, each),
      hash,
      slotSeconds: direction.views.length * engine.secondsPerLook,
    },
    MOST_WAITING,
  )
  switch (answer) {
    case SUBMIT_REFUSED.short: {
      const left = (await balanceOf(studio.db, user.id)).left[pay]
      const short = Math.max(1, amount - left)
      throw new StudioError('points_short', { usageType: pay, needed: amount, left, short })
    }
    case SUBMIT_REFUSED.keyReused:
      throw new StudioError('key_reused', { id })
    case SUBMIT_REFUSED.inBin:
      throw new StudioError('in_bin', { what: 'product', id: productId })
    case SUBMIT_REFUSED.tooManyWaiting:
      throw new StudioError('too_many_waiting', { most: MOST_WAITING })
  }
  const job = await getVtoJob(studio.db, user, id)
  if (answer !== SUBMIT_REFUSED.there) sayJob(studio, job)
  return job
}

/** Throws when the engine cannot do it. */
function checkDirection(engine: Engine, { views, body }: Direction): void {
  if (views.length > MAX_LOOKS) throw new StudioError('too_many_looks', { most: MAX_LOOKS })
  const refused = views.filter((view) => !engine.views.includes(view))
  if (refused.length > 0)
    throw new StudioError('wish_not_possible', {
      engine: engine.name,
      views: refused,
      possible: engine.views,
    })
  // Without seeds the same view again is the same picture again.
  const twice = views.filter((view, n) => views.indexOf(view) !== n)
  if (twice.length > 0) throw new StudioError('wish_not_possible', { engine: engine.name, repeated: twice })
  if (!engine.bodies.includes(body))
    throw new StudioError('wish_not_possible', { engine: engine.name, body, possible: engine.bodies })
}

function inputOf(direction: Direction, photos: JobInput['photos'], price: number): JobInput {
  const { engine, ratio, size, body, backdrop } = direction
  const looks = direction.views.map((view) => ({
    view,
    body,
    pose: 'standing',
    backdrop,
    ...pixelsOf(ratio, size),
    price,
  }))
  return { engine, ratio, size, photos, looks }
}

function hashOf(request: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(request, sortKeys)).digest('hex')
}

/** A JSON.stringify replacer: the same object gives the same text, whatever the order it was written in. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
