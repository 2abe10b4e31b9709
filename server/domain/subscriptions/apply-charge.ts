// What a paid charge does, in one transaction: the plan starts, goes on or changes, points are granted, record and invoice are written.
import type { Transaction } from 'kysely'
import type { DB } from '../../database/types.ts'
import type { PaymentFact } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { changeCharge, type ChargeRow } from '../payments/charges.ts'
import { grantCharge } from '../payments/grant-charge.ts'
import { issueInvoice } from '../payments/invoices.ts'
import { keepMethod } from '../payments/methods.ts'
import { buyerOf } from '../payments/providers.ts'
import { askRefund } from '../payments/refunds.ts'
import { addMonths } from './months.ts'
import {
  changeSubscription,
  findSubscription,
  insertSubscription,
  isLive,
  liveSubscriptionOf,
  writeRecord,
  type SubscriptionRow,
} from './subscriptions.ts'

/** What is known of the payment beyond the charge; null where nothing was to be paid. */
export type Paid = Pick<PaymentFact, 'period' | 'stored' | 'subscription'> | null

type Trx = Transaction<DB>

/**
 * Applies a charge that was just found paid; the caller holds the user's lock and has written `status` and `paid_at`. What nobody can
 * use any more (a second plan, a change of a month that is over or of a plan that is another by now, anything of a deleted user) is given
 * back instead. Answers whether it was applied.
 */
export async function applyCharge(studio: Studio, trx: Trx, charge: ChargeRow, paid: Paid): Promise<boolean> {
  const now = studio.now()
  const user = await trx
    .selectFrom('users')
    .select('deleted_at')
    .where('id', '=', charge.user_id)
    .executeTakeFirstOrThrow()
  const applied = user.deleted_at ? null : await applyByPurpose(studio, trx, charge, paid, now)
  await changeCharge(trx, charge.id, { applied_at: now }, now)
  if (!applied) {
    if (charge.amount > charge.refunded) await askRefund(trx, charge, null, { reason: 'superfluous' }, now)
    return false
  }
  if (charge.amount > 0) await sendReceipt(studio, trx, applied, now)
  return true
}

/** The charge with its month filled in, or null when it is of no use. */
async function applyByPurpose(
  studio: Studio,
  trx: Trx,
  charge: ChargeRow,
  paid: Paid,
  now: Date,
): Promise<ChargeRow | null> {
  switch (charge.purpose) {
    case 'pack':
      await grantCharge(trx, charge, now)
      return charge
    case 'start':
      return start(studio, trx, charge, paid, now)
    case 'renewal':
      return renew(studio, trx, charge, paid, now)
    case 'upgrade':
      return upgrade(studio, trx, charge, now)
    default:
      return charge
  }
}

async function start(
  studio: Studio,
  trx: Trx,
  charge: ChargeRow,
  paid: Paid,
  now: Date,
): Promise<ChargeRow | null> {
  const there = await liveSubscriptionOf(trx, charge.user_id)
  if (there) return null
  const from = paid?.period?.from ?? now
  const to = paid?.period?.to ?? addMonths(from, 1, studio.config.timeZone)
  const subscription: SubscriptionRow = {
    id: charge.subscription_id!,
    user_id: charge.user_id,
    plan: charge.item,
    status: 'active',
    start_at: from,
    period_from: from,
    end_at: to,
    cancelled_at: null,
    cancel_reason: null,
    next_billing_at: to,
    provider: charge.provider,
    provider_ref: paid?.subscription?.id ?? null,
    customer: paid?.subscription?.customer ?? null,
    currency: charge.currency,
    terms: charge.terms,
    next_plan: null,
    next_terms: null,
  }
  await insertSubscription(trx, subscription, now)
  return goOn(studio, trx, subscription, { ...charge, period_from: from, period_to: to }, paid, {
    kind: 'start',
    from: null,
    now,
  })
}

/** The next month. Of a plan that was given up unpaid and is paid late after all, it takes up again. */
async function renew(
  studio: Studio,
  trx: Trx,
  charge: ChargeRow,
  paid: Paid,
  now: Date,
): Promise<ChargeRow | null> {
  const subscription = await findSubscription(trx, charge.subscription_id!)
  if (!subscription) return null
  // A provider that renews may be heard late of a month: it was paid, so it is granted, and the months after it stay.
  const isLate = subscription.provider_ref !== null && charge.period_from! >= subscription.start_at
  if (isLate && charge.period_to! <= subscription.end_at) {
    const { plan } = subscription
    return goOn(studio, trx, subscription, charge, paid, { kind: 'renewal', from: plan, to: plan, now })
  }
  if (charge.period_to! <= subscription.end_at || subscription.status === 'ended') return null
  if (!isLive(subscription)) {
    const other = await liveSubscriptionOf(trx, charge.user_id)
    if (other || charge.period_to! <= now) return null
  }
  await changeSubscription(
    trx,
    subscription.id,
    {
      status: 'active',
      plan: charge.item,
      terms: charge.terms,
      period_from: charge.period_from!,
      end_at: charge.period_to!,
      next_billing_at: charge.period_to!,
      next_plan: null,
      next_terms: null,
    },
    now,
  )
  return goOn(studio, trx, subscription, charge, paid, { kind: 'renewal', from: subscription.plan, now })
}

/**
 * Another plan from now to the month's end; the months after it cost the new price. One that was given up for yet another plan, and is
 * paid late after all, does not take the plan back.
 */
async function upgrade(studio: Studio, trx: Trx, charge: ChargeRow, now: Date): Promise<ChargeRow | null> {
  const subscription = await findSubscription(trx, charge.subscription_id!)
  const { becomes, from } = charge.terms
  if (!subscription || !becomes || !isLive(subscription)) return null
  if (charge.period_to!.getTime() !== subscription.end_at.getTime()) return null
  if (from !== undefined && from !== subscription.plan) return null
  await changeSubscription(
    trx,
    subscription.id,
    { plan: becomes.id, terms: becomes, next_plan: null, next_terms: null },
    now,
  )
  return goOn(studio, trx, subscription, charge, null, { kind: 'upgrade', from: subscription.plan, now })
}

async function goOn(
  studio: Studio,
  trx: Trx,
  subscription: SubscriptionRow,
  charge: ChargeRow,
  paid: Paid,
  {
    kind,
    from,
    to,
    now,
  }: { kind: 'start' | 'renewal' | 'upgrade'; from: string | null; to?: string; now: Date },
): Promise<ChargeRow> {
  const { period_from, period_to } = charge
  await changeCharge(trx, charge.id, { period_from, period_to }, now)
  if (paid?.stored && charge.provider !== 'none')
    await keepMethod(
      trx,
      { userId: charge.user_id, subscriptionId: subscription.id, provider: charge.provider },
      paid.stored,
      now,
    )
  await grantCharge(trx, charge, now)
  if (charge.amount > 0) await issueInvoice(studio, trx, charge, now)
  await writeRecord(trx, subscription, { kind, from, to: to ?? charge.item, charge }, now)
  return charge
}

async function sendReceipt(studio: Studio, trx: Trx, charge: ChargeRow, now: Date): Promise<void> {
  const number = await issueInvoice(studio, trx, charge, now)
  const { language } = await buyerOf(trx, charge.user_id)
  await sendLetter(
    studio,
    { id: charge.user_id },
    'receipt',
    {
      number,
      what: charge.terms.name[language],
      amount: { amount: charge.amount, currency: charge.currency },
      when: charge.paid_at ?? now,
      url: '/account/invoices',
    },
    trx,
  )
}
