// How long a run will still take, as people want to hear it: late, rounded, and never rising.

/** Nothing is said before this much of the run has been seen. */
const QUIET_MS = 3000

/** Remembers one run's progress. Time is passed in, in ms, so that nothing here reads a clock. */
export class TimeLeft {
  #said: number | null = null
  #since: { at: number; progress: number } | null = null
  #last = 0

  /**
   * Seconds left, rounded to 10, or null while it is too early to say. Only falls: a slower stretch holds the last word.
   *
   * @param progress 0..100 over the whole run
   * @param now ms, any origin
   */
  after(progress: number, now: number): number | null {
    const fellBack = progress < this.#last
    this.#last = progress
    if (!this.#since || fellBack) {
      this.#since = { at: now, progress }
      this.#said = null
      return null
    }
    const passed = now - this.#since.at
    const done = progress - this.#since.progress
    if (passed < QUIET_MS || done <= 0) return this.#said
    const left = ((100 - progress) * passed) / done / 1000
    const round = Math.max(10, Math.ceil(left / 10) * 10)
    this.#said = this.#said === null ? round : Math.min(this.#said, round)
    return this.#said
  }
}
