// Reads payments and subscriptions again from Stripe, by whatever id is known of them.
import type { Stripe } from 'stripe'
import type { PaymentFact, Reference, SubscriptionFact } from '../payments.ts'
import { ask, askMaybe } from './errors.ts'
import { disputeFact, idOf, intentFact, invoiceFact, subscriptionFact, unpaidSessionFact } from './facts.ts'

/** What a reference names, as it is now; null when Stripe has nothing of that id. */
export async function readStripe(
  stripe: Stripe,
  { kind, id }: Reference,
): Promise<PaymentFact | SubscriptionFact | null> {
  if (kind === 'subscription') return readSubscription(stripe, id)
  if (id.startsWith('cs_')) return readSession(stripe, id)
  if (id.startsWith('in_')) return readInvoice(stripe, id)
  if (/^d[up]_/.test(id)) return readDispute(stripe, id)
  return id.startsWith('pi_') ? readIntent(stripe, id) : null
}

export async function readSubscription(stripe: Stripe, id: string): Promise<SubscriptionFact | null> {
  const subscription = await askMaybe(async () => stripe.subscriptions.retrieve(id))
  return subscription && subscriptionFact(subscription)
}

async function readSession(stripe: Stripe, id: string): Promise<PaymentFact | null> {
  const session = await askMaybe(async () => stripe.checkout.sessions.retrieve(id))
  if (!session) return null
  const invoice = idOf(session.invoice)
  if (session.mode === 'subscription' && invoice) return readInvoice(stripe, invoice)
  const intent = idOf(session.payment_intent)
  if (session.status !== 'complete' || !intent) return unpaidSessionFact(session)
  return readIntent(stripe, intent)
}

/** By its payment: a subscription's payment is told as its invoice, so that one payment has one id however it is met. */
async function readIntent(stripe: Stripe, id: string): Promise<PaymentFact | null> {
  const intent = await askMaybe(async () => stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }))
  if (!intent) return null
  const { data } = await ask('read', async () =>
    stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: id }, limit: 1 }),
  )
  const invoice = idOf(data[0]?.invoice)
  return invoice ? readInvoice(stripe, invoice) : intentFact(intent)
}

/** The payment a dispute is about, and the dispute as it is now. */
async function readDispute(stripe: Stripe, id: string): Promise<PaymentFact | null> {
  const dispute = await askMaybe(async () => stripe.disputes.retrieve(id))
  const intent = idOf(dispute?.payment_intent)
  const fact = intent ? await readIntent(stripe, intent) : null
  return fact && dispute && { ...fact, dispute: disputeFact(dispute) }
}

export async function readInvoice(stripe: Stripe, id: string): Promise<PaymentFact | null> {
  const invoice = await askMaybe(async () => stripe.invoices.retrieve(id, { expand: ['payments'] }))
  if (!invoice) return null
  const [intent, subscription] = await Promise.all([
    intentOf(stripe, invoice),
    readSubscriptionOf(stripe, invoice),
  ])
  return invoiceFact(invoice, intent, subscription)
}

/** The payment that paid an invoice, or tried to last. */
async function intentOf(stripe: Stripe, invoice: Stripe.Invoice): Promise<Stripe.PaymentIntent | null> {
  const payments = invoice.payments?.data ?? []
  const one =
    payments.find(({ status }) => status === 'paid') ?? payments.find(({ is_default }) => is_default)
  const id = idOf(one?.payment.payment_intent)
  if (!id) return null
  return askMaybe(async () => stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }))
}

async function readSubscriptionOf(stripe: Stripe, invoice: Stripe.Invoice): Promise<SubscriptionFact | null> {
  const id = idOf(invoice.parent?.subscription_details?.subscription)
  return id ? readSubscription(stripe, id) : null
}

/** The id of the payment behind a fact's id: what Stripe gives money back for. */
export async function intentIdOf(stripe: Stripe, id: string): Promise<string | null> {
  if (id.startsWith('pi_')) return id
  const invoice = await askMaybe(async () => stripe.invoices.retrieve(id, { expand: ['payments'] }))
  const paid = invoice?.payments?.data.find(({ status }) => status === 'paid')
  return idOf(paid?.payment.payment_intent)
}
