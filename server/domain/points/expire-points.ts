// Takes away what is left of grants that have ended: one ledger row a user and kind of point, derived by replaying the ledger.
import { sql } from 'kysely'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import { grant } from './ledger.ts'
import { lockPoints } from './lock-points.ts'
import { endedBy, remainingGrants, type LedgerStep } from './remaining-grants.ts'

/**
 * Writes the expiring row of every user of whom something has ended. Answers how many rows were written. Again at the same time it
 * writes none: what has gone is part of the ledger it replays.
 */
export async function expirePoints(studio: Studio): Promise<number> {
  const now = studio.now()
  const { rows: due } = await sql<{ user_id: string; usage_type: UsageType }>`
    select u.user_id, u.usage_type from point_usage u
      left join point_expiry e on e.user_id = u.user_id and e.usage_type = u.usage_type
      where u.expires_at <= ${now} and u.seq > coalesce(e.seq, 0)
    union
    -- What a job gave back since: it may belong to a grant that has ended.
    select u.user_id, u.usage_type from point_expiry e
      join point_usage u on u.user_id = e.user_id and u.usage_type = e.usage_type
      where u.seq > e.seq and u.job_id is not null and u.amount > 0
    union
    select user_id, usage_type from point_expiry where next_at <= ${now}
    order by 1, 2`.execute(studio.db)
  let written = 0
  for (const { user_id, usage_type } of due) written += await expireOne(studio, user_id, usage_type, now)
  return written
}

async function expireOne(studio: Studio, userId: string, usageType: UsageType, now: Date): Promise<number> {
  const gone = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, userId)
    const rows = await ledgerOf(trx, userId, usageType)
    const grants = remainingGrants(rows)
    const ended = endedBy(grants, now)
    const ofPlans = grants.filter(({ endsAt }) => endsAt !== null && endsAt <= now).every(isOfPlan)
    if (ended > 0) await grant(trx, userId, usageType, -ended, ofPlans ? 'plan_end' : 'expired')
    const next = grants.find(({ endsAt }) => endsAt !== null && endsAt > now)?.endsAt ?? null
    const seq = rows.at(-1)?.seq ?? '0'
    await trx
      .insertInto('point_expiry')
      .values({ user_id: userId, usage_type: usageType, seq, next_at: next })
      .onConflict((on) => on.columns(['user_id', 'usage_type']).doUpdateSet({ seq, next_at: next }))
      .execute()
    return ended
  })
  if (gone > 0) studio.live.say({ userId, event: { type: 'points' } })
  return gone > 0 ? 1 : 0
}

function isOfPlan({ reason }: { readonly reason: string }): boolean {
  return reason === 'plan_grant'
}

async function ledgerOf(
  db: Db,
  userId: string,
  usageType: UsageType,
): Promise<(LedgerStep & { readonly seq: string })[]> {
  const rows = await db
    .selectFrom('point_usage')
    .select(['id', 'seq', 'amount', 'reason', 'job_id', 'expires_at', 'created_at'])
    .where('user_id', '=', userId)
    .where('usage_type', '=', usageType)
    .orderBy('seq')
    .execute()
  return rows as (LedgerStep & { readonly seq: string })[]
}
