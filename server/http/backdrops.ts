// /v1/backdrops: pictures of one's own behind Drape's looks.
import { add, list, remove, type OwnBackdrop } from '#sdk/contract/backdrops.ts'
import { addBackdrop, idOf, listBackdrops, removeBackdrop, smallOf } from '../domain/backdrops/backdrops.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { signFile } from './files.ts'

export function backdropRoutes(app: App, studio: Studio): void {
  const present = (user: { readonly id: string }, key: string): OwnBackdrop => ({
    id: idOf(key),
    backdrop: key,
    url: signFile(studio, user, key),
    thumbnailUrl: signFile(studio, user, smallOf(key)),
  })

  app.route({
    ...list,
    handler: async ({ user }) => ({
      items: (await listBackdrops(studio, user)).map((key) => present(user, key)),
    }),
  })

  app.route({
    ...add,
    handler: async (request, reply) => {
      const { user } = request
      return reply.code(201).send(present(user, await addBackdrop(studio, user, imageBody(request))))
    },
  })

  app.route({
    ...remove,
    handler: async ({ user, params }, reply) => {
      await removeBackdrop(studio, user, params.id)
      return reply.code(204).send(null)
    },
  })
}
