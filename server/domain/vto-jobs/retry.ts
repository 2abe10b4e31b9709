// Running a job again for nothing: what it did not deliver becomes a job of its own that costs nothing, so nothing is charged twice.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'

/** `QUEUED`: the new job waits. `WOKEN`: the job itself waited for its next attempt, and waits no longer. Else nothing happened. */
export type Retried = 'QUEUED' | 'WOKEN' | 'RUNNING' | 'RETRIED' | 'NOTHING' | 'IN_BIN' | 'NOT_ALLOWED'

/** Runs a job again, at most once, as job `newId`. null when there is no such job. */
export async function retryJob(trx: Db, id: string, newId: string): Promise<Retried | null> {
  const { rows } = await sql<{ done: Retried | null }>`
    select vto_retry(${id}::uuid, ${newId}::uuid) as done`.execute(trx)
  return rows[0].done
}

/** Ends a waiting job, asks a running one to stop, as part of a transaction. null when it had ended. */
export async function cancelJobIn(trx: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ status: string | null }>`select vto_cancel(${id}::uuid) as status`.execute(trx)
  return rows[0].status
}

/**
 * Jobs that did not deliver everything for this reason since then and were not run again, by user and id: whoever takes several jobs
 * takes them in this order.
 */
export async function failedJobs(
  db: Db,
  { reason, engine, since, most }: { reason: string; engine?: string; since: Date; most: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select job.id, job.user_id from vto_job job
      where job.fail_reason = ${reason} and job.finished_at >= ${since}
        ${engine === undefined ? sql`` : sql`and job.input ->> 'engine' = ${engine}`}
        and not exists (select from vto_job again where again.retry_of = job.id)
      order by job.finished_at desc limit ${most}) newest
    order by user_id, id`.execute(db)
  return rows.map(({ id }) => id)
}
