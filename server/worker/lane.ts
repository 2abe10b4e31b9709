// One lane of a worker: claims jobs while it has a slot free, and runs them.
import { claimJobs, type Lane as LaneName } from '../domain/vto-jobs/queue.ts'
import { runVtoJob } from '../domain/vto-jobs/run.ts'
import type { Studio } from '../studio.ts'

/** Lost wake-ups are made good by looking this often. */
const POLL_MS = 1_000
/** The last free slot is kept for users with fewer jobs running than this, in all workers: who comes next is not kept waiting. */
const LAST_SLOT_CAP = 8
const NO_CAP = 2 ** 31 - 1

export class Lane {
  readonly #studio: Studio
  readonly #name: LaneName
  readonly #slots: number
  readonly #worker: string
  readonly #signal: AbortSignal
  readonly #running = new Set<Promise<void>>()
  readonly #poll: NodeJS.Timeout
  #claiming: Promise<void> | null = null
  #again = false

  /** Claims for `worker` until `signal` is aborted, which also breaks off what runs. */
  constructor(
    studio: Studio,
    { name, slots, worker }: { name: LaneName; slots: number; worker: string },
    signal: AbortSignal,
  ) {
    this.#studio = studio
    this.#name = name
    this.#slots = slots
    this.#worker = worker
    this.#signal = signal
    this.#poll = setInterval(() => this.wake(), POLL_MS)
    this.wake()
  }

  /** Something may be waiting: claims as much as there is room for, and no more, since what is claimed starts at once. */
  wake(): void {
    this.#again = true
    this.#claiming ??= this.#claim().finally(() => (this.#claiming = null))
  }

  /** Resolves when nothing runs any more; call it after the signal was aborted. */
  async close(): Promise<void> {
    clearInterval(this.#poll)
    await this.#claiming
    await Promise.all(this.#running)
  }

  async #claim(): Promise<void> {
    while (this.#again) {
      this.#again = false
      try {
        await this.#take(this.#free() - 1, NO_CAP)
        await this.#take(this.#free(), LAST_SLOT_CAP)
      } catch (error) {
        this.#studio.log.warn(
          { error, lane: this.#name },
          'no job could be claimed: looking again in a second',
        )
      }
    }
  }

  #free(): number {
    return this.#signal.aborted ? 0 : this.#slots - this.#running.size
  }

  async #take(most: number, userCap: number): Promise<void> {
    if (most <= 0) return
    const { pool } = this.#studio.database
    for (const job of await claimJobs(pool, this.#worker, this.#name, most, userCap)) {
      const running = runVtoJob(this.#studio, job, this.#signal).finally(() => {
        this.#running.delete(running)
        this.wake()
      })
      this.#running.add(running)
    }
  }
}
