// The jobs of the server: one at a time, in the order they came, each known by its caller's key for an hour after it ended.
import { Refused, type Model, type Wish } from './model.ts'

export interface Job {
  readonly id: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  percent: number
  outputs: readonly Uint8Array[]
  code: string | null
  message: string | null
  readonly stop: AbortController
}

const KEPT_MS = 3_600_000

export class Jobs {
  readonly #model: Model
  readonly #jobs = new Map<string, Job>()
  #last: Promise<void> = Promise.resolve()

  constructor(model: Model) {
    this.#model = model
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id)
  }

  /** The job of this key: a new one, or the one that is there already, whatever comes along with it this time. */
  add(key: string, wish: Wish, parts: ReadonlyMap<string, Uint8Array>): Job {
    const there = this.#jobs.get(key)
    if (there) return there
    const job: Job = {
      id: key,
      status: 'queued',
      percent: 0,
      outputs: [],
      code: null,
      message: null,
      stop: new AbortController(),
    }
    this.#jobs.set(key, job)
    this.#last = this.#last.then(() => this.#run(job, wish, parts))
    return job
  }

  /** Calls a job off, and forgets nothing of it. */
  cancel(job: Job): void {
    if (job.status !== 'queued' && job.status !== 'running') return
    job.status = 'cancelled'
    job.stop.abort(new Error('cancelled'))
  }

  async close(): Promise<void> {
    for (const job of this.#jobs.values()) this.cancel(job)
    await this.#last
  }

  async #run(job: Job, wish: Wish, parts: ReadonlyMap<string, Uint8Array>): Promise<void> {
    if (job.status === 'cancelled') return
    job.status = 'running'
    try {
      const { signal } = job.stop
      const onProgress = (percent: number) => (job.percent = percent)
      job.outputs = await this.#model.make({ wish, parts, signal, onProgress })
      job.status = 'done'
      job.percent = 100
    } catch (error) {
      // Cancelling aborts, and has said so itself.
      if (job.stop.signal.aborted) return
      job.status = 'failed'
      job.code = error instanceof Refused ? error.code : 'provider_failure'
      job.message = error instanceof Error ? error.message : String(error)
    } finally {
      setTimeout(() => this.#jobs.delete(job.id), KEPT_MS).unref()
    }
  }
}
