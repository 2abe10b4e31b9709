// Lets one process at a time do a thing with a bulk; the hold ends with its connection, however that ends.
import { setTimeout as pause } from 'node:timers/promises'
import type { Studio } from '../../studio.ts'

type Deed = 'bring' | 'drive' | 'unpack'
/** Who waits holds no connection meanwhile: all of them waiting would leave none to the one who works. */
const AGAIN_MS = 40

/** Does `work` while nobody else does the same with this bulk; waits for its turn. */
export async function holdBulk<T>(
  studio: Studio,
  id: string,
  deed: Deed,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const done = await tryHoldBulk(studio, id, deed, async () => ({ answer: await work() }))
    if (done) return done.answer
    await pause(AGAIN_MS)
  }
}

/** As holdBulk, but where somebody else is at it, nothing is done and null answered. */
export async function tryHoldBulk<T>(
  studio: Studio,
  id: string,
  deed: Deed,
  work: () => Promise<T>,
): Promise<T | null> {
  const name = [`bulk ${deed} ${id}`]
  const client = await studio.database.pool.connect()
  let broken = false
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      name,
    )
    if (!rows[0].held) return null
    try {
      return await work()
    } finally {
      // A connection that cannot let go is thrown away, and the hold with it.
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', name).catch(() => {
        broken = true
      })
    }
  } finally {
    client.release(broken)
  }
}
