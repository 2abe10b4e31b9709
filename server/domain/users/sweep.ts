// Takes away what signing in leaves behind: sessions and codes that have ended, and counts of tries long past.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

/** Longer than any window in which tries are counted. */
const COUNTED_MS = 24 * 3600_000

/** Deletes ended sessions, verification codes and counts of tries. What is still good stays. */
export async function sweepSignIns(studio: Studio): Promise<void> {
  const now = studio.now()
  await studio.db.deleteFrom('auth_session').where('expires_at', '<', now).execute()
  await studio.db.deleteFrom('auth_verification').where('expires_at', '<', now).execute()
  await studio.db
    .deleteFrom('auth_rate_limit')
    .where('last_request', '<', sql<string>`${now.getTime() - COUNTED_MS}::bigint`)
    .execute()
  await studio.db.deleteFrom('mail_proof').where('expires_at', '<', now).execute()
}
