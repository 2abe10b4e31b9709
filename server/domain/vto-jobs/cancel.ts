// Cancelling a job.
import { NotAllowed, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { cancelJob } from './queue.ts'
import { sayJob } from './say-job.ts'
import { getVtoJob, type VtoJobRow } from './vto-jobs.ts'

/**
 * Ends a waiting job at once; asks a running one to stop after the look it is at. What is not delivered is refunded.
 * Only who pays for it, and the owner of its project, may. Throws not_found, not_allowed, and job_ended (details.status) when there is nothing left to cancel.
 */
export async function cancelVtoJob(studio: Studio, user: Person, id: string): Promise<VtoJobRow> {
  const before = await getVtoJob(studio.db, user, id)
  if (user.id !== before.user_id && user.id !== before.project_owner) throw new NotAllowed()
  const answer = await cancelJob(studio.database.pool, id)
  const job = await getVtoJob(studio.db, user, id)
  if (answer === null) throw new StudioError('job_ended', { status: job.status })
  sayJob(studio, job)
  return job
}
