// Projects: one lookbook each, with its products, looks, videos and letter.
import * as z from 'zod/mini'
import { BinQuery } from './collections.ts'
import type { Operation } from './operation.ts'
import { ById, Id, Name, Page, Time } from './shapes.ts'

/** What you are in a project: its owner, or one of those it is shared with. */
export const Role = z.enum(['owner', 'editor', 'picker', 'viewer'])
export type Role = z.infer<typeof Role>

export const Project = z.object({
  id: Id,
  collectionId: Id,
  name: z.string(),
  selectedImageNumber: z.number(),
  totalImageNumber: z.number(),
  totalVideoNumber: z.number(),
  /** The letter that stands for it, as its seller chose. */
  mainLetterId: z.nullable(Id),
  /** Looks nobody has looked at yet. */
  unseenImageNumber: z.number(),
  /** Up to six pictures that stand for it: favourites first, then the newest looks, then garment photos. */
  covers: z.array(z.object({ url: z.string(), kind: z.enum(['look', 'photo']) })),
  role: Role,
  ownerName: z.nullable(z.string()),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.nullable(Time),
})
export type Project = z.infer<typeof Project>

const tags = ['projects']

export const list = {
  method: 'GET',
  url: '/v1/projects',
  schema: {
    summary:
      'Your projects, newest first; of one collection with `collectionId`, those shared with you with `whose=shared`',
    tags,
    querystring: z.extend(BinQuery, {
      collectionId: z.optional(Id),
      whose: z._default(z.enum(['mine', 'shared']), 'mine'),
    }),
    response: { 200: Page(Project) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/projects',
  schema: {
    summary: 'Make a project in a collection',
    tags,
    body: z.object({ collectionId: Id, name: Name }),
    response: { 201: Project },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const createSample = {
  method: 'POST',
  url: '/v1/projects/sample',
  schema: {
    summary: 'Make the sample project, with garments the studio draws itself, and start its looks (free)',
    tags,
    response: { 201: Project },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/projects/:id',
  schema: { summary: 'One project', tags, params: ById, response: { 200: Project } },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/projects/:id',
  schema: {
    summary: 'Rename a project, or move it to another collection',
    tags,
    params: ById,
    body: z.object({ name: z.optional(Name), collectionId: z.optional(Id) }),
    response: { 200: Project },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const chooseLetter = {
  method: 'PUT',
  url: '/v1/projects/:id/letter',
  schema: {
    summary: 'Choose the letter that stands for a project; null gives up the choice',
    tags,
    params: ById,
    body: z.object({ letterId: z.nullable(Id) }),
    response: { 200: Project },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const bin = {
  method: 'DELETE',
  url: '/v1/projects/:id',
  schema: {
    summary: 'Put a project in the bin; its waiting jobs end and are refunded',
    tags,
    params: ById,
    response: { 200: Project },
  },
} as const satisfies Operation

export const restore = {
  method: 'POST',
  url: '/v1/projects/:id/restore',
  schema: { summary: 'Take a project out of the bin', tags, params: ById, response: { 200: Project } },
  config: { errors: ['in_bin'] },
} as const satisfies Operation
