// Reports of bad results: all of them, and the decision on those the policy left open.
import type { REPORT_STATES } from '#sdk/contract/reports.ts'
import type { Studio } from '../../studio.ts'
import type { PageOf, PageWish } from '../page.ts'
import * as reports from '../reports/decide.ts'
import { act, mustBeAdministrator, type Administrator } from './act.ts'

/** Everybody's reports, newest first. Throws bad_cursor. */
export async function listReports(
  studio: Studio,
  admin: Administrator,
  wish: PageWish & { status?: (typeof REPORT_STATES)[number]; userId?: string },
): Promise<PageOf<reports.ReportForAdmin>> {
  await mustBeAdministrator(studio.db, admin)
  return reports.listAllReports(studio.db, wish)
}

/** Gives back what a reported look cost, or declines. Throws not_found, and conflict when it is not open or nothing is left to give. */
export async function decideReport(
  studio: Studio,
  admin: Administrator,
  id: string,
  { giveBack, reason }: { readonly giveBack: boolean; readonly reason: string },
): Promise<reports.ReportForAdmin> {
  const decided = await act(studio, admin, async (trx, note) => {
    const report = await reports.decideReport(trx, admin, id, {
      giveBack,
      note: reason,
      now: studio.now(),
    })
    await note({
      act: giveBack ? 'report_return' : 'report_decline',
      subject: 'report',
      subjectId: id,
      userId: report.user_id,
      before: { status: 'open' },
      after: { status: report.status, [report.usage_type]: report.returned, jobId: report.job_id },
      reason,
    })
    return report
  })
  reports.sayDecided(studio, decided)
  return decided
}
