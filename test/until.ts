// Waiting in tests: for what is sure to come, with an end for what does not.
import { setTimeout as pause } from 'node:timers/promises'

/** Many times what anything takes on a busy machine. */
const PATIENCE_MS = 120_000

/** Waits until it holds. Throws after two minutes in which it did not: a test that hangs tells nobody why. */
export async function until(what: () => unknown): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`it did not come to hold: ${what.toString()}`)
    await pause(20)
  }
}
