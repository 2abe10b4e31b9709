// Tells webhooks what is due. Every worker has one; the rows are locked while one of them has them.
import { deliverDue } from '../domain/webhooks/deliver.ts'
import type { Studio } from '../studio.ts'

const EVERY_MS = 1_000

/** Starts looking once a second for something to say. Returns how to stop: what is being said gets to its end. */
export function startWebhooks(studio: Studio): () => Promise<void> {
  let turn: Promise<void> | null = null
  const stopping = new AbortController()
  let failing = false
  const look = async () => {
    try {
      // While there is more, without a pause.
      while (!stopping.signal.aborted && (await deliverDue(studio)) > 0);
      failing = false
    } catch (error) {
      if (!failing) studio.log.warn({ error }, 'webhooks cannot be sent')
      failing = true
    }
  }
  const timer = setInterval(() => {
    turn ??= look().finally(() => (turn = null))
  }, EVERY_MS)
  return async () => {
    stopping.abort()
    clearInterval(timer)
    await turn
  }
}
