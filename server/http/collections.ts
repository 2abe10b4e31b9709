// /v1/collections: made, renamed, listed, binned and restored.
import { bin, create, get, list, restore, update, type Collection } from '#sdk/contract/collections.ts'
import {
  binCollection,
  createCollection,
  getCollection,
  listCollections,
  renameCollection,
  restoreCollection,
  type CollectionRow,
} from '../domain/collections/collections.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function collectionRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listCollections(studio.db, user, query)
      return { items: items.map(presentCollection), next }
    },
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(presentCollection(await createCollection(studio.db, user, body))),
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => presentCollection(await getCollection(studio.db, user, params.id)),
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      presentCollection(await renameCollection(studio.db, user, params.id, body)),
  })

  app.route({
    ...bin,
    handler: async ({ user, params }) => presentCollection(await binCollection(studio, user, params.id)),
  })

  app.route({
    ...restore,
    handler: async ({ user, params }) =>
      presentCollection(await restoreCollection(studio.db, user, params.id)),
  })
}

function presentCollection(row: CollectionRow): Collection {
  return {
    id: row.id,
    name: row.name,
    projectCount: row.project_count,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
  }
}
