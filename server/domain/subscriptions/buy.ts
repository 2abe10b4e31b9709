// Buying: a plan or a pack is written down at the price that was shown, then the provider's checkout begins.
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import {
  PaymentError,
  type Checkout,
  type CheckoutAnswer,
  type Currency,
  type PayWay,
  type ProviderName,
} from '../../payments/payments.ts'
import type { Grants } from '../../plans.ts'
import type { Studio } from '../../studio.ts'
import {
  changeCharge,
  findCharge,
  getCharge,
  openCharge,
  openChargesOf,
  vatIn,
  type ChargeRow,
  type Terms,
} from '../payments/charges.ts'
import { KIND_OF } from '../payments/grant-charge.ts'
import { asStudioError, orderOf, providerOf } from '../payments/providers.ts'
import { balanceOf, MOST_HELD } from '../points/ledger.ts'
import { lockPoints } from '../points/lock-points.ts'
import { failCharge } from './fail-charge.ts'
import { settleFact } from './settle.ts'
import { liveSubscriptionOf, termsOf } from './subscriptions.ts'

/** How long a checkout stays open: a card is at hand, a transfer takes a walk to the bank. */
const OPEN_MS = { card: 24 * 3600_000, transfer: 7 * 24 * 3600_000 }

/** `id` is the caller's idempotency key and becomes the charge's id; `price` is what was shown. */
export interface Purchase {
  readonly id: string
  readonly kind: 'plan' | 'pack'
  readonly item: string
  readonly currency: Currency
  readonly price: number
  readonly provider: ProviderName
  readonly payWay?: PayWay | undefined
}

export interface Bought {
  readonly charge: ChargeRow
  readonly checkout: Checkout
}

/**
 * Begins to buy a plan or a pack, or takes up what was begun: two tabs that buy the same thing at once share one charge, and only one
 * can be paid. Nothing is charged here.
 *
 * Throws item_unknown, price_changed (details.price is the new one), provider_unknown, plan_running, grant_too_big, key_reused when the
 * id stands for another purchase, payment_ended when that one is over, and payment_unavailable.
 */
export async function buy(
  studio: Studio,
  user: { readonly id: string },
  purchase: Purchase,
): Promise<Bought> {
  const { id, kind, item, currency } = purchase
  const provider = providerOf(studio, purchase.provider)
  const terms = termsFor(studio, purchase)
  if (!terms) throw new StudioError('item_unknown', { kind, item })
  if (!provider.currencies.includes(currency))
    throw new StudioError('provider_unknown', { provider: provider.name, currency })
  const purpose = kind === 'plan' ? 'start' : 'pack'
  const charge = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user.id)
    const now = studio.now()
    const there = await findCharge(trx, 'id', id)
    if (there) {
      if (there.user_id !== user.id || there.item !== item || there.purpose !== purpose)
        throw new StudioError('key_reused', { id })
      if (!isOpen(there, now)) throw new StudioError('payment_ended', { id, status: there.status })
      return there
    }
    if (terms.price !== purchase.price) throw new StudioError('price_changed', { price: terms.price })
    if (purpose === 'start' && (await liveSubscriptionOf(trx, user.id))) throw new StudioError('plan_running')
    await checkRoom(trx, user.id, terms.grants)
    const open = await openChargesOf(trx, user.id, purpose, now)
    const same = open.find(
      (one) =>
        one.item === item &&
        one.provider === provider.name &&
        one.currency === currency &&
        one.amount === terms.price,
    )
    if (same) return same
    // Who chooses another plan does not want the one before.
    if (purpose === 'start')
      for (const other of open) await changeCharge(trx, other.id, { status: 'void' }, now)
    const waits = provider.name === 'manual' ? OPEN_MS.transfer : OPEN_MS.card
    return openCharge(
      trx,
      {
        id,
        user_id: user.id,
        purpose,
        item,
        terms,
        subscription_id: purpose === 'start' ? uuidv7() : null,
        provider: provider.name,
        currency,
        amount: terms.price,
        vat: vatIn(terms.price, studio.plans.vatPercent[currency]),
        expires_at: new Date(now.getTime() + waits),
      },
      now,
    )
  })
  return beginCheckout(studio, charge, purchase.payWay)
}

