// Search: products, collections, projects and looks among all one may see.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { Id } from './shapes.ts'

/** Most of each kind in one answer. */
export const MOST_FOUND = 8

export const Found = z.object({
  products: z.array(z.object({ id: Id, name: z.string(), projectId: Id, projectName: z.string() })),
  collections: z.array(z.object({ id: Id, name: z.string() })),
  projects: z.array(z.object({ id: Id, name: z.string(), isShared: z.boolean() })),
  looks: z.array(
    z.object({
      id: Id,
      number: z.number(),
      view: z.string(),
      projectId: Id,
      projectName: z.string(),
      productName: z.nullable(z.string()),
      /** 240 px wide, signed for you and good for minutes. */
      url: z.string(),
    }),
  ),
})
export type Found = z.infer<typeof Found>

export const find = {
  method: 'GET',
  url: '/v1/search',
  schema: {
    summary:
      'Find products, collections and projects by part of their name or its Hangul initial consonants; looks by their number, view, body and backdrop, as in `linen back`, `#12`, `ㄹㄴ 뒤`',
    tags: ['search'],
    querystring: z.object({ q: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)) }),
    response: { 200: Found },
  },
} as const satisfies Operation
