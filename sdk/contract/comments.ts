// Remarks about looks: by people of the project and by visitors of its links; and which visitors like a look.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Nothing, Time } from './shapes.ts'

export const Comment = z.object({
  id: Id,
  /** The name of a person of the project, or the one a visitor gave. */
  author: z.nullable(z.string()),
  /** `visitor`: somebody who came by a link. */
  by: z.enum(['member', 'visitor']),
  body: z.string(),
  /** Whether you may remove it. */
  removable: z.boolean(),
  createdAt: Time,
})
export type Comment = z.infer<typeof Comment>

const Heart = z.object({ name: z.string(), createdAt: Time })
const tags = ['comments']

export const list = {
  method: 'GET',
  url: '/v1/images/:id/comments',
  schema: {
    summary: 'What was said about a look, oldest first, and which visitors of links like it',
    tags,
    params: ById,
    response: { 200: z.object({ items: z.array(Comment), hearts: z.array(Heart) }) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/images/:id/comments',
  schema: {
    summary: 'Say something about a look',
    tags,
    params: ById,
    body: z.object({ body: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)) }),
    response: { 201: Comment },
  },
} as const satisfies Operation

export const remove = {
  method: 'DELETE',
  url: '/v1/comments/:id',
  schema: {
    summary: 'Remove a remark: your own, or any in a project you may edit',
    tags,
    params: ById,
    response: { 204: Nothing },
  },
} as const satisfies Operation
