// The direction a project's next run starts from: that of its last run, or of the last one in its collection.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { may, type Person } from '../access.ts'
import { getProject } from '../projects/projects.ts'
import { getVtoJob, type VtoJobRow } from './vto-jobs.ts'

/** The run whose direction holds, among those the user may see; null before the first. Throws NotFound for the project. */
export async function lastRun(studio: Studio, user: Person, projectId: string): Promise<VtoJobRow | null> {
  const { collection_id: collectionId } = await getProject(studio.db, user, projectId)
  const job = await studio.db
    .selectFrom('vto_job as job')
    .innerJoin('projects as project', 'project.id', 'job.project_id')
    .select('job.id')
    .where('job.kind', '=', 'look')
    .where('project.collection_id', '=', collectionId)
    .where('project.deleted_at', 'is', null)
    .where(may(user, 'see'))
    .orderBy(sql`project.id = ${projectId}::uuid`, 'desc')
    .orderBy('job.queued_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return job ? getVtoJob(studio.db, user, job.id) : null
}
