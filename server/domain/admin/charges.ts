// What people paid, for whoever runs the studio: found, looked at, given back.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import type { ChargeRow } from '../payments/charges.ts'
import { disputesOf, type DisputeRow } from '../payments/disputes.ts'
import { refundCharge } from '../payments/refunds.ts'
import { writeHistory } from '../subscriptions/subscriptions.ts'
import { mustBeAdministrator, noteDeed, type Administrator } from './act.ts'

export interface RefundRow {
  readonly id: string
  readonly charge_id: string
  readonly amount: number
  readonly reason: string
  readonly status: string
  readonly failure: string | null
  readonly created_at: Date
}

export interface PaidCharge extends ChargeRow {
  readonly email: string | null
  readonly user_name: string | null
  readonly invoice: string | null
  readonly refunds: readonly RefundRow[]
  readonly disputes: readonly DisputeRow[]
}

/** Which of them: `disputed` has those a bank asks back now, `refunded` those of which something went back. */
export type ChargeFilter = 'all' | 'disputed' | 'refunded'

/** What was paid, newest first, by name, e-mail, invoice number, or what we or the provider call it. Throws bad_cursor. */
export async function listCharges(
  studio: Studio,
  admin: Administrator,
  { after, limit, q, only }: PageWish & { readonly q?: string | undefined; readonly only: ChargeFilter },
): Promise<PageOf<PaidCharge>> {
  await mustBeAdministrator(studio.db, admin)
  let query = studio.db
    .selectFrom('billing_charge as charge')
    .innerJoin('users', 'users.id', 'charge.user_id')
    .leftJoin('billing_invoice as invoice', 'invoice.charge_id', 'charge.id')
    .selectAll('charge')
    .select(['users.email', 'users.name as user_name', 'invoice.number as invoice'])
    .select(cursorAt('charge.created_at').as('at'))
    .where('charge.status', 'in', ['paid', 'mismatch'])
    .where('charge.purpose', '<>', 'method')
    .where('charge.amount', '>', 0)
    .orderBy('charge.created_at', 'desc')
    .orderBy('charge.id', 'desc')
    .limit(limit + 1)
    .$castTo<PaidCharge & { readonly at: string }>()
  if (only === 'disputed') query = query.where('charge.disputed', 'in', ['inquiry', 'open'])
  if (only === 'refunded') query = query.where('charge.refunded', '>', 0)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(users.name ilike ${like} or users.email ilike ${like} or invoice.number = ${q}
        or charge.id::text = ${q} or charge.order_ref = ${q} or charge.payment_id = ${q})`,
    )
  }
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'charge.created_at', 'charge.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  const ids = items.map(({ id }) => id)
  const [refunds, disputes] = await Promise.all([refundsOf(studio, ids), disputesOf(studio.db, ids)])
  const of = <T extends { readonly charge_id: string }>(rows: readonly T[], id: string) =>
    rows.filter(({ charge_id }) => charge_id === id)
  return {
    items: items.map((row) => ({ ...row, refunds: of(refunds, row.id), disputes: of(disputes, row.id) })),
    next,
  }
}

/**
 * Gives all or a part of a payment back, by the way it came, once for each id; of a transfer it writes down that the administrator
 * sends it. Throws not_found, refund_too_big, payment_disputed, key_reused.
 */
export async function refundPayment(
  studio: Studio,
  admin: Administrator,
  chargeId: string,
  wish: { readonly id: string; readonly amount?: number | undefined; readonly reason: string },
): Promise<void> {
  await mustBeAdministrator(studio.db, admin)
  const { subscription_id } = await refundCharge(
    studio,
    admin,
    chargeId,
    wish,
    async (trx, charge, amount) => {
      await mustBeAdministrator(trx, admin)
      await noteDeed(trx, admin, {
        act: 'payment_refund',
        subject: 'payment',
        subjectId: charge.id,
        userId: charge.user_id,
        before: { refunded: charge.refunded },
        after: { refund: amount, amount: charge.amount, currency: charge.currency },
        reason: wish.reason,
      })
    },
  )
  if (subscription_id) await writeHistory(studio.db, subscription_id, studio.now())
}

async function refundsOf(studio: Studio, chargeIds: readonly string[]): Promise<RefundRow[]> {
  if (chargeIds.length === 0) return []
  return studio.db
    .selectFrom('billing_refund')
    .select(['id', 'charge_id', 'amount', 'reason', 'status', 'failure', 'created_at'])
    .where('charge_id', 'in', chargeIds)
    .orderBy('created_at', 'desc')
    .execute()
}
