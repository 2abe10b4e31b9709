// Points: what is left, every change of it, and the one way to change it from here: a row in the ledger.
import { sql } from 'kysely'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'

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

/** A row of the ledger, with what is needed to put it into words: the job it paid or returned. */
export interface LedgerEntry {
  readonly id: string
  readonly seq: string
  readonly usage_type: string
  readonly amount: number
  readonly balance_after: number
  readonly reason: string
  readonly expires_at: Date | null
  readonly created_at: Date
  readonly job: {
    readonly id: string
    readonly projectId: string
    readonly projectName: string | null
    readonly status: string
    readonly kind: 'look' | 'video' | 'letter'
    readonly lookCount: number
    readonly deliveredCount: number
  } | null
}

export interface LedgerPage {
  readonly entries: LedgerEntry[]
  /** Pass it as `after` to get the next page; null on the last one. */
  readonly next: string | null
}

/** A user's ledger, newest first, in the order in which the rows were applied. Throws `bad_cursor`. */
export async function listLedger(
  db: Db,
  userId: string,
  { usageType, after, limit }: { usageType?: UsageType; after?: string; limit: number },
): Promise<LedgerPage> {
  if (after !== undefined && !/^[1-9]\d{0,17}$/.test(after)) throw new StudioError('bad_cursor')
  let query = db
    .selectFrom('point_usage as usage')
    .leftJoin('vto_job as job', 'job.id', 'usage.job_id')
    .leftJoin('projects as project', 'project.id', 'job.project_id')
    .select([
      'usage.id',
      'usage.seq',
      'usage.usage_type',
      'usage.amount',
      'usage.balance_after',
      'usage.reason',
      'usage.expires_at',
      'usage.created_at',
      sql<LedgerEntry['job']>`case when job.id is not null then json_build_object(
        'id', job.id, 'kind', job.kind, 'projectId', job.project_id, 'projectName', project.name, 'status', job.status,
        'lookCount', jsonb_array_length(job.input -> 'looks'),
        'deliveredCount', (select count(*) from generate_img where job_id = job.id)
          + (select count(*) from generate_video where job_id = job.id)) end`.as('job'),
    ])
    .where('usage.user_id', '=', userId)
    .orderBy('usage.seq', 'desc')
    .limit(limit + 1)
  if (usageType) query = query.where('usage.usage_type', '=', usageType)
  if (after !== undefined) query = query.where('usage.seq', '<', after)
  const rows = await query.execute()
  const entries = rows.slice(0, limit) as LedgerEntry[]
  return { entries, next: rows.length > limit ? entries.at(-1)!.seq : null }
}

/**
 * Gives (or with a negative amount takes) points: writes one ledger row, and the balance follows in the same statement.
 * `db` may be a transaction of which it is a part. Throws `points_short` when there is less than is to be taken.
 */
export async function grant(
  db: Db,
  userId: string,
  usageType: UsageType,
  amount: number,
  reason: string,
  expiresAt: Date | null = null,
): Promise<void> {
  try {
    await db
      .insertInto('point_usage')
      .values({ user_id: userId, usage_type: usageType, amount, reason, expires_at: expiresAt })
      .execute()
  } catch (error) {
    if ((error as { code?: string }).code !== 'PT402') throw error
    throw new StudioError('points_short', { usageType, needed: -amount }, { cause: error })
  }
}
