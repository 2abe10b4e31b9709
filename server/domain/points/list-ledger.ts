// The ledger as people read it: every change of a balance, newest first, with what is needed to put it into words.
import { sql, type RawBuilder } from 'kysely'
import { reasonsOfFilter, type LedgerFilter } from '#sdk/contract/ledger-kinds.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import type { Amounts } from './ledger.ts'

/** A row of the ledger, with the job it paid or returned, and the look a goodwill return is for. */
export interface LedgerEntry {
  readonly id: string
  readonly seq: string
  readonly usage_type: string
  readonly amount: number
  readonly balance_after: number
  /** What was left of every kind after the row. */
  readonly balances: Amounts
  readonly reason: string
  /** Why, in an administrator's words. */
  readonly note: string | null
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
    readonly failReason: string | null
    readonly queuedAt: string
    /** The API key it was submitted with. */
    readonly apiKeyName: string | null
    /** Storage key of its first look. */
    readonly picture: string | null
  } | null
  readonly look: { readonly id: string; readonly number: number } | null
}

export interface LedgerPage {
  readonly entries: LedgerEntry[]
  /** Pass it as `after` to get the next page; null on the last one. */
  readonly next: string | null
}

export interface LedgerWish {
  readonly usageType?: UsageType | undefined
  readonly kind?: LedgerFilter | undefined
  /** `2026-06`: that month, from midnight to midnight in `zone`. */
  readonly month?: string | undefined
  /** An IANA time zone. */
  readonly zone?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** A user's ledger, newest first, in the order in which the rows were applied. Throws `bad_cursor`, or `bad_request` for the zone. */
export async function listLedger(
  db: Db,
  userId: string,
  { usageType, kind, month, zone = 'Asia/Seoul', after, limit }: LedgerWish,
): Promise<LedgerPage> {
  if (after !== undefined && !/^[1-9]\d{0,17}$/.test(after)) throw new StudioError('bad_cursor')
  let query = db
    .selectFrom('point_usage as usage')
    .leftJoin('vto_job as job', 'job.id', 'usage.job_id')
    .leftJoin('projects as project', 'project.id', 'job.project_id')
    .leftJoin('generate_img as image', 'image.id', 'usage.image_id')
    .select([
      'usage.id',
      'usage.seq',
      'usage.usage_type',
      'usage.amount',
      'usage.balance_after',
      'usage.reason',
      'usage.note',
      'usage.expires_at',
      'usage.created_at',
      sql<Amounts>`json_build_object('credit', ${leftOf('credit')}, 'look_book_ticket', ${leftOf('look_book_ticket')},
        'video_ticket', ${leftOf('video_ticket')}, 'subscription', ${leftOf('subscription')})`.as('balances'),
      sql<LedgerEntry['job']>`case when job.id is not null then json_build_object(
        'id', job.id, 'kind', job.kind, 'projectId', job.project_id, 'projectName', project.name, 'status', job.status,
        'lookCount', jsonb_array_length(job.input -> 'looks'),
        'deliveredCount', (select count(*) from generate_img where job_id = job.id)
          + (select count(*) from generate_video where job_id = job.id),
        'failReason', job.fail_reason, 'queuedAt', job.queued_at,
        'apiKeyName', (select name from api_key where id = job.api_key_id),
        'picture', (select url from generate_img where job_id = job.id and deleted_at is null order by n limit 1)
      ) end`.as('job'),
      sql<
        LedgerEntry['look']
      >`case when image.id is not null then json_build_object('id', image.id, 'number', image.number) end`.as(
        'look',
      ),
    ])
    .where('usage.user_id', '=', userId)
    .orderBy('usage.seq', 'desc')
    .limit(limit + 1)
  if (usageType !== undefined) query = query.where('usage.usage_type', '=', usageType)
  if (kind !== undefined) query = query.where(isOfKind(kind))
  if (month !== undefined) query = query.where(isIn(month, zone))
  if (after !== undefined) query = query.where('usage.seq', '<', after)
  const rows = await query.execute().catch(badZone)
  const entries = rows.slice(0, limit) as LedgerEntry[]
  return { entries, next: rows.length > limit ? entries.at(-1)!.seq : null }
}

/** A zone that JavaScript knows and PostgreSQL does not. */
export function badZone(error: unknown): never {
  if ((error as { code?: string }).code !== '22023') throw error
  throw new StudioError(
    'bad_request',
    { fields: [{ in: 'query', path: 'zone', message: 'no such time zone' }] },
    { cause: error },
  )
}

/** What was left of a kind when the row had been applied: its own last row up to there says it. */
function leftOf(usageType: UsageType): RawBuilder<number> {
  return sql<number>`coalesce((select earlier.balance_after from point_usage earlier where earlier.user_id = usage.user_id
    and earlier.usage_type = ${usageType} and earlier.seq <= usage.seq order by earlier.seq desc limit 1), 0)`
}

function isOfKind(kind: LedgerFilter): RawBuilder<boolean> {
  const reasons = reasonsOfFilter(kind)
  if (reasons) return sql<boolean>`usage.reason = any (${reasons}::text[])`
  const others = (['used', 'returned', 'expired'] as const).flatMap((other) => reasonsOfFilter(other) ?? [])
  return sql<boolean>`usage.reason <> all (${others}::text[])`
}

function isIn(month: string, zone: string): RawBuilder<boolean> {
  const first = `${month}-01`
  return sql<boolean>`usage.created_at >= ${first}::timestamp at time zone ${zone}
    and usage.created_at < (${first}::timestamp + interval '1 month') at time zone ${zone}`
}
