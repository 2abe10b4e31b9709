// What engines were asked in the last thirty days, and what that cost: for administrators.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

export interface EngineCalls {
  readonly made: number
  readonly failed: number
  /** Their answer was lost: they may have been paid for nothing. */
  readonly unknown: number
  /** Dollars, by the operator's price list. */
  readonly cost: number
  readonly lastFailure: { readonly code: string; readonly at: Date } | null
}

export const NO_CALLS: EngineCalls = { made: 0, failed: 0, unknown: 0, cost: 0, lastFailure: null }

/** The calls of each engine by its name; one that was asked nothing is not there. */
export async function countEngineCalls(studio: Studio): Promise<Map<string, EngineCalls>> {
  const { rows } = await sql<{
    engine: string
    made: number
    failed: number
    unknown: number
    cost: number
    last: { code: string; at: string } | null
  }>`
    select engine,
      count(*) filter (where status = 'made')::integer as made,
      count(*) filter (where status = 'failed')::integer as failed,
      count(*) filter (where status = 'unknown')::integer as unknown,
      coalesce(sum(cost) filter (where status <> 'submitting'), 0)::float8 as cost,
      (array_agg(jsonb_build_object('code', code, 'at', ended_at) order by ended_at desc)
        filter (where status in ('failed', 'unknown')))[1] as last
    from vto_step where started_at > now() - interval '30 days' group by engine`.execute(studio.db)
  return new Map(
    rows.map(({ engine, last, ...counts }) => [
      engine,
      { ...counts, lastFailure: last && { code: last.code, at: new Date(last.at) } },
    ]),
  )
}
