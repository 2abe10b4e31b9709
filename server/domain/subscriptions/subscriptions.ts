// Subscriptions: the plan a user holds, its history, and what it lets them do.
import type { Db } from '../../database/database.ts'
import type { Currency, ProviderName } from '../../payments/payments.ts'
import type { Plan } from '../../plans.ts'
import type { Studio } from '../../studio.ts'
import type { ChargeRow, Terms } from '../payments/charges.ts'
import { historyOf, paymentLine } from '../payments/history.ts'

/** `active` and `past_due` (a payment is late, within its days of grace) run; `unpaid` and `ended` are over. */
export type SubscriptionStatus = 'active' | 'past_due' | 'unpaid' | 'ended'

export interface SubscriptionRow {
  readonly id: string
  readonly user_id: string
  readonly plan: string
  readonly status: SubscriptionStatus
  /** Months are counted from here. */
  readonly start_at: Date
  /** The month that is paid for. */
  readonly period_from: Date
  readonly end_at: Date
  /** Set when it was cancelled: it keeps working until end_at. */
  readonly cancelled_at: Date | null
  readonly cancel_reason: string | null
  readonly next_billing_at: Date | null
  readonly provider: ProviderName | 'none'
  readonly provider_ref: string | null
  readonly customer: string | null
  readonly currency: Currency
  readonly terms: Terms
  readonly next_plan: string | null
  readonly next_terms: Terms | null
}

/** What happened to a subscription. */
export type RecordKind =
  | 'start'
  | 'renewal'
  | 'upgrade'
  | 'downgrade_planned'
  | 'downgrade_withdrawn'
  | 'cancel'
  | 'resume'
  | 'past_due'
  | 'unpaid'
  | 'end'

export function isLive({ status }: Pick<SubscriptionRow, 'status'>): boolean {
  return status === 'active' || status === 'past_due'
}

/** The plan a user holds, or null for the one everyone has. */
export async function liveSubscriptionOf(db: Db, userId: string): Promise<SubscriptionRow | null> {
  const row = await subscriptions(db)
    .where('user_id', '=', userId)
    .where('status', 'in', ['active', 'past_due'])
    .executeTakeFirst()
  return row ?? null
}

export async function findSubscription(db: Db, id: string): Promise<SubscriptionRow | null> {
  return (await subscriptions(db).where('id', '=', id).executeTakeFirst()) ?? null
}

/** By the provider's own id, where the provider renews. */
export async function findSubscriptionOf(
  db: Db,
  provider: ProviderName,
  providerRef: string,
): Promise<SubscriptionRow | null> {
  const row = await subscriptions(db)
    .where('provider', '=', provider)
    .where('provider_ref', '=', providerRef)
    .executeTakeFirst()
  return row ?? null
}

export interface RecordRow {
  readonly id: string
  readonly kind: RecordKind
  readonly from_plan: string | null
  readonly to_plan: string | null
  readonly payments: ReturnType<typeof paymentLine>[]
  readonly created_at: Date
}

/** Everything that happened to a user's plans, newest first. */
export async function listRecords(db: Db, userId: string, limit = 100): Promise<RecordRow[]> {
  return db
    .selectFrom('subscription_record')
    .select(['id', 'kind', 'from_plan', 'to_plan', 'payments', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .$castTo<RecordRow>()
    .execute()
}

/**
 * Writes down a change of a subscription with the lines that were paid for it, and brings `payments` and `invoices` of the
 * subscription up to date: in the transaction that makes the change.
 */
export async function writeRecord(
  trx: Db,
  { id, user_id }: Pick<SubscriptionRow, 'id' | 'user_id'>,
  change: {
    readonly kind: RecordKind
    readonly from: string | null
    readonly to: string | null
    readonly charge?: ChargeRow | null
  },
  now: Date,
): Promise<void> {
  const { kind, from, to, charge } = change
  await trx
    .insertInto('subscription_record')
    .values({
      user_id,
      subscription_id: id,
      kind,
      from_plan: from,
      to_plan: to,
      // What is paid by this change; a payment that failed is told by its kind.
      charge_id: charge?.status === 'paid' ? charge.id : null,
      payments: JSON.stringify(charge ? [paymentLine(charge)] : []),
      created_at: now,
    })
    .execute()
  await writeHistory(trx, id, now)
}

/** Brings the agreed shapes on the subscription in line with the tables that count. */
export async function writeHistory(trx: Db, id: string, now: Date): Promise<void> {
  const { payments, invoices } = await historyOf(trx, id)
  await trx
    .updateTable('subscriptions')
    .set({ payments: JSON.stringify(payments), invoices: JSON.stringify(invoices), updated_at: now })
    .where('id', '=', id)
    .execute()
}

type Changes = Partial<
  Pick<
    SubscriptionRow,
    | 'plan'
    | 'status'
    | 'period_from'
    | 'end_at'
    | 'cancelled_at'
    | 'cancel_reason'
    | 'next_billing_at'
    | 'provider_ref'
    | 'customer'
    | 'terms'
    | 'next_plan'
    | 'next_terms'
  >
>

/** Changes a subscription; the caller holds the user's lock and writes the record. */
export async function changeSubscription(
  trx: Db,
  id: string,
  { terms, next_terms, ...changes }: Changes,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('subscriptions')
    .set({
      ...changes,
      ...(terms !== undefined && { terms: JSON.stringify(terms) }),
      ...(next_terms !== undefined && { next_terms: next_terms && JSON.stringify(next_terms) }),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/** The plan as it is bought now. */
export function termsOf(plan: Plan, currency: Currency): Terms {
  return {
    id: plan.id,
    name: plan.name,
    grants: plan.grants,
    lastsDays: plan.creditLastsDays,
    price: plan.prices[currency],
    limits: plan.limits,
  }
}

/** What a user may do: by the plan they hold, as it was when they bought it, or by the plan everyone has. */
export async function limitsOf(studio: Studio, userId: string): Promise<NonNullable<Terms['limits']>> {
  const live = await liveSubscriptionOf(studio.db, userId)
  return live?.terms.limits ?? studio.plans.plans[0].limits
}

/** Writes a new subscription. One that runs already makes it throw: the caller has looked, under the user's lock. */
export async function insertSubscription(trx: Db, row: SubscriptionRow, now: Date): Promise<void> {
  await trx
    .insertInto('subscriptions')
    .values({
      ...row,
      terms: JSON.stringify(row.terms),
      next_terms: row.next_terms && JSON.stringify(row.next_terms),
      payments: '[]',
      invoices: '[]',
      created_at: now,
      updated_at: now,
    })
    .execute()
}

function subscriptions(db: Db) {
  return db
    .selectFrom('subscriptions')
    .select([
      'id',
      'user_id',
      'plan',
      'status',
      'start_at',
      'period_from',
      'end_at',
      'cancelled_at',
      'cancel_reason',
      'next_billing_at',
      'provider',
      'provider_ref',
      'customer',
      'currency',
      'terms',
      'next_plan',
      'next_terms',
    ])
    .$castTo<SubscriptionRow>()
}
