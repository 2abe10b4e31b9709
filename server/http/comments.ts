// Remarks about looks, by the people of their project.
import { create, list, remove, type Comment } from '#sdk/contract/comments.ts'
import { createComment, listComments, removeComment, type CommentRow } from '../domain/comments/comments.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function commentRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async ({ user, params }) => {
      const { items, hearts } = await listComments(studio, user, params.id)
      return {
        items: items.map(presentComment),
        hearts: hearts.map(({ name, created_at }) => ({ name, createdAt: created_at.toISOString() })),
      }
    },
  })

  app.route({
    ...create,
    handler: async ({ user, params, body }, reply) =>
      reply.code(201).send(presentComment(await createComment(studio, user, params.id, body.body))),
  })

  app.route({
    ...remove,
    handler: async ({ user, params }, reply) => {
      await removeComment(studio, user, params.id)
      return reply.code(204).send(null)
    },
  })
}

function presentComment({ id, author, by, body, removable, created_at }: CommentRow): Comment {
  return { id, author, by, body, removable, createdAt: created_at.toISOString() }
}
