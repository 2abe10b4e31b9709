// What whoever holds a link may do, without an account: open it, look, like, comment and download, as far as the link allows.
import * as z from 'zod/mini'
import { VideoKind } from './film.ts'
import { SourceType } from './lineage.ts'
import type { Operation } from './operation.ts'
import { Id, Name, Nothing, Page, PageQuery, Time } from './shapes.ts'

/** A link that asks for its password tells nothing else. */
export const Shared = z.discriminatedUnion('locked', [
  z.object({ locked: z.literal(true) }),
  z.object({
    locked: z.literal(false),
    projectName: z.string(),
    ownerName: z.nullable(z.string()),
    lookCount: z.number(),
    /** What its looks are together, for the sentence that says so. */
    pictures: SourceType,
    videoCount: z.number(),
    mayHeart: z.boolean(),
    mayComment: z.boolean(),
    mayDownload: z.boolean(),
    expiresAt: Time,
    /** The name this browser gave; null before it gave one. */
    visitorName: z.nullable(z.string()),
  }),
])
export type Shared = z.infer<typeof Shared>

export const SharedLook = z.object({
  id: Id,
  number: z.number(),
  width: z.number(),
  height: z.number(),
  view: z.string(),
  isFavourite: z.boolean(),
  /** It stands for its product. */
  isMain: z.boolean(),
  /** Whether this browser likes it. */
  hearted: z.boolean(),
  commentCount: z.number(),
  urls: z.object({ small: z.string(), medium: z.string(), large: z.string() }),
  /** The picture as it was made; null where the link allows no download. */
  downloadUrl: z.nullable(z.string()),
})
export type SharedLook = z.infer<typeof SharedLook>

/** A video of a link: an MP4 (H.264) that answers ranges, and its first frame. */
export const SharedVideo = z.object({
  id: Id,
  kind: VideoKind,
  productName: z.nullable(z.string()),
  width: z.number(),
  height: z.number(),
  seconds: z.number(),
  sound: z.boolean(),
  isFavourite: z.boolean(),
  /** It stands for its product. */
  isMain: z.boolean(),
  posterUrl: z.string(),
  url: z.string(),
  /** The same bytes, to be saved; null where the link allows no download. */
  downloadUrl: z.nullable(z.string()),
})
export type SharedVideo = z.infer<typeof SharedVideo>

export const SharedComment = z.object({
  id: Id,
  author: z.string(),
  body: z.string(),
  mine: z.boolean(),
  createdAt: Time,
})
export type SharedComment = z.infer<typeof SharedComment>

const Token = z.string().check(z.minLength(1), z.maxLength(100))
const ByToken = z.object({ token: Token })
const ByLook = z.object({ token: Token, imageId: Id })
const tags = ['shared']

export const open = {
  method: 'GET',
  url: '/v1/shared/:token',
  schema: { summary: 'What a link shows', tags, params: ByToken, response: { 200: Shared } },
  config: { open: true, errors: ['link_gone'] },
} as const satisfies Operation

export const enter = {
  method: 'POST',
  url: '/v1/shared/:token/enter',
  schema: {
    summary: 'Give the password of a link; a cookie remembers it',
    tags,
    params: ByToken,
    body: z.object({ password: z.string().check(z.maxLength(128)) }),
    response: { 200: Shared },
  },
  config: { open: true, perMinute: 20, errors: ['link_gone', 'wrong_password'] },
} as const satisfies Operation

export const setName = {
  method: 'PUT',
  url: '/v1/shared/:token/visitor',
  schema: {
    summary: 'Say under what name this browser likes and comments',
    tags,
    params: ByToken,
    body: z.object({ name: Name }),
    response: { 200: Shared },
  },
  config: { open: true, perMinute: 20, errors: ['link_gone', 'link_locked'] },
} as const satisfies Operation

export const looks = {
  method: 'GET',
  url: '/v1/shared/:token/looks',
  schema: {
    summary: 'The looks a link shows: those that stand for a product first, then the newest',
    tags,
    params: ByToken,
    querystring: PageQuery,
    response: { 200: Page(SharedLook) },
  },
  config: { open: true, errors: ['link_gone', 'link_locked'] },
} as const satisfies Operation

export const videos = {
  method: 'GET',
  url: '/v1/shared/:token/videos',
  schema: {
    summary: 'The videos a link shows: those that stand for a product first, then the newest',
    tags,
    params: ByToken,
    querystring: PageQuery,
    response: { 200: Page(SharedVideo) },
  },
  config: { open: true, errors: ['link_gone', 'link_locked'] },
} as const satisfies Operation

export const heart = {
  method: 'PUT',
  url: '/v1/shared/:token/looks/:imageId/heart',
  schema: { summary: 'Like a look', tags, params: ByLook, response: { 204: Nothing } },
  config: { open: true, errors: ['link_gone', 'link_locked', 'name_needed', 'not_allowed'] },
} as const satisfies Operation

export const unheart = {
  method: 'DELETE',
  url: '/v1/shared/:token/looks/:imageId/heart',
  schema: { summary: 'Like a look no more', tags, params: ByLook, response: { 204: Nothing } },
  config: { open: true, errors: ['link_gone', 'link_locked', 'name_needed', 'not_allowed'] },
} as const satisfies Operation

export const comments = {
  method: 'GET',
  url: '/v1/shared/:token/looks/:imageId/comments',
  schema: {
    summary: 'What was said about a look by this link',
    tags,
    params: ByLook,
    response: { 200: z.object({ items: z.array(SharedComment) }) },
  },
  config: { open: true, errors: ['link_gone', 'link_locked', 'not_allowed'] },
} as const satisfies Operation

export const comment = {
  method: 'POST',
  url: '/v1/shared/:token/looks/:imageId/comments',
  schema: {
    summary: 'Say something about a look',
    tags,
    params: ByLook,
    body: z.object({ body: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)) }),
    response: { 201: SharedComment },
  },
  config: {
    open: true,
    perMinute: 20,
    errors: ['link_gone', 'link_locked', 'name_needed', 'not_allowed'],
  },
} as const satisfies Operation
