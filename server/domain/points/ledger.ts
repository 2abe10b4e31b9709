// Points: what is left, and the one way to change it from here: a row in the ledger.
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'

/** The most of one kind of point anyone can hold: PostgreSQL's integer. */
export const MOST_HELD = 2_147_483_647

/** How much of each kind of point; keys as the ledger's `usage_type` has them. */
export type Amounts = Record<UsageType, number>

/** `held` is spent by jobs that have not ended: what of it is not delivered comes back. It is not part of `left`. */
export interface Balance {
  readonly left: Amounts
  readonly held: Amounts
}

/** What the user can spend now, and what unfinished jobs hold. */
export async function balanceOf(db: Db, userId: string): Promise<Balance> {
  const [points, jobs] = await Promise.all([
    db
      .selectFrom('points')
      .select(['credit', 'look_book_ticket', 'video_ticket', 'included_look'])
      .where('user_id', '=', userId)
      .executeTakeFirst(),
    db
      .selectFrom('vto_job')
      .select(['used_point_type', ({ fn }) => fn.sum<string>('used_amount').as('amount')])
      .where('user_id', '=', userId)
      .where('status', 'in', ['PENDING', 'RUNNING'])
      .groupBy('used_point_type')
      .execute(),
  ])
  const held: Amounts = { credit: 0, look_book_ticket: 0, video_ticket: 0, subscription: 0 }
  for (const { used_point_type, amount } of jobs) held[used_point_type as UsageType] = Number(amount)
  return {
    left: {
      credit: points?.credit ?? 0,
      look_book_ticket: points?.look_book_ticket ?? 0,
      video_ticket: points?.video_ticket ?? 0,
      subscription: points?.included_look ?? 0,
    },
    held,
  }
}

/**
 * Gives (or with a negative amount takes) points: writes one ledger row, and the balance follows in the same statement.
 * `db` may be a transaction of which it is a part. `source` says what the row is for: the same source never gives twice. Answers
 * whether a row was written. Throws `points_short` when there is less than is to be taken, and `grant_too_big` when a balance cannot
 * hold it.
 */
export async function grant(
  db: Db,
  userId: string,
  usageType: UsageType,
  amount: number,
  reason: string,
  expiresAt: Date | null = null,
  source: string | null = null,
): Promise<boolean> {
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > MOST_HELD)
    throw new StudioError('grant_too_big', { usageType, most: MOST_HELD })
  try {
    const written = await db
      .insertInto('point_usage')
      .values({ user_id: userId, usage_type: usageType, amount, reason, expires_at: expiresAt, source })
      .onConflict((on) => on.column('source').where('source', 'is not', null).doNothing())
      .executeTakeFirst()
    return written.numInsertedOrUpdatedRows === 1n
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'PT402')
      throw new StudioError('points_short', { usageType, needed: -amount }, { cause: error })
    // The balance would pass what an integer column holds.
    if (code === '22003')
      throw new StudioError('grant_too_big', { usageType, most: MOST_HELD }, { cause: error })
    throw error
  }
}
