// Links by which people without an account see a project's looks: made, changed, listed and taken back by its owner.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Nothing, Time } from './shapes.ts'

/** Which looks a link shows: favourites, or all. */
export const SharedLooks = z.enum(['selected', 'all'])
export const LINK_DAYS = 30
const MOST_DAYS = 365

export const ShareLink = z.object({
  id: Id,
  label: z.string(),
  looks: SharedLooks,
  mayHeart: z.boolean(),
  mayComment: z.boolean(),
  mayDownload: z.boolean(),
  hasPassword: z.boolean(),
  createdAt: Time,
  expiresAt: Time,
  lastOpenedAt: z.nullable(Time),
})
export type ShareLink = z.infer<typeof ShareLink>

const Label = z.string().check(z.trim(), z.maxLength(120))
const Days = z.number().check(z.int(), z.minimum(1), z.maximum(MOST_DAYS))
const Password = z.string().check(z.minLength(4), z.maxLength(128))
const ByLink = z.object({ id: Id, linkId: Id })
const tags = ['sharing']

export const list = {
  method: 'GET',
  url: '/v1/projects/:id/links',
  schema: {
    summary: 'The links of a project that still open, newest first',
    tags,
    params: ById,
    response: { 200: z.object({ items: z.array(ShareLink) }) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/projects/:id/links',
  schema: {
    summary: 'Make a link; its address is shown this once',
    tags,
    params: ById,
    body: z.object({
      label: z._default(Label, ''),
      looks: z._default(SharedLooks, 'selected'),
      mayHeart: z._default(z.boolean(), true),
      mayComment: z._default(z.boolean(), true),
      mayDownload: z._default(z.boolean(), false),
      password: z._default(z.nullable(Password), null),
      /** How long it opens, in days. */
      days: z._default(Days, LINK_DAYS),
    }),
    response: { 201: z.extend(ShareLink, { url: z.string() }) },
  },
  config: { errors: ['too_many_links'] },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/projects/:id/links/:linkId',
  schema: {
    summary: 'Change a link; a new password shuts out whoever entered by the old one',
    tags,
    params: ByLink,
    body: z.object({
      label: z.optional(Label),
      looks: z.optional(SharedLooks),
      mayHeart: z.optional(z.boolean()),
      mayComment: z.optional(z.boolean()),
      mayDownload: z.optional(z.boolean()),
      password: z.optional(z.nullable(Password)),
      /** From now on. */
      days: z.optional(Days),
    }),
    response: { 200: ShareLink },
  },
} as const satisfies Operation

export const revoke = {
  method: 'DELETE',
  url: '/v1/projects/:id/links/:linkId',
  schema: { summary: 'Take a link back, at once', tags, params: ByLink, response: { 204: Nothing } },
} as const satisfies Operation
