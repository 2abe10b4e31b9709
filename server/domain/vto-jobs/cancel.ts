// Cancelling a job.
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cancelJob } from './queue.ts'
import { sayJob } from './say-job.ts'
import { getVtoJob, type VtoJobRow } from './vto-jobs.ts'

/**
 * Ends a waiting job at once; asks a running one to stop after the look it is at. What is not delivered is refunded.
 * Throws not_found, and job_ended (details.status) when there is nothing left to cancel.
 */
export async function cancelVtoJob(
  studio: Studio,
  user: { readonly id: string },
  id: string,
): Promise<VtoJobRow> {
  await getVtoJob(studio.db, user, id)
  const answer = await cancelJob(studio.database.pool, id)
  const job = await getVtoJob(studio.db, user, id)
  if (answer === null) throw new StudioError('job_ended', { status: job.status })
  sayJob(studio, job)
  return job
}
