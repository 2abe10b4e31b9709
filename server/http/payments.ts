// /v1/payments, /v1/invoices and /v1/webhooks: buying, what was paid, and what providers tell.
import type { FastifyRequest } from 'fastify'
import {
  buy as buyOperation,
  changeMethod,
  complete,
  get,
  getInvoice as getInvoiceOperation,
  list,
  listInvoices as listInvoicesOperation,
  WEBHOOK_URL,
  withdraw,
  type Begun,
  type Invoice,
  type Payment,
} from '#sdk/contract/payments.ts'
import { PROVIDERS, type Provider } from '#sdk/contract/subscriptions.ts'
import { getCharge, listCharges, type ChargeRow } from '../domain/payments/charges.ts'
import { getInvoice, listInvoices, type InvoiceRow } from '../domain/payments/invoices.ts'
import { remittanceFor } from '../domain/payments/transfer.ts'
import { buy, completeCheckout, withdrawPurchase, type Bought } from '../domain/subscriptions/buy.ts'
import { changeCard } from '../domain/subscriptions/change-card.ts'
import { hearWebhook } from '../domain/subscriptions/hear-webhook.ts'
import { NotFound, StudioError } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'

/** The largest webhook documented by any provider is a few kilobytes. */
const MOST_WEBHOOK_BYTES = 512 * 1024

export function paymentRoutes(app: App, studio: Studio): void {
  app.route({
    ...buyOperation,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(presentBegun(await buy(studio, user, body))),
  })

  app.route({
    ...complete,
    handler: async ({ user, params, body }) =>
      presentPayment(await completeCheckout(studio, user, params.id, body)),
  })

  app.route({
    ...changeMethod,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(presentBegun(await changeCard(studio, user, body))),
  })

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listCharges(studio.db, user, query)
      return { items: items.map(presentPayment), next }
    },
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => presentPayment(await getCharge(studio.db, user, params.id)),
  })

  app.route({
    ...withdraw,
    handler: async ({ user, params }) => presentPayment(await withdrawPurchase(studio, user, params.id)),
  })

  app.route({
    ...listInvoicesOperation,
    handler: async ({ user, query }) => {
      const { items, next } = await listInvoices(studio.db, user, query)
      return { items: items.map(presentInvoice), next }
    },
  })

  app.route({
    ...getInvoiceOperation,
    handler: async ({ user, params }) => presentInvoice(await getInvoice(studio.db, user, params.id)),
  })

  // The signature is over the bytes as they came, so they are taken raw, as pictures are.
  app.route({
    method: 'POST',
    url: WEBHOOK_URL,
    config: { open: true, body: 'image' },
    handler: async (request, reply) => {
      const name = (request.params as { provider: string }).provider
      const provider = PROVIDERS.find((one) => one === name)
      if (!provider) throw new NotFound('provider')
      await hearWebhook(studio, provider, await readRaw(request), request.headers)
      return reply.code(200).send({ received: true })
    },
  })
}

async function readRaw(request: FastifyRequest): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of imageBody(request).bytes) {
    bytes += chunk.byteLength
    if (bytes > MOST_WEBHOOK_BYTES)
      throw new StudioError('bad_request', {
        fields: [{ in: 'body', path: '', message: `the body is larger than ${MOST_WEBHOOK_BYTES} bytes` }],
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A payment as its buyer sees it. */
export function presentPayment(charge: ChargeRow): Payment {
  const { period_from: from, period_to: to } = charge
  return {
    id: charge.id,
    purpose: charge.purpose,
    item: charge.item,
    name: charge.terms.name,
    grants: charge.terms.grants,
    provider: charge.provider as Provider,
    currency: charge.currency,
    amount: charge.amount,
    vat: charge.vat,
    refunded: charge.refunded,
    status: charge.status,
    failure: charge.failure,
    method: charge.method,
    receiptUrl: charge.receipt_url,
    period: from && to && { from: from.toISOString(), to: to.toISOString() },
    createdAt: charge.created_at.toISOString(),
    paidAt: charge.paid_at?.toISOString() ?? null,
    remittance: remittanceFor(charge),
    expiresAt: charge.expires_at?.toISOString() ?? null,
  }
}

/** Without the reference: it names the payment at the provider, and is no business of the browser's. */
function presentBegun({ charge, checkout }: Bought): Begun {
  const { reference, ...shown } = checkout
  void reference
  return { payment: presentPayment(charge), checkout: shown as Begun['checkout'] }
}

/** An invoice as its buyer sees it. */
export function presentInvoice(invoice: InvoiceRow): Invoice {
  return {
    id: invoice.id,
    number: invoice.number,
    paymentId: invoice.charge_id,
    lines: invoice.lines.map((line) => ({ ...line })),
    subtotal: invoice.subtotal,
    tax: invoice.tax,
    total: invoice.total,
    refunded: invoice.refunded,
    currency: invoice.currency,
    method: invoice.method,
    issuedAt: invoice.issued_at.toISOString(),
  }
}
