// A Stripe account in memory: its objects are Stripe's published fixtures, filled in. Buyers act on it through its methods.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { field, part, type Form } from './form.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- Stripe's objects, as the wire has them
export type Thing = any

/** github.com/stripe/openapi, openapi/fixtures3.json, MIT: see LICENSE beside it. */
const FIXTURES = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures.json'), 'utf8'))

/** What the bank says to a payment. */
export type Card = 'pays' | 'declines' | 'needs-action'

const MONTH = 30 * 86_400

export class StripeAccount {
  readonly things = new Map<string, Thing>()
  /** The account's clock, in seconds. */
  now = Math.floor(Date.now() / 1000)
  #count = 0

  make(kind: string, prefix: string, values: object): Thing {
    const id = `${prefix}_${++this.#count}`
    const thing = { ...structuredClone(FIXTURES[kind]), id, created: this.now, metadata: {}, ...values }
    this.things.set(thing.id, thing)
    return thing
  }

  all(prefix: string): Thing[] {
    return [...this.things.values()].filter(({ id }) => id.startsWith(prefix))
  }

  openSession(form: Form): Thing {
    const price = part(form, 'line_items', '0', 'price_data')
    const id = `cs_test_${++this.#count}`
    return this.make('checkout.session', 'cs', {
      id,
      mode: field(form, 'mode'),
      client_reference_id: field(form, 'client_reference_id'),
      customer_email: field(form, 'customer_email') ?? null,
      amount_total: Number(field(price, 'unit_amount')),
      currency: field(price, 'currency'),
      metadata: part(form, 'metadata'),
      payment_intent: null,
      subscription: null,
      invoice: null,
      status: 'open',
      payment_status: 'unpaid',
      url: `https://checkout.stripe.com/c/pay/${id}`,
      _form: form,
    })
  }

  /** A buyer fills in the page of a session. A card that declines leaves it open. */
  pay(sessionId: string, card: Card = 'pays'): Thing {
    const session = this.things.get(sessionId)
    if (card !== 'pays') return session
    const { _form: form } = session
    session.status = 'complete'
    session.payment_status = 'paid'
    session.url = null
    if (session.mode === 'payment') {
      const intent = this.#payment(session.amount_total, session.currency, 'pays')
      intent.metadata = part(form, 'payment_intent_data', 'metadata')
      session.payment_intent = intent.id
      return session
    }
    const price = part(form, 'line_items', '0', 'price_data')
    const subscription = this.make('subscription', 'sub', {
      status: 'active',
      customer: `cus_${++this.#count}`,
      cancel_at: null,
      canceled_at: null,
      cancel_at_period_end: false,
      metadata: part(form, 'subscription_data', 'metadata'),
      currency: session.currency,
    })
    Object.assign(subscription.items.data[0], {
      id: `si_${++this.#count}`,
      current_period_start: this.now,
      current_period_end: this.now + MONTH,
    })
    this.#reprice(subscription, price)
    session.customer = subscription.customer
    session.subscription = subscription.id
    session.invoice = this.#bill(subscription, 'subscription_create', 'pays').id
    return session
  }

  /** The next period of a subscription begins: Stripe bills it. */
  renew(subscriptionId: string, card: Card = 'pays'): Thing {
    const subscription = this.things.get(subscriptionId)
    const item = subscription.items.data[0]
    item.current_period_start = item.current_period_end
    item.current_period_end += MONTH
    subscription.status = card === 'pays' ? 'active' : 'past_due'
    return this.#bill(subscription, 'subscription_cycle', card)
  }

  /** Stripe tries an unpaid invoice again, and this time it is paid. */
  recover(invoiceId: string): Thing {
    const invoice = this.things.get(invoiceId)
    this.#settle(invoice, 'pays')
    this.things.get(invoice.parent.subscription_details.subscription).status = 'active'
    return invoice
  }

  update(subscription: Thing, form: Form): Thing {
    const atEnd = field(form, 'cancel_at_period_end')
    if (atEnd) subscription.cancel_at_period_end = atEnd === 'true'
    Object.assign(subscription.metadata, part(form, 'metadata'))
    const price = part(form, 'items', '0', 'price_data')
    const before = subscription.items.data[0].price.unit_amount
    if (field(price, 'product')) {
      this.#reprice(subscription, price)
      const due = this.prorate(subscription, before, Number(field(form, 'proration_date') ?? this.now))
      if (field(form, 'proration_behavior') === 'always_invoice')
        this.#bill(subscription, 'subscription_update', 'pays', due)
    }
    return subscription
  }

