// /v1/users/me/…: the ways into an account, its sessions, proofs by mail, notifications, exports and its end.
import {
  confirmEmail,
  endOtherSessions,
  endSession,
  exports,
  link,
  notifications,
  remove,
  requestEmail,
  requestPasswordReset,
  resetPassword,
  sessions,
  setNotification,
  signInWith,
  startExport,
  unlink,
  waysIn,
  type DataExport as DataExportReply,
  type WaysIn as WaysInReply,
} from '#sdk/contract/account.ts'
import { deleteAccount } from '../domain/account/delete-account.ts'
import * as dataExports from '../domain/account/export-data.ts'
import * as choices from '../domain/mail/notifications.ts'
import * as open from '../domain/users/list-sessions.ts'
import * as passwords from '../domain/users/reset-password.ts'
import { signOut } from '../domain/users/sessions.ts'
import { startLinking, startSignIn } from '../domain/users/sign-in-with.ts'
import * as emails from '../domain/users/verify-email.ts'
import * as ways from '../domain/users/ways-in.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { signFile } from './files.ts'
import { visitorOf } from './signed-in.ts'

export function accountRoutes(app: App, studio: Studio): void {
  enterRoutes(app, studio)
  sessionRoutes(app, studio)
  ownDataRoutes(app, studio)
}

function enterRoutes(app: App, studio: Studio): void {
  app.route({
    ...signInWith,
    handler: async (request, reply) => {
      const { provider } = request.params
      const { url, cookies } = await startSignIn(studio, visitorOf(request), provider, request.body)
      return reply.header('set-cookie', [...cookies]).send({ url })
    },
  })

  app.route({
    ...requestPasswordReset,
    handler: async ({ body }, reply) => {
      await passwords.requestPasswordReset(studio, body.email)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...resetPassword,
    handler: async ({ body }, reply) => {
      await passwords.resetPassword(studio, body.token, body.password)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...requestEmail,
    handler: async ({ user, body }, reply) => {
      await emails.requestEmail(studio, user, body.email)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...confirmEmail,
    handler: async ({ body }, reply) => {
      await emails.confirmEmail(studio, body.token)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...waysIn,
    handler: async ({ user }) => presentWays(await ways.listWaysIn(studio, user)),
  })

  app.route({
    ...link,
    handler: async (request, reply) => {
      const { url, cookies } = await startLinking(studio, visitorOf(request), request.params.provider)
      return reply.header('set-cookie', [...cookies]).send({ url })
    },
  })

  app.route({
    ...unlink,
    handler: async ({ user, params }) =>
      presentWays(await ways.unlinkProvider(studio, user, params.provider)),
  })
}

function sessionRoutes(app: App, studio: Studio): void {
  app.route({
    ...sessions,
    handler: async ({ user, caller }) => ({
      items: (await open.listSessions(studio, user)).map(({ startedAt, lastUsedAt, ...session }) => ({
        ...session,
        current: session.id === caller?.session?.id,
        startedAt: startedAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
      })),
    }),
  })

  app.route({
    ...endSession,
    handler: async ({ user, params }, reply) => {
      await open.endSession(studio, user, params.id)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...endOtherSessions,
    handler: async ({ user, caller }, reply) => {
      await open.endOtherSessions(studio, user, caller?.session?.id ?? null)
      return reply.code(204).send(null)
    },
  })
}

function ownDataRoutes(app: App, studio: Studio): void {
  app.route({
    ...notifications,
    handler: async ({ user }) => ({ items: await choices.listNotifications(studio.db, user) }),
  })

  app.route({
    ...setNotification,
    handler: async ({ user, params, body }) =>
      choices.setNotification(studio, user, { event: params.event, ...body }),
  })

  app.route({
    ...exports,
    handler: async ({ user }) => ({
      items: (await dataExports.listExports(studio, user)).map((one) => presentExport(studio, user, one)),
    }),
  })

  app.route({
    ...startExport,
    handler: async ({ user }, reply) =>
      reply.code(202).send(presentExport(studio, user, await dataExports.startExport(studio, user))),
  })

  app.route({
    ...remove,
    handler: async (request, reply) => {
      const { password } = request.body
      const session = request.caller?.session ?? null
      await deleteAccount(studio, request.user, { session, ...(password !== undefined && { password }) })
      const cookies = await signOut(studio, visitorOf(request))
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send(null)
    },
  })
}

function presentWays({ providers, ...ways }: ways.WaysIn): WaysInReply {
  return {
    ...ways,
    providers: providers.map(({ provider, since }) => ({ provider, since: since.toISOString() })),
  }
}

function presentExport(
  studio: Studio,
  user: { readonly id: string },
  { id, status, key, bytes, createdAt, expiresAt }: dataExports.DataExport,
): DataExportReply {
  const download = `maepsi-${createdAt.toISOString().slice(0, 10)}.zip`
  return {
    id,
    status,
    bytes,
    url: status === 'ready' && key ? signFile(studio, user, key, { download }) : null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}
