// Reports of bad results: a delivered look or video that is wrong, and what came back for it.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { UsageType } from './points.ts'
import { Id, Page, PageQuery, Time } from './shapes.ts'

export const REPORT_REASONS = ['wrong_colour', 'changed_print', 'missing_part', 'deformed', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]

export const REPORT_STATES = ['open', 'returned', 'declined', 'noted'] as const

/** Why nothing came back at once. Open reports wait for an administrator; for noted ones there was nothing to give back. */
export const KEPT_BECAUSE = ['off', 'late', 'limit', 'free', 'refunded'] as const

export const Report = z.object({
  id: Id,
  /** One of the two is what is reported. */
  imageId: z.nullable(Id),
  videoId: z.nullable(Id),
  jobId: Id,
  reason: z.enum(REPORT_REASONS),
  words: z.nullable(z.string()),
  usageType: UsageType,
  /** What it had cost. */
  price: z.number(),
  status: z.enum(REPORT_STATES),
  keptBecause: z.nullable(z.enum(KEPT_BECAUSE)),
  /** How much came back, in the kind it was paid with. */
  returned: z.number(),
  /** What the administrator who decided it wrote. */
  note: z.nullable(z.string()),
  decidedAt: z.nullable(Time),
  createdAt: Time,
})
export type Report = z.infer<typeof Report>

/** `again`: it had been reported before, and nothing happened now. */
export const ReportAnswer = z.extend(Report, { again: z.boolean() })
export type ReportAnswer = z.infer<typeof ReportAnswer>

/** When something comes back at once; a 0 means that administrators decide every report. */
export const ReportPolicy = z.object({
  /** Returns a calendar month (in Asia/Seoul), and how many are left of them. */
  monthly: z.number(),
  left: z.number(),
  /** Share of the price in percent; whole points, rounded up. */
  share: z.number(),
  /** Days after delivery. */
  days: z.number(),
})
export type ReportPolicy = z.infer<typeof ReportPolicy>

const tags = ['reports']

export const list = {
  method: 'GET',
  url: '/v1/reports',
  schema: {
    summary: 'Your reports of bad results, newest first',
    tags,
    querystring: z.extend(PageQuery, { imageId: z.optional(Id), videoId: z.optional(Id) }),
    response: { 200: Page(Report) },
  },
} as const satisfies Operation

export const policy = {
  method: 'GET',
  url: '/v1/reports/policy',
  schema: { summary: 'What comes back for a bad result', tags, response: { 200: ReportPolicy } },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/reports',
  schema: {
    summary: 'Report a look or a video you paid for as a bad result; again answers the first report',
    tags,
    body: z
      .object({
        imageId: z.optional(Id),
        videoId: z.optional(Id),
        reason: z.enum(REPORT_REASONS),
        words: z.optional(z.string().check(z.trim(), z.maxLength(1000))),
      })
      .check(
        z.refine(
          ({ imageId, videoId }) => (imageId === undefined) !== (videoId === undefined),
          'name either a look or a video',
        ),
        z.refine(
          ({ reason, words = '' }) => reason !== 'other' || words !== '',
          'say in words what is wrong',
        ),
      ),
    response: { 200: ReportAnswer },
  },
  config: { perMinute: 120, errors: ['report_not_payer'] },
} as const satisfies Operation
