// /v1/videos: listed, marked, binned and restored.
import { bin, get, list, putMusic, restore, update, type Video } from '#sdk/contract/videos.ts'
import { storeMusic } from '../domain/videos/music.ts'
import {
  binVideo,
  getVideo,
  listVideos,
  POSTER,
  restoreVideo,
  updateVideo,
  type VideoRow,
} from '../domain/videos/videos.ts'
import type { User } from '../domain/users/users.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { signFile } from './files.ts'
import { presentLineage } from './lineage.ts'

export function videoRoutes(app: App, studio: Studio): void {
  const present = (user: User, row: VideoRow) => presentVideo(studio, user, row)

  app.route({
    ...putMusic,
    handler: async (request) => storeMusic(studio, request.user, imageBody(request)),
  })

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listVideos(studio.db, user, query)
      return { items: items.map((row) => present(user, row)), next }
    },
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => present(user, await getVideo(studio.db, user, params.id)),
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      present(user, await updateVideo(studio, user, params.id, body)),
  })

  app.route({
    ...bin,
    handler: async ({ user, params }) => present(user, await binVideo(studio, user, params.id)),
  })

  app.route({
    ...restore,
    handler: async ({ user, params }) => present(user, await restoreVideo(studio, user, params.id)),
  })
}

function presentVideo(studio: Studio, user: User, row: VideoRow): Video {
  const { width, height, seconds, bytes, doubts, imageIds, lineage, ...details } = row.details
  return {
    id: row.id,
    projectId: row.project_id,
    productId: row.product_id,
    jobId: row.job_id,
    isSelected: row.is_selected,
    isMain: row.is_main,
    createdAt: row.created_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    width,
    height,
    seconds,
    bytes,
    posterUrl: signFile(studio, user, row.url.replace(/[^/]+$/, POSTER)),
    url: signFile(studio, user, row.url),
    details: {
      ...details,
      doubts: [...doubts],
      ...(imageIds && { imageIds: [...imageIds] }),
      lineage: presentLineage(user, lineage),
    },
  }
}
