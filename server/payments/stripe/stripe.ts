// Payments by Stripe: its Checkout takes the money, it renews plans itself, its portal changes cards. By the official library.
import { CURRENCIES } from '#sdk/contract/currencies.ts'
import { Stripe } from 'stripe'
import { PaymentError, type Checkout, type Order, type Provider } from '../payments.ts'
import { changeStripePlan, needProduct, previewStripeChange } from './change-plan.ts'
import { ask, askMaybe } from './errors.ts'
import { subscriptionFact } from './facts.ts'
import { readStripe, readSubscription } from './read.ts'
import { refundStripe } from './refund.ts'
import { parseStripeWebhook } from './webhook.ts'

export interface StripeConfig {
  readonly secretKey: string
  readonly webhookSecret: string
  /** Where the API is, if not at Stripe: a stand-in on this machine. */
  readonly apiUrl: string | null
}

/** How long one try of a call may take; the library tries a second time. */
const TIMEOUT_MS = 20_000

/** Opens Stripe, at the API version the library is made for. `timeoutMs` is for one try. */
export function openStripe(config: StripeConfig, timeoutMs = TIMEOUT_MS): Provider {
  const stripe = new Stripe(config.secretKey, {
    maxNetworkRetries: 1,
    timeout: timeoutMs,
    telemetry: false,
    appInfo: { name: 'Maepsi' },
    ...(config.apiUrl && placeOf(new URL(config.apiUrl))),
  })
  return {
    name: 'stripe',
    currencies: CURRENCIES,
    payWays: [],
    renews: 'provider',
    checkout: async (order) => beginCheckout(stripe, order),
    async complete(_order, reference) {
      if (!reference) return null
      const fact = await readStripe(stripe, reference)
      return fact?.kind === 'payment' ? fact : null
    },
    async charge() {
      throw new PaymentError('stripe', 'refused', 'Stripe charges the periods of its subscriptions itself')
    },
    previewChange: async (change) => previewStripeChange(stripe, change),
    changePlan: async (change) => changeStripePlan(stripe, change),
    cancel: async (id, atPeriodEnd) =>
      subscriptionFact(
        await ask('write', async () =>
          stripe.subscriptions.update(id, { cancel_at_period_end: atPeriodEnd }),
        ),
      ),
    end: async (id) => endSubscription(stripe, id),
    async forget() {},
    portal: async (customer, returnUrl) =>
      ask('read', async () => {
        const { url } = await stripe.billingPortal.sessions.create({ customer, return_url: returnUrl })
        return url
      }),
    refund: async (refund) => refundStripe(stripe, refund),
    read: async (reference) => readStripe(stripe, reference),
    parseWebhook: async (rawBody, headers) =>
      parseStripeWebhook(rawBody, String(headers['stripe-signature'] ?? ''), config.webhookSecret),
  }
}

async function beginCheckout(stripe: Stripe, order: Order): Promise<Checkout> {
  const { orderId, buyer, returnUrl } = order
  if (order.purpose === 'method')
    throw new PaymentError('stripe', 'refused', 'Stripe changes cards in its own portal')
  const ours = { order_id: orderId, user_id: buyer.userId }
  const what = order.purpose === 'subscribe' ? await subscriptionOf(stripe, order, ours) : packOf(order, ours)
  const session = await ask('write', async () =>
    stripe.checkout.sessions.create(
      {
        ...what,
        client_reference_id: orderId,
        metadata: ours,
        locale: buyer.language,
        success_url: returnUrl,
        cancel_url: `${returnUrl}${returnUrl.includes('?') ? '&' : '?'}left=true`,
        ...(buyer.email && { customer_email: buyer.email }),
      },
      { idempotencyKey: orderId },
    ),
  )
  if (!session.url) throw new PaymentError('stripe', 'refused', 'This checkout has ended; begin another')
  return { how: 'redirect', url: session.url, reference: { kind: 'payment', id: session.id } }
}

/** Line, mode and marks of a one-off payment. */
function packOf({ amount, currency, title }: Order, ours: Record<string, string>) {
  return {
    mode: 'payment' as const,
    line_items: [
      {
        quantity: 1,
        price_data: { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name: title } },
      },
    ],
    payment_intent_data: { metadata: ours, description: title },
  }
}

/** The same for a plan, a month at a time. */
async function subscriptionOf(stripe: Stripe, order: Order, ours: Record<string, string>) {
  const { plan, subscriptionId, amount, currency, title } = order
  if (!plan || !subscriptionId)
    throw new PaymentError('stripe', 'refused', 'A plan is bought with its id and that of the subscription')
  const product = await needProduct(stripe, plan, title)
  return {
    mode: 'subscription' as const,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: amount,
          product,
          recurring: { interval: 'month' as const },
        },
      },
    ],
    subscription_data: { metadata: { ...ours, subscription_id: subscriptionId } },
  }
}

async function endSubscription(stripe: Stripe, id: string) {
  const ended = await askMaybe(
    async () => stripe.subscriptions.cancel(id, { prorate: false, invoice_now: false }),
    'write',
  )
  // Of one that has ended already Stripe says that it is not there; it can still be read.
  return ended ? subscriptionFact(ended) : readSubscription(stripe, id)
}

function placeOf({ hostname, port, protocol }: URL) {
  const plain = protocol === 'http:'
  return { host: hostname, port: port || (plain ? 80 : 443), protocol: plain ? 'http' : 'https' } as const
}
