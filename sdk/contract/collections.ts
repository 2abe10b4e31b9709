// Collections: a season, a drop, a shop section; each holds projects.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Name, Page, PageQuery, Time } from './shapes.ts'

export const Collection = z.object({
  id: Id,
  name: z.string(),
  projectCount: z.number(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.nullable(Time),
})
export type Collection = z.infer<typeof Collection>

const tags = ['collections']
/** `bin=true` lists what is in the bin instead. */
export const BinQuery = z.extend(PageQuery, { bin: z._default(z.stringbool(), false) })

export const list = {
  method: 'GET',
  url: '/v1/collections',
  schema: {
    summary: 'Your collections, newest first',
    tags,
    querystring: BinQuery,
    response: { 200: Page(Collection) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/collections',
  schema: {
    summary: 'Make a collection',
    tags,
    body: z.object({ name: Name }),
    response: { 201: Collection },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/collections/:id',
  schema: { summary: 'One collection', tags, params: ById, response: { 200: Collection } },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/collections/:id',
  schema: {
    summary: 'Rename a collection',
    tags,
    params: ById,
    body: z.object({ name: Name }),
    response: { 200: Collection },
  },
} as const satisfies Operation

export const bin = {
  method: 'DELETE',
  url: '/v1/collections/:id',
  schema: {
    summary: 'Put a collection in the bin, its projects with it',
    tags,
    params: ById,
    response: { 200: Collection },
  },
} as const satisfies Operation

export const restore = {
  method: 'POST',
  url: '/v1/collections/:id/restore',
  schema: { summary: 'Take a collection out of the bin', tags, params: ById, response: { 200: Collection } },
} as const satisfies Operation
