// Submitting a run: the wish is checked, then paid and queued in one statement, whole or not at all.
import type * as z from 'zod/mini'
import { MAX_LOOKS, pixelsOf, priceOfRun } from '#sdk/contract/price.ts'
import type { Direction, submit } from '#sdk/contract/vto-jobs.ts'
import type { Engine, JobInput } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { checkWorn } from './check-worn.ts'
import { hashOf, queueJob } from './queue-job.ts'
import type { VtoJobRow } from './vto-jobs.ts'

/** What a run asks for. `id` is the caller's idempotency key and becomes the job's id. */
export type SubmitVtoJob = z.output<typeof submit.schema.body>

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
  return queueRun(studio, user, body, {
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
  return queueRun(
    studio,
    user,
    { ...run, pay: 'credit' },
    { hash: hashOf([run.productId, run.direction]), each: 0, checkPrice: () => {} },
  )
}

async function queueRun(
  studio: Studio,
  user: { readonly id: string },
  { id, productId, direction, pay }: Omit<SubmitVtoJob, 'price'>,
  { hash, each, checkPrice }: { hash: string; each: number; checkPrice: () => void },
): Promise<VtoJobRow> {
  return queueJob(studio, user, {
    id,
    kind: 'look',
    productId,
    engine: direction.engine,
    pay,
    hash,
    checkEngine: (engine) => checkDirection(engine, direction),
    checkPrice,
    inputOf: (photos) => inputOf(direction, photos, each),
    secondsOf: ({ secondsPerLook }) => direction.views.length * secondsPerLook,
  })
}

/** Throws when the engine cannot do it. */
function checkDirection(engine: Engine, direction: Direction): void {
  const { views, ghost } = direction
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
  if (ghost && !engine.ghost) throw new StudioError('wish_not_possible', { engine: engine.name, ghost })
  checkWorn(engine, direction)
}

function inputOf(direction: Direction, photos: JobInput['photos'], price: number): JobInput {
  const { engine, ratio, size, views, ...shared } = direction
  const looks = views.map((view) => ({ view, ...shared, ...pixelsOf(ratio, size), price }))
  return { engine, ratio, size, photos, looks }
}
