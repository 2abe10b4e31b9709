// Bulk: brought in, directed, started and steered.
import * as z from 'zod/mini'
import {
  Bulk,
  BulkRow,
  FileInfo,
  Level,
  MOST_ROWS,
  Path,
  Pay,
  Quote,
  ROWS_AT_ONCE,
  RowState,
  RowWish,
  Sheet,
} from './bulk-shapes.ts'
import type { Operation } from './operation.ts'
import { Side, Slot } from './products.ts'
import { ById, Id, Name, Page } from './shapes.ts'
import { Direction } from './vto-jobs.ts'

const tags = ['bulk']
const RowOf = z.extend(ById, { n: z.coerce.number().check(z.int(), z.minimum(1)) })
const Pass = z.object({
  after: z.optional(z.string().check(z.maxLength(20))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
})

export const list = {
  method: 'GET',
  url: '/v1/bulk',
  schema: { summary: 'Your bulks, newest first', tags, querystring: Pass, response: { 200: Page(Bulk) } },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/bulk',
  schema: {
    summary:
      'Begin a bulk, in a project of yours or in one made for it. One of the same name that has not started is answered as it is, and one that has lends its project, so that the same folder again makes nothing twice',
    tags,
    body: z.object({ id: Id, name: Name, projectId: z.optional(Id) }),
    response: { 201: Bulk },
  },
  config: { errors: ['in_bin', 'key_reused'] },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/bulk/:id',
  schema: {
    summary: 'One bulk: its counts, and why it stands still',
    tags,
    params: ById,
    response: { 200: Bulk },
  },
} as const satisfies Operation

export const rows = {
  method: 'GET',
  url: '/v1/bulk/:id/rows',
  schema: {
    summary: 'The products of a bulk, problems first; of one level or state, or one of them',
    tags,
    params: ById,
    querystring: z.extend(Pass, {
      level: z.optional(Level),
      state: z.optional(RowState),
      code: z.optional(z.string().check(z.maxLength(64))),
      /** Only the product of this article number. */
      sku: z.optional(z.string().check(z.maxLength(120))),
    }),
    response: { 200: Page(BulkRow) },
  },
} as const satisfies Operation

export const putRows = {
  method: 'PUT',
  url: '/v1/bulk/:id/rows',
  schema: {
    summary:
      'Say which products there are, by article number, and where their files belong. The same again changes nothing; answers the paths of the files that are not there yet',
    tags,
    params: ById,
    body: z.object({ rows: z.array(RowWish).check(z.minLength(1), z.maxLength(ROWS_AT_ONCE)) }),
    response: { 200: z.object({ made: z.number(), known: z.number(), missing: z.array(Path) }) },
  },
  config: { errors: ['bulk_full', 'bulk_started', 'in_bin'] },
} as const satisfies Operation

export const putFile = {
  method: 'PUT',
  url: '/v1/bulk/:id/file',
  schema: {
    summary:
      'Send a file of a row (raw bytes), by its path; without bytes it is taken from the ZIP. A photo that cannot be used is noted with its row',
    tags,
    params: ById,
    querystring: z.object({ path: Path }),
    response: { 200: BulkRow },
  },
  config: { body: 'image', errors: ['photos_full', 'in_bin'] },
} as const satisfies Operation

export const putZip = {
  method: 'PUT',
  url: '/v1/bulk/:id/zip',
  schema: {
    summary:
      'Send a ZIP (raw bytes): unpacked, and its photos and sheets answered; say then which rows they make',
    tags,
    params: ById,
    response: {
      200: z.object({
        files: z.array(FileInfo),
        sheet: z.nullable(Sheet),
        skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
      }),
    },
  },
  config: { body: 'image', errors: ['zip_big', 'zip_broken', 'zip_unsafe', 'sheet_unreadable', 'bulk_full'] },
} as const satisfies Operation

export const readSheet = {
  method: 'POST',
  url: '/v1/bulk/sheet',
  schema: {
    summary: 'Read a CSV of products (raw bytes, UTF-8 or EUC-KR): its lines, and what of it cannot be read',
    tags,
    response: { 200: Sheet },
  },
  config: { body: 'image', errors: ['sheet_unreadable'] },
} as const satisfies Operation

export const removeRow = {
  method: 'DELETE',
  url: '/v1/bulk/:id/rows/:n',
  schema: {
    summary: 'Take a product out of a bulk; it goes into the bin',
    tags,
    params: RowOf,
    response: { 200: Bulk },
  },
  config: { errors: ['bulk_started'] },
} as const satisfies Operation

export const moveFile = {
  method: 'POST',
  url: '/v1/bulk/:id/rows/:n/photos/:slot/:side/move',
  schema: {
    summary: 'Move a photo to a free slot of the same or another product of the bulk',
    tags,
    params: z.extend(RowOf, { slot: Slot, side: Side }),
    body: z.object({ n: z.number().check(z.int(), z.minimum(1)), slot: Slot, side: Side }),
    response: { 200: Bulk },
  },
  config: { errors: ['slot_empty', 'slot_excluded', 'slot_taken', 'in_bin'] },
} as const satisfies Operation

export const mend = {
  method: 'POST',
  url: '/v1/bulk/:id/mend',
  schema: {
    summary: 'Move every photo that looks like another garment into the slot of that garment',
    tags,
    params: ById,
    response: { 200: z.object({ moved: z.number() }) },
  },
} as const satisfies Operation

export const direct = {
  method: 'PUT',
  url: '/v1/bulk/:id/direction',
  schema: {
    summary: 'Direct all products, or with `rows` only these; null gives up what was set for them alone',
    tags,
    params: ById,
    body: z.object({
      direction: z.nullable(Direction),
      rows: z.optional(
        z.array(z.number().check(z.int(), z.minimum(1))).check(z.minLength(1), z.maxLength(MOST_ROWS)),
      ),
    }),
    response: { 200: Bulk },
  },
  config: { errors: ['engine_unknown', 'wish_not_possible'] },
} as const satisfies Operation

export const quote = {
  method: 'GET',
  url: '/v1/bulk/:id/quote',
  schema: {
    summary: 'What starting would make and cost',
    tags,
    params: ById,
    querystring: z.object({ pay: Pay }),
    response: { 200: Quote },
  },
  config: { errors: ['bulk_undirected', 'pay_not_possible', 'engine_unknown'] },
} as const satisfies Operation

export const start = {
  method: 'POST',
  url: '/v1/bulk/:id/start',
  schema: {
    summary:
      'Start what is fit and was not started yet. Jobs are submitted as room allows, each paid by itself; never more than `cap` is spent, and with `trial` only so many products first',
    tags,
    params: ById,
    body: z.object({
      pay: Pay,
      /** The total you were shown; if it is no longer true nothing happens and the answer says the new one. */
      price: z.number().check(z.int(), z.minimum(0)),
      cap: z.optional(z.nullable(z.number().check(z.int(), z.minimum(0)))),
      trial: z.optional(z.nullable(z.number().check(z.int(), z.minimum(1), z.maximum(50)))),
    }),
    response: { 202: Bulk },
  },
  config: {
    scope: 'spend',
    errors: [
      'bulk_nothing',
      'bulk_undirected',
      'bulk_started',
      'price_changed',
      'pay_not_possible',
      'engine_unknown',
      'in_bin',
    ],
  },
} as const satisfies Operation

export const pause = {
  method: 'POST',
  url: '/v1/bulk/:id/pause',
  schema: {
    summary: 'Submit nothing more for now; what was submitted is still made',
    tags,
    params: ById,
    response: { 200: Bulk },
  },
  config: { errors: ['bulk_still'] },
} as const satisfies Operation

export const resume = {
  method: 'POST',
  url: '/v1/bulk/:id/resume',
  schema: {
    summary: 'Go on, with another cap if one is given; after a trial, with all the rest',
    tags,
    params: ById,
    body: z.object({ cap: z.optional(z.nullable(z.number().check(z.int(), z.minimum(0)))) }),
    response: { 200: Bulk },
  },
  config: { scope: 'spend', errors: ['bulk_still'] },
} as const satisfies Operation

export const cancel = {
  method: 'POST',
  url: '/v1/bulk/:id/cancel',
  schema: {
    summary:
      'Cancel the rest: nothing more is submitted, and what waits or runs is cancelled and refunded by the rules of a job',
    tags,
    params: ById,
    response: { 200: Bulk },
  },
  config: { errors: ['bulk_still'] },
} as const satisfies Operation

export const retry = {
  method: 'POST',
  url: '/v1/bulk/:id/retry',
  schema: {
    summary: 'Run again what failed or was cancelled, of one reason with `code`; each is paid as a new job',
    tags,
    params: ById,
    body: z.object({ code: z.optional(z.string().check(z.maxLength(64))) }),
    response: { 200: Bulk },
  },
  config: { scope: 'spend', errors: ['bulk_nothing'] },
} as const satisfies Operation
