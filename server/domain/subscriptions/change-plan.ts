// Changing a plan: up at once for the difference of the days that remain, down when the month ends.
import { v7 as uuidv7 } from 'uuid'
import { StudioError } from '../../errors.ts'
import { PaymentError, type PlanChange, type ProviderName } from '../../payments/payments.ts'
import type { Grants } from '../../plans.ts'
import type { Studio } from '../../studio.ts'
import {
  changeCharge,
  findCharge,
  openCharge,
  openChargesOf,
  vatIn,
  type ChargeRow,
  type Terms,
} from '../payments/charges.ts'
import { methodOf } from '../payments/methods.ts'
import { asStudioError, buyerOf, providerOf, titleOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import { applyCharge } from './apply-charge.ts'
import { failCharge } from './fail-charge.ts'
import { settleFact } from './settle.ts'
import {
  changeSubscription,
  findSubscription,
  liveSubscriptionOf,
  termsOf,
  writeRecord,
  type SubscriptionRow,
} from './subscriptions.ts'

/** A difference is reckoned from the moment it was shown; it holds this long. */
const SHOWN_MS = 15 * 60_000
/** Less than any provider takes: such a difference is given. */
const LEAST = { KRW: 100, USD: 50, JPY: 50 } as const

/** What a change would do, told before it is confirmed. */
export interface ChangePreview {
  readonly when: 'now' | 'period-end'
  readonly from: Terms
  readonly to: Terms
  /** The moment it is reckoned from; pass it on when confirming. */
  readonly at: Date
  /** What is paid now, tax included; 0 for a change at the month's end. */
  readonly amount: number
  readonly vat: number
  /** What is granted now on top of what the month has granted. */
  readonly grants: Grants
  /** When the month ends: the new price is charged from there on. */
  readonly periodEnd: Date
}

/** Tells what a change to a plan would cost and do now. Throws item_unknown, plan_missing, plan_same, payment_due, payment_unavailable. */
export async function previewChange(
  studio: Studio,
  user: { readonly id: string },
  planId: string,
  at: Date = studio.now(),
): Promise<ChangePreview> {
  const subscription = await changeableOf(studio, user)
  const to = termsTo(studio, subscription, planId)
  const { terms: from, end_at: periodEnd, period_from } = subscription
  if (to.price <= from.price)
    return { when: 'period-end', from, to, at, amount: 0, vat: 0, grants: NOTHING, periodEnd }
  const whole = periodEnd.getTime() - period_from.getTime()
  const share = Math.min(1, Math.max(0, (periodEnd.getTime() - at.getTime()) / whole))
  const reckoned = Math.round((to.price - from.price) * share)
  const byProvider = subscription.provider_ref
    ? await providerOf(studio, subscription.provider as ProviderName)
        .previewChange(planChange(studio, subscription, to, { when: 'now', at, changeId: uuidv7() }))
        .catch((error: unknown) => {
          throw asStudioError(error)
        })
    : null
  const amount = byProvider ?? (reckoned < LEAST[subscription.currency] ? 0 : reckoned)
  const vat = vatIn(amount, studio.plans.vatPercent[subscription.currency])
  return { when: 'now', from, to, at, amount, vat, grants: difference(from, to, share), periodEnd }
}

/** `id` is the caller's idempotency key; `price` and `at` are those of the preview. */
export interface Change {
  readonly id: string
  readonly plan: string
  readonly price: number
  readonly at: Date
}

/**
 * Changes the plan: up at once, charged to the stored card (by transfer: when the administrator has it), down when the month ends.
 * Choosing the plan there is withdraws a planned change. Answers the subscription as it is then. The same id again changes nothing.
 *
 * Throws item_unknown, plan_missing, plan_same, payment_due, price_changed (details.price, details.at) when the difference is another
 * by now, payment_declined, payment_unavailable.
 */
export async function changePlan(
  studio: Studio,
  user: { readonly id: string },
  change: Change,
): Promise<SubscriptionRow> {
  const repeated = await findCharge(studio.db, 'id', change.id)
  if (repeated) {
    if (repeated.user_id !== user.id || repeated.item !== change.plan)
      throw new StudioError('key_reused', { id: change.id })
    if (repeated.status !== 'open') return (await findSubscription(studio.db, repeated.subscription_id!))!
  }
  const subscription = await changeableOf(studio, user)
  if (change.plan === subscription.plan && subscription.next_plan) return planDown(studio, subscription, null)
  const now = studio.now()
  const tooOld = Math.abs(now.getTime() - change.at.getTime()) > SHOWN_MS
  const preview = await previewChange(studio, user, change.plan, tooOld ? now : change.at)
  if (preview.amount !== change.price)
    throw new StudioError('price_changed', { price: preview.amount, at: preview.at.toISOString() })
  if (preview.when === 'period-end') return planDown(studio, subscription, preview.to)
  await changeUp(studio, subscription, preview, change.id)
  return (await findSubscription(studio.db, subscription.id))!
}

const NOTHING: Grants = { credit: 0, lookBookTicket: 0, videoTicket: 0, includedLook: 0 }

/** A plan that runs, is paid, and has not been cancelled. */
async function changeableOf(studio: Studio, user: { readonly id: string }): Promise<SubscriptionRow> {
  const subscription = await liveSubscriptionOf(studio.db, user.id)
  if (!subscription || subscription.cancelled_at) throw new StudioError('plan_missing')
  if (subscription.status === 'past_due' || subscription.end_at <= studio.now())
    throw new StudioError('payment_due')
  return subscription
}

function termsTo(studio: Studio, subscription: SubscriptionRow, planId: string): Terms {
  const plan = studio.plans.plans.slice(1).find(({ id }) => id === planId)
  if (!plan) throw new StudioError('item_unknown', { kind: 'plan', item: planId })
  if (planId === subscription.plan || planId === subscription.next_plan) throw new StudioError('plan_same')
  return termsOf(plan, subscription.currency)
}

/** What the new plan grants more, for the part of the month that remains; a part of a ticket is a whole one. */
function difference(from: Terms, to: Terms, share: number): Grants {
  const more = (name: keyof Grants) => Math.max(0, Math.ceil((to.grants[name] - from.grants[name]) * share))
  return {
    credit: more('credit'),
    lookBookTicket: more('lookBookTicket'),
    videoTicket: more('videoTicket'),
    includedLook: more('includedLook'),
  }
}

async function changeUp(
  studio: Studio,
  { id, user_id }: SubscriptionRow,
  preview: ChangePreview,
  chargeId: string,
): Promise<void> {
  const { to, amount, vat, grants, at } = preview
  const charge = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user_id)
    const now = studio.now()
    const subscription = (await findSubscription(trx, id))!
    if (
      subscription.end_at.getTime() !== preview.periodEnd.getTime() ||
      subscription.plan !== preview.from.id
    )
      throw new StudioError('conflict')
    const open = await openChargesOf(trx, user_id, 'upgrade', now)
    const same = open.find(
      (one) => one.item === to.id && one.period_to?.getTime() === subscription.end_at.getTime(),
    )
    if (same) return same
    for (const other of open) await changeCharge(trx, other.id, { status: 'void' }, now)
    const written = await openCharge(
      trx,
      {
        id: chargeId,
        user_id,
        purpose: 'upgrade',
        item: to.id,
        terms: { ...to, grants, becomes: to, from: subscription.plan },
        subscription_id: id,
        period_from: at,
        period_to: subscription.end_at,
        provider: subscription.provider,
        currency: subscription.currency,
        amount,
        vat,
        expires_at: subscription.end_at,
      },
      now,
    )
    if (amount === 0 && !subscription.provider_ref) {
      const paid = { ...written, status: 'paid' as const, paid_at: now }
      await changeCharge(trx, written.id, { status: 'paid', paid_at: now }, now)
      await applyCharge(studio, trx, paid, null)
      return paid
    }
    await changeCharge(trx, written.id, { asked_at: now }, now)
    return written
  })
  if (charge.status !== 'paid') await askUp(studio, charge, at)
  studio.live.say({ userId: user_id, event: { type: 'points' } })
}

/** Charges the difference, or has the provider do it. What nobody knows the end of is read again by healPayments. */
async function askUp(studio: Studio, charge: ChargeRow, at: Date): Promise<void> {
  const subscription = (await findSubscription(studio.db, charge.subscription_id!))!
  const provider = providerOf(studio, charge.provider as ProviderName)
  const buyer = await buyerOf(studio.db, charge.user_id)
  try {
    if (subscription.provider_ref) {
      const change = planChange(studio, subscription, charge.terms.becomes!, {
        when: 'now',
        at,
        changeId: charge.id,
      })
      const fact = await provider.changePlan(change)
      if (fact?.kind === 'payment') await settleFact(studio, { ...fact, orderId: charge.order_ref })
      else if (fact) await applyUnpaid(studio, charge)
      return
    }
    const there =
      charge.tries > 0 || charge.asked_at
        ? await provider.read({ kind: 'payment', id: charge.order_ref })
        : null
    if (there?.kind === 'payment' && ['paid', 'pending'].includes(there.status)) {
      await settleFact(studio, there)
      return
    }
    const method = await methodOf(studio.db, subscription.id)
    if (!method && provider.name !== 'manual')
      throw new PaymentError(provider.name, 'refused', 'no stored card is left')
    const fact = await provider.charge({
      chargeId: charge.order_ref,
      amount: charge.amount,
      currency: charge.currency,
      title: titleOf(studio, charge.terms, buyer.language),
      buyer,
      token: method?.token ?? '',
    })
    if (fact.status === 'failed')
      throw new PaymentError(provider.name, 'declined', fact.failure ?? 'declined')
    await settleFact(studio, fact)
  } catch (error) {
    if (error instanceof PaymentError && ['declined', 'needs-action', 'refused'].includes(error.code))
      await failCharge(studio, charge.id, charge.tries, error.code)
    throw asStudioError(error)
  }
}

/** The provider changed the plan and asked for nothing: its customer had credit there. */
async function applyUnpaid(studio: Studio, { id, user_id }: ChargeRow): Promise<void> {
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user_id)
    const charge = (await findCharge(trx, 'id', id))!
    if (charge.applied_at || charge.amount > 0) return
    const now = studio.now()
    await changeCharge(trx, id, { status: 'paid', paid_at: now }, now)
    await applyCharge(studio, trx, { ...charge, status: 'paid', paid_at: now }, null)
  })
}

/** Plans another plan for the next month, or with null withdraws what was planned. */
async function planDown(
  studio: Studio,
  { id, user_id }: SubscriptionRow,
  to: Terms | null,
): Promise<SubscriptionRow> {
  const before = (await findSubscription(studio.db, id))!
  if (before.provider_ref) {
    const change = planChange(studio, before, to ?? before.terms, {
      when: 'period-end',
      at: studio.now(),
      changeId: uuidv7(),
    })
    await providerOf(studio, before.provider as ProviderName)
      .changePlan(change)
      .catch((error: unknown) => {
        throw asStudioError(error)
      })
  }
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user_id)
    const now = studio.now()
    const subscription = (await findSubscription(trx, id))!
    if (subscription.next_plan === (to?.id ?? null)) return
    await changeSubscription(trx, id, { next_plan: to?.id ?? null, next_terms: to }, now)
    const kind = to ? 'downgrade_planned' : 'downgrade_withdrawn'
    await writeRecord(
      trx,
      subscription,
      { kind, from: subscription.plan, to: to?.id ?? subscription.plan },
      now,
    )
  })
  studio.live.say({ userId: user_id, event: { type: 'points' } })
  return (await findSubscription(studio.db, id))!
}

function planChange(
  studio: Studio,
  subscription: SubscriptionRow,
  to: Terms,
  how: Pick<PlanChange, 'when' | 'at' | 'changeId'>,
): PlanChange {
  return {
    ...how,
    id: subscription.provider_ref!,
    plan: to.id,
    amount: to.price,
    currency: subscription.currency,
    title: `${studio.config.name} ${to.name.en}`,
  }
}
