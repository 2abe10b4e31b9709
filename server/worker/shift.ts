// One registration of a worker with its lanes, from the first claim until it hands its jobs back or has lost them.
import { setTimeout as pause } from 'node:timers/promises'
import { handBackJobs } from '../domain/vto-jobs/queue.ts'
import { sayJobs } from '../domain/vto-jobs/say-job.ts'
import type { Studio } from '../studio.ts'
import { Lane } from './lane.ts'
import { WorkerSession } from './session.ts'

/** Jobs at once that only wait for someone else's machine. */
const WAIT_SLOTS = 32
/** An engine that does not let go in this time is left behind; what it still writes is fenced off. */
const LET_GO_MS = 5_000

export class Shift {
  readonly #studio: Studio
  readonly #session: WorkerSession
  readonly #end = new AbortController()
  readonly #lanes: readonly Lane[]
  readonly #deafen: () => void

  private constructor(studio: Studio, session: WorkerSession) {
    this.#studio = studio
    this.#session = session
    const { worker } = session
    const signal = AbortSignal.any([session.lost, this.#end.signal])
    this.#lanes = [
      new Lane(studio, { name: 'cpu', slots: studio.config.drapeThreads, worker }, signal),
      new Lane(studio, { name: 'wait', slots: WAIT_SLOTS, worker }, signal),
    ]
    this.#deafen = studio.live.hear((heard) => {
      if (heard === 'lost' || (heard.event.type === 'job' && heard.event.status === 'PENDING'))
        for (const lane of this.#lanes) lane.wake()
    })
    studio.log.info({ worker }, 'worker started')
  }

  /** Registers a worker and begins to claim. */
  static async open(studio: Studio): Promise<Shift> {
    return new Shift(studio, await WorkerSession.open(studio))
  }

  /** Aborted when the registration was lost; its jobs have been broken off then. */
  get lost(): AbortSignal {
    return this.#session.lost
  }

  /** Claims nothing more, breaks off what runs and gives it back to the queue. The attempts do not count. */
  async handBack(): Promise<void> {
    await this.#close()
    const { log, database } = this.#studio
    try {
      const jobs = await handBackJobs(database.pool, this.#session.worker)
      await sayJobs(this.#studio, jobs)
      log.info({ worker: this.#session.worker, jobs }, 'worker stopped')
    } catch (error) {
      log.warn({ error }, 'jobs could not be handed back: they will be taken back in seconds')
    }
    await this.#session.close()
  }

  /** Leaves a registration that was lost: its jobs are someone else's. */
  async abandon(): Promise<void> {
    await this.#close()
    await this.#session.close()
  }

  async #close(): Promise<void> {
    this.#deafen()
    this.#end.abort(new Error('the worker stops'))
    await Promise.race([Promise.all(this.#lanes.map((lane) => lane.close())), pause(LET_GO_MS)])
  }
}
