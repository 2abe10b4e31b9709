// What a user used on each of the last 30 days, for the bars on the page of credits and tickets.
import { sql, type RawBuilder } from 'kysely'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import type { Amounts } from './ledger.ts'
import { badZone } from './list-ledger.ts'

/** How many days are shown, today included. */
const DAYS = 30

export interface DayOfUse extends Amounts {
  /** `2026-06-01` in the reader's zone. */
  readonly day: string
}

export interface DaysOfUse {
  /** The oldest first, days of nothing included. */
  readonly days: DayOfUse[]
  /** Looks and videos delivered in these days. */
  readonly looks: number
  readonly videos: number
}

/**
 * The last 30 days up to `now`, each from midnight to midnight in `zone`. A day has used what its jobs spent, less whatever came back
 * for those jobs until now. Throws `bad_request` for a zone nobody knows.
 */
export async function daysOfUse(db: Db, userId: string, zone: string, now: Date): Promise<DaysOfUse> {
  const first = sql`((${now}::timestamptz at time zone ${zone})::date - ${DAYS - 1}::integer)`
  const { rows: days } = await sql<DayOfUse>`
    select to_char(day, 'YYYY-MM-DD') as day,
      ${spent('credit')} as credit, ${spent('look_book_ticket')} as look_book_ticket,
      ${spent('video_ticket')} as video_ticket, ${spent('subscription')} as subscription
    from generate_series(0, ${DAYS - 1}::integer) as n, lateral (select ${first} + n as day) as d
    left join lateral (
      select use.usage_type, -sum(cost.amount) as amount
      from point_usage use join point_usage cost on cost.job_id = use.job_id
      where use.user_id = ${userId} and use.reason = 'vto_use'
        and use.created_at >= d.day::timestamp at time zone ${zone}
        and use.created_at < (d.day + 1)::timestamp at time zone ${zone}
      group by use.usage_type
    ) as used on true
    group by day order by day`
    .execute(db)
    .catch(badZone)
  const theirs = sql`made join vto_job job on job.id = made.job_id
    where job.user_id = ${userId} and made.created_at >= ${first}::timestamp at time zone ${zone}`
  const { rows: made } = await sql<{ looks: number; videos: number }>`
    select (select count(*) from generate_img ${theirs})::integer as looks,
      (select count(*) from generate_video ${theirs})::integer as videos`.execute(db)
  return { days, ...made[0] }
}

function spent(usageType: UsageType): RawBuilder<number> {
  return sql<number>`coalesce(sum(used.amount) filter (where used.usage_type = ${usageType}), 0)::integer`
}
