// Reports of bad results: made by who paid for the look, given back within the operator's policy, listed again.
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { KEPT_BECAUSE, REPORT_STATES, ReportReason } from '#sdk/contract/reports.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { getImage } from '../images/images.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { getVideo } from '../videos/videos.ts'

export interface ReportRow {
  readonly id: string
  readonly user_id: string
  readonly job_id: string
  readonly image_id: string | null
  readonly video_id: string | null
  readonly reason: ReportReason
  readonly words: string | null
  readonly usage_type: UsageType
  readonly price: number
  readonly status: (typeof REPORT_STATES)[number]
  readonly kept_because: (typeof KEPT_BECAUSE)[number] | null
  readonly returned: number
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly note: string | null
  readonly created_at: Date
}

interface Person {
  readonly id: string
}

export interface ReportWish {
  /** One of the two. */
  readonly imageId?: string | undefined
  readonly videoId?: string | undefined
  readonly reason: ReportReason
  readonly words?: string | undefined
}

/**
 * Reports a look or a video. What the policy gives back is in the ledger when this answers, in the kind it was paid with; reported
 * again, it answers the first report. Throws NotFound, or `report_not_payer` when somebody else paid for it or nobody did.
 */
export async function reportBadResult(
  studio: Studio,
  user: Person,
  wish: ReportWish,
): Promise<ReportRow & { readonly again: boolean }> {
  const { imageId = null, videoId = null, reason, words = '' } = wish
  if (imageId !== null) await getImage(studio.db, user, imageId)
  else await getVideo(studio.db, user, videoId ?? '')
  const { monthly, share, days } = studio.config.goodwill
  const now = studio.now()
  const fresh = uuidv7()
  const { rows } = await sql<{ id: string | null }>`
    select report_bad(${fresh}, ${user.id}, ${imageId}, ${videoId}, ${reason}, nullif(${words}, ''),
      ${monthly}, ${share}, ${days}, ${monthOf(now)}, ${now}) as id`.execute(studio.db)
  const id = rows[0]?.id
  if (!id) throw new StudioError('report_not_payer')
  const report = await reportsOf(studio.db, user).where('report.id', '=', id).executeTakeFirstOrThrow()
  const again = id !== fresh
  if (report.returned > 0 && !again) studio.live.say({ userId: user.id, event: { type: 'points' } })
  return { ...(report as unknown as ReportRow), again }
}

/** A user's reports, newest first; or the one of a look or video. Throws `bad_cursor`. */
export async function listReports(
  db: Db,
  user: Person,
  { imageId, videoId, after, limit }: PageWish & { imageId?: string; videoId?: string },
): Promise<PageOf<ReportRow>> {
  let query = reportsOf(db, user)
    .select(cursorAt('report.created_at').as('at'))
    .orderBy('report.created_at', 'desc')
    .orderBy('report.id', 'desc')
    .limit(limit + 1)
  if (imageId !== undefined) query = query.where('report.image_id', '=', imageId)
  if (videoId !== undefined) query = query.where('report.video_id', '=', videoId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'report.created_at', 'report.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as ReportRow[], next }
}

/** What comes back at once for a bad result, and how often still this month. */
export async function readPolicy(
  studio: Studio,
  user: Person,
): Promise<{ monthly: number; left: number; share: number; days: number }> {
  const { monthly, share, days } = studio.config.goodwill
  const { used } = await studio.db
    .selectFrom('report')
    .select(({ fn }) => fn.countAll<string>().as('used'))
    .where('user_id', '=', user.id)
    .where('status', '=', 'returned')
    .where('decided_by', 'is', null)
    .where('created_at', '>=', sql<Date>`${monthOf(studio.now())}`)
    .executeTakeFirstOrThrow()
  return { monthly, left: Math.max(0, monthly - Number(used)), share, days }
}

/** When the month began in Seoul, whose days the studio counts by. */
function monthOf(now: Date) {
  return sql`date_trunc('month', ${now}::timestamptz at time zone 'Asia/Seoul') at time zone 'Asia/Seoul'`
}

function reportsOf(db: Db, user: Person) {
  return db
    .selectFrom('report')
    .where('report.user_id', '=', user.id)
    .select(['report.id', 'report.user_id', 'report.job_id', 'report.image_id', 'report.video_id'])
    .select(['report.reason', 'report.words', 'report.usage_type', 'report.price', 'report.status'])
    .select(['report.kept_because', 'report.returned', 'report.decided_by', 'report.decided_at'])
    .select(['report.note', 'report.created_at'])
}
