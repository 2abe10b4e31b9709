// /v1/admin: bank transfers to confirm, what was paid and goes back, and what is sold.
import * as operation from '#sdk/contract/admin-payments.ts'
import type { AdminCharge, AdminPayment } from '#sdk/contract/admin-shapes.ts'
import type { Administrator } from '../domain/admin/act.ts'
import { listCharges, refundPayment, type PaidCharge } from '../domain/admin/charges.ts'
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
    ...operation.listCharges,
    handler: async (request) => {
      const { items, next } = await listCharges(studio, adminOf(request), request.query)
      return { items: items.map(presentCharge), next }
    },
  })

  app.route({
    ...operation.refundCharge,
    handler: async (request, reply) => {
      await refundPayment(studio, adminOf(request), request.params.id, request.body)
      return reply.code(204).send(null)
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

function presentCharge(row: PaidCharge): AdminCharge {
  const waiting = row.refunds.filter(({ status }) => status === 'asked')
  return {
    id: row.id,
    user: { id: row.user_id, name: row.user_name, email: row.email },
    purpose: row.purpose,
    name: row.terms.name,
    provider: row.provider,
    paymentId: row.payment_id,
    method: row.method,
    currency: row.currency,
    amount: row.amount,
    refunded: row.refunded,
    refunding: waiting.reduce((sum, { amount }) => sum + amount, 0),
    status: row.status === 'mismatch' ? 'mismatch' : 'paid',
    invoice: row.invoice,
    paidAt: row.paid_at?.toISOString() ?? null,
    refunds: row.refunds.map(({ id, amount, reason, status, failure, created_at }) => ({
      id,
      amount,
      reason,
      status,
      failure,
      createdAt: created_at.toISOString(),
    })),
    disputes: row.disputes.map(({ id, amount, currency, status, reason, due_at, opened_at }) => ({
      id,
      amount,
      currency: currency as AdminCharge['currency'],
      status,
      reason,
      dueAt: due_at?.toISOString() ?? null,
      openedAt: opened_at.toISOString(),
    })),
  }
}
