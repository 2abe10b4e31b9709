// One lane of a worker: claims jobs while it has a slot free, and runs them.
import { claimJobs, type Lane as LaneName } from '../domain/vto-jobs/queue.ts'
import { runVtoJob } from '../domain/vto-jobs/run.ts'
import type { Studio } from '../studio.ts'

/** Lost wake-ups are made good by looking this often. */
const POLL_MS = 1_000
/** However many slots there are, one user's jobs take this many at least, and never the last one of more. */
const LEAST_USER_CAP = 4

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
      const free = this.#slots - this.#running.size
      if (free <= 0 || this.#signal.aborted) return
      try {
        const userCap = Math.max(LEAST_USER_CAP, this.#slots - 1)
        const { pool } = this.#studio.database
        for (const job of await claimJobs(pool, this.#worker, this.#name, free, userCap)) {
          const running = runVtoJob(this.#studio, job, this.#signal).finally(() => {
            this.#running.delete(running)
            this.wake()
          })
          this.#running.add(running)
        }
      } catch (error) {
        this.#studio.log.warn(
          { error, lane: this.#name },
          'no job could be claimed: looking again in a second',
        )
      }
    }
  }
}
