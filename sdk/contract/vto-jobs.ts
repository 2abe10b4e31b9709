// Jobs: one press of the button each; they make looks, and are paid when submitted.
import * as z from 'zod/mini'
import { CLIP_SECONDS, ClipFormat, Motion } from './film.ts'
import { MARKETS, TONES } from './letter-markets.ts'
import type { Operation } from './operation.ts'
import { UsageType } from './points.ts'
import { RATIOS, SIZES } from './price.ts'
import { ById, Id, Page, PageQuery, Time } from './shapes.ts'
import { Language } from './users.ts'

export const VIEWS = ['front', 'left', 'right', 'side', 'back'] as const
export const View = z.enum(VIEWS)
export type View = z.infer<typeof View>

export const BODIES = ['female', 'male'] as const
export const Body = z.enum(BODIES)
export type Body = z.infer<typeof Body>

/** The mannequin's clothing size. */
export const BODY_SIZES = ['XS', 'S', 'M', 'L', 'XL', '2XL', '3XL'] as const
export const BodySize = z.enum(BODY_SIZES)
export type BodySize = z.infer<typeof BodySize>

/** What the mannequin is painted with. */
export const FINISHES = ['white', 'grey', 'black', 'sand'] as const
export const Finish = z.enum(FINISHES)
export type Finish = z.infer<typeof Finish>

export const POSES = ['standing', 'hand_on_hip', 'walking'] as const
export const Pose = z.enum(POSES)
export type Pose = z.infer<typeof Pose>

export const BACKDROPS = ['paper', 'white', 'grey', 'sand', 'transparent'] as const
/** The key of a picture of one's own, as `/v1/backdrops` says it. */
const OWN_BACKDROP = /^backdrops[/][0-9a-f-]{36}[/][0-9a-f-]{36}[.](jpg|png|webp)$/
/** Whether a backdrop is a picture of somebody's own, and no colour. */
export const isOwnBackdrop = (backdrop: string): boolean => OWN_BACKDROP.test(backdrop)
export const Backdrop = z.union([
  z.enum(BACKDROPS),
  z.string().check(z.regex(/^#[0-9a-f]{6}$/i)),
  z.string().check(z.regex(OWN_BACKDROP)),
])
export type Backdrop = z.infer<typeof Backdrop>

/** What a turntable is directed by: who wears the clothes, how, and before what. */
export const VideoDirection = z.object({
  engine: z._default(z.string().check(z.maxLength(64)), 'drape'),
  body: z._default(Body, 'female'),
  bodySize: z._default(BodySize, 'M'),
  finish: z._default(Finish, 'white'),
  pose: z._default(Pose, 'standing'),
  /** An upper is worn inside its bottom. */
  tucked: z._default(z.boolean(), false),
  /** An outer is worn open over what is under it. */
  open: z._default(z.boolean(), false),
  backdrop: z._default(Backdrop, 'paper'),
})
export type VideoDirection = z.infer<typeof VideoDirection>

/** A person to be dressed, by the keys of photos that are yours: from before, and from behind where a look is to be. */
export const Person = z.object({
  front: z.string().check(z.maxLength(200)),
  back: z.optional(z.string().check(z.maxLength(200))),
})
export type Person = z.infer<typeof Person>

/** The direction of a run: every look of it shares all but the view. */
export const Direction = z.extend(VideoDirection, {
  views: z.array(View).check(z.minLength(1), z.maxLength(40)),
  /** The garment as worn, without the mannequin. */
  ghost: z._default(z.boolean(), false),
  ratio: z._default(z.enum(RATIOS), '3:4'),
  size: z._default(z.enum(SIZES), 'standard'),
  /** Who wears it, for engines that dress a person; without one the studio's own model photo of that body. */
  person: z.optional(Person),
  /** The same by somebody of `people`; goes before `person`. */
  personId: z.optional(Id),
  /** Another seed gives another picture, with engines that have seeds. */
  seed: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(2_147_483_647))),
})
export type Direction = z.infer<typeof Direction>

