// /v1/plans and /v1/subscriptions: what is sold, the plan one holds, and every change of it.
import {
  cancel,
  change,
  current,
  offer,
  payNow as payNowOperation,
  portal,
  preview,
  records,
  resume,
  type Current,
  type Provider,
} from '#sdk/contract/subscriptions.ts'
import { methodOf } from '../domain/payments/methods.ts'
import { cancelPlan, resumePlan } from '../domain/subscriptions/cancel.ts'
import { openPortal, payNow } from '../domain/subscriptions/change-card.ts'
import { changePlan, previewChange } from '../domain/subscriptions/change-plan.ts'
import { graceUntil } from '../domain/subscriptions/grace.ts'
import { limitsOf, listRecords, liveSubscriptionOf } from '../domain/subscriptions/subscriptions.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function subscriptionRoutes(app: App, studio: Studio): void {
  app.route({
    ...offer,
    handler: async () => ({
      plans: studio.plans.plans,
      packs: studio.plans.packs,
      vatPercent: studio.plans.vatPercent,
      providers: studio.payments.list().map(({ name, currencies, payWays }) => ({
        name,
        currencies: [...currencies],
        payWays: [...payWays],
      })),
    }),
  })

  app.route({ ...current, handler: async ({ user }) => presentCurrent(studio, user) })

  app.route({
    ...records,
    handler: async ({ user }) => ({
      items: (await listRecords(studio.db, user.id)).map((record) => ({
        id: record.id,
        kind: record.kind,
        fromPlan: record.from_plan,
        toPlan: record.to_plan,
        createdAt: record.created_at.toISOString(),
      })),
    }),
  })

  app.route({
    ...preview,
    handler: async ({ user, query }) => {
      const shown = await previewChange(studio, user, query.plan)
      const live = await liveSubscriptionOf(studio.db, user.id)
      return {
        plan: shown.to.id,
        when: shown.when,
        price: shown.amount,
        at: shown.at.toISOString(),
        vat: shown.vat,
        currency: live!.currency,
        grants: shown.grants,
        periodEnd: shown.periodEnd.toISOString(),
        nextAmount: shown.to.price,
      }
    },
  })

  app.route({
    ...change,
    handler: async ({ user, body }) => {
      await changePlan(studio, user, { ...body, at: new Date(body.at) })
      return presentCurrent(studio, user)
    },
  })

  app.route({
    ...cancel,
    handler: async ({ user, body }) => {
      await cancelPlan(studio, user, body)
      return presentCurrent(studio, user)
    },
  })

  app.route({
    ...resume,
    handler: async ({ user }) => {
      await resumePlan(studio, user)
      return presentCurrent(studio, user)
    },
  })

  app.route({
    ...payNowOperation,
    handler: async ({ user }) => {
      await payNow(studio, user)
      return presentCurrent(studio, user)
    },
  })

  app.route({
    ...portal,
    handler: async ({ user }, reply) => {
      const url = await openPortal(studio, user)
      return url === null ? reply.code(204).send(null) : { url }
    },
  })
}

async function presentCurrent(studio: Studio, user: { readonly id: string }): Promise<Current> {
  const [live, limits] = await Promise.all([
    liveSubscriptionOf(studio.db, user.id),
    limitsOf(studio, user.id),
  ])
  if (!live) return { subscription: null, limits }
  const method = await methodOf(studio.db, live.id)
  const grace = await graceUntil(studio.db, live)
  const goesOn = live.cancelled_at === null
  return {
    limits,
    subscription: {
      id: live.id,
      plan: live.plan,
      name: live.terms.name,
      grants: live.terms.grants,
      status: live.status,
      startedAt: live.start_at.toISOString(),
      periodFrom: live.period_from.toISOString(),
      endsAt: live.end_at.toISOString(),
      graceUntil: grace?.toISOString() ?? null,
      cancelledAt: live.cancelled_at?.toISOString() ?? null,
      nextBillingAt: goesOn ? (live.next_billing_at?.toISOString() ?? null) : null,
      nextAmount: goesOn ? (live.next_terms ?? live.terms).price : null,
      currency: live.currency,
      provider: live.provider as Provider,
      method: method?.method ?? null,
      nextPlan: live.next_terms && { plan: live.next_terms.id, name: live.next_terms.name },
      hasPortal: live.customer !== null,
    },
  }
}
