// How far a running job is: noted in its row and said live, at most four times a second.
import type { Stage } from '#sdk/contract/vto-jobs.ts'
import type { Studio } from '../../studio.ts'
import { noteProgress, type ClaimedJob } from './queue.ts'
import { sayJob } from './say-job.ts'

const SHORTEST_MS = 250
/** Noted this often even when nothing moves, since the answer tells of a cancel and of a job that was taken away. */
const LONGEST_MS = 1_000

export interface Step {
  readonly stage: Stage
  /** 0 to 100 over the looks this attempt makes. */
  readonly percent: number
  /** The look being made; null while its garments are prepared. */
  readonly n: number | null
}

export class JobProgress {
  readonly #studio: Studio
  readonly #job: ClaimedJob
  readonly #share: number
  readonly #tell: { onCancelled(): void; onFenced(): void }
  #step: Step = { stage: 'reading', percent: 0, n: null }
  #timer: NodeJS.Timeout | null = null
  #noting: Promise<void> | null = null
  #notedAt = 0
  #said = ''
  #closed = false

  /** `missing` of the job's looks are made by this attempt. `tell` hears whether the job was cancelled or taken away. */
  constructor(
    studio: Studio,
    job: ClaimedJob,
    missing: number,
    tell: { onCancelled(): void; onFenced(): void },
  ) {
    this.#studio = studio
    this.#job = job
    this.#share = missing / Math.max(1, job.input.looks.length)
    this.#tell = tell
    this.#plan(0)
  }

  /** The look being made, or null before the first is begun. */
  get n(): number | null {
    return this.#step.n
  }

  /** Notes a step soon. Percent never goes back. */
  report({ stage, percent, n }: Step): void {
    this.#step = { stage, n, percent: Math.max(this.#step.percent, Math.min(100, percent)) }
    if (!this.#noting) this.#plan(SHORTEST_MS)
  }

  /** Ends the noting; nothing is said any more once the promise has settled. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#noting
  }

  #plan(wait: number): void {
    if (this.#closed) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => {
        this.#noting = this.#note().finally(() => {
          this.#noting = null
          this.#plan(LONGEST_MS)
        })
      },
      Math.max(0, this.#notedAt + wait - Date.now()),
    )
  }

  async #note(): Promise<void> {
    this.#notedAt = Date.now()
    const { stage, percent, n } = this.#step
    const progress = Math.floor(100 * (1 - this.#share) + percent * this.#share)
    try {
      const cancelled = await noteProgress(this.#studio.database.pool, this.#job, progress, stage)
      if (cancelled === null) return this.#tell.onFenced()
      if (cancelled) this.#tell.onCancelled()
    } catch (error) {
      // The next note says more than this one did.
      this.#studio.log.warn({ error, job: this.#job.id }, 'progress could not be noted')
      return
    }
    const said = `${progress} ${stage} ${n}`
    if (said === this.#said || this.#closed) return
    this.#said = said
    sayJob(this.#studio, { ...this.#job, status: 'RUNNING', progress, stage }, n)
  }
}
