// The end of a plan: cancelled and run out, given up, or ended at once with the account.
import type { Db } from '../../database/database.ts'
import type { ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { changeCharge, openChargesOf } from '../payments/charges.ts'
import { forgetMethods, removeMethod } from '../payments/methods.ts'
import { buyerOf, providerOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import { changeSubscription, liveSubscriptionOf, writeRecord, type SubscriptionRow } from './subscriptions.ts'

/** Ends a plan, under the user's lock. Points that end with the month leave by themselves; what was bought stays. */
export async function endPlan(
  studio: Studio,
  trx: Db,
  subscription: SubscriptionRow,
  kind: 'end' | 'unpaid',
): Promise<void> {
  const now = studio.now()
  const status = kind === 'end' ? 'ended' : 'unpaid'
  await changeSubscription(
    trx,
    subscription.id,
    { status, next_billing_at: null, next_plan: null, next_terms: null },
    now,
  )
  for (const purpose of ['renewal', 'upgrade', 'method'] as const) {
    const open = await openChargesOf(trx, subscription.user_id, purpose, now)
    for (const charge of open.filter((one) => one.subscription_id === subscription.id))
      await changeCharge(trx, charge.id, { status: 'void' }, now)
  }
  await removeMethod(trx, subscription.id, now)
  await writeRecord(trx, subscription, { kind, from: subscription.plan, to: null }, now)
  const { language } = await buyerOf(trx, subscription.user_id)
  await sendLetter(
    studio,
    { id: subscription.user_id },
    'plan_ended',
    { what: subscription.terms.name[language], when: now, url: '/account/plan' },
    trx,
  )
}

/**
 * Ends a user's plan at once, with everything that was still to be paid: their account is being deleted, or an administrator says so.
 * The provider is told first, so that nothing is charged after this. Without a plan it only withdraws what was still to be paid.
 * Throws payment_unavailable as a PaymentError when the provider cannot be told: call it again then.
 */
export async function endPlanNow(studio: Studio, userId: string, reason: string): Promise<void> {
  const live = await liveSubscriptionOf(studio.db, userId)
  if (live?.provider_ref) await providerOf(studio, live.provider as ProviderName).end(live.provider_ref)
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, userId)
    const now = studio.now()
    const subscription = await liveSubscriptionOf(trx, userId)
    if (subscription) {
      await changeSubscription(
        trx,
        subscription.id,
        {
          cancelled_at: subscription.cancelled_at ?? now,
          cancel_reason: subscription.cancel_reason ?? reason,
        },
        now,
      )
      await endPlan(studio, trx, subscription, 'end')
    }
    for (const purpose of ['pack', 'start'] as const)
      for (const charge of await openChargesOf(trx, userId, purpose, now))
        await changeCharge(trx, charge.id, { status: 'void' }, now)
  })
  await forgetMethods(studio)
  studio.live.say({ userId, event: { type: 'points' } })
}
