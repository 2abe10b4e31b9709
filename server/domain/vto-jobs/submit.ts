// Submitting a run: the wish is checked, then paid and queued in one statement, whole or not at all.
import type * as z from 'zod/mini'
import { callsOfLook, slotsWithoutBack } from '#sdk/contract/plan.ts'
import { MAX_LOOKS, pixelsOf, priceOfRun, type RunPrice } from '#sdk/contract/price.ts'
import { isOwnBackdrop, type Direction, type submit } from '#sdk/contract/vto-jobs.ts'
import type { Engine, JobInput } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { mustBeUsable } from '../backdrops/backdrops.ts'
import { checkWorn } from './check-worn.ts'
import { personForRun } from './person-for-run.ts'
import { hashOf, queueJob } from './queue-job.ts'
import type { VtoJobRow } from './vto-jobs.ts'

/** What a run asks for. `id` is the caller's idempotency key and becomes the job's id. */
export type SubmitVtoJob = z.output<typeof submit.schema.body>

/**
 * Submits a run of a product's looks. The same call again answers the same job and changes nothing.
 *
 * Throws not_found and in_bin for the product, photo_missing, photo_checking, photo_stopped and slot_excluded for its photos,
 * engine_unknown, wish_not_possible, person_missing and back_missing for the direction, too_many_looks, too_many_waiting, pay_not_possible, price_changed
 * (details.price is the new total), points_short (details usageType, needed, left, short), and key_reused when the id stands for
 * another request.
 */
export async function submitVtoJob(
  studio: Studio,
  user: { readonly id: string },
  body: SubmitVtoJob,
): Promise<VtoJobRow> {
  const { direction, pay, price } = body
  return queueRun(studio, user, body, {
    hash: hashOf([body.productId, direction, pay, price]),
    eachOf: (engine, photos) => {
      const now = priceWith(studio, engine, body, photos)
      if (!now) throw new StudioError('pay_not_possible', { usageType: pay, size: direction.size })
      if (now.total !== price) throw new StudioError('price_changed', { price: now.total })
      return now.each
    },
    fallbacksOf: (engine, photos) =>
      standIns(studio, engine, direction).filter((other) => {
        const theirs = priceWith(studio, other, body, photos)
        return theirs !== null && theirs.total <= price
      }),
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
    { hash: hashOf([run.productId, run.direction]), eachOf: () => 0, fallbacksOf: () => [] },
  )
}

type Photos = JobInput['photos']

async function queueRun(
  studio: Studio,
  user: { readonly id: string },
  { id, productId, direction, pay }: Omit<SubmitVtoJob, 'price'>,
  run: {
    readonly hash: string
    /** The price of a look. Throws when it is not the one that was shown. */
    eachOf(engine: Engine, photos: Photos): number
    /** Who may step in for the engine. */
    fallbacksOf(engine: Engine, photos: Photos): Engine[]
  },
): Promise<VtoJobRow> {
  return queueJob(studio, user, {
    id,
    kind: 'look',
    productId,
    engine: direction.engine,
    pay,
    hash: run.hash,
    checkEngine: (engine) => checkDirection(engine, direction),
    inputOf: async (engine, photos) => {
      await mustBeUsable(studio, user, direction.backdrop)
      const input = inputOf(direction, photos, run.eachOf(engine, photos))
      if (!engine.can.person) return input
      checkOutfit(engine, direction, photos)
      const person = await personForRun(studio, user, direction)
      const fallbacks = run.fallbacksOf(engine, photos).map(({ name }) => name)
      return { ...input, person, ...(fallbacks.length > 0 && { fallbacks }) }
    },
    secondsOf: ({ secondsPerLook, can }, photos) =>
      direction.views.length * secondsPerLook * callsOfLook(can, photos),
  })
}

function priceWith(
  { config }: Studio,
  { prices, can }: Engine,
  { direction: { views, size }, pay }: Pick<SubmitVtoJob, 'direction' | 'pay'>,
  photos: Photos,
): RunPrice | null {
  const run = { looks: views.length, size, pay, calls: callsOfLook(can, photos) }
  return priceOfRun(run, prices ?? config.prices)
}

/** The engines of the operator's order that do the same kind of work as this one, and this wish; none when it is not of them itself. */
function standIns({ config, engines }: Studio, engine: Engine, direction: Direction): Engine[] {
  const { order } = config.engines
  if (!order.includes(engine.name)) return []
  const others = order
    .filter((name) => name !== engine.name)
    .flatMap((name) => engines.list().filter((one) => one.name === name))
  return others.filter((other) => {
    if (other.lane !== engine.lane || other.can.person !== engine.can.person) return false
    try {
      checkDirection(other, direction)
      return true
    } catch (error) {
      if (error instanceof StudioError) return false
      throw error
    }
  })
}

/** Throws when an engine that dresses a person cannot dress them in this. */
function checkOutfit({ name, can }: Engine, { views }: Direction, photos: Photos): void {
  const refused = photos.flatMap(({ slot }) => (can.slots.includes(slot) ? [] : [slot]))
  if (refused.length > 0)
    throw new StudioError('wish_not_possible', { engine: name, slots: refused, possible: can.slots })
  const slots = views.includes('back') ? slotsWithoutBack(photos) : []
  if (slots.length > 0) throw new StudioError('back_missing', { slots })
}

/** Throws when the engine cannot do it. */
function checkDirection(engine: Engine, direction: Direction): void {
  const { views, ghost, ratio, size, backdrop } = direction
  if (isOwnBackdrop(backdrop) && !engine.can.ownBackdrop)
    throw new StudioError('wish_not_possible', { engine: engine.name, backdrop: 'own' })
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
  if (!engine.can.ratios.includes(ratio))
    throw new StudioError('wish_not_possible', { engine: engine.name, ratio, possible: engine.can.ratios })
  if (!engine.can.sizes.includes(size))
    throw new StudioError('wish_not_possible', { engine: engine.name, size, possible: engine.can.sizes })
  checkWorn(engine, direction)
}

function inputOf(direction: Direction, photos: Photos, price: number): JobInput {
  const { engine, ratio, size, views, person: _, personId: __, seed, ...shared } = direction
  const looks = views.map((view) => ({ view, ...shared, ...pixelsOf(ratio, size), price }))
  return { engine, ratio, size, photos, looks, ...(seed !== undefined && { seed }) }
}
