// Disputes: what a payer's bank asks back at a provider, written down as it stands there.
import type { Db } from '../../database/database.ts'
import type { Dispute } from '../../payments/payments.ts'
import { changeCharge, type ChargeRow } from './charges.ts'
import { giveAgain, takeBack } from './refunds.ts'

/**
 * Writes down how a dispute about a charge stands; the caller holds the user's lock. Again changes nothing. While it is open nobody
 * loses what they bought; when it is lost, what is left of that is taken, as with a refund, once for each dispute. The database
 * writes every change into the audit.
 */
export async function noteDispute(trx: Db, charge: ChargeRow, dispute: Dispute, now: Date): Promise<void> {
  const { id, amount, currency, status, reason, dueAt, openedAt } = dispute
  const before = await trx
    .selectFrom('billing_dispute')
    .select(['status', 'charge_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (before && before.charge_id !== charge.id) throw new Error(`dispute ${id} is about another charge`)
  const changed = before?.status !== status
  const isOver = status === 'won' || status === 'lost'
  const values = {
    amount,
    currency,
    status,
    reason: reason.slice(0, 200),
    due_at: dueAt,
    ...(changed && { closed_at: isOver ? now : null }),
    updated_at: now,
  }
  await trx
    .insertInto('billing_dispute')
    .values({ id, charge_id: charge.id, opened_at: openedAt, ...values })
    .onConflict((on) => on.column('id').doUpdateSet(values))
    .execute()
  if (!changed) return
  await changeCharge(trx, charge.id, { disputed: status }, now)
  if (status === 'lost' && charge.applied_at)
    await takeBack(trx, charge, Math.min(1, amount / charge.amount), `dispute:${id}`)
  // One that had been lost may be won by appeal, with steps in between.
  if (status === 'won' && before) await giveAgain(trx, charge, `dispute:${id}`)
}

export interface DisputeRow {
  readonly id: string
  readonly charge_id: string
  readonly amount: number
  readonly currency: string
  readonly status: Dispute['status']
  readonly reason: string
  readonly due_at: Date | null
  readonly opened_at: Date
}

/** The disputes about these charges, newest first. */
export async function disputesOf(db: Db, chargeIds: readonly string[]): Promise<DisputeRow[]> {
  if (chargeIds.length === 0) return []
  return db
    .selectFrom('billing_dispute')
    .select(['id', 'charge_id', 'amount', 'currency', 'status', 'reason', 'due_at', 'opened_at'])
    .where('charge_id', 'in', chargeIds)
    .orderBy('opened_at', 'desc')
    .$castTo<DisputeRow>()
    .execute()
}
