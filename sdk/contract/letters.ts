// Marketing letters: a title, a summary and lines about a product, written from what its photos show and its seller has confirmed.
import * as z from 'zod/mini'
import { COLOURS, KINDS, LENGTHS, NECKLINES, PATTERNS, SLEEVES } from './garment-words.ts'
import { MARKETS, TONES } from './letter-markets.ts'
import { SourceType } from './lineage.ts'
import type { Operation } from './operation.ts'
import { Slot } from './products.ts'
import { ById, Id, Page, PageQuery, Time } from './shapes.ts'
import { Language } from './users.ts'

/** What only the seller can know. */
export const FACTS = ['fabric', 'size', 'care', 'fit', 'colour', 'notes'] as const
export const FactName = z.enum(FACTS)
export type FactName = z.infer<typeof FactName>

const FactText = z.optional(z.string().check(z.maxLength(300)))

/** What the seller has confirmed, in their own words. What is not given is never invented. */
export const Facts = z.object({
  fabric: FactText,
  size: FactText,
  care: FactText,
  fit: FactText,
  colour: FactText,
  notes: z.optional(z.string().check(z.maxLength(1000))),
})
export type Facts = z.infer<typeof Facts>

/** What the photos of one garment were read to show; null where they do not say it clearly. */
export const SeenGarment = z.object({
  slot: Slot,
  kind: z.nullable(z.enum(KINDS)),
  /** The largest first. */
  colours: z.array(z.enum(COLOURS)),
  pattern: z.nullable(z.enum(PATTERNS)),
  sleeve: z.nullable(z.enum(SLEEVES)),
  length: z.nullable(z.enum(LENGTHS)),
  neckline: z.nullable(z.enum(NECKLINES)),
})
export type SeenGarment = z.infer<typeof SeenGarment>

export const TRAITS = ['kind', 'colours', 'pattern', 'sleeve', 'length', 'neckline'] as const

/** A trait of a garment that was read wrong: `upper.pattern`. */
export const Struck = z.templateLiteral([Slot, '.', z.enum(TRAITS)])
export type Struck = z.infer<typeof Struck>

export const ProductFacts = z.object({
  productId: Id,
  facts: Facts,
  /** Without what was struck out. */
  seen: z.array(SeenGarment),
  struck: z.array(Struck),
  /** Facts a letter would be better for. */
  gaps: z.array(FactName),
})
export type ProductFacts = z.infer<typeof ProductFacts>

export const FROM = ['model', 'built-in', 'edited'] as const
export const From = z.enum(FROM)
export type From = z.infer<typeof From>

/** What a line is about; `free` is the seller's own. */
export const TOPICS = [
  'colour',
  'pattern',
  'shape',
  'fit',
  'fabric',
  'size',
  'care',
  'wear',
  'notes',
  'tags',
  'free',
] as const
export const Topic = z.enum(TOPICS)
export type Topic = z.infer<typeof Topic>

export const LetterLine = z.object({
  id: z.string().check(z.maxLength(64)),
  text: z.string().check(z.maxLength(500)),
  topic: Topic,
  /** Stays as it is when the letter is written again. */
  locked: z.boolean(),
  from: From,
  /** The fact that is missing; the line has no text until it is given. */
  gap: z.optional(FactName),
})
export type LetterLine = z.infer<typeof LetterLine>

const Head = z.object({ locked: z.boolean(), from: From })

export const Letter = z.object({
  id: Id,
  projectId: Id,
  productId: z.nullable(Id),
  jobId: z.nullable(Id),
  language: Language,
  market: z.enum(MARKETS),
  tone: z.enum(TONES),
  title: z.string(),
  summary: z.string(),
  head: z.object({ title: Head, summary: Head }),
  lines: z.array(LetterLine),
  /** The sentence that says how the pictures were made goes with it. */
  labelled: z.boolean(),
  /** What the looks of its product are together, which that sentence says. */
  pictures: SourceType,
  writer: z.object({
    name: From,
    model: z.nullable(z.string()),
    /** Why the built-in writer stood in for a model, as a stable code. */
    note: z.nullable(z.string()),
    /** Claims of the model that no fact bears out, and that were taken away. */
    removed: z.array(z.string()),
  }),
  /** What stands for its product, as its seller chose. */
  isMain: z.boolean(),
  version: z.number(),
  createdAt: Time,
  updatedAt: Time,
  editedAt: z.nullable(Time),
  deletedAt: z.nullable(Time),
})
export type Letter = z.infer<typeof Letter>

