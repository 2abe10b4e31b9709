// Exports: looks, videos and letters of a project as files for markets, in one ZIP.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Time } from './shapes.ts'

const Words = z.object({ ko: z.string(), en: z.string(), ja: z.string() })

/** What a market asks of a picture or a film. */
export const Preset = z.object({
  id: z.string(),
  name: Words,
  width: z.number(),
  height: z.number(),
  /** Width to height, as in "4:5". */
  ratio: z.string(),
  format: z.enum(['jpeg', 'png', 'webp', 'avif', 'mp4']),
  /** The largest file the market takes. */
  maxBytes: z.number(),
  minimum: z.object({ width: z.number(), height: z.number() }),
  /** How long a film may be; null for pictures. */
  seconds: z.nullable(z.object({ least: z.number(), most: z.number() })),
  background: z.enum(['white', 'any']),
  /** `product`: the garment alone, cut out on white, in place of a look. */
  shows: z.enum(['look', 'product']),
  /** Whether pictures wear a mark that people see, unless the request says otherwise. */
  aiMark: z.boolean(),
  note: Words,
  source: z.nullable(z.string()),
  /** The day somebody looked. */
  checked: z.string(),
  /** false where nobody found a source. */
  verified: z.boolean(),
})
export type Preset = z.infer<typeof Preset>

/** The words of a pattern, in each language: `{SKU}` the product, `{룩}` the look's number, `{마켓}` the market, `{순번}` a running number. */
export const NAME_TOKENS = {
  sku: ['SKU', 'sku'],
  look: ['룩', 'look', 'ルック'],
  market: ['마켓', 'market', 'マーケット'],
  n: ['순번', 'n', '番号'],
  view: ['보기', 'view', '向き'],
  project: ['프로젝트', 'project', 'プロジェクト'],
} as const
export const USUAL_PATTERN = '{SKU}_{룩}_{마켓}_{순번}'

const Share = z.number().check(z.minimum(0), z.maximum(1))
const PresetId = z.string().check(z.maxLength(64))

/** Most looks, and most files, of one export: half an hour of work on a small machine. */
export const MOST_LOOKS = 200
export const MOST_FILES = 1_000
/** Exports of one user that may be under way at once. */
export const MOST_UNDER_WAY = 5

/** What an export is to hold. */
export const ExportWish = z.object({
  projectId: Id,
  imageIds: z._default(z.array(Id).check(z.maxLength(MOST_LOOKS)), []),
  presetIds: z.array(PresetId).check(z.minLength(1), z.maxLength(60)),
  /** For presets of films. */
  videoIds: z._default(z.array(Id).check(z.maxLength(50)), []),
  /** The letters that stand for the project and its products, as text and HTML. */
  letter: z._default(z.boolean(), true),
  /** Where the middle of a cut was moved to: one a look and ratio, as shares of the look. */
  centres: z._default(
    z
      .array(
        z.object({
          imageId: Id,
          ratio: z.string().check(z.regex(/^\d{1,4}:\d{1,4}$/)),
          x: Share,
          y: Share,
        }),
      )
      .check(z.maxLength(2000)),
    [],
  ),
  /** How files are called. */
  pattern: z._default(z.string().check(z.minLength(1), z.maxLength(120)), USUAL_PATTERN),
  /** The presets whose pictures wear a visible mark; left out, those that say so themselves. */
  marked: z.optional(z.array(PresetId).check(z.maxLength(60))),
})
export type ExportWish = z.infer<typeof ExportWish>

const CropShape = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })

/** A file as it will be made. */
export const PlannedFile = z.object({
  path: z.string(),
  presetId: z.nullable(z.string()),
  imageId: z.nullable(Id),
  /** Pixels of the look; null where it is not cut. */
  crop: z.nullable(CropShape),
  /** Guessed from the look; null where nothing can be guessed. */
  bytes: z.nullable(z.number()),
  /** Why it cannot be made, as a stable code. */
  problem: z.nullable(z.string()),
})
export type PlannedFile = z.infer<typeof PlannedFile>

export const ExportPlan = z.object({
  files: z.array(PlannedFile),
  looks: z.array(
    z.object({
      imageId: Id,
      width: z.number(),
      height: z.number(),
      /** Where the garment is, as shares of the look. */
      focus: z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() }),
      /** `known`: from how it was made; `seen`: from the picture. */
      found: z.enum(['known', 'seen']),
    }),
  ),
  /** Guessed, of all files. */
  bytes: z.number(),
})
export type ExportPlan = z.infer<typeof ExportPlan>

export const EXPORT_STATUSES = ['waiting', 'making', 'ready', 'failed', 'gone'] as const

export const Export = z.object({
  id: Id,
  projectId: Id,
  status: z.enum(EXPORT_STATUSES),
  /** Files made, and files in all. */
  done: z.number(),
  total: z.number(),
  presetIds: z.array(z.string()),
  looks: z.number(),
  bytes: z.nullable(z.number()),
  /** What was not made; the rest is in the ZIP. */
  failed: z.array(z.object({ path: z.string(), presetId: z.nullable(z.string()), code: z.string() })),
  /** Signed for you and good for minutes; null until it is ready, and when it is gone. */
  url: z.nullable(z.string()),
  createdAt: Time,
  finishedAt: z.nullable(Time),
  /** When the ZIP goes: 7 days after it was made. */
  expiresAt: z.nullable(Time),
})
export type Export = z.infer<typeof Export>

const tags = ['exports']
const errors = ['preset_unknown', 'pattern_unknown', 'export_empty', 'export_big'] as const

export const presets = {
  method: 'GET',
  url: '/v1/export-presets',
  schema: {
    summary: 'What each market asks of pictures, with its source and the day it was checked',
    tags,
    response: { 200: z.object({ items: z.array(Preset) }) },
  },
} as const satisfies Operation

export const plan = {
  method: 'POST',
  url: '/v1/exports/plan',
  schema: {
    summary: 'What an export would hold: cuts, names and sizes. Nothing is made',
    tags,
    body: ExportWish,
    response: { 200: ExportPlan },
  },
  config: { scope: 'read', errors },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/exports',
  schema: {
    summary: 'Have an export made (free). The same wish again, while it is being made, is the same export',
    tags,
    body: ExportWish,
    response: { 202: Export },
  },
  config: { perMinute: 30, errors: [...errors, 'too_many_waiting'] },
} as const satisfies Operation

export const list = {
  method: 'GET',
  url: '/v1/exports',
  schema: {
    summary: 'Your last 30 exports of a project, newest first',
    tags,
    querystring: z.object({ projectId: Id }),
    response: { 200: z.object({ items: z.array(Export) }) },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/exports/:id',
  schema: { summary: 'One export', tags, params: ById, response: { 200: Export } },
} as const satisfies Operation
