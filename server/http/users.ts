// /v1/users and /v1/api-keys: signing up, in and out, the profile, and the keys of other programs.
import {
  API_KEY_SCOPES,
  changePassword,
  createApiKey,
  listApiKeys,
  me,
  putPicture,
  removePicture,
  restoreApiKey,
  revokeApiKey,
  signIn,
  signOut,
  signUp,
  updateMe,
  LANGUAGES,
  type ApiKey,
  type Language,
  type User as UserReply,
} from '#sdk/contract/users.ts'
import * as apiKeys from '../domain/users/api-keys.ts'
import * as picture from '../domain/users/picture.ts'
import * as sessions from '../domain/users/sessions.ts'
import { updateUser, type User } from '../domain/users/users.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { signFile } from './files.ts'
import { visitorOf } from './signed-in.ts'

export function userRoutes(app: App, studio: Studio): void {
  app.route({
    ...signUp,
    handler: async (request, reply) => {
      const { user, cookies } = await sessions.signUp(studio, visitorOf(request), request.body)
      return reply
        .code(201)
        .header('set-cookie', [...cookies])
        .send(presentUser(studio, user))
    },
  })

  app.route({
    ...signIn,
    handler: async (request, reply) => {
      const { user, cookies } = await sessions.signIn(studio, visitorOf(request), request.body)
      return reply.header('set-cookie', [...cookies]).send(presentUser(studio, user))
    },
  })

  app.route({
    ...signOut,
    handler: async (request, reply) => {
      const cookies = await sessions.signOut(studio, visitorOf(request))
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send(null)
    },
  })

  app.route({
    ...me,
    handler: async ({ user, caller }) => ({
      ...presentUser(studio, user),
      ...(caller?.viewer && { viewedBy: caller.viewer.name ?? caller.viewer.email ?? '' }),
    }),
  })

  app.route({
    ...updateMe,
    handler: async ({ user, body }) => presentUser(studio, await updateUser(studio, user, body)),
  })

  app.route({
    ...putPicture,
    handler: async (request) =>
      presentUser(studio, await picture.putPicture(studio, request.user, imageBody(request))),
  })

  app.route({
    ...removePicture,
    handler: async ({ user }) => presentUser(studio, await picture.removePicture(studio, user)),
  })

  app.route({
    ...changePassword,
    handler: async (request, reply) => {
      const cookies = await sessions.changePassword(studio, visitorOf(request), request.user, request.body)
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send(null)
    },
  })

  app.route({
    ...listApiKeys,
    handler: async ({ user }) => ({ items: (await apiKeys.listApiKeys(studio, user)).map(presentApiKey) }),
  })

  app.route({
    ...createApiKey,
    handler: async (request, reply) => {
      const made = await apiKeys.createApiKey(studio, request.user, request.body)
      return reply.code(201).send({ ...presentApiKey(made), key: made.key })
    },
  })

  app.route({
    ...revokeApiKey,
    handler: async ({ user, params, caller }, reply) => {
      await apiKeys.revokeApiKey(studio, user, params.id, caller?.session?.id ?? null)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...restoreApiKey,
    handler: async ({ user, params, caller }, reply) => {
      await apiKeys.restoreApiKey(studio, user, params.id, caller?.session?.id ?? null)
      return reply.code(204).send(null)
    },
  })
}

function presentUser(studio: Studio, user: User): UserReply {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    lastName: user.lastName,
    language: LANGUAGES.find((language) => language === user.language) ?? ('en' satisfies Language),
    pictureUrl: user.pictureKey && signFile(studio, user, user.pictureKey),
    isAdmin: user.isAdmin,
    createdAt: user.createdAt.toISOString(),
  }
}

function presentApiKey(key: apiKeys.ApiKey): ApiKey {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: API_KEY_SCOPES.filter((scope) => key.scopes.includes(scope)),
    dailyCap: key.dailyCap,
    spentToday: key.spentToday,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  }
}
