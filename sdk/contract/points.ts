// Points: what is left and until when, what was used, and the ledger of every change.
import * as z from 'zod/mini'
import { LEDGER_FILTERS } from './ledger-kinds.ts'
import type { Operation } from './operation.ts'
import { Id, Page, PageQuery, Time } from './shapes.ts'

export const USAGE_TYPES = ['credit', 'look_book_ticket', 'video_ticket', 'subscription'] as const
export const UsageType = z.enum(USAGE_TYPES)
export type UsageType = z.infer<typeof UsageType>

const Amounts = z.object({
  credit: z.number(),
  lookBookTicket: z.number(),
  videoTicket: z.number(),
  includedLook: z.number(),
})
export type PointAmounts = z.infer<typeof Amounts>

/** What is left of one grant: a row of the ledger that gave points. */
export const RemainingGrant = z.object({
  id: Id,
  usageType: UsageType,
  /** Why it was given: a reason of the ledger. */
  reason: z.string(),
  granted: z.number(),
  left: z.number(),
  /** When what is left goes; null for never. */
  expiresAt: z.nullable(Time),
})
export type RemainingGrant = z.infer<typeof RemainingGrant>

/** What can be spent now, and what is held: spent by jobs that have not ended. */
export const Balance = z.extend(Amounts, { held: Amounts })
export type Balance = z.infer<typeof Balance>

export const LedgerRow = z.object({
  id: Id,
  seq: z.string(),
  usageType: UsageType,
  amount: z.number(),
  /** What was left of this kind after the row. */
  balanceAfter: z.number(),
  /** What was left of every kind after the row. */
  balances: Amounts,
  reason: z.string(),
  /** Why, in the words of the administrator who gave or took it. */
  note: z.nullable(z.string()),
  expiresAt: z.nullable(Time),
  createdAt: Time,
  /** The job it paid or returned, with enough to put the row into words. */
  job: z.nullable(
    z.object({
      id: Id,
      kind: z.enum(['look', 'video', 'letter']),
      projectId: Id,
      projectName: z.nullable(z.string()),
      status: z.string(),
      lookCount: z.number(),
      deliveredCount: z.number(),
      /** Why it, or the first of its looks that failed, came to nothing. */
      failReason: z.nullable(z.string()),
      queuedAt: Time,
      /** The API key it was submitted with, by its name; null for the studio itself. */
      apiKeyName: z.nullable(z.string()),
      /** Its first look, 240 px wide, signed for you and good for minutes; null while there is none. */
      pictureUrl: z.nullable(z.string()),
    }),
  ),
  /** The look a goodwill return is for. */
  look: z.nullable(z.object({ id: Id, number: z.number() })),
})
export type LedgerRow = z.infer<typeof LedgerRow>

/** A time zone by its IANA name, in which days and months begin. */
const Zone = z._default(
  z.string().check(
    z.maxLength(64),
    z.refine((name) => isZone(name), 'no such time zone'),
  ),
  'Asia/Seoul',
)

function isZone(name: string): boolean {
  try {
    // Offsets such as +09:00 are zones to JavaScript alone.
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '' && /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** What was used on each of the last 30 days, the oldest first: spent by the jobs of that day, less all that came back for them. */
export const DaysOfUse = z.object({
  days: z.array(z.extend(Amounts, { day: z.string() })),
  looks: z.number(),
  videos: z.number(),
})
export type DaysOfUse = z.infer<typeof DaysOfUse>

const tags = ['points']

export const balance = {
  method: 'GET',
  url: '/v1/points',
  schema: { summary: 'Your balance', tags, response: { 200: Balance } },
} as const satisfies Operation

export const grants = {
  method: 'GET',
  url: '/v1/points/grants',
  schema: {
    summary:
      'What your balance is made of, a kind after the other, in the order in which it is used: soonest-ending first',
    tags,
    response: { 200: z.object({ items: z.array(RemainingGrant) }) },
  },
} as const satisfies Operation

export const days = {
  method: 'GET',
  url: '/v1/points/days',
  schema: {
    summary: 'What you used on each of the last 30 days',
    tags,
    querystring: z.object({ zone: Zone }),
    response: { 200: DaysOfUse },
  },
} as const satisfies Operation

export const ledger = {
  method: 'GET',
  url: '/v1/points/usage',
  schema: {
    summary: 'Your ledger, newest first',
    tags,
    querystring: z.extend(PageQuery, {
      usageType: z.optional(UsageType),
      kind: z.optional(z.enum(LEDGER_FILTERS)),
      /** A month as `2026-06`, which begins and ends at midnight in `zone`. */
      month: z.optional(z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/))),
      zone: Zone,
    }),
    response: { 200: Page(LedgerRow) },
  },
} as const satisfies Operation
