// What a provider that renews says of a subscription as a whole: cancelled on its own page, late, or over.
import type { SubscriptionFact } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { lockPoints } from '../points/lock-points.ts'
import { endPlan } from './end-plan.ts'
import {
  changeSubscription,
  findSubscription,
  findSubscriptionOf,
  isLive,
  writeRecord,
} from './subscriptions.ts'

/** Takes over how the subscription stands at the provider. Months and points follow payments alone. False when it is none of ours. */
export async function settleSubscription(studio: Studio, fact: SubscriptionFact): Promise<boolean> {
  const found =
    (await findSubscriptionOf(studio.db, fact.provider, fact.id)) ??
    (fact.subscriptionId === null ? null : await findSubscription(studio.db, fact.subscriptionId))
  if (!found || found.provider !== fact.provider) return false
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, found.user_id)
    const subscription = (await findSubscription(trx, found.id))!
    if (!isLive(subscription)) return
    const now = studio.now()
    const { plan } = subscription
    if (fact.customer !== null && (subscription.provider_ref === null || subscription.customer === null))
      await changeSubscription(trx, subscription.id, { provider_ref: fact.id, customer: fact.customer }, now)
    if (fact.status === 'cancelled' || fact.status === 'unpaid') {
      const unpaid = fact.status === 'unpaid' || subscription.status === 'past_due'
      await endPlan(studio, trx, subscription, unpaid ? 'unpaid' : 'end')
      return
    }
    if (fact.status === 'past-due' && subscription.status === 'active') {
      await changeSubscription(trx, subscription.id, { status: 'past_due' }, now)
      await writeRecord(trx, subscription, { kind: 'past_due', from: plan, to: plan }, now)
    }
    if (fact.cancelAtPeriodEnd && !subscription.cancelled_at) {
      await changeSubscription(trx, subscription.id, { cancelled_at: now }, now)
      await writeRecord(trx, subscription, { kind: 'cancel', from: plan, to: null }, now)
    }
    if (!fact.cancelAtPeriodEnd && subscription.cancelled_at) {
      await changeSubscription(trx, subscription.id, { cancelled_at: null, cancel_reason: null }, now)
      await writeRecord(trx, subscription, { kind: 'resume', from: plan, to: plan }, now)
    }
  })
  studio.live.say({ userId: found.user_id, event: { type: 'points' } })
  return true
}
