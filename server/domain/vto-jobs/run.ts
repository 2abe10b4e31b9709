// Runs a claimed job: gets its photos, lets its engine work, stores and delivers each look or its video, and ends the job one way or
// another.
import { setTimeout as pause } from 'node:timers/promises'
import {
  CANCELLED,
  EngineError,
  type Engine,
  type MadeLook,
  type Task,
  type VideoTask,
} from '../../engines/engine.ts'
import { isOwnBackdrop } from '#sdk/contract/vto-jobs.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { JobSteps } from './job-steps.ts'
import { JobProgress } from './progress.ts'
import {
  failJob,
  failLook,
  finishJob,
  type ClaimedJob,
  type ClaimedLetter,
  type ClaimedLooks,
  type ClaimedVideo,
} from './queue.ts'
import { sayJobs } from './say-job.ts'
import { storeLetter } from './store-letter.ts'
import { storeLook } from './store-look.ts'
import { storeMesh } from './store-mesh.ts'
import { storeVideo } from './store-video.ts'

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
  /** Looks this attempt has delivered or given up. */
  readonly #ended = new Set<number>()
  #callsOff = false
  /** Key of the model that the looks of this attempt are seen from. */
  #mesh: string | null = null

  constructor(studio: Studio, job: ClaimedJob, signal: AbortSignal) {
    this.#studio = studio
    this.#job = job
    this.#signal = AbortSignal.any([signal, this.#stop.signal])
    this.#missing = [...job.input.looks.keys()].filter((n) => !job.result[n])
    this.#progress = new JobProgress(studio, job, this.#missing.length, {
      // A look that is begun is finished and paid; before the first one, as in a video, nothing is lost by stopping now. Engines that
      // can call off what they began are stopped at once.
      onCancelled: () => {
        if (this.#progress.n === null || job.kind !== 'look' || this.#callsOff) this.#stop.abort(CANCELLED)
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
    const job = this.#job
    if (job.kind === 'letter') return this.#write(job)
    const photos = await this.#bytesOf(job.input.photos)
    this.#signal.throwIfAborted()
    if (job.kind === 'video') {
      const [wish] = job.input.looks
      const shots = 'shots' in wish ? await this.#bytesOf(wish.shots) : []
      const music = 'music' in wish && wish.music ? await this.#bytesOf([{ key: wish.music }]) : []
      const given = { photos, shots: shots.map(({ bytes }) => bytes), music: music[0]?.bytes ?? null }
      await this.#inTurn(job, (engine, mayFailOver) => this.#film(job, engine, { ...given, mayFailOver }))
      return
    }
    const person = await this.#bytesOf(job.input.person ?? [])
    // One direction makes all looks of a job, so all are before the same backdrop.
    const [{ backdrop: key }] = job.input.looks
    const [behind] = await this.#bytesOf(isOwnBackdrop(key) ? [{ key }] : [])
    const given = { photos, person, ...(behind && { backdrop: behind.bytes }) }
    await this.#inTurn(job, (engine, mayFailOver) => this.#take(job, engine, { ...given, mayFailOver }))
  }

  /** One engine, and then those that may step in for it, each with what is still missing. */
  async #inTurn(
    job: ClaimedLooks | ClaimedVideo,
    work: (engine: Engine, mayFailOver: boolean) => Promise<void>,
  ): Promise<void> {
    const names = [job.input.engine, ...(job.input.fallbacks ?? [])]
    for (const [i, name] of names.entries()) {
      const mayFailOver = i < names.length - 1
      try {
        return await work(this.#studio.engines.get(name), mayFailOver)
      } catch (error) {
        if (!mayFailOver || !(error instanceof EngineError && error.failOver)) throw error
        this.#studio.log.warn(
          { error, job: job.id, engine: name, next: names[i + 1] },
          'another engine steps in',
        )
      }
    }
  }

  async #take(
    job: ClaimedLooks,
    engine: Engine,
    given: Pick<Task, 'photos' | 'person' | 'backdrop' | 'mayFailOver'>,
  ): Promise<void> {
    this.#callsOff = engine.can.cancel
    await engine.make({
      ...given,
      jobId: job.id,
      input: job.input,
      missing: this.#missing.filter((n) => !this.#ended.has(n)),
      steps: this.#stepsOf(job),
      signal: this.#signal,
      onProgress: (step) => this.#progress.report(step),
      onMesh: async (glb) => {
        this.#signal.throwIfAborted()
        this.#mesh = await this.#store(storeMesh(this.#studio, job, glb))
      },
      onLook: async (look) => {
        this.#signal.throwIfAborted()
        await this.#store(this.#deliver(job, engine, look))
        this.#ended.add(look.n)
      },
      onLookFailed: async (n, code, cause) => {
        this.#studio.log.warn({ error: cause, job: job.id, n, code }, 'a look could not be made')
        this.#mustBeOurs(await failLook(this.#studio.database.pool, job, n, code))
        this.#ended.add(n)
      },
    })
  }

  async #film(
    job: ClaimedVideo,
    engine: Engine,
    given: Pick<VideoTask, 'photos' | 'shots' | 'music' | 'mayFailOver'>,
  ): Promise<void> {
    if (!engine.makeVideo) throw new EngineError('wish_not_possible', { retryable: false })
    const made = await engine.makeVideo({
      ...given,
      jobId: job.id,
      input: job.input,
      steps: this.#stepsOf(job),
      signal: this.#signal,
      onProgress: (step) => this.#progress.report(step),
    })
    this.#signal.throwIfAborted()
    const delivered = await this.#store(storeVideo(this.#studio, job, engine, made))
    this.#mustBeOurs(delivered !== null)
    if (!delivered) return
    const { id: jobId, user_id: userId, project_id: projectId } = job
    const event = { type: 'video', videoId: delivered.video, jobId, projectId } as const
    this.#studio.live.say({ userId, projectId, event })
  }

  #stepsOf(job: ClaimedJob): JobSteps {
    return new JobSteps(this.#studio, job, {
      onFenced: () => this.#stop.abort(FENCED),
      onCancelled: () => this.#stop.abort(CANCELLED),
    })
  }

  async #write(job: ClaimedLetter): Promise<void> {
    const written = storeLetter(this.#studio, job, this.#signal, (step) => this.#progress.report(step))
    const delivered = await this.#store(written)
    this.#mustBeOurs(delivered !== null)
    if (!delivered) return
    const { id: jobId, user_id: userId, project_id: projectId } = job
    const event = { type: 'letter', letterId: delivered.letter, jobId, projectId } as const
    this.#studio.live.say({ userId, projectId, event })
  }

  /** Waits for what is being stored: an engine that was broken off may have left a look under way. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#storing)
    await this.#progress.close()
  }

  /** What is wished for by key, with the bytes of its file in place of it. */
  async #bytesOf<T extends { readonly key: string }>(
    wishes: readonly T[],
  ): Promise<(Omit<T, 'key'> & { readonly bytes: Uint8Array })[]> {
    const { storage } = this.#studio
    try {
      return await Promise.all(
        wishes.map(async ({ key, ...wish }) => ({ ...wish, bytes: await storage.get(key) })),
      )
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      throw new EngineError('photo_missing', { retryable: false, cause: error })
    }
  }

  async #deliver(job: ClaimedLooks, engine: Engine, look: MadeLook): Promise<void> {
    const { id: jobId, user_id: userId, project_id: projectId } = job
    const delivered = await storeLook(this.#studio, job, engine, look, this.#mesh)
    this.#mustBeOurs(delivered !== null)
    if (!delivered) return
    const event = { type: 'image', imageId: delivered.image, jobId, n: look.n, projectId } as const
    this.#studio.live.say({ userId, projectId, event })
    if (delivered.cancel_requested) this.#stop.abort(CANCELLED)
  }

  /** Remembers what is being stored until it is. */
  async #store<T>(storing: Promise<T>): Promise<T> {
    const ended = storing.then(
      () => {},
      () => {},
    )
    this.#storing.add(ended)
    return storing.finally(() => this.#storing.delete(ended))
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
