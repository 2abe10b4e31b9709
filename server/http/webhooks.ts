// /v1/webhook-endpoints: where other programs are told what happens, and the log of it.
import {
  create,
  deliveries,
  list,
  remove,
  renewSecret as renew,
  replay,
  sendTest as test,
  update,
  type Webhook,
  type WebhookDelivery,
} from '#sdk/contract/webhooks.ts'
import { listDeliveries, replayDelivery, sendTest, type DeliveryRow } from '../domain/webhooks/deliveries.ts'
import {
  createWebhook,
  listWebhooks,
  removeWebhook,
  renewSecret,
  updateWebhook,
  type WebhookRow,
} from '../domain/webhooks/webhooks.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function webhookRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async ({ user }) => ({ items: (await listWebhooks(studio, user)).map(presentWebhook) }),
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) => {
      const made = await createWebhook(studio, user, body)
      return reply.code(201).send({ ...presentWebhook(made), secret: made.secret })
    },
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      presentWebhook(await updateWebhook(studio, user, params.id, body)),
  })

  app.route({
    ...renew,
    handler: async ({ user, params }) => {
      const renewed = await renewSecret(studio, user, params.id)
      return { ...presentWebhook(renewed), secret: renewed.secret }
    },
  })

  app.route({
    ...remove,
    handler: async ({ user, params }, reply) => {
      await removeWebhook(studio, user, params.id)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...test,
    handler: async ({ user, params }, reply) =>
      reply.code(202).send(presentDelivery(await sendTest(studio, user, params.id))),
  })

  app.route({
    ...deliveries,
    handler: async ({ user, params, query }) => {
      const { items, next } = await listDeliveries(studio, user, params.id, query)
      return { items: items.map(presentDelivery), next }
    },
  })

  app.route({
    ...replay,
    handler: async ({ user, params }, reply) =>
      reply.code(202).send(presentDelivery(await replayDelivery(studio, user, params.id, params.deliveryId))),
  })
}

function presentWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id,
    url: row.url,
    events: row.events as Webhook['events'],
    createdAt: row.created_at.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    offAt: row.off_at?.toISOString() ?? null,
    offReason: row.off_reason as Webhook['offReason'],
  }
}

function presentDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    type: row.type as WebhookDelivery['type'],
    status: row.status as WebhookDelivery['status'],
    payload: row.payload,
    tries: row.tries,
    nextAt: row.status === 'waiting' ? row.next_at.toISOString() : null,
    createdAt: row.created_at.toISOString(),
  }
}
