// Webhooks: addresses of other programs that are told what happens, signed as Standard Webhooks says, and the log of what was said.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Id, Nothing, Page, PageQuery, Time } from './shapes.ts'

export const WEBHOOK_EVENTS = ['job.ended', 'look.delivered', 'project.shared'] as const
export const WebhookEvent = z.enum(WEBHOOK_EVENTS)
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** Most addresses of one account. */
export const MOST_WEBHOOKS = 20

export const Webhook = z.object({
  id: Id,
  url: z.string(),
  events: z.array(WebhookEvent),
  createdAt: Time,
  /** Since when nothing has been taken there; null while all is well. */
  failingSince: z.nullable(Time),
  offAt: z.nullable(Time),
  /** Why it is off: by its owner, after failing for long, or because the address answered 410. */
  offReason: z.nullable(z.enum(['owner', 'failing', 'gone'])),
})
export type Webhook = z.infer<typeof Webhook>

/** One try to say it. */
export const WebhookTry = z.object({
  at: Time,
  ms: z.number(),
  /** What was answered; null when nothing was. */
  status: z.nullable(z.number()),
  /** The first bytes of the answer. */
  reply: z.string(),
  /** Why nothing was answered: a private address, no connection, a broken line, too slow. */
  error: z.nullable(z.enum(['address', 'unsent', 'broken', 'slow', 'big'])),
})
export type WebhookTry = z.infer<typeof WebhookTry>

/** One thing said to an address. Its id travels as `webhook-id`. */
export const WebhookDelivery = z.object({
  id: Id,
  type: z.enum([...WEBHOOK_EVENTS, 'webhook.test']),
  status: z.enum(['waiting', 'delivered', 'failed']),
  payload: z.object({ type: z.string(), timestamp: Time, data: z.record(z.string(), z.unknown()) }),
  tries: z.array(WebhookTry),
  /** When it is tried (again); null when it has ended. */
  nextAt: z.nullable(Time),
  createdAt: Time,
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

const tags = ['webhooks']
const Address = z.string().check(z.trim(), z.minLength(8), z.maxLength(500))
const Events = z.array(WebhookEvent).check(z.minLength(1), z.maxLength(WEBHOOK_EVENTS.length))
/** `whsec_` and the secret in base64; shown once. */
const WithSecret = z.extend(Webhook, { secret: z.string() })

export const list = {
  method: 'GET',
  url: '/v1/webhook-endpoints',
  schema: {
    summary: 'Your webhooks, oldest first',
    tags,
    response: { 200: z.object({ items: z.array(Webhook) }) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/webhook-endpoints',
  schema: {
    summary: 'Make a webhook; its secret is in this answer alone',
    tags,
    body: z.object({ url: Address, events: Events }),
    response: { 201: WithSecret },
  },
  config: { perMinute: 30, errors: ['webhook_address', 'too_many_webhooks'] },
} as const satisfies Operation

export const update = {
  method: 'PATCH',
  url: '/v1/webhook-endpoints/:id',
  schema: {
    summary: 'Change a webhook, or switch it off and on',
    tags,
    params: ById,
    body: z.object({
      url: z.optional(Address),
      events: z.optional(Events),
      on: z.optional(z.boolean()),
    }),
    response: { 200: Webhook },
  },
  config: { perMinute: 30, errors: ['webhook_address'] },
} as const satisfies Operation

export const renewSecret = {
  method: 'POST',
  url: '/v1/webhook-endpoints/:id/secret',
  schema: {
    summary: 'Give a webhook another secret; the old one signs nothing any more',
    tags,
    params: ById,
    response: { 200: WithSecret },
  },
} as const satisfies Operation

export const remove = {
  method: 'DELETE',
  url: '/v1/webhook-endpoints/:id',
  schema: {
    summary: 'Remove a webhook: nothing is sent there any more',
    tags,
    params: ById,
    response: { 204: Nothing },
  },
} as const satisfies Operation

export const sendTest = {
  method: 'POST',
  url: '/v1/webhook-endpoints/:id/test',
  schema: {
    summary: 'Send a test, even to a webhook that is off',
    tags,
    params: ById,
    response: { 202: WebhookDelivery },
  },
  config: { perMinute: 30 },
} as const satisfies Operation

export const deliveries = {
  method: 'GET',
  url: '/v1/webhook-endpoints/:id/deliveries',
  schema: {
    summary: 'What was said to a webhook in the last 30 days, newest first',
    tags,
    params: ById,
    querystring: PageQuery,
    response: { 200: Page(WebhookDelivery) },
  },
} as const satisfies Operation

export const replay = {
  method: 'POST',
  url: '/v1/webhook-endpoints/:id/deliveries/:deliveryId/replay',
  schema: {
    summary: 'Say it again, under an id of its own',
    tags,
    params: z.extend(ById, { deliveryId: Id }),
    response: { 202: WebhookDelivery },
  },
  config: { perMinute: 60 },
} as const satisfies Operation
