// /v1/projects: made, renamed, moved, listed, binned and restored; and the sample project.
import {
  bin,
  chooseLetter,
  create,
  createSample,
  get,
  list,
  restore,
  update,
  type Project,
} from '#sdk/contract/projects.ts'
import {
  binProject,
  chooseProjectLetter,
  createProject,
  getProject,
  listProjects,
  restoreProject,
  updateProject,
  type ProjectRow,
} from '../domain/projects/projects.ts'
import { createSampleProject } from '../domain/samples/create-sample-project.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { signFile } from './files.ts'

export function projectRoutes(app: App, studio: Studio): void {
  const present = (user: { id: string }, row: ProjectRow) => presentProject(studio, user, row)

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listProjects(studio.db, user, query)
      return { items: items.map((row) => present(user, row)), next }
    },
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(present(user, await createProject(studio, user, body))),
  })

  app.route({
    ...createSample,
    handler: async ({ user }, reply) =>
      reply.code(201).send(present(user, await createSampleProject(studio, user))),
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => present(user, await getProject(studio.db, user, params.id)),
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      present(user, await updateProject(studio, user, params.id, body)),
  })

  app.route({
    ...chooseLetter,
    handler: async ({ user, params, body }) =>
      present(user, await chooseProjectLetter(studio, user, params.id, body.letterId)),
  })

  app.route({
    ...bin,
    handler: async ({ user, params }) => present(user, await binProject(studio, user, params.id)),
  })

  app.route({
    ...restore,
    handler: async ({ user, params }) => present(user, await restoreProject(studio, user, params.id)),
  })
}

export function presentProject(studio: Studio, user: { readonly id: string }, row: ProjectRow): Project {
  return {
    id: row.id,
    collectionId: row.collection_id,
    name: row.name,
    selectedImageNumber: row.selected_image_number,
    totalImageNumber: row.total_image_number,
    totalVideoNumber: row.total_video_number,
    mainLetterId: row.main_letter_id,
    unseenImageNumber: row.unseen_image_number,
    covers: row.covers.map(({ kind, key }) => ({ kind, url: signFile(studio, user, key) })),
    role: row.role,
    ownerName: row.owner_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
  }
}
