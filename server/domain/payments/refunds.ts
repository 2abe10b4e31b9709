// Giving money back: written down first, then asked of the provider under its own id, so that it happens once.
import { v7 as uuidv7 } from 'uuid'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'
import { PaymentError, type ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { grantsOf } from '../points/grants-of.ts'
import { grant } from '../points/ledger.ts'
import { lockPoints } from '../points/lock-points.ts'
import { changeCharge, findCharge, type ChargeRow } from './charges.ts'
import { KIND_OF } from './grant-charge.ts'

interface RefundWish {
  /** The caller's idempotency key; a new one where nobody can ask twice. */
  readonly id?: string | undefined
  /** All that can still go back, where nothing is said. */
  readonly amount?: number | undefined
  readonly reason: string
}

/** Writes down that all or a part of a charge goes back; the caller holds the user's lock. Throws refund_too_big. */
export async function askRefund(
  trx: Db,
  charge: ChargeRow,
  by: { readonly id: string } | null,
  { id = uuidv7(), amount, reason }: RefundWish,
  now: Date,
): Promise<{ readonly id: string; readonly amount: number }> {
  const asked = await trx
    .selectFrom('billing_refund')
    .select(({ fn }) => fn.sum<string | null>('amount').as('amount'))
    .where('charge_id', '=', charge.id)
    .where('status', '=', 'asked')
    .executeTakeFirstOrThrow()
  const refundable = charge.amount - charge.refunded - Number(asked.amount ?? 0)
  if ((amount ?? 1) > refundable) throw new StudioError('refund_too_big', { refundable })
  const refund = { id, amount: amount ?? refundable }
  await trx
    .insertInto('billing_refund')
    .values({ ...refund, charge_id: charge.id, reason, by_user_id: by?.id ?? null, created_at: now })
    .execute()
  return refund
}

/**
 * Gives money back at an administrator's word, and takes what is left of the points it bought, in proportion. Answers the charge as it
 * is then; what a provider that does not answer has to give back is tried again until it does. The same id again changes nothing and
 * asks nobody. `beside` is part of the transaction. Throws NotFound, refund_too_big, payment_disputed and key_reused.
 */
export async function refundCharge(
  studio: Studio,
  by: { readonly id: string },
  chargeId: string,
  wish: RefundWish,
  beside?: (trx: Db, charge: ChargeRow, amount: number) => Promise<void>,
): Promise<ChargeRow> {
  const found = await findCharge(studio.db, 'id', chargeId)
  if (!found) throw new NotFound('payment', chargeId)
  const refund = await studio.db.transaction().execute(async (trx) => {
    await lockPoints(trx, found.user_id)
    if (wish.id !== undefined && (await isAsked(trx, wish.id, chargeId, wish.amount))) return null
    const charge = (await findCharge(trx, 'id', chargeId))!
    if (!['paid', 'mismatch'].includes(charge.status))
      throw new StudioError('refund_too_big', { refundable: 0 })
    // The bank has taken it, or will: a refund on top would give it away twice.
    if (charge.disputed === 'open' || charge.disputed === 'lost') throw new StudioError('payment_disputed')
    const asked = await askRefund(trx, charge, by, wish, studio.now())
    if (charge.status === 'paid')
      await takeBack(trx, charge, asked.amount / charge.amount, `refund:${asked.id}`)
    await beside?.(trx, charge, asked.amount)
    return asked
  })
  if (refund) await sendRefund(studio, { ...refund, charge_id: chargeId, reason: wish.reason })
  studio.live.say({ userId: found.user_id, event: { type: 'points' } })
  return (await findCharge(studio.db, 'id', chargeId))!
}

/** Whether this very refund is written down already. Throws key_reused for another of that id. */
async function isAsked(trx: Db, id: string, chargeId: string, amount: number | undefined): Promise<boolean> {
  const there = await trx
    .selectFrom('billing_refund')
    .select(['charge_id', 'amount'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!there) return false
  if (there.charge_id !== chargeId || (amount !== undefined && there.amount !== amount))
    throw new StudioError('key_reused', { id })
  return true
}

/** Asks the providers for every refund that is written down and not done. Answers the subscriptions that were given money back. */
export async function sendRefunds(studio: Studio): Promise<Set<string>> {
  const waiting = await studio.db
    .selectFrom('billing_refund')
    .innerJoin('billing_charge', 'billing_charge.id', 'billing_refund.charge_id')
    .select([
      'billing_refund.id',
      'billing_refund.charge_id',
      'billing_refund.amount',
      'billing_refund.reason',
      'billing_charge.subscription_id',
    ])
    .where('billing_refund.status', '=', 'asked')
    .orderBy('billing_refund.created_at')
    .limit(200)
    .execute()
  const done = new Set<string>()
  for (const { subscription_id, ...refund } of waiting)
    if ((await sendRefund(studio, refund)) && subscription_id !== null) done.add(subscription_id)
  return done
}

async function sendRefund(
  studio: Studio,
  refund: {
    readonly id: string
    readonly charge_id: string
    readonly amount: number
    readonly reason: string
  },
): Promise<boolean> {
  const charge = (await findCharge(studio.db, 'id', refund.charge_id))!
  try {
    const fact = await studio.payments.get(charge.provider as ProviderName).refund({
      paymentId: charge.payment_id ?? charge.order_ref,
      refundId: refund.id,
      amount: refund.amount,
      currency: charge.currency,
      paid: charge.amount,
      refundable: charge.amount - charge.refunded,
      reason: refund.reason,
    })
    await studio.db.transaction().execute(async (trx) => {
      await lockPoints(trx, charge.user_id)
      const closed = await closeRefund(trx, refund.id, 'done', null, studio.now())
      if (closed)
        await changeCharge(trx, charge.id, { refunded: Math.min(charge.amount, fact.refunded) }, studio.now())
    })
    return true
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error
    studio.log.error({ error, refund: refund.id, charge: charge.id }, 'a refund could not be made yet')
    if (error.code === 'refused')
      await studio.db.transaction().execute(async (trx) => {
        await lockPoints(trx, charge.user_id)
        const closed = await closeRefund(trx, refund.id, 'failed', error.message, studio.now())
        // The money stays, so the points do.
        if (closed) await giveAgain(trx, charge, `refund:${refund.id}`)
      })
    return false
  }
}

async function closeRefund(
  db: Db,
  id: string,
  status: 'done' | 'failed',
  failure: string | null,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('billing_refund')
    .set({ status, failure, done_at: now })
    .where('id', '=', id)
    .where('status', '=', 'asked')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Takes what is left of a charge's grants, at most the part whose money is gone, once for what `source` names. What was used stays used.
 * The caller holds the user's lock.
 */
export async function takeBack(trx: Db, charge: ChargeRow, share: number, source: string): Promise<void> {
  for (const usageType of Object.values<UsageType>(KIND_OF)) {
    const granted = await trx
      .selectFrom('point_usage')
      .select(['id', 'amount'])
      .where('source', '=', `charge:${charge.id}:${usageType}`)
      .executeTakeFirst()
    if (!granted) continue
    const left = (await grantsOf(trx, charge.user_id, usageType))
      .filter(({ id }) => id === granted.id)
      .reduce((sum, one) => sum + one.left, 0)
    const back = Math.min(left, Math.round(granted.amount * share))
    const reason = charge.purpose === 'pack' ? 'pack_refund' : 'plan_refund'
    if (back > 0) await grant(trx, charge.user_id, usageType, -back, reason, null, `${source}:${usageType}`)
  }
}

/** Gives again what was taken for `source`, which did not come to pass; it ends when it would have. The caller holds the user's lock. */
export async function giveAgain(trx: Db, charge: ChargeRow, source: string): Promise<void> {
  for (const usageType of Object.values<UsageType>(KIND_OF)) {
    const [taken, granted] = await Promise.all(
      [`${source}:${usageType}`, `charge:${charge.id}:${usageType}`].map(async (of) =>
        trx
          .selectFrom('point_usage')
          .select(['amount', 'expires_at'])
          .where('source', '=', of)
          .executeTakeFirst(),
      ),
    )
    if (taken)
      await grant(
        trx,
        charge.user_id,
        usageType,
        -taken.amount,
        'refund_undone',
        granted?.expires_at ?? null,
        `${source}:${usageType}:undone`,
      )
  }
}
