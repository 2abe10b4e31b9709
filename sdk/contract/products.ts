// Products: one outfit each, photographed in up to eight slots.
import * as z from 'zod/mini'
import { PHOTO_ERRORS } from './errors.ts'
import { BinQuery } from './collections.ts'
import type { Operation } from './operation.ts'
import { ById, Id, Name, Page, Time } from './shapes.ts'

export const SLOTS = ['upper', 'bottom', 'onepiece', 'outer'] as const
export const Slot = z.enum(SLOTS)
export type Slot = z.infer<typeof Slot>

export const SIDES = ['front', 'back'] as const
export const Side = z.enum(SIDES)
export type Side = z.infer<typeof Side>

/** What the look at a photo found. `level` is the worst of its findings; `stop` keeps a run from starting. */
export const Verdict = z.object({
  level: z.enum(['good', 'warning', 'stop', 'wrong_slot']),
  findings: z.array(
    z.object({
      code: z.string(),
      level: z.enum(['warning', 'stop', 'wrong_slot']),
      values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
    }),
  ),
  kind: z.nullable(z.string()),
  betterSlot: z.nullable(Slot),
  /** Where the silhouette says by itself that it is worn, for a photo whose slot is a guess; null where it does not say. */
  likelySlot: z.optional(z.nullable(Slot)),
  confidence: z.number(),
})
export type Verdict = z.infer<typeof Verdict>

/** Named points of a garment lying flat; "left" is the picture's left. */
export const LANDMARKS = [
  'neckLeft',
  'neckRight',
  'shoulderLeft',
  'shoulderRight',
  'pitLeft',
  'pitRight',
  'cuffOuterLeft',
  'cuffInnerLeft',
  'cuffOuterRight',
  'cuffInnerRight',
  'waistLeft',
  'waistRight',
  'hemLeft',
  'hemRight',
  'fork',
] as const
export const LandmarkName = z.enum(LANDMARKS)
export type LandmarkName = z.infer<typeof LandmarkName>

const Share = z.number().check(z.minimum(0), z.maximum(1))

/** Where the landmarks were found, as shares (0 to 1) of the photo's width and height, and how sure each is. */
export const Landmarks = z.partialRecord(
  LandmarkName,
  z.object({ x: Share, y: Share, confidence: z.number() }),
)
export type Landmarks = z.infer<typeof Landmarks>

/** Landmarks a person has put right, as shares (0 to 1) of the photo's width and height. */
export const Handles = z.partialRecord(LandmarkName, z.object({ x: Share, y: Share }))
export type Handles = z.infer<typeof Handles>

const Centimetre = z.optional(z.number().check(z.minimum(5), z.maximum(300)))

/** The garment lying flat, in cm: neck to hem, armpit to armpit, waist side to side. */
export const Centimetres = z.object({ length: Centimetre, chest: Centimetre, waist: Centimetre })
export type Centimetres = z.infer<typeof Centimetres>

export const Photo = z.object({
  key: z.string(),
  slot: Slot,
  side: Side,
  fileName: z.nullable(z.string()),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  thumbnailUrl: z.string(),
  url: z.string(),
  /** null while the photo is still being looked at. */
  verdict: z.nullable(Verdict),
  /** null until it has been looked at, and when no garment was found. */
  landmarks: z.nullable(Landmarks),
  /** null when nobody has put anything right. */
  handles: z.nullable(Handles),
  centimetres: z.nullable(Centimetres),
})
export type Photo = z.infer<typeof Photo>

export const Product = z.object({
  id: Id,
  projectId: Id,
  name: z.nullable(z.string()),
  /** The filled slots, in the order of SLOTS and SIDES. */
  photos: z.array(Photo),
  /** What stands for it, as its seller chose: a look, a video, a letter. */
  mainImageId: z.nullable(Id),
  mainVideoId: z.nullable(Id),
  mainLetterId: z.nullable(Id),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.nullable(Time),
})
export type Product = z.infer<typeof Product>

const tags = ['products']
const PhotoPlace = z.extend(ById, { slot: Slot, side: Side })

export const list = {
  method: 'GET',
  url: '/v1/products',
  schema: {
    summary: 'Products, newest first; of one project with `projectId`',
    tags,
    querystring: z.extend(BinQuery, { projectId: z.optional(Id) }),
    response: { 200: Page(Product) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/products',
  schema: {
    summary: 'Make a product in a project',
    tags,
    body: z.object({ projectId: Id, name: z.optional(z.nullable(Name)) }),
    response: { 201: Product },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/products/:id',
  schema: { summary: 'One product', tags, params: ById, response: { 200: Product } },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/products/:id',
  schema: {
    summary: 'Rename a product, or move it to another project',
    tags,
    params: ById,
    body: z.object({ name: z.optional(z.nullable(Name)), projectId: z.optional(Id) }),
    response: { 200: Product },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const chooseMain = {
  method: 'PUT',
  url: '/v1/products/:id/main',
  schema: {
    summary:
      'Choose the look, the video and the letter that stand for a product; null gives up the choice, what is left out stays',
    tags,
    params: ById,
    body: z.object({
      imageId: z.optional(z.nullable(Id)),
      videoId: z.optional(z.nullable(Id)),
      letterId: z.optional(z.nullable(Id)),
    }),
    response: { 200: Product },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const bin = {
  method: 'DELETE',
  url: '/v1/products/:id',
  schema: { summary: 'Put a product in the bin', tags, params: ById, response: { 200: Product } },
} as const satisfies Operation

export const restore = {
  method: 'POST',
  url: '/v1/products/:id/restore',
  schema: { summary: 'Take a product out of the bin', tags, params: ById, response: { 200: Product } },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const putPhoto = {
  method: 'PUT',
  url: '/v1/products/:id/photos/:slot/:side',
  schema: {
    summary:
      'Put a photo into a slot (raw bytes: JPEG, PNG, WebP, AVIF or HEIC up to 25 MB), replacing the one there',
    tags,
    params: PhotoPlace,
    querystring: z.object({ fileName: z.optional(z.string().check(z.maxLength(255))) }),
    response: { 200: Product },
  },
  config: {
    body: 'image',
    errors: [...PHOTO_ERRORS, 'slot_excluded', 'in_bin'],
  },
} as const satisfies Operation

export const removePhoto = {
  method: 'DELETE',
  url: '/v1/products/:id/photos/:slot/:side',
  schema: { summary: 'Empty a slot', tags, params: PhotoPlace, response: { 200: Product } },
  config: { errors: ['slot_empty', 'in_bin'] },
} as const satisfies Operation

export const movePhoto = {
  method: 'POST',
  url: '/v1/products/:id/photos/:slot/:side/move',
  schema: {
    summary: 'Move a photo to another slot; a photo already there changes places with it',
    tags,
    params: PhotoPlace,
    body: z.object({ slot: Slot, side: Side }),
    response: { 200: Product },
  },
  config: { errors: ['slot_empty', 'slot_excluded', 'in_bin'] },
} as const satisfies Operation

export const setHandles = {
  method: 'PUT',
  url: '/v1/products/:id/photos/:slot/:side/handles',
  schema: {
    summary:
      'Put the landmarks of a photo right: `handles` replaces those set before, null gives them up; `centimetres` stays as it is when left out',
    tags,
    params: PhotoPlace,
    body: z.object({
      handles: z.nullable(Handles),
      centimetres: z.optional(z.nullable(Centimetres)),
    }),
    response: { 200: Product },
  },
  config: { errors: ['slot_empty', 'in_bin'] },
} as const satisfies Operation
