// Payments: buying plans and packs, another card, what was paid, and invoices.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Page, PageQuery, Time } from './shapes.ts'
import { Currency, Grants, Method, PayWay, Provider, Words } from './subscriptions.ts'

export const Payment = z.object({
  id: Id,
  purpose: z.enum(['pack', 'start', 'renewal', 'upgrade', 'method']),
  /** The plan or pack. */
  item: z.string(),
  name: Words,
  grants: Grants,
  provider: Provider,
  currency: Currency,
  /** In the smallest unit, tax included. */
  amount: z.number(),
  vat: z.number(),
  refunded: z.number(),
  status: z.enum(['open', 'pending', 'paid', 'failed', 'void', 'expired', 'refused', 'mismatch']),
  /** Why the last try failed, if it did: `declined`, `needs-action`, or the provider's words. */
  failure: z.nullable(z.string()),
  method: z.nullable(Method),
  receiptUrl: z.nullable(z.string()),
  period: z.nullable(z.object({ from: Time, to: Time })),
  createdAt: Time,
  paidAt: z.nullable(Time),
  /** What is written on the transfer, where it is paid by one. */
  remittance: z.nullable(z.string()),
  /** Until when it can be paid. */
  expiresAt: z.nullable(Time),
})
export type Payment = z.infer<typeof Payment>

/** How the browser goes on. */
export const Checkout = z.discriminatedUnion('how', [
  z.object({ how: z.literal('redirect'), url: z.string() }),
  /** For PortOne's browser library: call `PortOne[call](parameters)`, then complete with what it answers. */
  z.object({
    how: z.literal('browser'),
    library: z.literal('portone'),
    call: z.enum(['requestPayment', 'requestIssueBillingKey']),
    parameters: z.record(z.string(), z.unknown()),
  }),
  /** Money sent by bank; `remittance` is what to write on it. `account` null: ask the administrator. */
  z.object({ how: z.literal('transfer'), account: z.nullable(z.string()), remittance: z.string() }),
  /** Cards that move no money; complete with a `cardNumber`. */
  z.object({
    how: z.literal('test-card'),
    cards: z.array(
      z.object({
        number: z.string(),
        does: z.enum(['pays', 'declines', 'needs-action', 'declines-at-renewal']),
      }),
    ),
  }),
])
export type Checkout = z.infer<typeof Checkout>

export const Begun = z.object({ payment: Payment, checkout: Checkout })
export type Begun = z.infer<typeof Begun>

export const Invoice = z.object({
  id: Id,
  number: z.string(),
  paymentId: Id,
  lines: z.array(
    z.object({
      purpose: z.enum(['pack', 'start', 'renewal', 'upgrade', 'method']),
      what: Words,
      period: z.nullable(z.object({ from: z.string(), to: z.string() })),
      quantity: z.number(),
      amount: z.number(),
    }),
  ),
  subtotal: z.number(),
  tax: z.number(),
  total: z.number(),
  refunded: z.number(),
  currency: Currency,
  method: z.nullable(Method),
  issuedAt: Time,
})
export type Invoice = z.infer<typeof Invoice>

const tags = ['payments']

export const buy = {
  method: 'POST',
  url: '/v1/payments',
  schema: {
    summary: 'Begin to buy a plan or a pack',
    tags,
    body: z.object({
      /** A new uuid: the same one again takes up the same purchase. */
      id: Id,
      kind: z.enum(['plan', 'pack']),
      item: z.string().check(z.maxLength(64)),
      currency: Currency,
      /** The price that was shown. */
      price: z.number().check(z.int(), z.minimum(0)),
      provider: Provider,
      payWay: z.optional(PayWay),
    }),
    response: { 201: Begun },
  },
  config: {
    scope: 'account',
    perMinute: 20,
    errors: [
      'item_unknown',
      'price_changed',
      'provider_unknown',
      'plan_running',
      'grant_too_big',
      'key_reused',
      'payment_ended',
      'payment_unavailable',
    ],
  },
} as const satisfies Operation

export const complete = {
  method: 'POST',
  url: '/v1/payments/:id/complete',
  schema: {
    summary: 'The browser is back from paying: look whether it is paid',
    tags,
    params: ById,
    body: z.object({
      paymentId: z.optional(z.string().check(z.maxLength(200))),
      billingKey: z.optional(z.string().check(z.maxLength(500))),
      cardNumber: z.optional(z.string().check(z.maxLength(30))),
    }),
    response: { 200: Payment },
  },
  config: { scope: 'account', perMinute: 30, errors: ['payment_declined', 'payment_unavailable'] },
} as const satisfies Operation

export const changeMethod = {
  method: 'POST',
  url: '/v1/payments/method',
  schema: {
    summary: 'Pay the plan with another card from now on',
    tags,
    body: z.object({ id: Id, payWay: z.optional(PayWay) }),
    response: { 201: Begun },
  },
  config: { scope: 'account', perMinute: 20, errors: ['plan_missing', 'key_reused', 'payment_unavailable'] },
} as const satisfies Operation

export const list = {
  method: 'GET',
  url: '/v1/payments',
  schema: {
    summary: 'What you paid and are about to pay, newest first',
    tags,
    querystring: PageQuery,
    response: { 200: Page(Payment) },
  },
} as const satisfies Operation

export const get = {
  method: 'GET',
  url: '/v1/payments/:id',
  schema: { summary: 'One payment', tags, params: ById, response: { 200: Payment } },
} as const satisfies Operation

export const withdraw = {
  method: 'DELETE',
  url: '/v1/payments/:id',
  schema: {
    summary: 'Withdraw a purchase that is not paid',
    tags,
    params: ById,
    response: { 200: Payment },
  },
  config: { scope: 'account', errors: ['payment_ended'] },
} as const satisfies Operation

export const listInvoices = {
  method: 'GET',
  url: '/v1/invoices',
  schema: {
    summary: 'Your invoices, newest first',
    tags,
    querystring: PageQuery,
    response: { 200: Page(Invoice) },
  },
} as const satisfies Operation

export const getInvoice = {
  method: 'GET',
  url: '/v1/invoices/:id',
  schema: { summary: 'One invoice', tags, params: ById, response: { 200: Invoice } },
} as const satisfies Operation

/** Where providers send webhooks, by their name. Not an operation: each provider has its own form and signature. */
export const WEBHOOK_URL = '/v1/webhooks/:provider'
