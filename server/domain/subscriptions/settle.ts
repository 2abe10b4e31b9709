// Settling: what a provider says is so, read afresh, becomes so here, once, however often and in whatever order it is said.
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { DB } from '../../database/types.ts'
import type { Fact, MethodFact, PaymentFact } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import {
  changeCharge,
  findCharge,
  findChargeOfPayment,
  openCharge,
  openChargesOf,
  vatIn,
  type ChargeRow,
} from '../payments/charges.ts'
import { noteDispute } from '../payments/disputes.ts'
import { keepMethod } from '../payments/methods.ts'
import { buyerOf, providerOf, titleOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import { applyCharge } from './apply-charge.ts'
import { failCharge } from './fail-charge.ts'
import { giveBack } from './give-back.ts'
import { settleSubscription } from './settle-subscription.ts'
import {
  changeSubscription,
  findSubscription,
  findSubscriptionOf,
  isLive,
  termsOf,
  writeHistory,
  type SubscriptionRow,
} from './subscriptions.ts'

/** What became of a fact. `foreign`: it belongs to nothing that was ever asked for here. */
export type Outcome = 'settled' | 'foreign' | 'mismatch'

/** What somebody writes down in the transaction in which a charge changes; `before` is the charge as it was, locked. */
export type Beside = (trx: Transaction<DB>, before: ChargeRow) => Promise<void>

/** Makes true here what the provider says. Again changes nothing. `beside` is part of a payment's transaction. */
export async function settleFact(studio: Studio, fact: Fact, beside?: Beside): Promise<Outcome> {
  switch (fact.kind) {
    case 'payment':
      return settlePayment(studio, fact, beside)
    case 'method':
      return settleMethod(studio, fact)
    default:
      return (await settleSubscription(studio, fact)) ? 'settled' : 'foreign'
  }
}

async function settlePayment(studio: Studio, fact: PaymentFact, beside?: Beside): Promise<Outcome> {
  const charge =
    (await findChargeOfPayment(studio.db, fact.provider, fact.id)) ??
    (fact.orderId === null ? null : await findCharge(studio.db, 'order_ref', fact.orderId)) ??
    (await chargeOfProviders(studio, fact))
  if (!charge || charge.provider !== fact.provider) return 'foreign'
  const outcome = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, charge.user_id)
    const before = (await findCharge(trx, 'id', charge.id))!
    await beside?.(trx, before)
    const outcome = await settleLocked(studio, trx, before, fact)
    const isIts = before.payment_id === null || before.payment_id === fact.id
    if (fact.dispute && isIts)
      await noteDispute(trx, (await findCharge(trx, 'id', charge.id))!, fact.dispute, studio.now())
    return outcome
  })
  if (outcome === 'failed') await failCharge(studio, charge.id, charge.tries, fact.failure ?? 'declined')
  if (outcome === 'superfluous') await sendAway(studio, fact)
  studio.live.say({ userId: charge.user_id, event: { type: 'points' } })
  return outcome === 'mismatch' ? 'mismatch' : 'settled'
}

/**
 * What nobody can use goes back at once, and a provider that renews is told not to; a plan that goes on, it still renews. What fails here
 * is done by healPayments.
 */
async function sendAway(studio: Studio, { provider, subscription }: PaymentFact): Promise<void> {
  const ours = subscription && (await findSubscriptionOf(studio.db, provider, subscription.id))
  if (subscription && subscription.status !== 'cancelled' && !(ours && isLive(ours)))
    await providerOf(studio, provider).end(subscription.id)
  await giveBack(studio)
}

/** Under the user's lock. `failed` is left to failCharge, which decides when it is tried again. */
async function settleLocked(
  studio: Studio,
  trx: Transaction<DB>,
  charge: ChargeRow,
  fact: PaymentFact,
): Promise<Outcome | 'failed' | 'superfluous'> {
  const now = studio.now()
  const seen = { payment_id: fact.id, method: fact.method, receipt_url: fact.receiptUrl }
  const hasMoney = ['paid', 'refunded', 'partly-refunded'].includes(fact.status)
  if (charge.applied_at) {
    // Another payment for a charge that is applied already is nobody's to keep; the provider's own page shows it.
    if (charge.payment_id !== null && charge.payment_id !== fact.id) {
      studio.log.error({ charge: charge.id, payment: fact.id }, 'a charge was paid twice at the provider')
      return 'mismatch'
    }
    if (hasMoney && (fact.refunded > charge.refunded || fact.receiptUrl !== charge.receipt_url)) {
      const refunded = Math.min(charge.amount, Math.max(charge.refunded, fact.refunded))
      await changeCharge(trx, charge.id, { refunded, receipt_url: fact.receiptUrl }, now)
      const subscription = charge.subscription_id && (await findSubscription(trx, charge.subscription_id))
      if (subscription) await writeHistory(trx, subscription.id, now)
    }
    // Of a plan that never started here, a provider that renews has to be told again if it did not hear.
    const unheard = charge.purpose === 'start' && fact.subscription?.status === 'active'
    return unheard && !(await findSubscription(trx, charge.subscription_id!)) ? 'superfluous' : 'settled'
  }
  if (!hasMoney) {
    if (charge.status !== 'open' && charge.status !== 'pending') return 'settled'
    if (fact.status === 'failed') return 'failed'
    await changeCharge(
      trx,
      charge.id,
      { ...seen, status: fact.status === 'pending' ? 'pending' : 'void' },
      now,
    )
    return 'settled'
  }
  if (fact.amount !== charge.amount || fact.currency.toUpperCase() !== charge.currency) {
    studio.log.error(
      { charge: charge.id, asked: charge.amount, paid: fact.amount, currency: fact.currency },
      'what was paid is not what was asked for: nothing is given for it',
    )
    await changeCharge(trx, charge.id, { ...seen, status: 'mismatch', failure: 'amount' }, now)
    return 'mismatch'
  }
  const paid = {
    ...seen,
    status: 'paid' as const,
    paid_at: fact.paidAt ?? now,
    refunded: fact.refunded,
    failure: null,
  }
  await changeCharge(trx, charge.id, paid, now)
  if (fact.status === 'refunded') {
    // It came and went before we heard of it: there is nothing to give.
    await changeCharge(trx, charge.id, { applied_at: now }, now)
    return 'settled'
  }
  return (await applyCharge(studio, trx, { ...charge, ...paid }, fact)) ? 'settled' : 'superfluous'
}

