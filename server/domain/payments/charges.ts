// Charges: each a sum a user is to pay for one thing, once. The row is there before any provider is asked.
import type { Currency, ProviderName } from '../../payments/payments.ts'
import type { Grants } from '../../plans.ts'
import type { Db } from '../../database/database.ts'
import { NotFound } from '../../errors.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf } from '../page.ts'
import type { Method, Reference } from '../../payments/payments.ts'

/** `pack`: bought once. `start`, `renewal`, `upgrade`: of a plan. `method`: nothing, another card. */
export type Purpose = 'pack' | 'start' | 'renewal' | 'upgrade' | 'method'

export type ChargeStatus =
  | 'open'
  | 'pending'
  | 'paid'
  | 'failed'
  | 'void'
  | 'expired'
  | 'refused'
  | 'mismatch'

/** A plan or pack as it was when it was bought: whatever becomes of the file, this is what the buyer gets. */
export interface Terms {
  readonly id: string
  readonly name: { readonly ko: string; readonly en: string; readonly ja: string }
  /** What is granted for it: of a change within a month, the difference. */
  readonly grants: Grants
  /** How long credits of a plan last, or all of a pack; null for ever. */
  readonly lastsDays: number | null
  /** What a month of the plan costs; of a pack, what it costs. */
  readonly price: number
  readonly limits?: { readonly waitingJobs: number; readonly photoMegabytes: number }
  /** Of a change within a month: the terms of the plan it changes to. */
  readonly becomes?: Terms
  /** Of a change of plan: the plan it was reckoned from. */
  readonly from?: string
}

export interface ChargeRow {
  readonly id: string
  readonly user_id: string
  readonly purpose: Purpose
  readonly item: string
  readonly terms: Terms
  readonly subscription_id: string | null
  readonly period_from: Date | null
  readonly period_to: Date | null
  readonly provider: ProviderName | 'none'
  readonly order_ref: string
  readonly payment_id: string | null
  readonly reference: Reference | null
  readonly currency: Currency
  readonly amount: number
  readonly vat: number
  readonly refunded: number
  readonly status: ChargeStatus
  readonly tries: number
  readonly first_failed_at: Date | null
  readonly asked_at: Date | null
  readonly failure: string | null
  /** What became of it when the payer's bank asked it back; null where none did. */
  readonly disputed: 'inquiry' | 'open' | 'won' | 'lost' | null
  readonly method: Method | null
  readonly receipt_url: string | null
  readonly paid_at: Date | null
  readonly applied_at: Date | null
  readonly created_at: Date
  readonly expires_at: Date | null
}

/** The part of a price that is tax, where the price contains it: of 11,000 won with 10 %, 1,000. */
export function vatIn(amount: number, percent: number): number {
  return amount - Math.round(amount / (1 + percent / 100))
}

export type NewCharge = Pick<
  ChargeRow,
  'id' | 'user_id' | 'purpose' | 'item' | 'terms' | 'provider' | 'currency' | 'amount' | 'vat'
> &
  Partial<
    Pick<
      ChargeRow,
      'subscription_id' | 'period_from' | 'period_to' | 'order_ref' | 'expires_at' | 'payment_id'
    >
  >

/** Writes a charge down. Of a month that has one already it writes none and answers that. */
export async function openCharge(db: Db, charge: NewCharge, now: Date): Promise<ChargeRow> {
  await db
    .insertInto('billing_charge')
    .values({
      ...charge,
      terms: JSON.stringify(charge.terms),
      order_ref: charge.order_ref ?? charge.id,
      created_at: now,
      updated_at: now,
    })
    .onConflict((on) => on.column('order_ref').doNothing())
    .execute()
  return (await findCharge(db, 'order_ref', charge.order_ref ?? charge.id))!
}

/** One charge by its id, what the provider knows it by, or nothing. */
export async function findCharge(db: Db, by: 'id' | 'order_ref', value: string): Promise<ChargeRow | null> {
  return (await charges(db).where(by, '=', value).executeTakeFirst()) ?? null
}

/** The charge a provider's payment belongs to. */
export async function findChargeOfPayment(
  db: Db,
  provider: ProviderName,
  paymentId: string,
): Promise<ChargeRow | null> {
  const row = await charges(db)
    .where('provider', '=', provider)
    .where('payment_id', '=', paymentId)
    .executeTakeFirst()
  return row ?? null
}

/** A charge of the user's own. Throws NotFound. */
export async function getCharge(db: Db, user: { readonly id: string }, id: string): Promise<ChargeRow> {
  const charge = await findCharge(db, 'id', id)
  if (!charge || charge.user_id !== user.id) throw new NotFound('payment', id)
  return charge
}

type Changes = Partial<
  Pick<
    ChargeRow,
    | 'status'
    | 'payment_id'
    | 'refunded'
    | 'disputed'
    | 'tries'
    | 'first_failed_at'
    | 'asked_at'
    | 'failure'
    | 'receipt_url'
    | 'paid_at'
    | 'applied_at'
    | 'subscription_id'
    | 'period_from'
    | 'period_to'
  > & { reference: Reference | null; method: Method | null; read_at: Date }
>

/** Changes a charge. Where it matters what it was before, the caller holds the user's lock. */
export async function changeCharge(
  db: Db,
  id: string,
  { reference, method, ...changes }: Changes,
  now: Date,
): Promise<void> {
  await db
    .updateTable('billing_charge')
    .set({
      ...changes,
      ...(reference !== undefined && { reference: json(reference) }),
      ...(method !== undefined && { method: json(method) }),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/** A user's charges that are still to be paid and not yet over, newest first. */
export async function openChargesOf(
  db: Db,
  userId: string,
  purpose: Purpose,
  now: Date,
): Promise<ChargeRow[]> {
  return charges(db)
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .where('status', 'in', ['open', 'pending'])
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .execute()
}

/** What a user has paid and is about to pay, newest first; other cards are left out. Throws bad_cursor. */
export async function listCharges(
  db: Db,
  user: { readonly id: string },
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<PageOf<ChargeRow>> {
  let query = db
    .selectFrom('billing_charge as charge')
    .selectAll('charge')
    .select(cursorAt('charge.created_at').as('at'))
    .$castTo<ChargeRow & { readonly at: string }>()
    .where('charge.user_id', '=', user.id)
    .where('charge.purpose', '<>', 'method')
    .orderBy('charge.created_at', 'desc')
    .orderBy('charge.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'charge.created_at', 'charge.id'))
  return pageOf(await query.execute(), limit)
}

function charges(db: Db) {
  return db.selectFrom('billing_charge').selectAll().$castTo<ChargeRow>()
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
