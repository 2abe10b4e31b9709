// /v1/admin: what administrators see and do. Who may is asked again in the domain, in the transaction of each act.
import * as operation from '#sdk/contract/admin.ts'
import type { Administrator } from '../domain/admin/act.ts'
import { listAudit } from '../domain/admin/audit.ts'
import { listFailures } from '../domain/admin/failures.ts'
import { grantPoints, listGrants } from '../domain/admin/grants.ts'
import { listModels } from '../domain/admin/models.ts'
import { getPerson, ledgerOfPerson, searchUsers } from '../domain/admin/people.ts'
import { getOverview } from '../domain/admin/overview.ts'
import { decideReport, listReports } from '../domain/admin/reports.ts'
import { changeAdministrator, liftSuspension, suspendUser } from '../domain/admin/standing.ts'
import { endView, startView, VIEW_MINUTES } from '../domain/admin/view-as.ts'
import { NotAllowed } from '../errors.ts'
import type { Studio } from '../studio.ts'
import { adminJobRoutes } from './admin-jobs.ts'
import { adminOf } from './admin-of.ts'
import { adminPaymentRoutes } from './admin-payments.ts'
import {
  presentAdminModel,
  presentAdminReport,
  presentAudit,
  presentFailure,
  presentGrant,
  presentPerson,
} from './admin-present.ts'
import type { App } from './app.ts'
import { presentAmounts, presentEntry } from './points.ts'
import { VIEW_COOKIE } from './signed-in.ts'

const DAY_MS = 86_400_000

export function adminRoutes(app: App, studio: Studio): void {
  const person = async (admin: Administrator, id: string) => {
    const found = await getPerson(studio, admin, id)
    return {
      ...presentPerson(studio, admin, found.person),
      balance: presentAmounts(found.balance.left),
      held: presentAmounts(found.balance.held),
    }
  }
  const since = (days: number) => new Date(studio.now().getTime() - days * DAY_MS)

  app.route({
    ...operation.overview,
    handler: async (request) => {
      const seen = await getOverview(studio, adminOf(request))
      return { ...seen, lanes: [...seen.lanes], failed: [...seen.failed], today: [...seen.today] }
    },
  })

  app.route({
    ...operation.listUsers,
    handler: async (request) => {
      const admin = adminOf(request)
      const { items, next } = await searchUsers(studio, admin, request.query)
      return { items: items.map((row) => presentPerson(studio, admin, row)), next }
    },
  })

  app.route({
    ...operation.getUser,
    handler: async (request) => person(adminOf(request), request.params.id),
  })

  app.route({
    ...operation.listModels,
    handler: async (request) => {
      const admin = adminOf(request)
      const { items, next } = await listModels(studio, admin, request.query)
      return { items: items.map((row) => presentAdminModel(studio, admin, row)), next }
    },
  })

  app.route({
    ...operation.userLedger,
    handler: async (request) => {
      const admin = adminOf(request)
      const { entries, next } = await ledgerOfPerson(studio, admin, request.params.id, request.query)
      return { items: entries.map((entry) => presentEntry(studio, admin, entry)), next }
    },
  })

  app.route({
    ...operation.suspend,
    handler: async (request) => {
      const [admin, { id }] = [adminOf(request), request.params]
      await suspendUser(studio, admin, id, request.body.reason)
      return person(admin, id)
    },
  })

  app.route({
    ...operation.lift,
    handler: async (request) => {
      const [admin, { id }] = [adminOf(request), request.params]
      await liftSuspension(studio, admin, id, request.body.reason)
      return person(admin, id)
    },
  })

  app.route({
    ...operation.setAdmin,
    handler: async (request) => {
      const [admin, { id }] = [adminOf(request), request.params]
      const before = await person(admin, id)
      await changeAdministrator(studio, admin, id, request.body.isAdmin, request.body.reason)
      // Not asked again: whoever gave up their own office may not ask any more.
      return { ...before, isAdmin: request.body.isAdmin }
    },
  })

  app.route({
    ...operation.grant,
    handler: async (request) => {
      const { id, usageType, amount, expiresAt, reason } = request.body
      const { before, after } = await grantPoints(studio, adminOf(request), {
        id,
        userId: request.params.id,
        usageType,
        amount,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        note: reason,
      })
      return { before, after }
    },
  })

  app.route({
    ...operation.listGrants,
    handler: async (request) => {
      const { items, next } = await listGrants(studio, adminOf(request), request.query)
      return { items: items.map(presentGrant), next }
    },
  })

  app.route({
    ...operation.startView,
    handler: async (request, reply) => {
      // A view rides beside a session; a program asks as administrator what it wants to know.
      if (request.caller?.by !== 'session') throw new NotAllowed()
      const view = await startView(studio, adminOf(request), request.params.id, request.body.reason)
      void reply.header('set-cookie', viewCookie(studio, view.id, VIEW_MINUTES * 60))
      return { endsAt: view.endsAt.toISOString() }
    },
  })

  app.route({
    ...operation.endView,
    handler: async (request, reply) => {
      const { caller } = request
      const who = caller?.viewer ?? caller?.user
      if (who) await endView(studio, { id: who.id, address: request.ip })
      return reply
        .code(204)
        .header('set-cookie', viewCookie(studio, '', 0))
        .send(null)
    },
  })

  app.route({
    ...operation.listFailures,
    handler: async (request) => {
      const admin = adminOf(request)
      const groups = await listFailures(studio, admin, since(request.query.days))
      return { items: groups.map((group) => presentFailure(studio, admin, group)) }
    },
  })

  app.route({
    ...operation.listReports,
    handler: async (request) => {
      const admin = adminOf(request)
      const { items, next } = await listReports(studio, admin, request.query)
      return { items: items.map((row) => presentAdminReport(studio, admin, row)), next }
    },
  })

  app.route({
    ...operation.decideReport,
    handler: async (request) => {
      const admin = adminOf(request)
      return presentAdminReport(
        studio,
        admin,
        await decideReport(studio, admin, request.params.id, request.body),
      )
    },
  })

  app.route({
    ...operation.listAudit,
    handler: async (request) => {
      const { items, next } = await listAudit(studio, adminOf(request), request.query)
      return { items: items.map(presentAudit), next }
    },
  })

  adminJobRoutes(app, studio)
  adminPaymentRoutes(app, studio)
}

/** For this browser alone, gone with the view; `seconds` of 0 takes it away. */
function viewCookie(studio: Studio, id: string, seconds: number): string {
  const secure = studio.config.url.startsWith('https:') ? '; Secure' : ''
  return `${VIEW_COOKIE}=${id}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}
