// Submitting a turntable video: checked, then paid and queued in one statement, whole or not at all.
import type * as z from 'zod/mini'
import { priceOfVideo } from '#sdk/contract/price.ts'
import { isOwnBackdrop, type submitVideo, type VideoDirection } from '#sdk/contract/vto-jobs.ts'
import type { Engine, VideoInput } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { checkWorn } from './check-worn.ts'
import { hashOf, queueJob } from './queue-job.ts'
import type { VtoJobRow } from './vto-jobs.ts'

/** What a video asks for. `id` is the caller's idempotency key and becomes the job's id. */
export type SubmitVideo = z.output<typeof submitVideo.schema.body>

/** Once around in four seconds, at 24 frames a second; upright, as shops show it. */
const TURNTABLE = { width: 1080, height: 1440, frames: 96, seconds: 4 } as const

/**
 * Submits a turntable of a product. The same call again answers the same job and changes nothing.
 *
 * Throws not_found and in_bin for the product, photo_missing, photo_checking, photo_stopped and slot_excluded for its photos,
 * engine_unknown and wish_not_possible for the direction, too_many_waiting, price_changed (details.price is the new one),
 * points_short (details usageType, needed, left, short), and key_reused when the id stands for another request.
 */
export async function submitVideoJob(
  studio: Studio,
  user: { readonly id: string },
  { id, productId, kind, direction, pay, price }: SubmitVideo,
): Promise<VtoJobRow> {
  const current = priceOfVideo({ pay }, studio.config.prices)
  return queueJob(studio, user, {
    id,
    kind: 'video',
    productId,
    engine: direction.engine,
    pay,
    hash: hashOf(['video', kind, productId, direction, pay, price]),
    checkEngine: (engine) => checkVideo(engine, direction),
    inputOf: async (_engine, photos) => {
      if (current !== price) throw new StudioError('price_changed', { price: current })
      return inputOf(direction, photos, current)
    },
    secondsOf: ({ secondsPerVideo = 60 }) => secondsPerVideo,
  })
}

function checkVideo(engine: Engine, direction: VideoDirection): void {
  if (!engine.films?.includes('turntable'))
    throw new StudioError('wish_not_possible', { engine: engine.name, video: true })
  checkWorn(engine, direction)
}

function inputOf(
  { engine, backdrop, ...shared }: VideoDirection,
  photos: VideoInput['photos'],
  price: number,
): VideoInput {
  // No video is transparent, and none turns before a picture.
  const paper = backdrop === 'transparent' ? 'white' : isOwnBackdrop(backdrop) ? 'paper' : backdrop
  return {
    engine,
    ratio: '3:4',
    size: 'standard',
    photos,
    looks: [{ view: 'turntable', ...shared, backdrop: paper, ...TURNTABLE, price }],
  }
}
