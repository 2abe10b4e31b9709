// Cancels the jobs of somebody who is going.
import type { Studio } from '../../studio.ts'
import { cancelJob } from '../vto-jobs/queue.ts'
import { sayJobs } from '../vto-jobs/say-job.ts'

/**
 * Cancels every job the user paid for, and every one in a project of theirs: what waits ends and is refunded, what runs is asked to
 * stop. Answers how many still run.
 */
export async function cancelJobsOf(studio: Studio, userId: string): Promise<number> {
  const jobs = await studio.db
    .selectFrom('vto_job as job')
    .innerJoin('projects as project', 'project.id', 'job.project_id')
    .select('job.id')
    .where('job.status', 'in', ['PENDING', 'RUNNING'])
    .where((eb) => eb.or([eb('job.user_id', '=', userId), eb('project.user_id', '=', userId)]))
    .orderBy('job.id')
    .execute()
  let running = 0
  for (const { id } of jobs) if ((await cancelJob(studio.database.pool, id)) === 'REQUESTED') running++
  await sayJobs(
    studio,
    jobs.map(({ id }) => id),
  )
  return running
}