export const LetterVersion = z.object({
  version: z.number(),
  title: z.string(),
  summary: z.string(),
  lines: z.array(LetterLine),
  cause: z.enum(['written', 'edited', 'filled', 'restored']),
  createdAt: Time,
})
export type LetterVersion = z.infer<typeof LetterVersion>

const tags = ['letters']
const WrittenFor = z.object({
  productId: Id,
  language: Language,
  market: z.enum(MARKETS),
  tone: z.enum(TONES),
})

export const list = {
  method: 'GET',
  url: '/v1/letters',
  schema: {
    summary: 'Letters of a project, newest first',
    tags,
    querystring: z.extend(PageQuery, {
      projectId: Id,
      productId: z.optional(Id),
      filter: z._default(z.enum(['all', 'bin']), 'all'),
    }),
    response: { 200: Page(Letter) },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/letters/:id',
  schema: { summary: 'One letter', tags, params: ById, response: { 200: Letter } },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/letters',
  schema: {
    summary: 'Begin a letter by hand, with the confirmed facts filled in (free)',
    tags,
    body: WrittenFor,
    response: { 201: Letter },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

const HeadChange = z.optional(
  z.object({
    text: z.optional(z.string().check(z.maxLength(2000))),
    locked: z.optional(z.boolean()),
  }),
)

export const update = {
  method: 'PATCH',
  url: '/v1/letters/:id',
  schema: {
    summary:
      'Edit a letter. `version` is the one you saw; `lines` is the whole list as it shall be: other text makes a line edited, and an edited line is never written over',
    tags,
    params: ById,
    body: z.object({
      version: z.number(),
      title: HeadChange,
      summary: HeadChange,
      lines: z.optional(
        z
          .array(
            z.object({
              /** Left out for a new line. */
              id: z.optional(z.string().check(z.maxLength(64))),
              text: z.string().check(z.maxLength(500)),
              locked: z.optional(z.boolean()),
            }),
          )
          .check(z.maxLength(20)),
      ),
      labelled: z.optional(z.boolean()),
      market: z.optional(z.enum(MARKETS)),
    }),
    response: { 200: Letter },
  },
  config: { errors: ['conflict', 'in_bin'] },
} as const satisfies Operation

export const bin = {
  method: 'DELETE',
  url: '/v1/letters/:id',
  schema: { summary: 'Put a letter in the bin', tags, params: ById, response: { 200: Letter } },
} as const satisfies Operation

export const restore = {
  method: 'POST',
  url: '/v1/letters/:id/restore',
  schema: { summary: 'Take a letter out of the bin', tags, params: ById, response: { 200: Letter } },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const versions = {
  method: 'GET',
  url: '/v1/letters/:id/versions',
  schema: {
    summary: 'What a letter said before, newest first',
    tags,
    params: ById,
    response: { 200: z.object({ items: z.array(LetterVersion) }) },
  },
} as const satisfies Operation

export const restoreVersion = {
  method: 'POST',
  url: '/v1/letters/:id/versions/:version/restore',
  schema: {
    summary: 'Let a letter say what it said before; what it says now is kept as an earlier version',
    tags,
    params: z.extend(ById, { version: z.coerce.number().check(z.int(), z.minimum(1)) }),
    response: { 200: Letter },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const facts = {
  method: 'GET',
  url: '/v1/products/:id/facts',
  schema: {
    summary: 'What is known of a product for its letters: confirmed by its seller, and read from its photos',
    tags,
    params: ById,
    response: { 200: ProductFacts },
  },
} as const satisfies Operation

export const setFacts = {
  method: 'PUT',
  url: '/v1/products/:id/facts',
  schema: {
    summary:
      'Confirm facts of a product, replacing those there, and strike out what was read wrong; letters with a gap for a fact get its line',
    tags,
    params: ById,
    body: z.object({ facts: Facts, struck: z.optional(z.array(Struck).check(z.maxLength(40))) }),
    response: { 200: ProductFacts },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation
