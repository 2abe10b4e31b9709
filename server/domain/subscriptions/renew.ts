// Renewal: when a month ends the next one is written down, charged under an id of its own, and granted when it is paid.
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { DB } from '../../database/types.ts'
import { PaymentError, periodChargeId, type PaymentFact, type ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { changeCharge, openCharge, vatIn, type ChargeRow } from '../payments/charges.ts'
import { forgetMethods, methodOf } from '../payments/methods.ts'
import { buyerOf, providerOf, titleOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import { endPlan } from './end-plan.ts'
import { failCharge } from './fail-charge.ts'
import { monthOf } from './months.ts'
import { settleFact } from './settle.ts'
import { changeSubscription, findSubscription, isLive, type SubscriptionRow } from './subscriptions.ts'

/** Where the provider renews, this long after the month's end we stop waiting for its word and look ourselves. */
const WAIT_FOR_PROVIDER_MS = 3 * 24 * 3600_000
const HOUR_MS = 3600_000

/** Renews, tries again or ends every plan whose time has come. One that fails for reasons of its own holds up no other. */
export async function renewDue(studio: Studio): Promise<number> {
  const due = await studio.db
    .selectFrom('subscriptions')
    .select('id')
    .where('status', 'in', ['active', 'past_due'])
    .where('next_billing_at', '<=', studio.now())
    .orderBy('next_billing_at')
    .execute()
  for (const { id } of due) {
    try {
      await renewSubscription(studio, id)
    } catch (error) {
      studio.log.error({ error, subscription: id }, 'a plan could not be renewed: it is tried again')
    }
  }
  await forgetMethods(studio)
  return due.length
}

/** What has to be asked of the provider once the row is written. */
interface Asking {
  readonly charge: ChargeRow
  /** It may have been asked before: look first. */
  readonly again: boolean
  readonly token: string | null
}

/**
 * Brings one plan over the end of its month, or one step on towards it. Call it as often as you like: a month is charged once, and
 * whatever broke in between (before the charge, after it, before the grant) is found and finished.
 */
export async function renewSubscription(studio: Studio, id: string): Promise<void> {
  const found = await findSubscription(studio.db, id)
  if (!found) return
  const asking = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, found.user_id)
    return prepare(studio, trx, id)
  })
  if (!asking) {
    studio.live.say({ userId: found.user_id, event: { type: 'points' } })
    return
  }
  const { charge } = asking
  try {
    const fact = await ask(studio, asking)
    if (fact.status === 'pending' && charge.provider === 'manual')
      await failCharge(studio, charge.id, charge.tries, 'awaits the transfer')
    else await settleFact(studio, fact)
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error
    studio.log.warn({ error, charge: charge.id }, 'a renewal was not paid')
    if (['declined', 'needs-action', 'refused'].includes(error.code))
      await failCharge(studio, charge.id, charge.tries, error.code)
    else if (error.code === 'tampered')
      await changeCharge(studio.db, charge.id, { status: 'mismatch', failure: 'amount' }, studio.now())
    // Down, or nobody knows: it stays due, and the next hour looks at it first.
  }
}

/** Under the user's lock: ends what has run out, and writes down what is to be charged. */
async function prepare(studio: Studio, trx: Transaction<DB>, id: string): Promise<Asking | null> {
  const now = studio.now()
  const subscription = (await findSubscription(trx, id))!
  const { next_billing_at: due } = subscription
  if (!isLive(subscription) || due === null || due > now) return null
  const { deleted_at } = await trx
    .selectFrom('users')
    .select('deleted_at')
    .where('id', '=', subscription.user_id)
    .executeTakeFirstOrThrow()
  // Whoever is gone is charged no more, even when the provider could not be told yet.
  const isOver = deleted_at !== null && subscription.provider_ref === null
  if (isOver || (subscription.cancelled_at && subscription.end_at <= now)) {
    await endPlan(studio, trx, subscription, 'end')
    return null
  }
  if (renewsItself(studio, subscription)) {
    const silent = now.getTime() - subscription.end_at.getTime() > WAIT_FOR_PROVIDER_MS
    await changeSubscription(
      trx,
      id,
      { next_billing_at: new Date(now.getTime() + (silent ? 24 : 1) * HOUR_MS) },
      now,
    )
    if (silent) studio.log.error({ subscription: id }, 'the provider has said nothing of the next month')
    return null
  }
  const charge = await chargeOfNextMonth(studio, trx, subscription, now)
  if (charge.applied_at || !['open', 'pending'].includes(charge.status)) {
    // Someone has to look at it (a sum that does not fit) before anything is charged again.
    await changeSubscription(trx, id, { next_billing_at: new Date(now.getTime() + 24 * HOUR_MS) }, now)
    return null
  }
  await changeCharge(trx, charge.id, { asked_at: now }, now)
  const method = await methodOf(trx, id)
  return { charge, again: charge.asked_at !== null, token: method?.token ?? null }
}

/** The charge of the month that follows, written down once. Whole months that passed while nobody looked are not charged. */
async function chargeOfNextMonth(
  studio: Studio,
  trx: Transaction<DB>,
  subscription: SubscriptionRow,
  now: Date,
): Promise<ChargeRow> {
  const waiting = await trx
    .selectFrom('billing_charge')
    .selectAll()
    .$castTo<ChargeRow>()
    .where('subscription_id', '=', subscription.id)
    .where('purpose', '=', 'renewal')
    .where('period_from', '>=', subscription.end_at)
    .where('status', 'in', ['open', 'pending', 'mismatch'])
    .executeTakeFirst()
  if (waiting) return waiting
  const terms = subscription.next_terms ?? subscription.terms
  const { from, to } = monthOf(
    subscription.start_at,
    now > subscription.end_at ? now : subscription.end_at,
    studio.config.timeZone,
  )
  return openCharge(
    trx,
    {
      id: uuidv7(),
      user_id: subscription.user_id,
      purpose: 'renewal',
      item: terms.id,
      terms,
      subscription_id: subscription.id,
      period_from: from,
      period_to: to,
      provider: subscription.provider,
      order_ref: periodChargeId(subscription.id, from),
      currency: subscription.currency,
      amount: terms.price,
      vat: vatIn(terms.price, studio.plans.vatPercent[subscription.currency]),
    },
    now,
  )
}

async function ask(studio: Studio, { charge, again, token }: Asking): Promise<PaymentFact> {
  const provider = providerOf(studio, charge.provider as ProviderName)
  if (again) {
    const there = await provider.read({ kind: 'payment', id: charge.payment_id ?? charge.order_ref })
    if (there?.kind === 'payment' && there.status !== 'failed' && there.status !== 'cancelled') return there
  }
  if (token === null && provider.name !== 'manual')
    throw new PaymentError(provider.name, 'refused', 'no stored card is left to charge')
  const buyer = await buyerOf(studio.db, charge.user_id)
  return provider.charge({
    chargeId: charge.order_ref,
    amount: charge.amount,
    currency: charge.currency,
    title: titleOf(studio, charge.terms, buyer.language),
    buyer,
    token: token ?? '',
  })
}

function renewsItself(studio: Studio, { provider, provider_ref }: SubscriptionRow): boolean {
  const known = studio.payments.list().find(({ name }) => name === provider)
  return known ? known.renews === 'provider' : provider_ref !== null
}
