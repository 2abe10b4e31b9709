// Gives back the jobs of workers that died. Every worker has one; the database lets one at a time work.
import { reapJobs } from '../domain/vto-jobs/queue.ts'
import { sayJobs } from '../domain/vto-jobs/say-job.ts'
import type { Studio } from '../studio.ts'

const EVERY_MS = 500
/** A turn later than this means that this machine slept or was held up, not that the others are silent: they get time to beat first. */
const LATE_MS = 1_000
const GRACE_MS = 3_000

/** Starts looking for dead workers twice a second. Returns how to stop. */
export function startReaper(studio: Studio): () => Promise<void> {
  // The wall clock, since the monotonic one stands still while a laptop sleeps.
  let due = Date.now() + EVERY_MS
  let restUntil = 0
  let turn: Promise<void> | null = null
  let failing = false
  const look = async () => {
    try {
      await reap(studio)
      failing = false
    } catch (error) {
      if (!failing) studio.log.warn({ error }, 'dead workers cannot be looked for')
      failing = true
    }
  }
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - due > LATE_MS) restUntil = now + GRACE_MS
    due = now + EVERY_MS
    if (now >= restUntil) turn ??= look().finally(() => (turn = null))
  }, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await turn
  }
}

async function reap(studio: Studio): Promise<void> {
  const jobs = await reapJobs(studio.database.pool)
  if (jobs.length === 0) return
  studio.log.warn({ jobs }, 'the worker of these jobs died: they were taken from it')
  await sayJobs(studio, jobs)
}
