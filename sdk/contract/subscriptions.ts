// Plans: what is sold, the plan you hold, and changing, cancelling and resuming it.
import * as z from 'zod/mini'
import { CURRENCIES } from './currencies.ts'
import type { Operation } from './operation.ts'
import { Id, Nothing, Time } from './shapes.ts'

export const Currency = z.enum(CURRENCIES)
export type Currency = z.infer<typeof Currency>
/** Digits after the point of a sum, which is kept in the currency's smallest unit: won and yen have none (ISO 4217). */
export const DECIMALS: Readonly<Record<Currency, number>> = { KRW: 0, USD: 2, JPY: 0 }

export const PROVIDERS = ['manual', 'test', 'stripe', 'portone'] as const
export const Provider = z.enum(PROVIDERS)
export type Provider = z.infer<typeof Provider>

/** How a buyer may pay where the studio's own page asks; a provider without any asks on a page of its own. */
export const PAY_WAYS = ['card', 'kakaopay', 'tosspay', 'naverpay'] as const
export const PayWay = z.enum(PAY_WAYS)
export type PayWay = z.infer<typeof PayWay>

/** In three languages: show the reader's. */
export const Words = z.object({ ko: z.string(), en: z.string(), ja: z.string() })
/** For one month or one pack, tax included, in the smallest unit: won, cents, yen. */
export const Prices = z.object({ KRW: z.number(), USD: z.number(), JPY: z.number() })
export const Grants = z.object({
  credit: z.number(),
  lookBookTicket: z.number(),
  videoTicket: z.number(),
  includedLook: z.number(),
})
export type Grants = z.infer<typeof Grants>
export const Limits = z.object({ waitingJobs: z.number(), photoMegabytes: z.number() })

export const Plan = z.object({
  id: z.string(),
  name: Words,
  about: Words,
  prices: Prices,
  grants: Grants,
  /** How long a month's credits last; null for ever. Tickets and included looks end with the month. */
  creditLastsDays: z.nullable(z.number()),
  limits: Limits,
})
export type Plan = z.infer<typeof Plan>

export const Pack = z.object({
  id: z.string(),
  name: Words,
  prices: Prices,
  grants: Grants,
  /** How long what was bought lasts; null for ever. */
  lastsDays: z.nullable(z.number()),
})
export type Pack = z.infer<typeof Pack>

/** The first plan is the one everyone has. */
export const Offer = z.object({
  plans: z.array(Plan),
  packs: z.array(Pack),
  /** Tax contained in the prices, in percent. */
  vatPercent: Prices,
  /** Ways to pay that are switched on. */
  providers: z.array(
    z.object({
      name: Provider,
      currencies: z.array(Currency),
      /** What to choose from beforehand; empty where the provider asks itself. */
      payWays: z.array(PayWay),
    }),
  ),
})
export type Offer = z.infer<typeof Offer>

export const Method = z.object({
  type: z.enum(['card', 'kakaopay', 'tosspay', 'naverpay', 'transfer', 'other']),
  brand: z.nullable(z.string()),
  last4: z.nullable(z.string()),
})

export const Subscription = z.object({
  id: Id,
  plan: z.string(),
  /** As it was when it was bought: it may not be sold any more. */
  name: Words,
  grants: Grants,
  status: z.enum(['active', 'past_due', 'unpaid', 'ended']),
  startedAt: Time,
  periodFrom: Time,
  /** The month that is paid for ends here. */
  endsAt: Time,
  /** While a payment is outstanding: the plan keeps working until then. */
  graceUntil: z.nullable(Time),
  /** Set when cancelled: it works until `endsAt`. */
  cancelledAt: z.nullable(Time),
  /** When the next payment is asked for, or tried again; null when there is none. */
  nextBillingAt: z.nullable(Time),
  /** What that will be, tax included. */
  nextAmount: z.nullable(z.number()),
  currency: Currency,
  provider: Provider,
  method: z.nullable(Method),
  /** The plan it changes to when the month ends. */
  nextPlan: z.nullable(z.object({ plan: z.string(), name: Words })),
  /** The provider has a page of its own for cards and receipts: `POST /v1/subscriptions/current/portal`. */
  hasPortal: z.boolean(),
})
export type Subscription = z.infer<typeof Subscription>

export const Current = z.object({
  /** null: the plan everyone has. */
  subscription: z.nullable(Subscription),
  limits: Limits,
})
export type Current = z.infer<typeof Current>

