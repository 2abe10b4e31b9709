// Drape's one door to the machine: looks and verdicts from encoded photos, made on worker threads.

import { Worker } from 'node:worker_threads'
import type { LookWish } from './drape.ts'
import type { Verdict } from './examine/examine.ts'
import type { Centimetres, Mannequin, Side, Slot, Wear } from './garment.ts'
import { DrapeError } from './node-pictures.ts'
import type {
  ExamineOrder,
  LookMade,
  LooksOrder,
  Order,
  PhotoBytes,
  Progress,
  Report,
} from './node-thread.ts'

export { DrapeError, encodePicture, readPicture } from './node-pictures.ts'

export interface MakeLooks {
  readonly photos: readonly PhotoBytes[]
  /** What the seller measured, by slot. */
  readonly centimetres?: Readonly<Partial<Record<Slot, Centimetres>>>
  readonly mannequin: Mannequin
  readonly wear?: Wear
  readonly looks: readonly LookWish[]
  /** How looks are encoded; PNG unless said. */
  readonly format?: 'png' | 'jpeg' | 'webp'
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Called for each look as it is made; the next one is begun when its promise has settled. */
  readonly onLook: (look: LookMade) => void | Promise<void>
}

/**
 * Dresses a mannequin in the photographed garments and renders every wish, on a thread of its own. Aborting ends the
 * thread at once and throws the signal's reason. Throws DrapeError, and whatever onLook or onProgress throw.
 */
export async function makeLooks(wanted: MakeLooks): Promise<void> {
  const { signal, onLook, onProgress } = wanted
  if (wanted.photos.length === 0)
    throw new DrapeError('photo_missing', 'A look needs at least one front photo.')
  signal?.throwIfAborted()
  const thread = openThread()
  const order: LooksOrder = {
    type: 'looks',
    photos: wanted.photos,
    centimetres: wanted.centimetres ?? {},
    mannequin: wanted.mannequin,
    wear: wanted.wear ?? { tucked: false, open: false },
    looks: wanted.looks,
    format: wanted.format ?? 'png',
  }
  try {
    await converse(thread, order, signal, async (report) => {
      if (report.type === 'progress') onProgress?.(report.progress)
      if (report.type !== 'look') return
      await onLook(report.look)
      tell(thread, { type: 'taken' })
    })
  } finally {
    await thread.terminate()
  }
}

export interface ExaminePhoto {
  readonly bytes: Uint8Array
  readonly slot: Slot
  readonly side: Side
  readonly signal?: AbortSignal
}

/** Kept warm between photos: a thread takes 0.1 s to start and compile. */
let examiner: Worker | null = null
let examining: Promise<unknown> = Promise.resolve()

/**
 * Tells what is wrong with a photo and whether it fits its slot, one photo at a time, on a thread kept for that.
 * Throws DrapeError when it is no readable photo, and the signal's reason when aborted.
 */
export async function examinePhoto(photo: ExaminePhoto): Promise<Verdict> {
  const turn = examining.then(() => examineNow(photo))
  examining = turn.catch(() => null)
  return turn
}

async function examineNow({ bytes, slot, side, signal }: ExaminePhoto): Promise<Verdict> {
  signal?.throwIfAborted()
  const thread = examiner ?? openExaminer()
  thread.ref()
  const order: ExamineOrder = { type: 'examine', bytes, slot, side }
  try {
    const report = await converse(thread, order, signal, () => null)
    if (report.type !== 'verdict') throw new DrapeError('drape_crashed', 'Drape gave no verdict: try again.')
    // An idle thread must not keep the process from ending.
    thread.unref()
    return report.verdict
  } catch (error) {
    // A photo that cannot be read leaves the thread well; anything else may have left it in the middle of its work.
    if (error instanceof DrapeError && error.code !== 'drape_crashed') thread.unref()
    else await thread.terminate()
    throw error
  }
}

function openExaminer(): Worker {
  const thread = openThread()
  thread.once('exit', () => {
    if (examiner === thread) examiner = null
  })
  examiner = thread
  return thread
}

function openThread(): Worker {
  // The built package holds JavaScript, the repository TypeScript, which Node runs as it is.
  const file = import.meta.url.endsWith('.ts') ? './node-thread.ts' : './node-thread.js'
  return new Worker(new URL(file, import.meta.url))
}

function tell(thread: Worker, order: Order): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  thread.postMessage(order)
}

/** Sends an order and hears the thread out; resolves with its last report. */
async function converse(
  thread: Worker,
  order: Order,
  signal: AbortSignal | undefined,
  hear: (report: Report) => unknown,
): Promise<Report> {
  const over = new AbortController()
  try {
    return await new Promise<Report>((resolve, reject) => {
      const onMessage = (report: Report) => {
        if (report.type === 'failed') reject(new DrapeError(report.code, report.message))
        else if (report.type === 'done' || report.type === 'verdict') resolve(report)
        else Promise.resolve(report).then(hear).catch(reject)
      }
      const onEnd = (cause: unknown) => {
        const why = cause instanceof Error ? ` (${cause.message})` : ''
        const fix = 'try again, with smaller photos if it happens twice'
        reject(new DrapeError('drape_crashed', `Drape ended without an answer${why}: ${fix}.`, { cause }))
      }
      thread.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
      over.signal.addEventListener('abort', () => {
        thread.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      })
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal })
      tell(thread, order)
    })
  } finally {
    over.abort()
  }
}
