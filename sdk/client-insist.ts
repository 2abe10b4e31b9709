// Calls that may be made again, made again: over a line that was lost for a moment, and when the studio asks for patience.
import { MaepsiError } from './client-call.ts'

const TRIES = 4

/** Answers what the call does, made up to four times. It must be one that changes nothing when it is repeated. Throws what the last one does. */
export async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call()
    } catch (error) {
      const pause = pauseAfter(error, tries)
      if (pause === null || tries === TRIES) throw error
      await new Promise((resolve) => {
        setTimeout(resolve, pause)
      })
    }
  }
}

/** Milliseconds until it is worth trying again; null where it never is. */
function pauseAfter(error: unknown, tries: number): number | null {
  if (!(error instanceof MaepsiError)) return null
  if (error.code === 'offline' || error.status >= 502) return 500 * 2 ** tries
  if (error.code !== 'too_many_requests') return null
  const { retryAfter } = error.details
  return 1000 * (typeof retryAfter === 'number' ? retryAfter : 10)
}
