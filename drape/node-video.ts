// A video being made: frames are handed to the encoder's thread in order, few at a time, and the file comes back.

import { Worker } from 'node:worker_threads'
import { DrapeError } from './node-pictures.ts'
import { LIMITS } from './node-pool.ts'
import type { VideoFormat, VideoOrder, VideoReport } from './node-video-thread.ts'

/** Frames on their way to the encoder at most: each of 1080 × 1440 weighs 2.3 MB. */
const WAITING = 4

export interface Video {
  /** Settles when the encoder has room for the next frame. */
  readonly add: (planes: Uint8Array<ArrayBuffer>) => Promise<void>
  /** The MP4 file. */
  readonly close: () => Promise<Uint8Array>
  /** Ends the encoder, done or not. */
  readonly end: () => void
}

/** Opens an encoder on a thread of its own. What goes wrong there comes back from `add` and `close` as a DrapeError. */
export function openVideo(format: VideoFormat): Video {
  const file = import.meta.url.endsWith('.ts') ? './node-video-thread.ts' : './node-video-thread.js'
  const worker = new Worker(new URL(file, import.meta.url), { resourceLimits: LIMITS })
  const queue = { waiting: 0, room: Promise.withResolvers<void>() }
  const done = Promise.withResolvers<Uint8Array>()
  const broken = Promise.withResolvers<never>()
  for (const { promise } of [done, broken]) promise.catch(() => null)
  const breakOff = (message: string): void =>
    broken.reject(new DrapeError('drape_crashed', `The video was not encoded (${message}): try again.`))
  worker.on('message', (report: VideoReport) => {
    if (report.type === 'failed') breakOff(report.message)
    else if (report.type === 'mp4') done.resolve(report.bytes)
    else {
      queue.waiting--
      queue.room.resolve()
      queue.room = Promise.withResolvers<void>()
    }
  })
  worker.on('error', (error) => breakOff(error.message))
  worker.on('exit', () => breakOff('its thread ended'))
  const tell = (order: VideoOrder, handedOver: ArrayBuffer[] = []): void =>
    worker.postMessage(order, handedOver)
  tell({ type: 'open', format })
  return {
    add: async (planes) => {
      tell({ type: 'frame', planes }, [planes.buffer])
      queue.waiting++
      while (queue.waiting >= WAITING) await Promise.race([queue.room.promise, broken.promise])
    },
    close: () => {
      tell({ type: 'close' })
      return Promise.race([done.promise, broken.promise])
    },
    end: () => void worker.terminate(),
  }
}
