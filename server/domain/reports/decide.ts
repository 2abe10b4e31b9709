// Reports for administrators: all of them with who and what, and the decision on those the policy left open.
import { sql } from 'kysely'
import type { REPORT_STATES } from '#sdk/contract/reports.ts'
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import type { ReportRow } from './reports.ts'

/** A report with what an administrator looks at to decide it. */
export interface ReportForAdmin extends ReportRow {
  readonly user_name: string | null
  readonly user_email: string | null
  readonly project_id: string
  readonly project_name: string | null
  /** Storage key of the look or the video. */
  readonly url: string | null
  /** What its job has cost until now and was not given back. */
  readonly still_paid: number
}

/** Everybody's reports, newest first; with `status` those alone. The caller has checked that an administrator asks. Throws `bad_cursor`. */
export async function listAllReports(
  db: Db,
  { status, userId, after, limit }: PageWish & { status?: (typeof REPORT_STATES)[number]; userId?: string },
): Promise<PageOf<ReportForAdmin>> {
  let query = forAdmin(db)
    .select(cursorAt('report.created_at').as('at'))
    .orderBy('report.created_at', 'desc')
    .orderBy('report.id', 'desc')
    .limit(limit + 1)
  if (status !== undefined) query = query.where('report.status', '=', status)
  if (userId !== undefined) query = query.where('report.user_id', '=', userId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'report.created_at', 'report.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as ReportForAdmin[], next }
}

/**
 * Decides an open report: the price goes back, as far as it did not yet, or nothing does. `db` may be a transaction that writes the
 * audit row as well; afterwards call `sayDecided`. Throws NotFound; `conflict` when it is not open any more, or nothing is left to
 * give back.
 */
export async function decideReport(
  db: Db,
  admin: { readonly id: string },
  id: string,
  { giveBack, note, now }: { readonly giveBack: boolean; readonly note: string; readonly now: Date },
): Promise<ReportForAdmin> {
  const find = () => forAdmin(db).where('report.id', '=', id).executeTakeFirst()
  if (!(await find())) throw new NotFound('report', id)
  const { rows } = await sql<{ status: string | null }>`
    select report_decide(${id}, ${admin.id}, ${giveBack}, ${note}, ${now}) as status`.execute(db)
  if (!rows[0]?.status) throw new StudioError('conflict')
  return (await find()) as unknown as ReportForAdmin
}

/** Tells the one who reported that there is something new; after the commit. */
export function sayDecided(studio: Studio, { user_id: userId }: ReportRow): void {
  studio.live.say({ userId, event: { type: 'points' } })
}

function forAdmin(db: Db) {
  return db
    .selectFrom('report')
    .innerJoin('users as person', 'person.id', 'report.user_id')
    .innerJoin('vto_job as job', 'job.id', 'report.job_id')
    .leftJoin('projects as project', 'project.id', 'job.project_id')
    .leftJoin('generate_img as image', 'image.id', 'report.image_id')
    .leftJoin('generate_video as video', 'video.id', 'report.video_id')
    .selectAll('report')
    .select(['person.name as user_name', 'person.email as user_email'])
    .select(['job.project_id', 'project.name as project_name'])
    .select(sql<string | null>`coalesce(image.url, video.url)`.as('url'))
    .select(sql<number>`vto_paid(report.job_id)`.as('still_paid'))
}
