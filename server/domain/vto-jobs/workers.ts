// Workers as the list of them says: who lives, who rests, and what each is at.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'

export interface WorkerRow {
  readonly id: string
  readonly host: string
  /** Of the studio it runs; null for one that registered before workers said so. */
  readonly version: string | null
  readonly started_at: Date
  readonly last_seen: Date
  /** Seconds since it last said that it lives, by the database's clock. */
  readonly silent: number
  /** Since when it claims nothing; null while it takes jobs. */
  readonly drained_at: Date | null
  readonly jobs: readonly {
    readonly id: string
    readonly kind: string
    readonly stage: string | null
    readonly progress: number
    readonly startedAt: string
  }[]
}

/** Every worker on the list, the oldest first, with the jobs it runs. */
export async function listWorkers(db: Db): Promise<WorkerRow[]> {
  return db
    .selectFrom('vto_worker as worker')
    .select([
      'worker.id',
      'worker.host',
      'worker.version',
      'worker.started_at',
      'worker.last_seen',
      'worker.drained_at',
      sql<number>`greatest(0, extract(epoch from clock_timestamp() - worker.last_seen))::float8`.as('silent'),
      sql<WorkerRow['jobs']>`coalesce((
        select json_agg(json_build_object('id', job.id, 'kind', job.kind, 'stage', job.stage, 'progress', job.progress,
          'startedAt', job.started_at) order by job.started_at)
        from vto_job job where job.status = 'RUNNING' and job.worker = worker.id), '[]')`.as('jobs'),
    ])
    .orderBy('worker.number')
    .execute()
}

/**
 * Drains a worker, or lets it take jobs again. Answers since when it was drained before (null: it was not), or null when there is no
 * such worker. A worker that starts again registers under another id and takes jobs.
 */
export async function setDrained(
  db: Db,
  id: string,
  drained: boolean,
  now: Date,
): Promise<{ readonly before: Date | null } | null> {
  const row = await db
    .selectFrom('vto_worker')
    .select('drained_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  await db
    .updateTable('vto_worker')
    .set({ drained_at: drained ? (row.drained_at ?? now) : null })
    .where('id', '=', id)
    .execute()
  return { before: row.drained_at }
}
