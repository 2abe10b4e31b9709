// /v1/billing-details, and the papers of payments: invoices as PDF and by mail, and where a transfer goes.
import {
  get,
  INVOICE_PDF_URL,
  put,
  sendInvoice as sendOperation,
  transfer,
  type BillingDetails,
} from '#sdk/contract/billing-details.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import {
  getBillingDetails,
  putBillingDetails,
  type BillingDetailsRow,
} from '../domain/billing-details/billing-details.ts'
import { drawInvoiceOf, sendInvoice } from '../domain/invoices/invoice-paper.ts'
import { transferOf } from '../domain/payments/transfer.ts'
import { NotFound } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function billingDetailsRoutes(app: App, studio: Studio): void {
  app.route({ ...get, handler: async ({ user }) => present(await getBillingDetails(studio.db, user)) })
  app.route({
    ...put,
    handler: async ({ user, body }) => present(await putBillingDetails(studio, user, body)),
  })
  app.route({ ...transfer, handler: async ({ user, params }) => transferOf(studio, user, params.id) })
  app.route({
    ...sendOperation,
    handler: async ({ user, params }, reply) => {
      await sendInvoice(studio, user, params.id)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'GET',
    url: INVOICE_PDF_URL,
    handler: async ({ user, params, query }, reply) => {
      const { id } = params as { id: string }
      if (!ID.test(id)) throw new NotFound('invoice', id)
      const wish = query as { kind?: string; language?: string }
      const { number, bytes } = await drawInvoiceOf(studio, user, id, {
        kind: wish.kind === 'receipt' ? 'receipt' : 'invoice',
        language: LANGUAGES.find((one) => one === (wish.language ?? user.language)) ?? 'en',
      })
      return reply
        .headers({
          'content-type': 'application/pdf',
          'content-disposition': `inline; filename="${number}.pdf"`,
          'cache-control': 'private, no-store',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        })
        .send(bytes)
    },
  })
}

function present(row: BillingDetailsRow): BillingDetails & { updatedAt: string | null } {
  return { ...row, updatedAt: row.updatedAt?.toISOString() ?? null }
}
