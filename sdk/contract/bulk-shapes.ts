// The shapes of a bulk: many products brought in from a folder, a ZIP or a sheet, and made by one direction.
import * as z from 'zod/mini'
import { Photo, Side, Slot } from './products.ts'
import { Id, Name, Time } from './shapes.ts'
import { Direction } from './vto-jobs.ts'

/** Most products of one bulk, and most rows sent at once. */
export const MOST_ROWS = 5_000
export const ROWS_AT_ONCE = 200

export const BULK_STATES = ['draft', 'running', 'paused', 'ended'] as const

/**
 * Why a bulk stands still: `asked` for; `trial` products are made and want to be looked at; `points` are short; at its `cap`; the API key
 * is at its own (`key_cap`); the `price` has gone up; `blocked` says a code in its details.
 */
export const PAUSE_REASONS = ['asked', 'trial', 'points', 'cap', 'key_cap', 'price', 'blocked'] as const

/** How fit a product is: what keeps it from being made, what is not there yet, what may come out wrong, and what is good. */
export const LEVELS = ['stop', 'checking', 'warning', 'ready'] as const
export const Level = z.enum(LEVELS)
export type Level = z.infer<typeof Level>

/** `left` was not fit when the others were started; `waiting` has no job yet. */
export const ROW_STATES = ['draft', 'left', 'waiting', 'making', 'made', 'failed', 'cancelled'] as const
export const RowState = z.enum(ROW_STATES)
export type RowState = z.infer<typeof RowState>

export const PAYS = ['credit', 'look_book_ticket', 'subscription'] as const
export const Pay = z.enum(PAYS)

export const Bulk = z.object({
  id: Id,
  name: z.string(),
  projectId: Id,
  state: z.enum(BULK_STATES),
  pauseReason: z.nullable(z.enum(PAUSE_REASONS)),
  pauseDetails: z.record(z.string(), z.unknown()),
  direction: z.nullable(Direction),
  pay: z.nullable(Pay),
  cap: z.nullable(z.number()),
  trial: z.nullable(z.number()),
  /** What it has cost so far, less what came back. */
  spent: z.number(),
  rows: z.number(),
  /** The slots that hold a photo of any of its products. */
  slots: z.array(Slot),
  /** Photos that show the garment of another slot. */
  misplaced: z.number(),
  /** Rows by how fit they are, and by how far they have come. */
  levels: z.record(Level, z.number()),
  states: z.record(RowState, z.number()),
  looks: z.object({ wanted: z.number(), made: z.number() }),
  /** What has no job yet of what was started: products, and what they cost. */
  leftToDo: z.object({ rows: z.number(), price: z.number() }),
  /** Rows that failed, most of a kind first. */
  failures: z.array(z.object({ code: z.string(), rows: z.number() })),
  createdAt: Time,
  startedAt: z.nullable(Time),
  endedAt: z.nullable(Time),
})
export type Bulk = z.infer<typeof Bulk>

export const BulkRow = z.object({
  n: z.number(),
  sku: z.string(),
  name: z.nullable(z.string()),
  productId: Id,
  level: Level,
  /** What is wrong with it or not there yet, worst first. `code` is a photo's finding or an error. */
  problems: z.array(
    z.object({
      code: z.string(),
      slot: z.nullable(Slot),
      side: z.nullable(Side),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  photos: z.array(Photo),
  /** Paths of files that have not come up yet. */
  missing: z.array(z.string()),
  /** In the place of the bulk's own. */
  direction: z.nullable(Direction),
  state: RowState,
  jobId: z.nullable(Id),
  /** 0 to 100 over its job. */
  progress: z.number(),
  looks: z.object({ wanted: z.number(), made: z.number() }),
  price: z.nullable(z.number()),
  failCode: z.nullable(z.string()),
})
export type BulkRow = z.infer<typeof BulkRow>

export const Path = z.string().check(z.minLength(1), z.maxLength(1000))
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
export const FileInfo = z.object({ path: Path, bytes: z.number(), sha256: Sha256 })

export const RowWish = z.object({
  sku: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  name: z.optional(z.nullable(Name)),
  files: z
    .array(
      z.object({
        path: Path,
        slot: Slot,
        side: Side,
        guessed: z._default(z.boolean(), false),
        bytes: z.number().check(z.int(), z.minimum(0)),
        /** Lets the studio tell a photo it has already. */
        sha256: z.optional(Sha256),
      }),
    )
    .check(z.maxLength(8)),
})
export type RowWish = z.output<typeof RowWish>

/** A place of a sheet that could not be read. Lines and columns count from 1. */
export const SheetProblem = z.object({
  line: z.number(),
  column: z.nullable(z.number()),
  /** `sku_missing`, `columns` (a line with more cells than titles), `quote` (one never closed). */
  code: z.enum(['sku_missing', 'columns', 'quote']),
  expected: z.string(),
  found: z.string(),
})
export type SheetProblem = z.infer<typeof SheetProblem>

export const Sheet = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'euc-kr']),
  rows: z.array(
    z.object({
      line: z.number(),
      sku: z.string(),
      name: z.nullable(z.string()),
      files: z.array(z.object({ column: z.string(), file: z.string(), slot: z.nullable(Slot), side: Side })),
    }),
  ),
  problems: z.array(SheetProblem),
})
export type Sheet = z.infer<typeof Sheet>

export const Quote = z.object({
  /** Products that would be made, with their looks and what these cost. */
  rows: z.number(),
  looks: z.number(),
  price: z.number(),
  /** Products made just so before: they cost nothing. */
  already: z.number(),
  /** Products that are not fit, and are left out. */
  leftOut: z.number(),
  checking: z.number(),
  /** Offered first when there are many. */
  trial: z.nullable(z.number()),
})
export type Quote = z.infer<typeof Quote>
