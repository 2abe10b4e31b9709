// Looks: the finished pictures (rows of generate_img), and what people do with them.
import * as z from 'zod/mini'
import { Lineage } from './lineage.ts'
import type { Operation } from './operation.ts'
import { Side, Slot } from './products.ts'
import { ById, Id, Page, PageQuery, Time } from './shapes.ts'

const Share = z.number().check(z.minimum(0), z.maximum(1))
const Place = z.object({ x: Share, y: Share })

/** A spot of the garment as laid by hand: in a photo, and in the look. Shares (0 to 1) of their widths and heights. */
export const Spot = z.object({
  photoKey: z.string().check(z.maxLength(200)),
  photo: Place,
  look: Place,
  /** Widths of the photo that one width of the look shows there. */
  widths: z.number().check(z.minimum(0.05), z.maximum(20)),
})
export type Spot = z.infer<typeof Spot>

/** A finished look. Every URL is signed for you and good for minutes. */
export const Image = z.object({
  id: Id,
  number: z.number(),
  projectId: Id,
  productId: z.nullable(Id),
  jobId: z.nullable(Id),
  n: z.number(),
  isSelected: z.boolean(),
  /** It stands for its product. */
  isMain: z.boolean(),
  seenAt: z.nullable(Time),
  /** How many visitors of the project's links like it. */
  heartCount: z.number(),
  commentCount: z.number(),
  createdAt: Time,
  deletedAt: z.nullable(Time),
  width: z.number(),
  height: z.number(),
  /** 240, 480 and 1024 px wide, and the picture as it was made. */
  urls: z.object({ small: z.string(), medium: z.string(), large: z.string(), full: z.string() }),
  /** The dressed mannequin as a model to turn (binary glTF); null where there is none. */
  meshUrl: z.nullable(z.string()),
  /** What spots of which photos it shows; null where its engine did not say. The map is packed, and deflated (zlib). */
  places: z.nullable(
    z.object({
      url: z.string(),
      /** The sheets the map numbers from 1; `photoKey` is null for one that was not photographed. */
      sheets: z.array(z.object({ slot: Slot, side: Side, photoKey: z.nullable(z.string()) })),
    }),
  ),
  /** Laid by hand, at most one a photo. */
  spots: z.array(Spot),
  details: z.object({
    view: z.string(),
    body: z.string(),
    /** This and the next five are null for looks made before they could be chosen. */
    bodySize: z.nullable(z.string()),
    finish: z.nullable(z.string()),
    pose: z.nullable(z.string()),
    ghost: z.nullable(z.boolean()),
    tucked: z.nullable(z.boolean()),
    open: z.nullable(z.boolean()),
    backdrop: z.string(),
    ratio: z.string(),
    size: z.string(),
    engine: z.string(),
    engineVersion: z.string(),
    confidence: z.nullable(z.number()),
    /** Why the engine is not sure of this look; empty when it is. */
    doubts: z.array(z.string()),
    /** null for one made before this was kept. */
    lineage: z.nullable(Lineage),
  }),
})
export type Image = z.infer<typeof Image>

/** A look nobody has seen, with what one needs to know to pick it. */
export const UnseenImage = z.extend(Image, {
  projectName: z.string(),
  productName: z.nullable(z.string()),
  /** Whether the bin of its project is yours to use. */
  mayBin: z.boolean(),
})
export type UnseenImage = z.infer<typeof UnseenImage>

export const IMAGE_FILTERS = ['all', 'selected', 'unseen', 'bin'] as const

const tags = ['images']

export const list = {
  method: 'GET',
  url: '/v1/images',
  schema: {
    summary: 'Looks of a project, newest first',
    tags,
    querystring: z.extend(PageQuery, {
      projectId: Id,
      jobId: z.optional(Id),
      filter: z._default(z.enum(IMAGE_FILTERS), 'all'),
    }),
    response: { 200: Page(Image) },
  },
} as const satisfies Operation

export const unseen = {
  method: 'GET',
  url: '/v1/images/unseen',
  schema: {
    summary:
      'Looks nobody has seen, of all projects in which you may mark them, or of one: newest run first. Mark some as seen, and ask again for the next',
    tags,
    querystring: z.object({
      projectId: z.optional(Id),
      limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 100),
    }),
    response: { 200: z.object({ items: z.array(UnseenImage), total: z.number() }) },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/images/:id',
  schema: { summary: 'One look', tags, params: ById, response: { 200: Image } },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/images/:id',
  schema: {
    summary: 'Mark a look as favourite, or as seen',
    tags,
    params: ById,
    body: z.object({ isSelected: z.optional(z.boolean()), seen: z.optional(z.literal(true)) }),
    response: { 200: Image },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const setSpot = {
  method: 'PUT',
  url: '/v1/images/:id/spots',
  schema: {
    summary:
      'Lay a spot of the garment by hand: where a photo and the look show the same. One a photo; the last one holds',
    tags,
    params: ById,
    body: Spot,
    response: { 200: Image },
  },
} as const satisfies Operation

export const bin = {
  method: 'DELETE',
  url: '/v1/images/:id',
  schema: { summary: 'Put a look in the bin', tags, params: ById, response: { 200: Image } },
} as const satisfies Operation

export const restore = {
  method: 'POST',
  url: '/v1/images/:id/restore',
  schema: { summary: 'Take a look out of the bin', tags, params: ById, response: { 200: Image } },
  config: { errors: ['in_bin'] },
} as const satisfies Operation
