// What is left to do once the results of jobs were purged: their files go, and who looks at their projects is told.
import type { Studio } from '../studio.ts'

/** A row that was purged. */
export interface PurgedRow {
  readonly user_id: string | null
  readonly project_id: string | null
}

/** Removes the files that these jobs have left in a folder of storage, and says that the projects of the rows have changed. */
export async function clearResults(
  studio: Studio,
  folder: 'looks' | 'videos',
  jobIds: readonly string[],
  rows: readonly PurgedRow[],
): Promise<void> {
  for (const id of jobIds) {
    const files = []
    for await (const { key } of studio.storage.list(`${folder}/${id}/`)) files.push(key)
    await studio.storage.remove(files)
  }
  const projects = new Map(rows.map((row) => [row.project_id, row.user_id]))
  for (const [projectId, userId] of projects)
    if (projectId !== null && userId !== null)
      studio.live.say({ userId, projectId, event: { type: 'project', projectId } })
}
