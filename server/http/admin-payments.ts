// /v1/admin: bank transfers to confirm, and what is sold.
import * as operation from '#sdk/contract/admin.ts'
import type { AdminPayment } from '#sdk/contract/admin-shapes.ts'
import type { Administrator } from '../domain/admin/act.ts'
import { confirmPayment, listPayments, listPlans, rejectPayment } from '../domain/admin/payments.ts'
import { remittanceFor } from '../domain/payments/transfer.ts'
import type { WaitingTransfer } from '../domain/subscriptions/confirm-transfer.ts'
import type { Studio } from '../studio.ts'
import { adminOf } from './admin-of.ts'
import type { App } from './app.ts'

export function adminPaymentRoutes(app: App, studio: Studio): void {
  const waiting = async (admin: Administrator) => ({
    items: (await listPayments(studio, admin)).map(presentTransfer),
  })

  app.route({ ...operation.listPayments, handler: async (request) => waiting(adminOf(request)) })

  app.route({
    ...operation.confirmPayment,
    handler: async (request) => {
      const admin = adminOf(request)
      await confirmPayment(studio, admin, request.params.id, request.body.reason)
      return waiting(admin)
    },
  })

  app.route({
    ...operation.rejectPayment,
    handler: async (request) => {
      const admin = adminOf(request)
      await rejectPayment(studio, admin, request.params.id, request.body.reason)
      return waiting(admin)
    },
  })

  app.route({
    ...operation.listPlans,
    handler: async (request) => {
      const { plans, holders } = await listPlans(studio, adminOf(request))
      return { plans: plans.plans, packs: plans.packs, holders: [...holders] }
    },
  })
}

function presentTransfer(row: WaitingTransfer): AdminPayment {
  return {
    id: row.id,
    user: { id: row.user_id, name: row.user_name, email: row.email },
    purpose: row.purpose,
    item: row.item,
    name: row.terms.name,
    remittance: remittanceFor(row) ?? row.order_ref,
    currency: row.currency,
    amount: row.amount,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  }
}
