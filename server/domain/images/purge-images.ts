// Looks that must go for good: in the bin at once, never to be restored, their files removed.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

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
  for (const id of jobIds) {
    const files = []
    for await (const { key } of studio.storage.list(`looks/${id}/`)) files.push(key)
    await studio.storage.remove(files)
  }
  const projects = new Map(rows.map((row) => [row.project_id, row.user_id]))
  for (const [projectId, userId] of projects)
    if (projectId !== null && userId !== null)
      studio.live.say({ userId, projectId, event: { type: 'project', projectId } })
}
