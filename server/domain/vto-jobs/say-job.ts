// Tells everyone who may see a job that it changed.
import type { JobStatus, Stage } from '#sdk/contract/vto-jobs.ts'
import type { Studio } from '../../studio.ts'
import { tellRunEnded } from './tell-run-ended.ts'

interface ChangedJob {
  readonly id: string
  readonly user_id: string
  readonly project_id: string
  readonly status: string
  readonly progress: number
  readonly stage: string | null
}

/**
 * Says where a job stands, after the commit. A job that starts or ends has moved points, so the balance is said as well.
 * Whoever wishes a letter about the end of it gets one.
 */
export function sayJob(studio: Studio, job: ChangedJob, n: number | null = null): void {
  const { id: jobId, user_id: userId, project_id: projectId, progress } = job
  const status = job.status as JobStatus
  const stage = job.stage as Stage | null
  studio.live.say({
    userId,
    projectId,
    event: { type: 'job', jobId, projectId, status, progress, stage, n },
  })
  if (status === 'DONE' || status === 'FAILED') void tellRunEnded(studio, jobId)
  if (status !== 'RUNNING') studio.live.say({ userId, event: { type: 'points' } })
}

/** Says where each of these jobs stands now. */
export async function sayJobs(studio: Studio, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const jobs = await studio.db
    .selectFrom('vto_job')
    .select(['id', 'user_id', 'project_id', 'status', 'progress', 'stage'])
    .where('id', 'in', ids)
    .execute()
  for (const { user_id, project_id, status, ...job } of jobs)
    if (user_id && project_id && status) sayJob(studio, { ...job, user_id, project_id, status })
}
