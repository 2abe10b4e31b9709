// Engines: what each can do, as data; and for the administrator what it costs, what it was asked last, and a test of its key.
import * as z from 'zod/mini'
import { SourceType } from './lineage.ts'
import type { Operation } from './operation.ts'
import { RATIOS, SIZES } from './price.ts'
import { Slot } from './products.ts'
import { Time } from './shapes.ts'

export const Capabilities = z.object({
  slots: z.array(Slot),
  /** Garments dressed by one call; an outfit of more takes several. */
  garments: z.number(),
  /** It dresses a photo of a person; without one it makes nothing. */
  person: z.boolean(),
  /** It paints the backdrop that is asked for; otherwise that of the person's photo stays. */
  backdrop: z.boolean(),
  /** It lays its looks on a picture of the seller's, too. */
  ownBackdrop: z.optional(z.boolean()),
  /** Pictures one call can give. */
  outputs: z.number(),
  /** The same seed gives the same picture. */
  seed: z.boolean(),
  ratios: z.array(z.enum(RATIOS)),
  sizes: z.array(z.enum(SIZES)),
  /** Seconds of its videos; empty when it makes none. */
  durations: z.array(z.number()),
  /** What was begun can be called off. */
  cancel: z.boolean(),
  /** Hours a result stays with the vendor; null when it never lies there. */
  resultHours: z.nullable(z.number()),
  /** Whether its weights may be used to sell; `ask` when that depends on a contract. */
  commercial: z.enum(['yes', 'no', 'ask']),
  /** Marks it puts into pictures by itself. */
  watermarks: z.array(z.string()),
  /** What its pictures are, for their labels; left out, a trained model makes them. */
  sourceType: z.optional(SourceType),
})
export type Capabilities = z.infer<typeof Capabilities>

/** What a look costs with this engine, in credit by the call; null where the studio's own prices hold. */
export const EnginePrices = z.object({
  look: z.number(),
  lookLarge: z.number(),
  /** A second of video, where it brings looks to life. */
  second: z.optional(z.number()),
  /** Tickets and included looks do not pay it. */
  creditOnly: z.boolean(),
})
export type EnginePrices = z.infer<typeof EnginePrices>

export const ENGINE_VENDORS = [
  'fashn',
  'fal',
  'replicate',
  'gemini',
  'vertex',
  'openai',
  'kling',
  'comfy',
  'gpu',
] as const

export const AdminEngine = z.object({
  name: z.string(),
  version: z.string(),
  /** null: built in. */
  vendor: z.nullable(z.enum(ENGINE_VENDORS)),
  model: z.nullable(z.string()),
  /** Where it is asked. */
  url: z.nullable(z.string()),
  can: Capabilities,
  prices: z.nullable(EnginePrices),
  /** Dollars the vendor takes for a call, as the operator wrote it down. */
  cost: z.nullable(z.number()),
  atOnce: z.nullable(z.number()),
  perMinute: z.nullable(z.number()),
  /** Its place in the order of fail-over, from 1. */
  order: z.nullable(z.number()),
  /** The last thirty days. */
  calls: z.object({
    made: z.number(),
    failed: z.number(),
    /** Their answer was lost: they may have been paid for nothing. */
    unknown: z.number(),
    cost: z.number(),
    lastFailure: z.nullable(z.object({ code: z.string(), at: Time })),
  }),
})
export type AdminEngine = z.infer<typeof AdminEngine>

/** What a vendor said to its key. */
export const EngineTest = z.object({
  ok: z.boolean(),
  /** Why not, in the words of failed looks (`auth`, `out_of_funds`, `unreachable`, …). */
  code: z.nullable(z.string()),
  /** What else it said: what is left, or its version. */
  said: z.nullable(z.string()),
})
export type EngineTest = z.infer<typeof EngineTest>

const ByName = z.object({ name: z.string().check(z.maxLength(64)) })
const tags = ['admin']

export const list = {
  method: 'GET',
  url: '/v1/admin/engines',
  schema: {
    summary: 'The engines of this studio: abilities, prices, costs, and what they were asked in thirty days',
    tags,
    response: { 200: z.object({ items: z.array(AdminEngine) }) },
  },
  config: { scope: 'admin', errors: ['not_allowed'] },
} as const satisfies Operation

export const test = {
  method: 'POST',
  url: '/v1/admin/engines/:name/test',
  schema: {
    summary: 'Ask the vendor whether it knows the key; buys nothing',
    tags,
    params: ByName,
    response: { 200: EngineTest },
  },
  config: { scope: 'admin', perMinute: 30, errors: ['not_allowed', 'engine_unknown'] },
} as const satisfies Operation
