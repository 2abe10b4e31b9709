// Where somebody is signed in, and ending it there.
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'

export interface ListedSession {
  readonly id: string
  readonly userAgent: string | null
  readonly address: string | null
  readonly startedAt: Date
  readonly lastUsedAt: Date
}

/** The user's sessions that still hold, the latest used first; use is noted once a day. */
export async function listSessions(studio: Studio, user: { readonly id: string }): Promise<ListedSession[]> {
  const rows = await studio.db
    .selectFrom('auth_session')
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'updated_at'])
    .where('user_id', '=', user.id)
    .where('expires_at', '>', studio.now())
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent || null,
    address: row.ip_address || null,
    startedAt: row.created_at,
    lastUsedAt: row.updated_at,
  }))
}

/** Ends one session of the user's. Throws not_found when there is none of that id. */
export async function endSession(studio: Studio, user: { readonly id: string }, id: string): Promise<void> {
  const row = await studio.db
    .deleteFrom('auth_session')
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new NotFound('session', id)
  // Streams that hang on it end now.
  studio.live.say({ userId: user.id, event: { type: 'account' } })
}

/** Ends every session of the user's but this one. */
export async function endOtherSessions(
  studio: Studio,
  user: { readonly id: string },
  current: string | null,
): Promise<void> {
  let query = studio.db.deleteFrom('auth_session').where('user_id', '=', user.id)
  if (current !== null) query = query.where('id', '!=', current)
  await query.execute()
  studio.live.say({ userId: user.id, event: { type: 'account' } })
}
