// What an administrator does to jobs: running them again for nothing, giving points back, cancelling.
import { v7 as uuidv7 } from 'uuid'
import { NotAllowed, NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { refundByHand } from '../points/by-hand.ts'
import { sayJobs } from '../vto-jobs/say-job.ts'
import { cancelJobIn, failedJobs, retryJob } from '../vto-jobs/retry.ts'
import { act, type Administrator } from './act.ts'
import type { Db } from '../../database/database.ts'

/** So many jobs are run again by one press; the next press takes the next. */
const MOST_AT_ONCE = 200

/**
 * Runs a job again at nobody's cost. What waits for its next attempt goes at once; of what has ended, everything not delivered
 * becomes a new job without a price, once. Answers the id of the job that will run. Throws not_found, job_running, job_retried
 * (details.jobId), job_whole, in_bin, and not_allowed when its user is suspended or may make nothing there any more.
 */
export async function retryJobByHand(
  studio: Studio,
  admin: Administrator,
  id: string,
  reason: string,
): Promise<string> {
  const newId = uuidv7()
  const runs = await act(studio, admin, async (trx, note) => {
    const owner = await ownerOf(trx, id)
    const done = await retryJob(trx, id, newId)
    switch (done) {
      case 'RUNNING':
        throw new StudioError('job_running')
      case 'RETRIED': {
        const again = await trx
          .selectFrom('vto_job')
          .select('id')
          .where('retry_of', '=', id)
          .executeTakeFirstOrThrow()
        throw new StudioError('job_retried', { jobId: again.id })
      }
      case 'NOTHING':
        throw new StudioError('job_whole')
      case 'IN_BIN':
        throw new StudioError('in_bin', { what: 'product' })
      case 'NOT_ALLOWED':
        throw new NotAllowed()
    }
    const job = done === 'QUEUED' ? newId : id
    await note({
      act: 'job_retry',
      subject: 'job',
      subjectId: id,
      userId: owner,
      after: { jobId: job },
      reason,
    })
    return job
  })
  await sayJobs(studio, [runs])
  return runs
}

export interface RetriedAll {
  readonly jobIds: readonly string[]
  /** Failed jobs that could not be run again: their product is in the bin, or nothing is left to make. */
  readonly left: number
}

/** Runs again what failed for a reason since then, up to 200 jobs a press, each as retryJobByHand does. One audit row for all. */
export async function retryAllOfReason(
  studio: Studio,
  admin: Administrator,
  of: { readonly reason: string; readonly engine?: string; readonly since: Date },
  why: string,
): Promise<RetriedAll> {
  const retried = await act(studio, admin, async (trx, note) => {
    const ids = await failedJobs(trx, { ...of, most: MOST_AT_ONCE })
    const made: { from: string; to: string }[] = []
    for (const from of ids) {
      const to = uuidv7()
      if ((await retryJob(trx, from, to)) === 'QUEUED') made.push({ from, to })
    }
    if (made.length > 0)
      await note({
        act: 'job_retry_all',
        subject: 'reason',
        subjectId: of.reason,
        after: { engine: of.engine ?? null, jobs: made },
        reason: why,
      })
    return { jobIds: made.map(({ to }) => to), left: ids.length - made.length }
  })
  await sayJobs(studio, retried.jobIds)
  return retried
}

/** Gives back up to what an ended job still costs, once a job. Throws what refundByHand does. */
export async function refundJob(
  studio: Studio,
  admin: Administrator,
  id: string,
  { amount, reason }: { readonly amount: number; readonly reason: string },
): Promise<void> {
  const { userId } = await act(studio, admin, async (trx, note) => {
    const done = await refundByHand(trx, id, amount, reason)
    await note({
      act: 'job_refund',
      subject: 'job',
      subjectId: id,
      userId: done.userId,
      after: { [done.usageType]: amount },
      reason,
    })
    return done
  })
  studio.live.say({ userId, event: { type: 'points' } })
}

/** Cancels anybody's job, as its owner would. Throws not_found, and job_ended. */
export async function cancelJobByHand(
  studio: Studio,
  admin: Administrator,
  id: string,
  reason: string,
): Promise<void> {
  await act(studio, admin, async (trx, note) => {
    const userId = await ownerOf(trx, id)
    const status = await cancelJobIn(trx, id)
    if (status === null) throw new StudioError('job_ended')
    await note({ act: 'job_cancel', subject: 'job', subjectId: id, userId, after: { status }, reason })
  })
  await sayJobs(studio, [id])
}

/** Whose job it is. Throws NotFound. */
async function ownerOf(trx: Db, id: string): Promise<string | null> {
  const job = await trx.selectFrom('vto_job').select('user_id').where('id', '=', id).executeTakeFirst()
  if (!job) throw new NotFound('job', id)
  return job.user_id
}
