// Videos: finished turntables (rows of generate_video), and what people do with them.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Page, PageQuery, Time } from './shapes.ts'
import { VIDEO_KINDS } from './vto-jobs.ts'

/** A finished video. Both URLs are signed for you and good for minutes; `url` is an MP4 (H.264) and answers ranges. */
export const Video = z.object({
  id: Id,
  projectId: Id,
  productId: z.nullable(Id),
  jobId: z.nullable(Id),
  isSelected: z.boolean(),
  createdAt: Time,
  deletedAt: z.nullable(Time),
  width: z.number(),
  height: z.number(),
  seconds: z.number(),
  bytes: z.number(),
  /** Its first frame. */
  posterUrl: z.string(),
  url: z.string(),
  details: z.object({
    kind: z.enum(VIDEO_KINDS),
    body: z.string(),
    bodySize: z.string(),
    finish: z.string(),
    pose: z.string(),
    tucked: z.boolean(),
    open: z.boolean(),
    backdrop: z.string(),
    engine: z.string(),
    engineVersion: z.string(),
    confidence: z.nullable(z.number()),
    /** Why the engine is not sure of this video; empty when it is. */
    doubts: z.array(z.string()),
  }),
})
export type Video = z.infer<typeof Video>

export const VIDEO_FILTERS = ['all', 'bin'] as const

const tags = ['videos']

export const list = {
  method: 'GET',
  url: '/v1/videos',
  schema: {
    summary: 'Videos of a project, newest first',
    tags,
    querystring: z.extend(PageQuery, {
      projectId: Id,
      jobId: z.optional(Id),
      filter: z._default(z.enum(VIDEO_FILTERS), 'all'),
    }),
    response: { 200: Page(Video) },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/videos/:id',
  schema: { summary: 'One video', tags, params: ById, response: { 200: Video } },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/videos/:id',
  schema: {
    summary: 'Mark a video as favourite',
    tags,
    params: ById,
    body: z.object({ isSelected: z.optional(z.boolean()) }),
    response: { 200: Video },
  },
  config: { errors: ['in_bin'] },
} as const satisfies Operation

export const bin = {
  method: 'DELETE',
  url: '/v1/videos/:id',
  schema: { summary: 'Put a video in the bin', tags, params: ById, response: { 200: Video } },
} as const satisfies Operation

export const restore = {
  method: 'POST',
  url: '/v1/videos/:id/restore',
  schema: { summary: 'Take a video out of the bin', tags, params: ById, response: { 200: Video } },
  config: { errors: ['in_bin'] },
} as const satisfies Operation
