// Another card for a plan, an outstanding payment tried again, and the provider's own page.
import { StudioError } from '../../errors.ts'
import type { PayWay, ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { findCharge, openCharge, openChargesOf } from '../payments/charges.ts'
import { asStudioError, providerOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import { beginCheckout, type Bought } from './buy.ts'
import { renewSubscription } from './renew.ts'
import { changeSubscription, liveSubscriptionOf } from './subscriptions.ts'

const OPEN_MS = 24 * 3600_000

/** Begins to store another card for the plan. Throws plan_missing, key_reused, payment_unavailable. */
export async function changeCard(
  studio: Studio,
  user: { readonly id: string },
  { id, payWay }: { readonly id: string; readonly payWay?: PayWay | undefined },
): Promise<Bought> {
  const charge = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user.id)
    const now = studio.now()
    const subscription = await liveSubscriptionOf(trx, user.id)
    if (!subscription || subscription.provider === 'none') throw new StudioError('plan_missing')
    const there = await findCharge(trx, 'id', id)
    if (there && (there.user_id !== user.id || there.purpose !== 'method'))
      throw new StudioError('key_reused', { id })
    const open = await openChargesOf(trx, user.id, 'method', now)
    const same = open.find(({ subscription_id }) => subscription_id === subscription.id)
    if (same) return same
    return openCharge(
      trx,
      {
        id,
        user_id: user.id,
        purpose: 'method',
        item: subscription.plan,
        terms: subscription.terms,
        subscription_id: subscription.id,
        provider: subscription.provider,
        currency: subscription.currency,
        amount: 0,
        vat: 0,
        expires_at: new Date(now.getTime() + OPEN_MS),
      },
      now,
    )
  })
  return beginCheckout(studio, charge, payWay)
}

/** Tries an outstanding month again now instead of on its day; one that is paid is left alone. Throws plan_missing. */
export async function payNow(studio: Studio, user: { readonly id: string }): Promise<void> {
  const live = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user.id)
    const subscription = await liveSubscriptionOf(trx, user.id)
    if (!subscription) throw new StudioError('plan_missing')
    // A try by transfer waits for the administrator, whatever the buyer presses.
    if (subscription.status !== 'past_due' || subscription.provider === 'manual') return null
    await changeSubscription(trx, subscription.id, { next_billing_at: studio.now() }, studio.now())
    return subscription
  })
  if (live) await renewSubscription(studio, live.id)
}

/** The provider's own page for cards and receipts; null where it has none. Throws plan_missing, payment_unavailable. */
export async function openPortal(studio: Studio, user: { readonly id: string }): Promise<string | null> {
  const live = await liveSubscriptionOf(studio.db, user.id)
  if (!live) throw new StudioError('plan_missing')
  if (live.customer === null) return null
  try {
    const provider = providerOf(studio, live.provider as ProviderName)
    return await provider.portal(live.customer, `${studio.config.url}/account/plan`)
  } catch (error) {
    throw asStudioError(error)
  }
}
