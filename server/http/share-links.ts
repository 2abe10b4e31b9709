// The links of a project: made, changed, listed and taken back.
import { create, list, revoke, update, type ShareLink } from '#sdk/contract/share-links.ts'
import {
  createLink,
  listLinks,
  revokeLink,
  updateLink,
  type ShareLinkRow,
} from '../domain/share-links/links.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function shareLinkRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async ({ user, params }) => ({
      items: (await listLinks(studio, user, params.id)).map(presentLink),
    }),
  })

  app.route({
    ...create,
    handler: async ({ user, params, body }, reply) => {
      const { token, ...row } = await createLink(studio, user, params.id, body)
      const url = new URL(`/s/${token}`, studio.config.url).href
      return reply.code(201).send({ ...presentLink(row), url })
    },
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      presentLink(await updateLink(studio, user, params.id, params.linkId, body)),
  })

  app.route({
    ...revoke,
    handler: async ({ user, params }, reply) => {
      await revokeLink(studio, user, params.id, params.linkId)
      return reply.code(204).send(null)
    },
  })
}

function presentLink(row: ShareLinkRow): ShareLink {
  return {
    id: row.id,
    label: row.label,
    looks: row.looks,
    mayHeart: row.may_heart,
    mayComment: row.may_comment,
    mayDownload: row.may_download,
    hasPassword: row.has_password,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
  }
}