/** The charge of a payment a provider made by itself: the next month, or a change we asked it for. Written down when it is first seen. */
async function chargeOfProviders(studio: Studio, fact: PaymentFact): Promise<ChargeRow | null> {
  if (!fact.subscription || !fact.period) return null
  const subscription =
    (await findSubscriptionOf(studio.db, fact.provider, fact.subscription.id)) ??
    (fact.subscription.subscriptionId === null
      ? null
      : await findSubscription(studio.db, fact.subscription.subscriptionId))
  if (!subscription || subscription.provider !== fact.provider) return null
  const asked = await openChargesOf(studio.db, subscription.user_id, 'upgrade', studio.now())
  const change = asked.find(
    ({ subscription_id, item }) => subscription_id === subscription.id && item === fact.plan,
  )
  if (change && fact.period.to.getTime() <= subscription.end_at.getTime()) return change
  const terms = termsByProvider(studio, subscription, fact.plan)
  return openCharge(
    studio.db,
    {
      id: uuidv7(),
      user_id: subscription.user_id,
      purpose: 'renewal',
      item: terms.id,
      terms,
      subscription_id: subscription.id,
      period_from: fact.period.from,
      period_to: fact.period.to,
      provider: fact.provider,
      order_ref: `${fact.provider}:${fact.id}`,
      currency: subscription.currency,
      // What the provider asks for is what there is to pay: it reckons changes and taxes into it.
      amount: fact.amount,
      vat: vatIn(fact.amount, studio.plans.vatPercent[subscription.currency]),
    },
    studio.now(),
  )
}

function termsByProvider(studio: Studio, subscription: SubscriptionRow, plan: string | null) {
  if (plan === null || plan === subscription.plan) return subscription.terms
  if (plan === subscription.next_plan && subscription.next_terms) return subscription.next_terms
  const sold = studio.plans.plans.find(({ id }) => id === plan)
  return sold ? termsOf(sold, subscription.currency) : subscription.terms
}

/** Another card for a plan that runs; or the card of a plan that is about to start, which is charged now. */
async function settleMethod(studio: Studio, fact: MethodFact): Promise<Outcome> {
  const charge = fact.orderId === null ? null : await findCharge(studio.db, 'order_ref', fact.orderId)
  if (!charge || charge.provider !== fact.provider) return 'foreign'
  if (fact.status === 'removed' || charge.applied_at || !['open', 'pending'].includes(charge.status))
    return 'settled'
  if (charge.purpose === 'start') {
    const buyer = await buyerOf(studio.db, charge.user_id)
    const first = await providerOf(studio, fact.provider).charge({
      chargeId: charge.order_ref,
      amount: charge.amount,
      currency: charge.currency,
      title: titleOf(studio, charge.terms, buyer.language),
      buyer,
      token: fact.stored.token,
    })
    return settlePayment(studio, { ...first, stored: first.stored ?? fact.stored })
  }
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, charge.user_id)
    const subscription = await findSubscription(trx, charge.subscription_id!)
    const now = studio.now()
    await changeCharge(
      trx,
      charge.id,
      { status: 'paid', paid_at: now, applied_at: now, method: fact.stored.method },
      now,
    )
    if (!subscription || !isLive(subscription)) return
    await keepMethod(
      trx,
      { userId: charge.user_id, subscriptionId: subscription.id, provider: fact.provider },
      fact.stored,
      now,
    )
    // The new card is tried at once for what is outstanding.
    if (subscription.status === 'past_due')
      await changeSubscription(trx, subscription.id, { next_billing_at: now }, now)
  })
  studio.live.say({ userId: charge.user_id, event: { type: 'points' } })
  return 'settled'
}
