// Points: what is left, and the ledger of every change.
import * as z from 'zod/mini'
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

/** What can be spent now, and what is held: spent by jobs that have not ended. */
export const Balance = z.extend(Amounts, { held: Amounts })
export type Balance = z.infer<typeof Balance>

export const LedgerRow = z.object({
  id: Id,
  seq: z.string(),
  usageType: UsageType,
  amount: z.number(),
  balanceAfter: z.number(),
  reason: z.string(),
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
    }),
  ),
})
export type LedgerRow = z.infer<typeof LedgerRow>

const tags = ['points']

export const balance = {
  method: 'GET',
  url: '/v1/points',
  schema: { summary: 'Your balance', tags, response: { 200: Balance } },
} as const satisfies Operation

export const ledger = {
  method: 'GET',
  url: '/v1/points/usage',
  schema: {
    summary: 'Your ledger, newest first',
    tags,
    querystring: z.extend(PageQuery, { usageType: z.optional(UsageType) }),
    response: { 200: Page(LedgerRow) },
  },
} as const satisfies Operation