export const JOB_STATUSES = ['PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const
export const JobStatus = z.enum(JOB_STATUSES)
export type JobStatus = z.infer<typeof JobStatus>

export const STAGES = ['reading', 'posing', 'draping', 'finishing'] as const
export const Stage = z.enum(STAGES)
export type Stage = z.infer<typeof Stage>

export const JobLook = z.object({
  n: z.number(),
  /** `turntable`, `clip` or `motion` is the one entry of a video's job, `letter` that of a letter's. */
  view: z.enum([...VIEWS, 'turntable', 'clip', 'motion', 'letter']),
  /** `made` has an imageId, a videoId or a letterId; `waiting` is being made or waits its turn. */
  status: z.enum(['waiting', 'made', 'failed', 'cancelled']),
  imageId: z.nullable(Id),
  videoId: z.nullable(Id),
  letterId: z.nullable(Id),
  failCode: z.nullable(z.string()),
})
export type JobLook = z.infer<typeof JobLook>

export const VtoJob = z.object({
  id: Id,
  projectId: Id,
  productId: z.nullable(Id),
  productName: z.nullable(z.string()),
  kind: z.enum(['look', 'video', 'letter']),
  status: JobStatus,
  /** Without views where it is a video's or a letter's. */
  direction: z.extend(Direction, { views: z.array(View) }),
  looks: z.array(JobLook),
  usedPointType: UsageType,
  usedAmount: z.number(),
  /** What came back for looks not delivered. */
  returnedAmount: z.number(),
  attempt: z.number(),
  /** 0 to 100 over the whole job. */
  progress: z.number(),
  stage: z.nullable(Stage),
  /** Jobs before it in the queue; null unless it waits. */
  ahead: z.nullable(z.number()),
  cancelRequested: z.boolean(),
  failReason: z.nullable(z.string()),
  queuedAt: Time,
  startedAt: z.nullable(Time),
  finishedAt: z.nullable(Time),
})
export type VtoJob = z.infer<typeof VtoJob>

const tags = ['vto-jobs']

export const submit = {
  method: 'POST',
  url: '/v1/vto-jobs',
  schema: {
    summary:
      'Submit a run: pays it and queues it, whole or not at all. `id` is your idempotency key: the same call again changes nothing',
    tags,
    body: z.object({
      id: Id,
      productId: Id,
      direction: Direction,
      pay: z.enum(['credit', 'look_book_ticket', 'subscription']),
      /** The total you were shown; if it is no longer true nothing happens and the answer says the new one. */
      price: z.number().check(z.int(), z.minimum(0)),
    }),
    response: { 202: VtoJob },
  },
  config: {
    scope: 'spend',
    errors: [
      'points_short',
      'cap_reached',
      'price_changed',
      'pay_not_possible',
      'key_reused',
      'photo_missing',
      'photo_stopped',
      'photo_checking',
      'slot_excluded',
      'too_many_looks',
      'person_missing',
      'back_missing',
      'too_many_waiting',
      'in_bin',
      'engine_unknown',
      'wish_not_possible',
    ],
  },
} as const satisfies Operation

export const submitVideo = {
  method: 'POST',
  url: '/v1/vto-jobs/videos',
  schema: {
    summary:
      'Submit a turntable of a product: pays it and queues it, whole or not at all. `id` is your idempotency key: the same call again changes nothing',
    tags,
    body: z.object({
      id: Id,
      productId: Id,
      kind: z.enum(['turntable']),
      direction: VideoDirection,
      pay: z.enum(['credit', 'video_ticket']),
      /** The price you were shown; if it is no longer true nothing happens and the answer says the new one. */
      price: z.number().check(z.int(), z.minimum(0)),
    }),
    response: { 202: VtoJob },
  },
  config: {
    scope: 'spend',
    errors: [
      'points_short',
      'cap_reached',
      'price_changed',
      'key_reused',
      'photo_missing',
      'photo_stopped',
      'photo_checking',
      'slot_excluded',
      'too_many_waiting',
      'in_bin',
      'engine_unknown',
      'wish_not_possible',
    ],
  },
} as const satisfies Operation

export const submitClip = {
  method: 'POST',
  url: '/v1/vto-jobs/clips',
  schema: {
    summary:
      'Submit a clip cut from looks of one project: pays it and queues it, whole or not at all. `id` is your idempotency key: the same call again changes nothing',
    tags,
    body: z.object({
      id: Id,
      /** In the order in which they are shown; no more than the clip has seconds. */
      imageIds: z.array(Id).check(z.minLength(1), z.maxLength(8)),
      format: z._default(ClipFormat, '9:16'),
      seconds: z._default(z.literal([...CLIP_SECONDS]), 6),
      title: z._default(z.string().check(z.maxLength(60)), ''),
      /** What `putMusic` answered. */
      music: z.optional(z.string().check(z.maxLength(200))),
      pay: z.enum(['credit', 'video_ticket']),
      /** The price you were shown; if it is no longer true nothing happens and the answer says the new one. */
      price: z.number().check(z.int(), z.minimum(0)),
    }),
    response: { 202: VtoJob },
  },
  config: {
    scope: 'spend',
    errors: [
      'points_short',
      'cap_reached',
      'price_changed',
      'key_reused',
      'too_many_looks',
      'too_many_waiting',
      'in_bin',
      'wish_not_possible',
    ],
  },
} as const satisfies Operation

export const submitMotion = {
  method: 'POST',
  url: '/v1/vto-jobs/motions',
  schema: {
    summary:
      'Submit a video that brings one look to life, by an engine that makes such: pays it and queues it, whole or not at all. `id` is your idempotency key: the same call again changes nothing',
    tags,
    body: z.object({
      id: Id,
      imageId: Id,
      engine: z.string().check(z.maxLength(64)),
      motion: Motion,
      /** One of the engine's `durations`. */
      seconds: z.number().check(z.int(), z.minimum(1), z.maximum(60)),
      pay: z.enum(['credit']),
      /** The price you were shown; if it is no longer true nothing happens and the answer says the new one. */
      price: z.number().check(z.int(), z.minimum(0)),
    }),
    response: { 202: VtoJob },
  },
  config: {
    scope: 'spend',
    errors: [
      'points_short',
      'cap_reached',
      'price_changed',
      'key_reused',
      'too_many_waiting',
      'in_bin',
      'engine_unknown',
      'wish_not_possible',
    ],
  },
} as const satisfies Operation

export const submitLetter = {
  method: 'POST',
  url: '/v1/vto-jobs/letters',
  schema: {
    summary:
      'Submit a letter about a product, or other words for one: pays it and queues it, whole or not at all. `id` is your idempotency key: the same call again changes nothing',
    tags,
    body: z.object({
      id: Id,
      productId: Id,
      language: Language,
      market: z.enum(MARKETS),
      tone: z.enum(TONES),
      /** Write this letter again; what is locked or edited in it stays. */
      letterId: z.optional(Id),
      /** Of that letter only these lines, by id; `title` and `summary` are lines here. */
      lines: z.optional(z.array(z.string().check(z.maxLength(64))).check(z.minLength(1), z.maxLength(20))),
      pay: z.enum(['credit']),
      /** The price you were shown; if it is no longer true nothing happens and the answer says the new one. */
      price: z.number().check(z.int(), z.minimum(0)),
    }),
    response: { 202: VtoJob },
  },
  config: {
    scope: 'spend',
    errors: [
      'points_short',
      'cap_reached',
      'price_changed',
      'key_reused',
      'too_many_waiting',
      'in_bin',
      'line_kept',
    ],
  },
} as const satisfies Operation

export const lastDirection = {
  method: 'GET',
  url: '/v1/vto-jobs/last-direction',
  schema: {
    summary:
      'What the next run of a project starts from: the direction of its last run, or of the last in its collection',
    tags,
    querystring: z.object({ projectId: Id }),
    response: { 200: z.object({ direction: z.nullable(VtoJob.shape.direction) }) },
  },
} as const satisfies Operation

export const list = {
  method: 'GET',
  url: '/v1/vto-jobs',
  schema: {
    summary: 'Jobs, newest first; of one project with `projectId`, unfinished ones with `active=true`',
    tags,
    querystring: z.extend(PageQuery, {
      projectId: z.optional(Id),
      active: z._default(z.stringbool(), false),
    }),
    response: { 200: Page(VtoJob) },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/vto-jobs/:id',
  schema: { summary: 'One job', tags, params: ById, response: { 200: VtoJob } },
} as const satisfies Operation

export const cancel = {
  method: 'POST',
  url: '/v1/vto-jobs/:id/cancel',
  schema: {
    summary: 'Cancel: what waits ends at once, what runs ends after the look it is at; the rest is refunded',
    tags,
    params: ById,
    response: { 200: VtoJob },
  },
  config: { errors: ['job_ended'] },
} as const satisfies Operation
