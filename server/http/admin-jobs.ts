// /v1/admin: jobs of everybody, their workers, and why they fail.
import * as operation from '#sdk/contract/admin.ts'
import type { Administrator } from '../domain/admin/act.ts'
import { getWholeJob, listAllJobs } from '../domain/admin/jobs.ts'
import { cancelJobByHand, refundJob, retryAllOfReason, retryJobByHand } from '../domain/admin/job-acts.ts'
import { drainWorker, listAllWorkers } from '../domain/admin/workers.ts'
import type { Studio } from '../studio.ts'
import { presentAdminJob, presentWholeJob, presentWorker } from './admin-present.ts'
import type { App } from './app.ts'
import { adminOf } from './admin-of.ts'

const DAY_MS = 86_400_000

export function adminJobRoutes(app: App, studio: Studio): void {
  const whole = async (admin: Administrator, id: string) =>
    presentWholeJob(studio, admin, await getWholeJob(studio, admin, id))
  const workers = async (admin: Administrator) => ({
    items: (await listAllWorkers(studio, admin)).map(presentWorker),
  })

  app.route({
    ...operation.listJobs,
    handler: async (request) => {
      const { from, until, ...query } = request.query
      const { items, next } = await listAllJobs(studio, adminOf(request), {
        ...query,
        ...(from !== undefined && { from: new Date(from) }),
        ...(until !== undefined && { until: new Date(until) }),
      })
      return { items: items.map(presentAdminJob), next }
    },
  })

  app.route({
    ...operation.getJob,
    handler: async (request) => whole(adminOf(request), request.params.id),
  })

  app.route({
    ...operation.retryJob,
    handler: async (request) => ({
      jobId: await retryJobByHand(studio, adminOf(request), request.params.id, request.body.reason),
    }),
  })

  app.route({
    ...operation.refundJob,
    handler: async (request) => {
      const [admin, { id }] = [adminOf(request), request.params]
      await refundJob(studio, admin, id, request.body)
      return whole(admin, id)
    },
  })

  app.route({
    ...operation.cancelJob,
    handler: async (request) => {
      const [admin, { id }] = [adminOf(request), request.params]
      await cancelJobByHand(studio, admin, id, request.body.reason)
      return whole(admin, id)
    },
  })

  app.route({ ...operation.listWorkers, handler: async (request) => workers(adminOf(request)) })

  app.route({
    ...operation.drainWorker,
    handler: async (request) => {
      const admin = adminOf(request)
      await drainWorker(studio, admin, request.params.id, request.body.drained, request.body.reason)
      return workers(admin)
    },
  })

  app.route({
    ...operation.retryFailures,
    handler: async (request) => {
      const { failReason, engine, days, reason } = request.body
      const since = new Date(studio.now().getTime() - days * DAY_MS)
      const of = { reason: failReason, since, ...(engine !== undefined && { engine }) }
      const { jobIds, left } = await retryAllOfReason(studio, adminOf(request), of, reason)
      return { jobIds: [...jobIds], left }
    },
  })
}
