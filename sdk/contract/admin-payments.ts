// What administrators do about money: transfers confirmed, payments found and given back, and what is sold.
import * as z from 'zod/mini'
import { AdminCharge, AdminPayment, AdminPlans } from './admin-shapes.ts'
import { WithReason } from './admin.ts'
import type { Operation } from './operation.ts'
import { ById, Id, Nothing, Page, PageQuery } from './shapes.ts'

const tags = ['admin']
const scope = 'admin'

export const listPayments = {
  method: 'GET',
  url: '/v1/admin/payments',
  schema: {
    summary: 'Bank transfers to confirm, the oldest first',
    tags,
    response: { 200: z.object({ items: z.array(AdminPayment) }) },
  },
  config: { scope },
} as const satisfies Operation

export const confirmPayment = {
  method: 'POST',
  url: '/v1/admin/payments/:id/confirm',
  schema: {
    summary: 'The money of a transfer has come, whole: the buyer gets what was bought, once',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: z.object({ items: z.array(AdminPayment) }) },
  },
  config: { scope },
} as const satisfies Operation

export const rejectPayment = {
  method: 'POST',
  url: '/v1/admin/payments/:id/reject',
  schema: {
    summary: 'The money of a transfer will not come: the purchase is over',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: z.object({ items: z.array(AdminPayment) }) },
  },
  config: { scope, errors: ['payment_ended'] },
} as const satisfies Operation

export const listCharges = {
  method: 'GET',
  url: '/v1/admin/charges',
  schema: {
    summary: 'What was paid, newest first, by name, e-mail, invoice number or what the provider calls it',
    tags,
    querystring: z.extend(PageQuery, {
      q: z.optional(z.string().check(z.maxLength(200))),
      only: z._default(z.enum(['all', 'disputed', 'refunded']), 'all'),
    }),
    response: { 200: Page(AdminCharge) },
  },
  config: { scope },
} as const satisfies Operation

export const refundCharge = {
  method: 'POST',
  url: '/v1/admin/charges/:id/refund',
  schema: {
    summary: 'Give a payment back, or a part of it, and take what is left of what it bought in proportion',
    tags,
    params: ById,
    body: z.extend(WithReason, {
      /** Yours, a uuid: the same one again gives nothing more. */
      id: Id,
      /** In the smallest unit; all that can still go back where it is left out. */
      amount: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(2_147_483_647))),
    }),
    response: { 204: Nothing },
  },
  config: { scope, errors: ['refund_too_big', 'payment_disputed', 'key_reused'] },
} as const satisfies Operation

export const listPlans = {
  method: 'GET',
  url: '/v1/admin/plans',
  schema: {
    summary: 'What is sold, and how many people hold each plan',
    tags,
    response: { 200: AdminPlans },
  },
  config: { scope },
} as const satisfies Operation