/** Begins, or takes up, the provider's checkout of a charge. Again it is the same payment. Throws payment_unavailable. */
export async function beginCheckout(studio: Studio, charge: ChargeRow, payWay?: PayWay): Promise<Bought> {
  try {
    const provider = providerOf(studio, charge.provider as ProviderName)
    const checkout = await provider.checkout(await orderOf(studio, charge, { payWay }))
    await changeCharge(studio.db, charge.id, { reference: checkout.reference }, studio.now())
    return { charge: (await findCharge(studio.db, 'id', charge.id))!, checkout }
  } catch (error) {
    throw asStudioError(error)
  }
}

/**
 * Ends a checkout when the browser is back. What it brought is only where to look: the payment is read from the provider. Answers the
 * charge as it is then, `open` while there is nothing to be known. Throws NotFound, payment_declined (another card may be tried),
 * payment_unavailable.
 */
export async function completeCheckout(
  studio: Studio,
  user: { readonly id: string },
  id: string,
  answer: CheckoutAnswer,
): Promise<ChargeRow> {
  const charge = await getCharge(studio.db, user, id)
  if (charge.applied_at || !isOpen(charge, studio.now()) || charge.provider === 'none') return charge
  try {
    const provider = providerOf(studio, charge.provider)
    const fact = await provider.complete(await orderOf(studio, charge, {}), charge.reference, answer)
    if (fact) await settleFact(studio, fact)
  } catch (error) {
    if (error instanceof PaymentError) await noteFailure(studio, charge, error)
    throw asStudioError(error)
  }
  return getCharge(studio.db, user, id)
}

/** What is certain is noted; what nobody knows the end of is read again by healPayments. */
async function noteFailure(studio: Studio, { id, tries }: ChargeRow, { code }: PaymentError): Promise<void> {
  if (code === 'declined' || code === 'needs-action' || code === 'refused')
    await failCharge(studio, id, tries, code)
  if (code === 'tampered')
    await changeCharge(studio.db, id, { status: 'mismatch', failure: 'amount' }, studio.now())
}

/** Withdraws a purchase that is not paid. Should the money come after all, it is settled or given back. Throws NotFound, payment_ended. */
export async function withdrawPurchase(
  studio: Studio,
  user: { readonly id: string },
  id: string,
): Promise<ChargeRow> {
  await getCharge(studio.db, user, id)
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user.id)
    const charge = await getCharge(trx, user, id)
    const mayWithdraw = ['open', 'pending'].includes(charge.status) && charge.purpose !== 'renewal'
    if (!mayWithdraw) throw new StudioError('payment_ended', { id, status: charge.status })
    await changeCharge(trx, id, { status: 'void' }, studio.now())
  })
  return getCharge(studio.db, user, id)
}

function isOpen(charge: ChargeRow, now: Date): boolean {
  return (
    ['open', 'pending'].includes(charge.status) && (charge.expires_at === null || charge.expires_at > now)
  )
}

function termsFor({ plans }: Studio, { kind, item, currency }: Purchase): Terms | null {
  if (kind === 'plan') {
    const plan = plans.plans.slice(1).find(({ id }) => id === item)
    return plan ? termsOf(plan, currency) : null
  }
  const pack = plans.packs.find(({ id }) => id === item)
  if (!pack) return null
  const { id, name, grants, lastsDays } = pack
  return { id, name, grants, lastsDays, price: pack.prices[currency] }
}

/** Refuses before the payment what could not be granted after it. Throws grant_too_big. */
async function checkRoom(db: Db, userId: string, grants: Grants): Promise<void> {
  const { left, held } = await balanceOf(db, userId)
  for (const [name, usageType] of Object.entries(KIND_OF) as [keyof Grants, keyof typeof left][])
    if (left[usageType] + held[usageType] + grants[name] > MOST_HELD)
      throw new StudioError('grant_too_big', { usageType, most: MOST_HELD })
}
