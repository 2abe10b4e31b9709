// Stripe's objects as facts: the only place that knows where in them the amounts, periods and plans are.
import type { Stripe } from 'stripe'
import type { Dispute, Method, PaymentFact, Period, SubscriptionFact } from '../payments.ts'

/** Products at Stripe are made by us, one a plan; the plan is in their id. */
const PRODUCT = 'maepsi_plan_'

/** The id at Stripe of the product that stands for a plan. */
export function productOf(plan: string): string {
  return PRODUCT + plan
}

function planOf(product: unknown): string | null {
  const id = idOf(product)
  return id?.startsWith(PRODUCT) ? id.slice(PRODUCT.length) : null
}

/** The id of something that may be expanded, or null. */
export function idOf(thing: unknown): string | null {
  if (typeof thing === 'string') return thing
  return (thing as { readonly id?: string } | null | undefined)?.id ?? null
}

export function subscriptionFact(subscription: Stripe.Subscription): SubscriptionFact {
  const item = subscription.items.data[0]
  return {
    kind: 'subscription',
    provider: 'stripe',
    id: subscription.id,
    subscriptionId: subscription.metadata['subscription_id'] ?? null,
    status: STATUS[subscription.status] ?? 'incomplete',
    plan: planOf(item?.price.product),
    // Since API 2025-03-31 a period belongs to the item, not to the subscription.
    period: item ? periodOf(item.current_period_start, item.current_period_end) : null,
    cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
    customer: idOf(subscription.customer),
  }
}

const STATUS: Readonly<Record<string, SubscriptionFact['status']>> = {
  incomplete: 'incomplete',
  incomplete_expired: 'cancelled',
  trialing: 'active',
  active: 'active',
  past_due: 'past-due',
  unpaid: 'unpaid',
  paused: 'unpaid',
  canceled: 'cancelled',
}

/** A payment of a subscription: its invoice. `intent` is what paid it, with its charge; `subscription` is read anew. */
export function invoiceFact(
  invoice: Stripe.Invoice,
  intent: Stripe.PaymentIntent | null,
  subscription: SubscriptionFact | null,
): PaymentFact {
  const paid = invoice.status === 'paid'
  const amount = paid ? invoice.amount_paid : invoice.amount_due
  const { refunded, ...money } = chargeOf(intent)
  // What is billed for days to come; the lines of a change are marked as proration.
  const next = invoice.lines.data.find((line) => line.parent?.subscription_item_details?.proration === false)
  const bought = next ?? invoice.lines.data.find((line) => line.amount > 0)
  return {
    kind: 'payment',
    provider: 'stripe',
    id: invoice.id,
    orderId: orderOf(invoice),
    status: paid ? refundedStatus(refunded, amount) : unpaidStatus(invoice),
    amount,
    currency: invoice.currency.toUpperCase(),
    refunded,
    ...money,
    paidAt: dateOf(invoice.status_transitions.paid_at),
    receiptUrl: invoice.hosted_invoice_url ?? money.receiptUrl,
    period: next ? periodOf(next.period.start, next.period.end) : null,
    plan: planOf(bought?.pricing?.price_details?.product),
    subscription,
    stored: null,
    failure: paid ? null : (intent?.last_payment_error?.message ?? null),
  }
}

/** The order an invoice is for: the first one has the order's, that of a change the change's, a renewal none. */
function orderOf(invoice: Stripe.Invoice): string | null {
  const metadata = invoice.parent?.subscription_details?.metadata
  if (invoice.billing_reason === 'subscription_create') return metadata?.['order_id'] ?? null
  if (invoice.billing_reason === 'subscription_update') return metadata?.['change_id'] ?? null
  return null
}

function unpaidStatus(invoice: Stripe.Invoice): PaymentFact['status'] {
  if (invoice.status === 'void') return 'cancelled'
  if (invoice.status === 'uncollectible') return 'failed'
  return invoice.status === 'open' && invoice.attempted ? 'failed' : 'pending'
}

/** A payment that is no invoice: a pack. */
export function intentFact(intent: Stripe.PaymentIntent): PaymentFact {
  const paid = intent.status === 'succeeded'
  const { refunded, ...money } = chargeOf(intent)
  const amount = paid ? intent.amount_received : intent.amount
  return {
    kind: 'payment',
    provider: 'stripe',
    id: intent.id,
    orderId: intent.metadata['order_id'] ?? null,
    status: paid ? refundedStatus(refunded, amount) : intent.status === 'canceled' ? 'cancelled' : 'pending',
    amount,
    currency: intent.currency.toUpperCase(),
    refunded,
    ...money,
    period: null,
    plan: null,
    subscription: null,
    stored: null,
    failure: paid ? null : (intent.last_payment_error?.message ?? null),
  }
}

/** A checkout that brought no payment: still open, expired, or waiting for a bank. */
export function unpaidSessionFact(session: Stripe.Checkout.Session): PaymentFact {
  return {
    kind: 'payment',
    provider: 'stripe',
    id: session.id,
    orderId: session.client_reference_id,
    status: session.status === 'expired' ? 'cancelled' : 'pending',
    amount: session.amount_total ?? 0,
    currency: (session.currency ?? '').toUpperCase(),
    refunded: 0,
    paidAt: null,
    method: null,
    receiptUrl: null,
    period: null,
    plan: null,
    subscription: null,
    stored: null,
    failure: null,
  }
}

/** What a bank asks back, as Stripe tells it; the amount in the currency's smallest unit. */
export function disputeFact(dispute: Stripe.Dispute): Dispute {
  return {
    id: dispute.id,
    amount: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    // Words Stripe may add later are looked at by people, as an open one is.
    status: DISPUTES[dispute.status] ?? 'open',
    reason: dispute.reason,
    dueAt: dateOf(dispute.evidence_details.due_by),
    openedAt: new Date(dispute.created * 1000),
  }
}

/** `prevented`: it was settled before it became one, by giving the money back, which is told as a refund. */
const DISPUTES: Readonly<Record<string, Dispute['status']>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'won',
  needs_response: 'open',
  under_review: 'open',
  appeal_needs_response: 'open',
  appeal_under_review: 'open',
  won: 'won',
  lost: 'lost',
  prevented: 'won',
}

function refundedStatus(refunded: number, amount: number): PaymentFact['status'] {
  if (refunded === 0) return 'paid'
  return refunded < amount ? 'partly-refunded' : 'refunded'
}

function chargeOf(intent: Stripe.PaymentIntent | null) {
  const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null
  return {
    refunded: charge?.amount_refunded ?? 0,
    paidAt: charge?.paid ? dateOf(charge.created) : null,
    method: methodOf(charge?.payment_method_details ?? null),
    receiptUrl: charge?.receipt_url ?? null,
  }
}

function methodOf(details: Stripe.Charge.PaymentMethodDetails | null): Method | null {
  if (!details) return null
  const card = details.card ?? details.kr_card
  if (card) return { type: 'card', brand: card.brand ?? null, last4: card.last4 ?? null }
  if (details.type === 'kakao_pay') return { type: 'kakaopay', brand: null, last4: null }
  if (details.type === 'naver_pay') return { type: 'naverpay', brand: null, last4: null }
  return { type: 'other', brand: details.type, last4: null }
}

/** Stripe counts seconds. */
function periodOf(from: number, to: number): Period {
  return { from: new Date(from * 1000), to: new Date(to * 1000) }
}

function dateOf(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1000)
}
