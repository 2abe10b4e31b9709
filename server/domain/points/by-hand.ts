// Points moved by an administrator's hand: given, taken, or given back for a job. Each is one ledger row; the audit is `domain/admin`.
import { sql } from 'kysely'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'

/** A balance is a PostgreSQL integer. */
const MOST = 2 ** 31 - 1
const COLUMNS = {
  credit: 'credit',
  look_book_ticket: 'look_book_ticket',
  video_ticket: 'video_ticket',
  subscription: 'included_look',
} as const

export interface ByHand {
  /** The caller's idempotency key; it becomes the ledger row's id. */
  readonly id: string
  readonly userId: string
  readonly usageType: UsageType
  /** Below zero it is taken. Not zero. */
  readonly amount: number
  /** When what is left of it goes; only for what is given. */
  readonly expiresAt: Date | null
  /** Why; the user reads it in the ledger. */
  readonly note: string
}

/** The balance of that kind of point before and after; `written` is false when this very row was there already. */
export interface Moved {
  readonly before: number
  readonly after: number
  readonly written: boolean
}

/**
 * Gives (`admin_grant`) or takes (`admin_adjust`) points, once per id. Throws not_found for the user, amount_big (details.most) when
 * the balance could not hold it, points_short (details left, short) when less is there, and key_reused.
 */
export async function moveByHand(trx: Db, wish: ByHand): Promise<Moved> {
  const { id, userId, usageType, amount, expiresAt, note } = wish
  const column = COLUMNS[usageType]
  const row = await trx
    .selectFrom('points')
    .innerJoin('users', 'users.id', 'points.user_id')
    .select(sql.ref<number>(`points.${column}`).as('left'))
    .where('points.user_id', '=', userId)
    .where('users.deleted_at', 'is', null)
    .forNoKeyUpdate('points')
    .executeTakeFirst()
  if (!row) throw new NotFound('user', userId)
  const there = await trx
    .selectFrom('point_usage')
    .select(['user_id', 'usage_type', 'amount', 'balance_after'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (there) {
    const isSame = there.user_id === userId && there.usage_type === usageType && there.amount === amount
    if (!isSame) throw new StudioError('key_reused', { id })
    return { before: there.balance_after - amount, after: there.balance_after, written: false }
  }
  const { left } = row
  if (left + amount > MOST) throw new StudioError('amount_big', { most: MOST - left })
  if (left + amount < 0)
    throw new StudioError('points_short', { usageType, needed: -amount, left, short: -amount - left })
  const reason = amount > 0 ? 'admin_grant' : 'admin_adjust'
  await trx
    .insertInto('point_usage')
    .values({ id, user_id: userId, usage_type: usageType, amount, reason, expires_at: expiresAt, note })
    .execute()
  return { before: left, after: left + amount, written: true }
}

/** What a job cost, less everything that came back for it. */
export async function netCostOf(db: Db, jobId: string): Promise<number> {
  const { net } = await db
    .selectFrom('point_usage')
    .select(sql<number>`coalesce(-sum(amount), 0)::integer`.as('net'))
    .where('job_id', '=', jobId)
    .executeTakeFirstOrThrow()
  return net
}

/**
 * Gives back (`admin_refund`) up to what an ended job still costs, once per job. Throws not_found, job_running for one that has not
 * ended, and refund_big (details.most: zero once it was done).
 */
export async function refundByHand(
  trx: Db,
  jobId: string,
  amount: number,
  note: string,
): Promise<{ readonly userId: string; readonly usageType: UsageType }> {
  const job = await trx
    .selectFrom('vto_job')
    .select(['user_id', 'status', 'used_point_type'])
    .where('id', '=', jobId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!job?.user_id) throw new NotFound('job', jobId)
  if (job.status === 'PENDING' || job.status === 'RUNNING') throw new StudioError('job_running')
  const before = await trx
    .selectFrom('point_usage')
    .select('id')
    .where('job_id', '=', jobId)
    .where('reason', '=', 'admin_refund')
    .executeTakeFirst()
  const most = before ? 0 : await netCostOf(trx, jobId)
  if (amount > most) throw new StudioError('refund_big', { most })
  const usageType = job.used_point_type as UsageType
  try {
    await trx
      .insertInto('point_usage')
      .values({
        user_id: job.user_id,
        job_id: jobId,
        usage_type: usageType,
        amount,
        reason: 'admin_refund',
        note,
      })
      .execute()
  } catch (error) {
    // Something else came back for the job at the same moment, which is not told by the job's row.
    if ((error as { code?: string }).code !== 'PT409') throw error
    throw new StudioError('refund_big', { most: 0 }, { cause: error })
  }
  return { userId: job.user_id, usageType }
}
