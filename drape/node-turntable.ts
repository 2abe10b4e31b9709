// A turntable: the dressed mannequin turns once in front of the camera; an MP4 video and its first frame.

import type { Backdrop } from './drape.ts'
import type { Doubt } from './garment.ts'
import { DrapeError } from './node-pictures.ts'
import { ask, giveBack, handTo, takeSpareThreads, takeThread } from './node-pool.ts'
import { type Outfit, prepare } from './node-prepare.ts'
import type { Progress } from './node-thread.ts'
import { openVideo } from './node-video.ts'

export interface MakeTurntable extends Outfit {
  /** A video cannot be transparent: that becomes white. */
  readonly backdrop: Backdrop
  /** The garments as worn, without the mannequin. */
  readonly ghost?: boolean | undefined
  /** Even numbers of pixels, 1080 × 1440 unless said. */
  readonly width?: number
  readonly height?: number
  /** Frames of one turn, 96 unless said, and how long it takes, 4 s unless said. */
  readonly frames?: number
  readonly seconds?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Turntable {
  /** H.264, yuv420p, BT.709, ready to play before it is loaded whole. */
  readonly mp4: Uint8Array
  /** The first frame, a WebP. */
  readonly poster: Uint8Array
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly doubts: readonly Doubt[]
  readonly confidence: number
}

/**
 * Dresses a mannequin and turns it once, from the front over its left side, on as many threads as cores are free.
 * Aborting ends the work at once and throws the signal's reason. Throws DrapeError, and whatever onProgress throws.
 */
export async function makeTurntable(wanted: MakeTurntable): Promise<Turntable> {
  const { width = 1080, height = 1440, frames = 96, seconds = 4, ghost, signal, onProgress } = wanted
  if (width % 2 || height % 2 || !(frames >= 1 && frames <= 600) || !(seconds > 0))
    throw new DrapeError(
      'wish_not_possible',
      'A turntable has even sides, 1 to 600 frames and some seconds: give such numbers.',
    )
  signal?.throwIfAborted()
  const say = (stage: Progress['stage'], percent: number): void =>
    onProgress?.({ stage, percent: Math.round(percent), n: null })
  const threads = [takeThread()]
  const video = openVideo({ width, height, framesPerSecond: frames / seconds })
  try {
    // Getting dressed is a small part of a turntable, which its progress should show.
    const { key, dressed } = await prepare(threads[0], wanted, signal, (stage, percent) =>
      say(stage, percent / 5),
    )
    threads.push(...takeSpareThreads(frames - 1))
    const backdrop = wanted.backdrop === 'transparent' ? 'white' : wanted.backdrop
    const wish = (n: number) => ({ view: (360 * n) / frames, width, height, backdrop, ghost })
    const making: Promise<Uint8Array<ArrayBuffer>>[] = []
    let begun = 0
    const begin = (): void => {
      if (begun >= frames) return
      const n = begun++
      const thread = threads[n % threads.length]
      const frame = ask(thread, { type: 'frame', held: handTo(thread, key, dressed), wish: wish(n) }, signal)
      frame.catch(() => null)
      making.push(frame)
    }
    for (let ahead = 0; ahead < 2 * threads.length; ahead++) begin()
    for (let n = 0; n < frames; n++) {
      say('finishing', 13 + (82 * n) / frames)
      const frame = await making.shift()!
      begin()
      await video.add(frame)
    }
    const still = ask(
      threads[0],
      { type: 'look', held: handTo(threads[0], key, dressed), wish: wish(0), format: 'webp' },
      signal,
    )
    still.catch(() => null)
    const mp4 = await video.close()
    const { bytes: poster } = await still
    say('finishing', 100)
    const { doubts, confidence } = dressed
    return { mp4, poster, width, height, frames, doubts, confidence }
  } finally {
    video.end()
    for (const thread of threads) giveBack(thread)
  }
}
