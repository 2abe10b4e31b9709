// A charge that was declined: at a checkout another card may be tried, a month is tried again after 1, 3 and 5 days and then given up.
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { changeCharge, findCharge, type ChargeRow } from '../payments/charges.ts'
import { removeMethod } from '../payments/methods.ts'
import { buyerOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import type { Db } from '../../database/database.ts'
import {
  changeSubscription,
  findSubscription,
  isLive,
  writeRecord,
  type SubscriptionRow,
} from './subscriptions.ts'

/** Days after the first failure at which a month is tried again. After the last the plan is unpaid, and what was made stays. */
export const TRY_AGAIN_DAYS = [1, 3, 5] as const

const DAY_MS = 24 * 3600_000

/**
 * Notes that a charge failed. `tries` is how often it had failed when it was asked for: a failure that was noted meanwhile counts once.
 */
export async function failCharge(
  studio: Studio,
  chargeId: string,
  tries: number,
  why: string,
): Promise<void> {
  const found = (await findCharge(studio.db, 'id', chargeId))!
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, found.user_id)
    const charge = (await findCharge(trx, 'id', chargeId))!
    if (charge.applied_at || charge.tries !== tries || !['open', 'pending'].includes(charge.status)) return
    const now = studio.now()
    if (charge.purpose !== 'renewal') {
      // At a checkout another card may be tried as long as it is open; a change of plan is asked for anew.
      const status = charge.purpose === 'upgrade' ? 'failed' : charge.status
      await changeCharge(trx, charge.id, { status, tries: tries + 1, failure: why.slice(0, 500) }, now)
      return
    }
    await failMonth(studio, trx, charge, why, now)
  })
  studio.live.say({ userId: found.user_id, event: { type: 'points' } })
}

async function failMonth(studio: Studio, trx: Db, charge: ChargeRow, why: string, now: Date): Promise<void> {
  const subscription = await findSubscription(trx, charge.subscription_id!)
  if (subscription?.provider_ref && isLive(subscription)) {
    // The provider tries again as it sees fit, tells of one failure several times, and says itself when it gives up.
    if (subscription.status === 'past_due') return
    await changeCharge(trx, charge.id, { first_failed_at: now, failure: why.slice(0, 500) }, now)
    await becomePastDue(studio, trx, subscription, charge, new Date(now.getTime() + DAY_MS), now)
    return
  }
  const firstFailed = charge.first_failed_at ?? now
  const days = TRY_AGAIN_DAYS[charge.tries]
  const noted = { tries: charge.tries + 1, first_failed_at: firstFailed, failure: why.slice(0, 500) }
  if (!subscription || !isLive(subscription)) {
    await changeCharge(trx, charge.id, { ...noted, status: 'failed' }, now)
    return
  }
  if (days === undefined) {
    await changeCharge(trx, charge.id, { ...noted, status: 'failed' }, now)
    await giveUp(studio, trx, subscription, { ...charge, status: 'failed' }, now)
    return
  }
  const again = new Date(firstFailed.getTime() + days * DAY_MS)
  await changeCharge(trx, charge.id, noted, now)
  await becomePastDue(studio, trx, subscription, charge, again, now)
}

async function becomePastDue(
  studio: Studio,
  trx: Db,
  subscription: SubscriptionRow,
  charge: ChargeRow,
  again: Date,
  now: Date,
): Promise<void> {
  const { plan } = subscription
  await changeSubscription(trx, subscription.id, { status: 'past_due', next_billing_at: again }, now)
  if (subscription.status === 'active')
    await writeRecord(trx, subscription, { kind: 'past_due', from: plan, to: plan, charge }, now)
  const { language } = await buyerOf(trx, charge.user_id)
  await sendLetter(
    studio,
    { id: charge.user_id },
    'payment_failed',
    {
      what: charge.terms.name[language],
      amount: { amount: charge.amount, currency: charge.currency },
      again,
      url: '/account/plan',
    },
    trx,
  )
}

async function giveUp(
  studio: Studio,
  trx: Db,
  subscription: SubscriptionRow,
  charge: ChargeRow,
  now: Date,
): Promise<void> {
  await changeSubscription(
    trx,
    subscription.id,
    { status: 'unpaid', next_billing_at: null, next_plan: null, next_terms: null },
    now,
  )
  await removeMethod(trx, subscription.id, now)
  await writeRecord(trx, subscription, { kind: 'unpaid', from: subscription.plan, to: null, charge }, now)
  const { language } = await buyerOf(trx, subscription.user_id)
  await sendLetter(
    studio,
    { id: subscription.user_id },
    'plan_ended',
    { what: subscription.terms.name[language], when: now, url: '/account/plan' },
    trx,
  )
}
