// /v1/images: looks, listed, marked, binned and restored.
import { bin, get, list, restore, setSpot, unseen, update, type Image } from '#sdk/contract/images.ts'
import {
  binImage,
  getImage,
  listImages,
  restoreImage,
  updateImage,
  type ImageRow,
} from '../domain/images/images.ts'
import { setSpotOf } from '../domain/images/set-spot.ts'
import { listUnseenImages } from '../domain/images/unseen.ts'
import type { User } from '../domain/users/users.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { signFile } from './files.ts'
import { presentLineage } from './lineage.ts'

export function imageRoutes(app: App, studio: Studio): void {
  const present = (user: User, row: ImageRow) => presentImage(studio, user, row)

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listImages(studio.db, user, query)
      return { items: items.map((row) => present(user, row)), next }
    },
  })

  app.route({
    ...unseen,
    handler: async ({ user, query }) => {
      const { items, total } = await listUnseenImages(studio.db, user, query)
      return {
        items: items.map((row) => ({
          ...present(user, row),
          projectName: row.project_name,
          productName: row.product_name,
          mayBin: row.may_bin,
        })),
        total,
      }
    },
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => present(user, await getImage(studio.db, user, params.id)),
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      present(user, await updateImage(studio, user, params.id, body)),
  })

  app.route({
    ...setSpot,
    handler: async ({ user, params, body }) => present(user, await setSpotOf(studio, user, params.id, body)),
  })

  app.route({
    ...bin,
    handler: async ({ user, params }) => present(user, await binImage(studio, user, params.id)),
  })

  app.route({
    ...restore,
    handler: async ({ user, params }) => present(user, await restoreImage(studio, user, params.id)),
  })
}

function presentImage(studio: Studio, user: User, row: ImageRow): Image {
  const { width, height, mesh = null, places, view, body, pose, backdrop, ratio, size } = row.details
  const { bodySize = null, finish = null, ghost = null, tucked = null, open = null } = row.details
  const { engine, engineVersion, confidence, doubts } = row.details
  const sized = (name: string) => signFile(studio, user, row.url.replace(/[^/]+$/, name))
  return {
    id: row.id,
    number: row.number,
    projectId: row.project_id,
    productId: row.product_id,
    jobId: row.job_id,
    n: row.n,
    isSelected: row.is_selected,
    isMain: row.is_main,
    seenAt: row.seen_at?.toISOString() ?? null,
    heartCount: row.heart_count,
    commentCount: row.comment_count,
    createdAt: row.created_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    width,
    height,
    urls: {
      small: sized('240.webp'),
      medium: sized('480.webp'),
      large: sized('1024.webp'),
      full: signFile(studio, user, row.url),
    },
    meshUrl: mesh === null ? null : signFile(studio, user, mesh),
    places: places
      ? {
          url: signFile(studio, user, places.map),
          sheets: places.sheets.map(({ slot, side, photo }) => ({ slot, side, photoKey: photo })),
        }
      : null,
    spots: Object.entries(row.spots).map(([photoKey, spot]) => ({ photoKey, ...spot })),
    details: {
      view,
      body,
      bodySize,
      finish,
      pose,
      ghost,
      tucked,
      open,
      backdrop,
      ratio,
      size,
      engine,
      engineVersion,
      confidence,
      doubts: [...doubts],
      lineage: presentLineage(user, row.details.lineage),
    },
  }
}
