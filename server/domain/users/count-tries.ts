// Counts tries at a door in fixed windows, in the database, so that all processes count together.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'

interface Rule {
  /** Seconds. */
  readonly window: number
  /** Tries in one window. */
  readonly max: number
}

interface Verdict {
  readonly allowed: boolean
  /** Seconds until the window ends, for one that was refused. */
  readonly retryAfter: number | null
}

/**
 * Counts one try and says whether it may go on. The sign-in library's own counter begins its window anew with every try: whoever
 * tries once in 50 seconds is locked out in the end, and so is a shop in which ten people share an address.
 */
export async function countTry(db: Db, key: string, { window, max }: Rule): Promise<Verdict> {
  const now = Date.now()
  const { rows } = await sql<{ count: number; since: string }>`
    insert into auth_rate_limit as kept (key, count, last_request) values (${key}, 1, ${now})
      on conflict (key) do update set
        count = case when kept.last_request <= ${now - window * 1000} then 1 else kept.count + 1 end,
        last_request = case when kept.last_request <= ${now - window * 1000} then ${now} else kept.last_request end
      returning count, last_request as since`.execute(db)
  const { count, since } = rows[0]
  if (count <= max) return { allowed: true, retryAfter: null }
  // Another process's window may begin after our try did.
  const left = Math.min(window, Math.ceil(window + (Number(since) - now) / 1000))
  return { allowed: false, retryAfter: Math.max(1, left) }
}