export const ChangePreview = z.object({
  plan: z.string(),
  /** `now`: the difference is paid at once. `period-end`: nothing is paid now, the next month is the new plan's. */
  when: z.enum(['now', 'period-end']),
  /** Pass both on when confirming. */
  price: z.number(),
  at: Time,
  vat: z.number(),
  currency: Currency,
  /** What is granted now on top. */
  grants: Grants,
  periodEnd: Time,
  /** What a month costs from then on. */
  nextAmount: z.number(),
})
export type ChangePreview = z.infer<typeof ChangePreview>

export const SubscriptionRecord = z.object({
  id: Id,
  kind: z.enum([
    'start',
    'renewal',
    'upgrade',
    'downgrade_planned',
    'downgrade_withdrawn',
    'cancel',
    'resume',
    'past_due',
    'unpaid',
    'end',
  ]),
  fromPlan: z.nullable(z.string()),
  toPlan: z.nullable(z.string()),
  createdAt: Time,
})

const tags = ['subscriptions']

export const offer = {
  method: 'GET',
  url: '/v1/plans',
  schema: { summary: 'What is sold here, and how it can be paid', tags, response: { 200: Offer } },
  config: { open: true },
} as const satisfies Operation

export const current = {
  method: 'GET',
  url: '/v1/subscriptions/current',
  schema: { summary: 'The plan you hold', tags, response: { 200: Current } },
} as const satisfies Operation

export const records = {
  method: 'GET',
  url: '/v1/subscriptions/records',
  schema: {
    summary: 'Everything that happened to your plans, newest first',
    tags,
    response: { 200: z.object({ items: z.array(SubscriptionRecord) }) },
  },
} as const satisfies Operation

export const preview = {
  method: 'GET',
  url: '/v1/subscriptions/current/change',
  schema: {
    summary: 'What changing to a plan would cost and do',
    tags,
    querystring: z.object({ plan: z.string().check(z.maxLength(64)) }),
    response: { 200: ChangePreview },
  },
  config: {
    perMinute: 60,
    errors: ['item_unknown', 'plan_missing', 'plan_same', 'payment_due', 'payment_unavailable'],
  },
} as const satisfies Operation

export const change = {
  method: 'POST',
  url: '/v1/subscriptions/current/change',
  schema: {
    summary: 'Change the plan: up at once, down when the month ends',
    tags,
    body: z.object({
      /** A new uuid: the same one again changes nothing. */
      id: Id,
      plan: z.string().check(z.maxLength(64)),
      price: z.number().check(z.int(), z.minimum(0)),
      at: Time,
    }),
    response: { 200: Current },
  },
  config: {
    scope: 'account',
    perMinute: 20,
    errors: [
      'item_unknown',
      'plan_missing',
      'plan_same',
      'payment_due',
      'price_changed',
      'payment_declined',
      'payment_unavailable',
      'key_reused',
      'conflict',
    ],
  },
} as const satisfies Operation

export const cancel = {
  method: 'POST',
  url: '/v1/subscriptions/current/cancel',
  schema: {
    summary: 'Cancel the plan; it works until its month ends',
    tags,
    body: z.object({ reason: z.nullable(z.string().check(z.trim(), z.maxLength(1000))) }),
    response: { 200: Current },
  },
  config: { scope: 'account', errors: ['plan_missing', 'payment_unavailable'] },
} as const satisfies Operation

export const resume = {
  method: 'POST',
  url: '/v1/subscriptions/current/resume',
  schema: { summary: 'Take the cancellation back', tags, response: { 200: Current } },
  config: { scope: 'account', errors: ['plan_missing', 'payment_unavailable'] },
} as const satisfies Operation

export const payNow = {
  method: 'POST',
  url: '/v1/subscriptions/current/pay',
  schema: {
    summary: 'Try an outstanding payment again now',
    tags,
    response: { 200: Current },
  },
  config: { scope: 'account', perMinute: 5, errors: ['plan_missing'] },
} as const satisfies Operation

export const portal = {
  method: 'POST',
  url: '/v1/subscriptions/current/portal',
  schema: {
    summary: "The provider's own page for cards and receipts",
    tags,
    response: { 200: z.object({ url: z.url() }), 204: Nothing },
  },
  config: { scope: 'account', perMinute: 20, errors: ['plan_missing', 'payment_unavailable'] },
} as const satisfies Operation
