// Live events: what `GET /v1/live` sends. The row is the truth; an event says where to look again.
import * as z from 'zod/mini'
import { Id } from './shapes.ts'
import { JobStatus, Stage } from './vto-jobs.ts'

export const LiveEvent = z.discriminatedUnion('type', [
  /** The first event of every stream: whatever happened before it is to be fetched. */
  z.object({ type: z.literal('hello') }),
  z.object({
    type: z.literal('job'),
    jobId: Id,
    projectId: Id,
    status: JobStatus,
    progress: z.number(),
    stage: z.nullable(Stage),
    /** The look being made, by its n. */
    n: z.nullable(z.number()),
  }),
  z.object({
    type: z.literal('image'),
    imageId: Id,
    jobId: z.nullable(Id),
    n: z.nullable(z.number()),
    projectId: Id,
  }),
  z.object({ type: z.literal('video'), videoId: Id, jobId: z.nullable(Id), projectId: Id }),
  z.object({ type: z.literal('letter'), letterId: Id, jobId: z.nullable(Id), projectId: Id }),
  /** An export goes on, or has ended. */
  z.object({ type: z.literal('export'), exportId: Id, projectId: Id, done: z.number(), total: z.number() }),
  z.object({ type: z.literal('product'), productId: Id, projectId: Id }),
  z.object({ type: z.literal('project'), projectId: Id }),
  /** What you may do in a project has changed: it is shared with you, or no longer, or in another role. */
  z.object({ type: z.literal('access'), projectId: Id }),
  z.object({ type: z.literal('bulk'), bulkId: Id }),
  z.object({ type: z.literal('points') }),
  /** Sessions, keys or the account itself have changed: see whether you are still signed in. */
  z.object({ type: z.literal('account') }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

/** Server-sent events; each `data` is a LiveEvent. Not an operation: it is a stream. */
export const LIVE_URL = '/v1/live'
