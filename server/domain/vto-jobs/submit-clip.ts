// Submitting a video made of looks: a clip cut from several, or one look brought to life; paid and queued in one statement.
import type * as z from 'zod/mini'
import { CLIP_PIXELS } from '#sdk/contract/film.ts'
import { priceOfMotion, priceOfVideo } from '#sdk/contract/price.ts'
import type { submitClip, submitMotion } from '#sdk/contract/vto-jobs.ts'
import type { ClipWish, Engine, MotionWish, VideoInput, VideoWish } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { getImage, type ImageRow } from '../images/images.ts'
import { mustBeOwnMusic } from '../videos/music.ts'
import { hashOf, payAndQueue, sameCall, type Payer } from './queue-job.ts'
import type { VtoJobRow } from './vto-jobs.ts'

/** What a clip asks for. `id` is the caller's idempotency key and becomes the job's id. */
export type SubmitClip = z.output<typeof submitClip.schema.body>
export type SubmitMotion = z.output<typeof submitMotion.schema.body>

/** Who cuts clips. */
const CUTTER = 'drape'

/**
 * Submits a clip of looks of one project. The same call again answers the same job and changes nothing.
 *
 * Throws not_found and not_allowed for the looks and the music, too_many_looks (details.most), wish_not_possible for looks of several
 * projects, price_changed (details.price is the new one), too_many_waiting, points_short (details usageType, needed, left, short),
 * cap_reached, and key_reused when the id stands for another request.
 */
export async function submitClipJob(
  studio: Studio,
  user: Payer,
  { id, ...wish }: SubmitClip,
): Promise<VtoJobRow> {
  const hash = hashOf(['clip', wish])
  const there = await sameCall(studio, user, { id, hash })
  if (there) return there
  const { imageIds, format, seconds, title, music, pay } = wish
  const images = await imagesFor(studio, user, imageIds)
  const price = priceOfVideo({ pay }, studio.config.prices)
  if (price !== wish.price) throw new StudioError('price_changed', { price })
  if (imageIds.length > seconds) throw new StudioError('too_many_looks', { most: seconds })
  if (music !== undefined) await mustBeOwnMusic(studio, user, music)
  const clip: ClipWish = {
    view: 'clip',
    ...wornIn(images[0]),
    shots: images.map(shotOf),
    format,
    title: title.trim(),
    ...(music !== undefined && { music }),
    ...CLIP_PIXELS[format],
    seconds,
    price,
  }
  const engine = studio.engines.get(CUTTER)
  return queueFilm(studio, user, { id, hash, pay, image: images[0], input: inputOf(engine, clip), engine })
}

/**
 * Submits a video that brings a look to life. The same call again answers the same job and changes nothing. Throws as submitClipJob
 * does, engine_unknown, and wish_not_possible for what the engine does not do.
 */
export async function submitMotionJob(
  studio: Studio,
  user: Payer,
  { id, ...wish }: SubmitMotion,
): Promise<VtoJobRow> {
  const hash = hashOf(['motion', wish])
  const there = await sameCall(studio, user, { id, hash })
  if (there) return there
  const { imageId, motion, seconds, pay } = wish
  const [image] = await imagesFor(studio, user, [imageId])
  const engine = studio.engines.get(wish.engine)
  const price = priceWith(engine, seconds)
  if (price === null)
    throw new StudioError('wish_not_possible', {
      engine: engine.name,
      seconds,
      possible: engine.can.durations,
    })
  if (price !== wish.price) throw new StudioError('price_changed', { price })
  const { width, height } = image.details
  const film: MotionWish = {
    view: 'motion',
    ...wornIn(image),
    shots: [shotOf(image)],
    motion,
    width,
    height,
    seconds,
    price,
  }
  const fallbacks = standIns(studio, engine, seconds, price)
  const input = { ...inputOf(engine, film), ...(fallbacks.length > 0 && { fallbacks }) }
  return queueFilm(studio, user, { id, hash, pay, image, input, engine })
}

/** The price of a motion with an engine; null when it makes none of that length. */
function priceWith({ films = [], can, prices }: Engine, seconds: number): number | null {
  if (!films.includes('motion') || !can.durations.includes(seconds)) return null
  return priceOfMotion({ seconds }, prices)
}

/** Engines of the operator's order that make the same at no higher price. */
function standIns({ config, engines }: Studio, engine: Engine, seconds: number, price: number): string[] {
  const { order } = config.engines
  if (!order.includes(engine.name)) return []
  return order.filter((name) => {
    if (name === engine.name || name === CUTTER) return false
    const theirs = priceWith(engines.get(name), seconds)
    return theirs !== null && theirs <= price
  })
}

async function queueFilm(
  studio: Studio,
  user: Payer,
  {
    id,
    hash,
    pay,
    image,
    input,
    engine,
  }: {
    readonly id: string
    readonly hash: string
    readonly pay: SubmitClip['pay']
    readonly image: ImageRow
    readonly input: VideoInput
    readonly engine: Engine
  },
): Promise<VtoJobRow> {
  const { project_id: projectId, product_id: productId } = image
  if (productId === null) throw new StudioError('wish_not_possible', { imageId: image.id })
  const slotSeconds = engine.secondsPerVideo ?? 60
  const { lane } = engine
  return payAndQueue(studio, user, {
    id,
    kind: 'video',
    projectId,
    productId,
    lane,
    pay,
    input,
    hash,
    slotSeconds,
  })
}

/** The looks, all of one project in which the user may make things. */
async function imagesFor(studio: Studio, user: Payer, ids: readonly string[]): Promise<ImageRow[]> {
  const images = await Promise.all(ids.map(async (id) => getImage(studio.db, user, id, 'edit')))
  const projects = new Set(images.map((image) => image.project_id))
  if (projects.size > 1) throw new StudioError('wish_not_possible', { projects: [...projects] })
  return images
}

function inputOf({ name: engine }: Engine, wish: VideoWish): VideoInput {
  return { engine, ratio: '3:4', size: 'standard', photos: [], looks: [wish] }
}

function shotOf({ id: image, url: key }: ImageRow): ClipWish['shots'][number] {
  return { image, key }
}

function wornIn({ details }: ImageRow) {
  const { body, bodySize = 'M', finish = 'white', pose, tucked = false, open = false, backdrop } = details
  return { body, bodySize, finish, pose, tucked, open, backdrop }
}
