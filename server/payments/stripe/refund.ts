// Gives money back through Stripe, once per refund of ours.
import type { Stripe } from 'stripe'
import { PaymentError, type PaymentFact, type Refund } from '../payments.ts'
import { ask } from './errors.ts'
import { intentIdOf, readStripe } from './read.ts'

/** Throws `refused` when more, or less, could be given back than the caller believed. */
export async function refundStripe(stripe: Stripe, refund: Refund): Promise<PaymentFact> {
  const { paymentId, refundId, amount, refundable, reason } = refund
  const intent = await intentIdOf(stripe, paymentId)
  if (!intent)
    throw new PaymentError(
      'stripe',
      'refused',
      `${paymentId} was not paid by anything that can be given back`,
    )
  const { data } = await ask('read', async () => stripe.refunds.list({ payment_intent: intent, limit: 100 }))
  // Idempotency keys are forgotten after a day; what was given back is not.
  const done = data.some(
    ({ metadata, status }) => metadata?.['refund_id'] === refundId && status !== 'failed',
  )
  if (!done) {
    const before = await readPayment(stripe, paymentId)
    if (before.amount - before.refunded !== refundable)
      throw new PaymentError(
        'stripe',
        'refused',
        `${paymentId} has been given back elsewhere in the meantime`,
      )
    await ask('write', async () =>
      stripe.refunds.create(
        {
          payment_intent: intent,
          amount,
          reason: 'requested_by_customer',
          metadata: { refund_id: refundId, reason: reason.slice(0, 500) },
        },
        { idempotencyKey: refundId },
      ),
    )
  }
  return readPayment(stripe, paymentId)
}

async function readPayment(stripe: Stripe, id: string): Promise<PaymentFact> {
  const fact = await readStripe(stripe, { kind: 'payment', id })
  if (fact?.kind !== 'payment') throw new PaymentError('stripe', 'refused', `Stripe knows no payment ${id}`)
  return fact
}
