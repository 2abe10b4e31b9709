// What Stripe sends: signature checked, then boiled down to what has to be read again.
import { Stripe } from 'stripe'
import { PaymentError, type Reference, type WebhookNews } from '../payments.ts'
import { idOf } from './facts.ts'

/** Webhooks older than this are refused, in seconds; Stripe's own advice. */
const OLDEST = 300

/** The news of a webhook. Throws `bad-signature`. */
export async function parseStripeWebhook(
  rawBody: Buffer,
  signature: string,
  secret: string,
): Promise<WebhookNews> {
  let event: Stripe.Event
  try {
    event = await Stripe.webhooks.constructEventAsync(rawBody, signature, secret, OLDEST)
  } catch (error) {
    throw new PaymentError('stripe', 'bad-signature', (error as Error).message, { cause: error })
  }
  return { eventId: event.id, kind: event.type, reference: referenceOf(event) }
}

function referenceOf(event: Stripe.Event): Reference | null {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired':
    case 'invoice.paid':
    case 'invoice.payment_failed':
    case 'invoice.payment_action_required':
    case 'invoice.voided':
    case 'invoice.marked_uncollectible':
      return named('payment', event.data.object.id)
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
      return named('payment', event.data.object.id)
    case 'charge.refunded':
    case 'refund.updated':
    case 'refund.failed':
      return named('payment', idOf(event.data.object.payment_intent))
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
    case 'customer.subscription.paused':
    case 'customer.subscription.resumed':
      return named('subscription', event.data.object.id)
    default:
      return null
  }
}

function named(kind: Reference['kind'], id: string | null): Reference | null {
  return id ? { kind, id } : null
}
