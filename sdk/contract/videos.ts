// Videos: turntables, clips and looks brought to life (rows of generate_video), and what people do with them.
import * as z from 'zod/mini'
import { ClipFormat, Motion, VideoKind } from './film.ts'
import { Lineage } from './lineage.ts'
import type { Operation } from './operation.ts'
import { ById, Id, Page, PageQuery, Time } from './shapes.ts'

/** A finished video. Both URLs are signed for you and good for minutes; `url` is an MP4 (H.264) and answers ranges. */
export const Video = z.object({
  id: Id,
  projectId: Id,
  productId: z.nullable(Id),
  jobId: z.nullable(Id),
  isSelected: z.boolean(),
  /** It stands for its product. */
  isMain: z.boolean(),
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
    kind: VideoKind,
    body: z.string(),
    bodySize: z.string(),
    finish: z.string(),
    pose: z.string(),
    tucked: z.boolean(),
    open: z.boolean(),
    backdrop: z.string(),
    /** The looks it was made of, in their order; of a turntable none. */
    imageIds: z.optional(z.array(Id)),
    format: z.optional(ClipFormat),
    title: z.optional(z.string()),
    /** It has sound. */
    sound: z.optional(z.boolean()),
    motion: z.optional(Motion),
    engine: z.string(),
    engineVersion: z.string(),
    confidence: z.nullable(z.number()),
    /** Why the engine is not sure of this video; empty when it is. */
    doubts: z.array(z.string()),
    /** null for one made before this was kept. */
    lineage: z.nullable(Lineage),
  }),
})
export type Video = z.infer<typeof Video>

export const VIDEO_FILTERS = ['all', 'bin'] as const

const tags = ['videos']

/** A sound file of the user's, to be named in a clip. */
export const Music = z.object({
  key: z.string(),
  seconds: z.number(),
})
export type Music = z.infer<typeof Music>

export const putMusic = {
  method: 'PUT',
  url: '/v1/videos/music',
  schema: {
    summary:
      'Bring music for a clip (raw bytes: MP3, M4A, WAV or FLAC up to 25 MB and 15 minutes); kept for a day, and as long as a clip names it',
    tags,
    response: { 200: Music },
  },
  config: {
    body: 'image',
    perMinute: 30,
    errors: ['photo_big', 'photo_empty', 'photo_broken', 'music_type', 'music_long', 'music_not_here'],
  },
} as const satisfies Operation

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
