// /v1/products: made, renamed, moved, listed, binned and restored; and the photos in their slots.
import {
  bin,
  chooseMain,
  create,
  get,
  list,
  movePhoto,
  putPhoto,
  removePhoto,
  restore,
  setHandles,
  update,
  type Photo,
  type Product,
} from '#sdk/contract/products.ts'
import { chooseMain as chooseProductMain } from '../domain/products/choose-main.ts'
import { setGarmentHandles } from '../domain/products/garment-handles.ts'
import { moveGarmentPhoto, putGarmentPhoto, removeGarmentPhoto } from '../domain/products/garment-photo.ts'
import {
  binProduct,
  createProduct,
  getProduct,
  listProducts,
  restoreProduct,
  updateProduct,
  type PhotoRow,
  type ProductRow,
} from '../domain/products/products.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { signFile } from './files.ts'

interface Viewer {
  readonly id: string
}

export function productRoutes(app: App, studio: Studio): void {
  const present = (user: Viewer, row: ProductRow) => presentProduct(studio, user, row)

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listProducts(studio, user, query)
      return { items: items.map((row) => present(user, row)), next }
    },
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(present(user, await createProduct(studio, user, body))),
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => present(user, await getProduct(studio, user, params.id)),
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      present(user, await updateProduct(studio, user, params.id, body)),
  })

  app.route({
    ...chooseMain,
    handler: async ({ user, params, body }) =>
      present(user, await chooseProductMain(studio, user, params.id, body)),
  })

  app.route({
    ...bin,
    handler: async ({ user, params }) => present(user, await binProduct(studio, user, params.id)),
  })

  app.route({
    ...restore,
    handler: async ({ user, params }) => present(user, await restoreProduct(studio, user, params.id)),
  })

  photoRoutes(app, studio, present)
}

function photoRoutes(app: App, studio: Studio, present: (user: Viewer, row: ProductRow) => Product): void {
  app.route({
    ...putPhoto,
    handler: async (request) => {
      const { user, params, query } = request
      const upload = { ...imageBody(request), fileName: query.fileName }
      return present(user, await putGarmentPhoto(studio, user, params.id, params, upload))
    },
  })

  app.route({
    ...removePhoto,
    handler: async ({ user, params }) =>
      present(user, await removeGarmentPhoto(studio, user, params.id, params)),
  })

  app.route({
    ...movePhoto,
    handler: async ({ user, params, body }) =>
      present(user, await moveGarmentPhoto(studio, user, params.id, { from: params, to: body })),
  })

  app.route({
    ...setHandles,
    handler: async ({ user, params, body }) =>
      present(user, await setGarmentHandles(studio, user, params.id, params, body)),
  })
}

function presentProduct(studio: Studio, user: Viewer, row: ProductRow): Product {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    photos: row.photos.map((photo) => presentPhoto(studio, user, photo)),
    mainImageId: row.main_image_id,
    mainVideoId: row.main_video_id,
    mainLetterId: row.main_letter_id,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
  }
}

export function presentPhoto(studio: Studio, user: Viewer, photo: PhotoRow): Photo {
  return {
    key: photo.key,
    slot: photo.slot,
    side: photo.side,
    fileName: photo.file_name,
    width: photo.width,
    height: photo.height,
    bytes: photo.bytes,
    thumbnailUrl: signFile(studio, user, photo.thumbnail_key),
    url: signFile(studio, user, photo.working_key),
    verdict: photo.verdict,
    landmarks: photo.landmarks,
    handles: photo.handles,
    centimetres: photo.centimetres,
  }
}
