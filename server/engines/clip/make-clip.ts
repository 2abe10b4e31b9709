// An editorial clip: several looks in one video, made on a thread that ends with it.
import { Worker } from 'node:worker_threads'
import { EngineError } from '../engine.ts'
import type { ClipOrder, ClipReport } from './clip-thread.ts'

/** Plates and frames of twelve looks stay well below; a thread that wants more has gone wrong. */
const LIMITS = { maxOldGenerationSizeMb: 1024 }

/**
 * Makes a clip: H.264 in an MP4 that plays before it is loaded whole, and its first frame as WebP. The same order gives the same
 * frames. Aborting ends it at once and throws the signal's reason. Throws EngineError `clip_crashed`, and what onProgress throws.
 */
export async function makeClip(
  order: ClipOrder,
  {
    signal,
    onProgress,
  }: {
    readonly signal: AbortSignal
    readonly onProgress: (progress: {
      readonly stage: 'reading' | 'finishing'
      readonly percent: number
    }) => void
  },
): Promise<{ readonly mp4: Uint8Array; readonly poster: Uint8Array }> {
  signal.throwIfAborted()
  const thread = new Worker(new URL('./clip-thread.ts', import.meta.url), {
    // Copies of their own: a small file may be a part of a larger buffer, which would go along whole.
    workerData: { ...order, looks: order.looks.map((look) => Uint8Array.from(look)) } satisfies ClipOrder,
    resourceLimits: LIMITS,
  })
  const done = Promise.withResolvers<{ mp4: Uint8Array; poster: Uint8Array }>()
  const crashed = (cause: unknown): void =>
    done.reject(new EngineError('clip_crashed', { retryable: true, cause }))
  const stop = (): void => done.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  thread.on('message', (report: ClipReport) => {
    if (report.type === 'made') done.resolve(report)
    else if (report.type === 'failed') crashed(new Error(report.message))
    else
      try {
        onProgress({ stage: report.stage, percent: Math.round(report.percent) })
      } catch (error) {
        done.reject(error)
      }
  })
  thread.on('error', crashed)
  thread.on('exit', () => crashed(new Error('its thread ended')))
  try {
    return await done.promise
  } finally {
    signal.removeEventListener('abort', stop)
    await thread.terminate()
  }
}
