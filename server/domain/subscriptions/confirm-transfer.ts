// Bank transfers: the administrator says that the money came, or that it will not.
import { NotFound, StudioError } from '../../errors.ts'
import type { Db } from '../../database/database.ts'
import type { PaymentFact } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { changeCharge, findCharge, type ChargeRow } from '../payments/charges.ts'
import { lockPoints } from '../points/lock-points.ts'
import { settleFact, type Beside } from './settle.ts'
import { findSubscription, isLive } from './subscriptions.ts'
import { endPlan } from './end-plan.ts'

export interface WaitingTransfer extends ChargeRow {
  readonly email: string | null
  readonly user_name: string | null
}

/** Transfers that are announced and not confirmed, oldest first. The caller is an administrator. */
export async function listTransfers(db: Db, limit = 200): Promise<WaitingTransfer[]> {
  return db
    .selectFrom('billing_charge as charge')
    .innerJoin('users', 'users.id', 'charge.user_id')
    .selectAll('charge')
    .select(['users.email', 'users.name as user_name'])
    .where('charge.provider', '=', 'manual')
    .where('charge.status', 'in', ['open', 'pending'])
    .orderBy('charge.created_at')
    .limit(limit)
    .$castTo<WaitingTransfer>()
    .execute()
}

/**
 * Confirms that the money of a transfer has come, whole. Twice is once. `amount` is what came: another sum than was asked for gives
 * nothing and marks the charge for a decision. `beside` is part of the transaction. The caller is an administrator. Throws NotFound.
 */
export async function confirmTransfer(
  studio: Studio,
  chargeId: string,
  { amount, beside }: { readonly amount?: number; readonly beside?: Beside } = {},
): Promise<ChargeRow> {
  const charge = await transferOf(studio.db, chargeId)
  const now = studio.now()
  const fact: PaymentFact = {
    kind: 'payment',
    provider: 'manual',
    id: charge.order_ref,
    orderId: charge.order_ref,
    status: 'paid',
    amount: amount ?? charge.amount,
    currency: charge.currency,
    refunded: 0,
    paidAt: now,
    method: { type: 'transfer', brand: null, last4: null },
    receiptUrl: null,
    period: null,
    plan: null,
    subscription: null,
    stored: null,
    failure: null,
  }
  await settleFact(studio, fact, beside)
  return transferOf(studio.db, chargeId)
}

/** Says that a transfer will not come: the purchase is over, and a plan that waited for its next month ends. Throws NotFound, payment_ended. */
export async function refuseTransfer(
  studio: Studio,
  chargeId: string,
  reason: string,
  beside?: Beside,
): Promise<ChargeRow> {
  const found = await transferOf(studio.db, chargeId)
  await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, found.user_id)
    const charge = await transferOf(trx, chargeId)
    if (charge.applied_at || !['open', 'pending', 'mismatch'].includes(charge.status))
      throw new StudioError('payment_ended', { id: chargeId, status: charge.status })
    await beside?.(trx, charge)
    await changeCharge(trx, charge.id, { status: 'refused', failure: reason.slice(0, 500) }, studio.now())
    if (charge.purpose !== 'renewal') return
    const subscription = await findSubscription(trx, charge.subscription_id!)
    if (subscription && isLive(subscription)) await endPlan(studio, trx, subscription, 'unpaid')
  })
  studio.live.say({ userId: found.user_id, event: { type: 'points' } })
  return transferOf(studio.db, chargeId)
}

async function transferOf(db: Db, id: string): Promise<ChargeRow> {
  const charge = await findCharge(db, 'id', id)
  if (!charge || charge.provider !== 'manual') throw new NotFound('payment', id)
  return charge
}
