// Runs a claimed job: gets its photos, lets its engine work, stores and delivers each look, and ends the job one way or another.
import { setTimeout as pause } from 'node:timers/promises'
import { EngineError, type Engine, type MadeLook, type Task } from '../../engines/engine.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { JobProgress } from './progress.ts'
import { failJob, failLook, finishJob, keepVendorRef, type ClaimedJob } from './queue.ts'
import { sayJobs } from './say-job.ts'
import { storeLook } from './store-look.ts'

const CANCELLED = new Error('the job was cancelled')
const FENCED = new Error('the job is no longer this worker’s')

/**
 * Runs a job until it has ended or is queued again; what goes wrong with the job is settled with the queue, not thrown.
 * `signal` breaks the work off without a word to the queue: the worker stops and hands the job back, or was declared dead.
 */
export async function runVtoJob(studio: Studio, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const run = new Run(studio, job, signal)
  const error = await run.work().then(
    () => null,
    (error: unknown) => error,
  )
  await run.close()
  if (signal.aborted || run.stopped === FENCED) return
  const { pool } = studio.database
  await insist(studio, job, signal, async () => {
    if (error === null || run.stopped === CANCELLED) return finishJob(pool, job)
    const { code, retryable } = reasonOf(error)
    studio.log.warn({ error, job: job.id, attempt: job.attempt, code }, 'an attempt at a job failed')
    return failJob(pool, job, code, retryable)
  })
  await sayJobs(studio, [job.id]).catch((error: unknown) => studio.log.warn({ error }, 'nobody was told'))
}

/** One attempt at a job. */
class Run {
  readonly #studio: Studio
  readonly #job: ClaimedJob
  readonly #missing: readonly number[]
  readonly #progress: JobProgress
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  readonly #storing = new Set<Promise<void>>()

  constructor(studio: Studio, job: ClaimedJob, signal: AbortSignal) {
    this.#studio = studio
    this.#job = job
    this.#signal = AbortSignal.any([signal, this.#stop.signal])
    this.#missing = job.input.looks.flatMap((_look, n) => (job.result[n] ? [] : [n]))
    this.#progress = new JobProgress(studio, job, this.#missing.length, {
      // A look that is begun is finished and paid; before the first one nothing is lost by stopping now.
      onCancelled: () => {
        if (this.#progress.n === null) this.#stop.abort(CANCELLED)
      },
      onFenced: () => this.#stop.abort(FENCED),
    })
  }

  /** Why the run broke itself off, if it did. */
  get stopped(): unknown {
    return this.#stop.signal.aborted ? this.#stop.signal.reason : null
  }

  /** Lets the engine make what is missing. Throws what the engine throws. */
  async work(): Promise<void> {
    if (this.#missing.length === 0) return
    const { input, id: jobId, vendor_ref: vendorRef } = this.#job
    const engine = this.#studio.engines.get(input.engine)
    const photos = await this.#photos()
    this.#signal.throwIfAborted()
    await engine.make({
      jobId,
      input,
      missing: this.#missing,
      photos,
      vendorRef,
      signal: this.#signal,
      onProgress: (step) => this.#progress.report(step),
      onLook: async (look) => {
        const storing = this.#deliver(engine, look)
        this.#storing.add(storing)
        await storing.finally(() => this.#storing.delete(storing))
      },
      onLookFailed: async (n, code) => {
        this.#mustBeOurs(await failLook(this.#studio.database.pool, this.#job, n, code))
      },
      checkpoint: async (ref) => {
        this.#mustBeOurs(await keepVendorRef(this.#studio.database.pool, this.#job, ref))
      },
    })
  }

  /** Waits for what is being stored: an engine that was broken off may have left a look under way. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#storing)
    await this.#progress.close()
  }

  async #photos(): Promise<Task['photos']> {
    const { storage } = this.#studio
    try {
      return await Promise.all(
        this.#job.input.photos.map(async ({ slot, side, key }) => ({
          slot,
          side,
          bytes: await storage.get(key),
        })),
      )
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      throw new EngineError('photo_missing', { retryable: false, cause: error })
    }
  }

  async #deliver(engine: Engine, look: MadeLook): Promise<void> {
    this.#signal.throwIfAborted()
    const { id: jobId, user_id: userId, project_id: projectId } = this.#job
    const delivered = await storeLook(this.#studio, this.#job, engine, look)
    this.#mustBeOurs(delivered !== null)
    if (!delivered) return
    const event = { type: 'image', imageId: delivered.image, jobId, n: look.n, projectId } as const
    this.#studio.live.say({ userId, projectId, event })
    if (delivered.cancel_requested) this.#stop.abort(CANCELLED)
  }

  #mustBeOurs(ours: boolean): void {
    if (ours) return
    this.#stop.abort(FENCED)
    throw FENCED
  }
}

function reasonOf(error: unknown): { code: string; retryable: boolean } {
  if (error instanceof EngineError) return error
  if (error instanceof StudioError) return { code: error.code, retryable: error.code === 'photo_broken' }
  return { code: 'internal', retryable: true }
}

/** A job must end: while its worker lives, a database that does not answer is asked again. */
async function insist(
  studio: Studio,
  job: ClaimedJob,
  signal: AbortSignal,
  act: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await act()
      return
    } catch (error) {
      studio.log.error({ error, job: job.id }, 'a job could not be ended: trying again')
      await pause(1_000, undefined, { signal }).catch(() => {})
    }
  }
}
