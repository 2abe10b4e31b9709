// What makes pictures: the one interface of every engine, built in or hosted.
import type { Slot, Side, Stage, View } from '#drape/garment.ts'

/** One look of a job, as the job's row keeps it. */
export interface LookWish {
  readonly view: View
  readonly body: string
  readonly pose: string
  readonly backdrop: string
  readonly width: number
  readonly height: number
  /** What it cost, in the job's kind of point: what goes back if it is not delivered. */
  readonly price: number
}

/** A garment photo as the job's row names it: `key` is its working copy in storage. */
export interface PhotoWish {
  readonly slot: Slot
  readonly side: Side
  readonly key: string
}

/** All a worker needs to make a job's looks (`vto_job.input`): running it again from this alone gives the same looks. */
export interface JobInput {
  readonly engine: string
  readonly ratio: '3:4' | '1:1' | '4:5'
  readonly size: 'standard' | 'large'
  readonly photos: readonly PhotoWish[]
  readonly looks: readonly LookWish[]
}

/** A finished picture, encoded. */
export interface MadeLook {
  /** Index into `input.looks`. */
  readonly n: number
  readonly bytes: Uint8Array
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
  /** 0 to 1, or null when the engine cannot say. */
  readonly confidence: number | null
  readonly doubts: readonly string[]
}

export interface Task {
  readonly jobId: string
  readonly input: JobInput
  /** The looks still to make, by n: those delivered by an earlier attempt are left out. */
  readonly missing: readonly number[]
  readonly photos: readonly { readonly slot: Slot; readonly side: Side; readonly bytes: Uint8Array }[]
  /** The vendor's reference kept by an earlier attempt, if any. */
  readonly vendorRef: string | null
  readonly signal: AbortSignal
  /** `percent` is 0 to 100 over the missing looks; `n` the look being made, null before the first is begun. */
  onProgress(progress: { readonly stage: Stage; readonly percent: number; readonly n: number | null }): void
  /** Stores and delivers one look; wait for it before the next, so that a stop in between loses nothing. */
  onLook(look: MadeLook): Promise<void>
  /** One look cannot be made; its siblings go on. */
  onLookFailed(n: number, code: string): Promise<void>
  /** Keeps the vendor's reference, before anything waits for the vendor. */
  checkpoint(vendorRef: string): Promise<void>
}

export interface Engine {
  readonly name: string
  readonly version: string
  readonly bodies: readonly string[]
  readonly views: readonly View[]
  /** Jobs at once: `cpu` shares the machine's cores, `wait` only waits for someone else. */
  readonly lane: 'cpu' | 'wait'
  /** Expected seconds a look, for the fair order of the queue. */
  readonly secondsPerLook: number
  /** Makes the missing looks. Throws EngineError; throws the signal's reason when aborted. */
  make(task: Task): Promise<void>
  close(): Promise<void>
}

/** An engine could not do it. `code` is a stable word kept with the job; `retryable` says whether trying again may help. */
export class EngineError extends Error {
  override name = 'EngineError'
  readonly code: string
  readonly retryable: boolean

  constructor(code: string, { retryable, cause }: { retryable: boolean; cause?: unknown }) {
    super(code, { cause })
    this.code = code
    this.retryable = retryable
  }
}
