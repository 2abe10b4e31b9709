// Drape's worker threads: opened when needed, kept warm for a while, ended when what they do is no longer wanted.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Dressed, Stage } from './drape.ts'
import { DrapeError } from './node-pictures.ts'
import type { Answers, Held, Order, Report } from './node-thread.ts'

/** One thread; `holds` is the number of the mannequin it holds. */
export interface Thread {
  readonly worker: Worker
  holds: number
  /** Orders being worked on. */
  busy: number
  ended: boolean
}

const CORES = availableParallelism()
/** Threads kept though idle: one core is the server's own. */
const KEPT = Math.max(1, CORES - 1)
/**
 * MB of JavaScript objects, which are few: pixels lie outside. A small nursery makes V8 look oftener for arrays that can
 * go, which takes a quarter off a job's memory and nothing measurable off its speed.
 */
export const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 }
/** Milliseconds after which an idle thread gives its memory back. */
const IDLE = 120_000

const idle: Thread[] = []
/** Threads that jobs have in hand. */
let inHand = 0
let orders = 0

/** A thread of one's own, to be given back. */
export function takeThread(): Thread {
  inHand++
  return idle.pop() ?? openThread()
}

/** Up to `most` further threads, as far as cores are free; to be given back. */
export function takeSpareThreads(most: number): Thread[] {
  const taken: Thread[] = []
  while (taken.length < most && inHand < CORES) taken.push(takeThread())
  return taken
}

/** Gives a thread back: kept warm if few are, else ended. */
export function giveBack(thread: Thread): void {
  inHand--
  if (thread.ended) return
  if (thread.busy > 0 || idle.length >= KEPT) {
    endThread(thread)
    return
  }
  idle.push(thread)
  setTimeout(() => {
    const at = idle.indexOf(thread)
    if (at < 0) return
    idle.splice(at, 1)
    endThread(thread)
  }, IDLE).unref()
}

/** Ends a thread, whatever it is doing. */
function endThread(thread: Thread): void {
  if (thread.ended) return
  thread.ended = true
  void thread.worker.terminate()
}

/** A thread outside the pool, for work that must not wait for looks. */
export function openThread(): Thread {
  // The built package holds JavaScript, the repository TypeScript, which Node runs as it is.
  const file = import.meta.url.endsWith('.ts') ? './node-thread.ts' : './node-thread.js'
  const thread = {
    worker: new Worker(new URL(file, import.meta.url), { resourceLimits: LIMITS }),
    holds: 0,
    busy: 0,
    ended: false,
  }
  thread.worker.setMaxListeners(0)
  // An idle thread must not keep the process from ending.
  thread.worker.unref()
  thread.worker.on('error', () => endThread(thread))
  return thread
}

/** The mannequin as a thread needs it: with its numbers if it does not hold them yet. */
export function handTo(thread: Thread, key: number, dressed: Dressed): Held {
  if (thread.holds === key) return { key }
  thread.holds = key
  return { key, dressed }
}

/**
 * Gives a thread an order and waits for its answer. Throws DrapeError, and the signal's reason when aborted; the thread
 * lives on only if it answered.
 */
export async function ask<O extends Order>(
  thread: Thread,
  order: O,
  signal?: AbortSignal,
  onProgress?: (stage: Stage, percent: number) => void,
): Promise<Answers[O['type']]> {
  signal?.throwIfAborted()
  const { worker } = thread
  const id = ++orders
  const over = new AbortController()
  if (thread.busy++ === 0) worker.ref()
  try {
    return await new Promise((resolve, reject) => {
      const onMessage = (report: Report) => {
        if (report.id !== id) return
        if (report.type === 'answer') resolve(report.answer as Answers[O['type']])
        else if (report.type === 'failed') reject(new DrapeError(report.code, report.message))
        else onProgress?.(report.stage, report.percent)
      }
      const onEnd = (cause: unknown) => {
        const why = cause instanceof Error ? ` (${cause.message})` : ''
        const fix = 'try again, with smaller photos if it happens twice'
        reject(new DrapeError('drape_crashed', `Drape ended without an answer${why}: ${fix}.`, { cause }))
      }
      worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
      over.signal.addEventListener('abort', () => {
        worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      })
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage({ id, order })
    })
  } catch (error) {
    // What Drape refuses leaves the thread well; anything else may have left it in the middle of its work.
    if (!(error instanceof DrapeError) || error.code === 'drape_crashed') endThread(thread)
    throw error
  } finally {
    over.abort()
    if (--thread.busy === 0) worker.unref()
  }
}
