// Cancelling a plan and taking that back: it keeps working until the month that is paid for ends.
import type { Transaction } from 'kysely'
import type { DB } from '../../database/types.ts'
import { StudioError } from '../../errors.ts'
import type { ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { asStudioError, providerOf } from '../payments/providers.ts'
import { lockPoints } from '../points/lock-points.ts'
import { endPlan } from './end-plan.ts'
import {
  changeSubscription,
  findSubscription,
  isLive,
  liveSubscriptionOf,
  writeRecord,
  type SubscriptionRow,
} from './subscriptions.ts'

/**
 * Cancels the plan, with the reason if one is given. It works until its month ends; one whose month is over and unpaid ends at once.
 * Again changes nothing. Throws plan_missing, payment_unavailable.
 */
export async function cancelPlan(
  studio: Studio,
  user: { readonly id: string },
  { reason }: { readonly reason: string | null },
): Promise<SubscriptionRow> {
  const live = await liveOrThrow(studio, user)
  await tellProvider(studio, live, true)
  return change(studio, live, async (trx, subscription, now) => {
    if (subscription.cancelled_at) return
    const { end_at } = subscription
    await changeSubscription(
      trx,
      subscription.id,
      {
        cancelled_at: now,
        cancel_reason: reason,
        next_billing_at: end_at,
        next_plan: null,
        next_terms: null,
      },
      now,
    )
    await writeRecord(trx, subscription, { kind: 'cancel', from: subscription.plan, to: null }, now)
    if (end_at <= now) await endPlan(studio, trx, { ...subscription, next_billing_at: end_at }, 'end')
  })
}

/** Takes a cancellation back while the plan still works. Again changes nothing. Throws plan_missing, payment_unavailable. */
export async function resumePlan(studio: Studio, user: { readonly id: string }): Promise<SubscriptionRow> {
  const live = await liveOrThrow(studio, user)
  if (live.cancelled_at && live.end_at <= studio.now()) throw new StudioError('plan_missing')
  await tellProvider(studio, live, false)
  return change(studio, live, async (trx, subscription, now) => {
    if (!subscription.cancelled_at) return
    await changeSubscription(trx, subscription.id, { cancelled_at: null, cancel_reason: null }, now)
    await writeRecord(
      trx,
      subscription,
      { kind: 'resume', from: subscription.plan, to: subscription.plan },
      now,
    )
  })
}

async function liveOrThrow(studio: Studio, user: { readonly id: string }): Promise<SubscriptionRow> {
  const live = await liveSubscriptionOf(studio.db, user.id)
  if (!live) throw new StudioError('plan_missing')
  return live
}

async function tellProvider(
  studio: Studio,
  { provider, provider_ref }: SubscriptionRow,
  end: boolean,
): Promise<void> {
  if (!provider_ref) return
  try {
    await providerOf(studio, provider as ProviderName).cancel(provider_ref, end)
  } catch (error) {
    throw asStudioError(error)
  }
}

async function change(
  studio: Studio,
  { id, user_id }: SubscriptionRow,
  act: (trx: Transaction<DB>, subscription: SubscriptionRow, now: Date) => Promise<void>,
): Promise<SubscriptionRow> {
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, user_id)
    const subscription = (await findSubscription(trx, id))!
    if (!isLive(subscription)) throw new StudioError('plan_missing')
    await act(trx, subscription, studio.now())
  })
  studio.live.say({ userId: user_id, event: { type: 'points' } })
  return (await findSubscription(studio.db, id))!
}
