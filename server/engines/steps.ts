// The calls a job buys from a vendor, as its engine sees them: begun before they are sent, and never begun twice.

/** A call that was begun and has not ended. */
export interface Step {
  /** Our own name for it, a UUID; vendors that take one know it by this. */
  readonly id: string
  readonly key: string
  /** The vendor's name for it; null while its answer to the submit has not been kept. */
  readonly ref: string | null
  readonly startedAt: Date
}

/** What a call is begun with. */
export interface NewStep {
  readonly n: number
  readonly key: string
  readonly engine: string
  readonly model: string
  readonly account: string
  readonly cost: number | null
  /** Limits of the account: calls at once, and begun in a minute. */
  readonly atOnce: number
  readonly perMinute: number
}

export interface Steps {
  /** The call of this key that this job has under way, from an attempt that was broken off. */
  open(key: string): Promise<Step | null>
  /** Codes of the calls of this key that ended without a picture, in this job. */
  failures(key: string): Promise<readonly string[]>
  /**
   * The engine that has bought a call for look `n`, or may have, or has one under way; null when nothing is owed for it. Another
   * engine must not begin it anew.
   */
  owner(n: number): Promise<string | null>
  /**
   * The picture an earlier call of this key gave the same user. One that has become a look is not given again as a look of its own
   * (`last`): who runs the same wish once more wants another picture.
   */
  picture(key: string, last: boolean): Promise<Uint8Array | null>
  /** Waits until the account has room, then begins. Throws the signal's reason when aborted, and when the job is no longer ours. */
  begin(step: NewStep, signal: AbortSignal): Promise<Step>
  /** Keeps the vendor's reference, before anything waits for the vendor. */
  sent(step: Step, ref: string): Promise<void>
  /** Stores the picture of a call. */
  made(step: Step, picture: Uint8Array, contentType: string): Promise<void>
  /** The call ended without a picture, and nothing is owed for it. */
  failed(step: Step, code: string): Promise<void>
  /** Nobody knows whether the call was taken: it is never sent again. */
  unknown(step: Step): Promise<void>
  /** The picture of this key became a look. */
  delivered(key: string): Promise<void>
}
