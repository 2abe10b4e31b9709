// The studio at a glance: the queue, how long people wait, what fails, who works, and what was sold and used today.
import { sql } from 'kysely'
import { kindOfRow } from '#sdk/contract/ledger-kinds.ts'
import { USAGE_TYPES, type UsageType } from '#sdk/contract/points.ts'
import type { Studio } from '../../studio.ts'
import { mustBeAdministrator, type Administrator } from './act.ts'

/** The day of an overview is this zone's. */
export const ZONE = 'Asia/Seoul'

export interface Overview {
  readonly lanes: readonly {
    readonly lane: string
    readonly waiting: number
    readonly running: number
    /** Seconds the job waiting longest has waited. */
    readonly oldest: number
  }[]
  /** Seconds from the queue to a worker, of jobs first claimed in the last day; null when there were none. */
  readonly wait: { readonly p50: number | null; readonly p95: number | null; readonly jobs: number }
  /** Jobs ended in the last day, and those of them that did not deliver everything. */
  readonly ended: number
  readonly failed: readonly { readonly reason: string; readonly jobs: number }[]
  readonly workers: { readonly up: number; readonly drained: number; readonly silent: number }
  /** As YYYY-MM-DD in the zone. */
  readonly day: string
  /** What waits for an administrator. */
  readonly open: { readonly payments: number; readonly disputes: number; readonly reports: number }
  readonly today: readonly {
    readonly usageType: UsageType
    /** Bought on its own; what plans give each period; what was given for nothing. */
    readonly sold: number
    readonly plan: number
    readonly granted: number
    readonly used: number
    readonly returned: number
  }[]
}

const OF_PLANS: readonly string[] = ['plan_grant', 'subscription']

/** A worker silent for longer than this, in seconds, is not counted as up. */
export const SILENT_AFTER = 15

export async function getOverview(studio: Studio, admin: Administrator): Promise<Overview> {
  const { db } = studio
  await mustBeAdministrator(db, admin)
  const lanes = await sql<Overview['lanes'][number]>`
    select lane, (count(*) filter (where status = 'PENDING'))::integer as waiting,
      (count(*) filter (where status = 'RUNNING'))::integer as running,
      coalesce(extract(epoch from now() - min(queued_at) filter (where status = 'PENDING')), 0)::float8 as oldest
    from (select unnest(array['cpu', 'wait']) as lane) known
      left join vto_job using (lane)
    where status is null or status in ('PENDING', 'RUNNING') group by lane order by lane`.execute(db)
  const wait = await sql<Overview['wait']>`
    select percentile_cont(0.5) within group (order by seconds) as p50,
      percentile_cont(0.95) within group (order by seconds) as p95, count(*)::integer as jobs
    from (
      select distinct on (step.job_id) extract(epoch from step.at - job.queued_at)::float8 as seconds
      from vto_job_step step join vto_job job on job.id = step.job_id
      where step.status = 'RUNNING' and step.attempt = 1 and step.at > now() - interval '1 day'
      order by step.job_id, step.id) waited`.execute(db)
  const ended = await sql<{ reason: string | null; jobs: number }>`
    select nullif(reason, 'cancelled') as reason, count(*)::integer as jobs from vto_job_step
    where status in ('DONE', 'FAILED', 'CANCELLED') and at > now() - interval '1 day'
    group by nullif(reason, 'cancelled') order by count(*) desc`.execute(db)
  const workers = await sql<Overview['workers']>`
    select (count(*) filter (where silent < ${SILENT_AFTER} and drained_at is null))::integer as up,
      (count(*) filter (where silent < ${SILENT_AFTER} and drained_at is not null))::integer as drained,
      (count(*) filter (where silent >= ${SILENT_AFTER}))::integer as silent
    from (select drained_at, extract(epoch from clock_timestamp() - last_seen) as silent from vto_worker) w`.execute(
    db,
  )
  const now = studio.now()
  const midnight = sql`(date_trunc('day', ${now}::timestamptz at time zone ${ZONE}) at time zone ${ZONE})`
  const { rows: moved } = await sql<{ usageType: UsageType; reason: string; up: number; down: number }>`
    select usage_type as "usageType", reason, coalesce(sum(amount) filter (where amount > 0), 0)::float8 as up,
      coalesce(-sum(amount) filter (where amount < 0), 0)::float8 as down
    from point_usage where created_at >= ${midnight} group by usage_type, reason`.execute(db)
  const { rows: days } = await sql<{ day: string }>`
    select to_char(${now}::timestamptz at time zone ${ZONE}, 'YYYY-MM-DD') as day`.execute(db)
  const open = await sql<Overview['open']>`
    select (select count(*) from report where status = 'open')::integer as reports,
      (select count(*) from billing_charge where disputed in ('inquiry', 'open'))::integer as disputes,
      (select count(*) from billing_charge where provider = 'manual' and status in ('open', 'pending'))::integer as payments`.execute(
    db,
  )
  return {
    lanes: lanes.rows,
    wait: wait.rows[0],
    ended: ended.rows.reduce((sum, { jobs }) => sum + jobs, 0),
    failed: ended.rows.flatMap(({ reason, jobs }) => (reason === null ? [] : [{ reason, jobs }])),
    workers: workers.rows[0],
    day: days[0].day,
    open: open.rows[0],
    today: USAGE_TYPES.flatMap((usageType) => {
      const rows = moved.filter((row) => row.usageType === usageType)
      return rows.length > 0 ? [{ usageType, ...sumsOf(rows) }] : []
    }),
  }
}

function sumsOf(rows: readonly { readonly reason: string; readonly up: number; readonly down: number }[]) {
  const sums = { sold: 0, plan: 0, granted: 0, used: 0, returned: 0 }
  for (const { reason, up, down } of rows) {
    const kind = kindOfRow({ reason, amount: up - down, running: false })
    if (kind === 'used') sums.used += down
    else if (kind === 'returned') sums.returned += up
    else if (kind === 'topUp') sums.sold += up
    else if (OF_PLANS.includes(reason)) sums.plan += up
    else sums.granted += up
  }
  return sums
}
