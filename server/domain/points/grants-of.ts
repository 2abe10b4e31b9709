// What a user's balances are made of: the ledger read and replayed, one kind of point after the other.
import type { NotNull } from 'kysely'
import { USAGE_TYPES, type UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { remainingGrants, type LedgerStep, type RemainingGrant } from './remaining-grants.ts'

/** What is left of each grant of a kind, soonest-ending first; their `left` add up to the balance of that kind. */
export async function grantsOf(db: Db, userId: string, usageType: UsageType): Promise<RemainingGrant[]> {
  const rows: LedgerStep[] = await db
    .selectFrom('point_usage')
    .select(['id', 'amount', 'reason', 'job_id', 'expires_at', 'created_at'])
    .where('user_id', '=', userId)
    .where('usage_type', '=', usageType)
    .orderBy('seq')
    .$narrowType<{ reason: NotNull; created_at: NotNull }>()
    .execute()
  return remainingGrants(rows)
}

/** The same for every kind. */
export async function allGrantsOf(
  db: Db,
  userId: string,
): Promise<(RemainingGrant & { readonly usageType: UsageType })[]> {
  const kinds = await Promise.all(
    USAGE_TYPES.map(async (usageType) =>
      (await grantsOf(db, userId, usageType)).map((grant) => ({ ...grant, usageType })),
    ),
  )
  return kinds.flat()
}
