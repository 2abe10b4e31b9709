// /v1/reports: bad results, reported and listed, and what comes back for them.
import { create, list, policy, type Report } from '#sdk/contract/reports.ts'
import { listReports, readPolicy, reportBadResult, type ReportRow } from '../domain/reports/reports.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function reportRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listReports(studio.db, user, query)
      return { items: items.map(presentReport), next }
    },
  })

  app.route({ ...policy, handler: async ({ user }) => readPolicy(studio, user) })

  app.route({
    ...create,
    handler: async ({ user, body }) => {
      const report = await reportBadResult(studio, user, body)
      return { ...presentReport(report), again: report.again }
    },
  })
}

/** A report as whoever made it sees it: who decided it stays with the administrators. */
export function presentReport(row: ReportRow): Report {
  return {
    id: row.id,
    imageId: row.image_id,
    videoId: row.video_id,
    jobId: row.job_id,
    reason: row.reason,
    words: row.words,
    usageType: row.usage_type,
    price: row.price,
    status: row.status,
    keptBecause: row.kept_because,
    returned: row.returned,
    note: row.note,
    decidedAt: row.decided_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}