  /** The difference for what is left of the period. */
  prorate(subscription: Thing, before: number, at: number, after?: number): number {
    const { current_period_end: end, price } = subscription.items.data[0]
    return Math.round(((after ?? price.unit_amount) - before) * Math.min(1, (end - at) / MONTH))
  }

  refund(form: Form): Thing {
    const intent = this.things.get(field(form, 'payment_intent') ?? '')
    const charge = this.things.get(intent.latest_charge)
    const amount = Number(field(form, 'amount'))
    if (charge.amount_refunded + amount > charge.amount) return null
    charge.amount_refunded += amount
    charge.refunded = charge.amount_refunded === charge.amount
    return this.make('refund', 're', {
      amount,
      currency: charge.currency,
      payment_intent: intent.id,
      charge: charge.id,
      metadata: part(form, 'metadata'),
    })
  }

  /** The payer's bank asks a payment back, or a part of it. */
  dispute(intentId: string, status = 'needs_response', amount?: number): Thing {
    const intent = this.things.get(intentId)
    const charge = this.things.get(intent.latest_charge)
    charge.disputed = true
    return this.make('dispute', 'du', {
      amount: amount ?? charge.amount,
      currency: charge.currency,
      charge: charge.id,
      payment_intent: intent.id,
      reason: 'fraudulent',
      status,
      evidence_details: {
        due_by: this.now + 7 * 86_400,
        has_evidence: false,
        past_due: false,
        submission_count: 0,
      },
    })
  }

  #reprice(subscription: Thing, price: Form): void {
    Object.assign(subscription.items.data[0].price, {
      id: `price_${++this.#count}`,
      product: field(price, 'product'),
      unit_amount: Number(field(price, 'unit_amount')),
      currency: field(price, 'currency'),
    })
  }

  #bill(subscription: Thing, reason: string, card: Card, due?: number): Thing {
    const { price, current_period_start: start, current_period_end: end } = subscription.items.data[0]
    const amount = due ?? price.unit_amount
    const invoice = this.make('invoice', 'in', {
      billing_reason: reason,
      customer: subscription.customer,
      currency: subscription.currency,
      amount_due: amount,
      total: amount,
      status: 'open',
      attempted: true,
      hosted_invoice_url: 'https://invoice.stripe.com/i/test',
      parent: {
        type: 'subscription_details',
        quote_details: null,
        subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
      },
    })
    const line = invoice.lines.data[0]
    Object.assign(line, { amount, currency: subscription.currency, period: { start, end } })
    line.parent.type = 'subscription_item_details'
    line.parent.subscription_item_details.proration = due !== undefined
    line.pricing.price_details = { price: price.id, product: price.product }
    this.#settle(invoice, card)
    subscription.latest_invoice = invoice.id
    return invoice
  }

  #settle(invoice: Thing, card: Card): void {
    const intent = this.#payment(invoice.amount_due, invoice.currency, card)
    const paid = card === 'pays'
    Object.assign(invoice, {
      status: paid ? 'paid' : 'open',
      amount_paid: paid ? invoice.amount_due : 0,
      status_transitions: { ...invoice.status_transitions, paid_at: paid ? this.now : null },
    })
    this.make('invoice_payment', 'inpay', {
      invoice: invoice.id,
      status: paid ? 'paid' : 'open',
      payment: { type: 'payment_intent', payment_intent: intent.id },
    })
  }

  #payment(amount: number, currency: string, card: Card): Thing {
    const paid = card === 'pays'
    const intent = this.make('payment_intent', 'pi', {
      amount,
      currency,
      amount_received: paid ? amount : 0,
      status: paid ? 'succeeded' : card === 'declines' ? 'requires_payment_method' : 'requires_action',
      last_payment_error: paid ? null : { type: 'card_error', code: 'card_declined', message: 'Declined.' },
    })
    const charge = this.make('charge', 'ch', { amount, currency, paid, payment_intent: intent.id })
    charge.amount_refunded = 0
    intent.latest_charge = charge.id
    return intent
  }
}
