// Looks that must go for good: in the bin at once, never to be restored, their files removed.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { clearResults } from '../clear-results.ts'

/** Purges every look of these jobs. Again changes nothing. */
export async function purgeImages(studio: Studio, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  const rows = await studio.db
    .updateTable('generate_img')
    .set({
      deleted_at: sql<Date>`coalesce(deleted_at, now())`,
      purged_at: sql`now()`,
      updated_at: sql`now()`,
    })
    .where('job_id', 'in', [...jobIds])
    .returning(['user_id', 'project_id'])
    .execute()
  await clearResults(studio, 'looks', jobIds, rows)
}
