// Payments by PortOne v2: Korean cards, KakaoPay, Toss, Naver Pay. It takes money when asked; the periods are charged from here.
import { PaymentClient } from '@portone/server-sdk'
import {
  PaymentError,
  type CheckoutAnswer,
  type MethodFact,
  type Order,
  type PaymentFact,
  type Provider,
  type Reference,
} from '../payments.ts'
import type { Seal } from '../seal.ts'
import { openAsk } from './ask.ts'
import { PortOnePayments } from './charge.ts'
import { browserCheckout, payWaysOf, type PortOneConfig } from './checkout.ts'
import { parsePortOneWebhook } from './webhook.ts'

/** How long a call may take: card companies are given a minute in PortOne's own documentation. */
const TIMEOUT_MS = 60_000

/** Opens PortOne. `timeoutMs` is for one call. */
export function openPortOne(config: PortOneConfig, seal: Seal, timeoutMs = TIMEOUT_MS): Provider {
  const payments = new PortOnePayments(
    PaymentClient({
      secret: config.apiSecret,
      storeId: config.storeId,
      ...(config.apiUrl && { baseUrl: config.apiUrl }),
    }),
    openAsk(timeoutMs),
    seal,
  )
  return {
    name: 'portone',
    currencies: ['KRW'],
    payWays: payWaysOf(config),
    renews: 'studio',
    async checkout(order) {
      if (order.purpose === 'once') await payments.preRegister(order.orderId, order.amount, order.currency)
      return browserCheckout(config, order)
    },
    complete: async (order, reference, answer) =>
      order.purpose === 'once'
        ? asOrdered(order, await payments.read(order.orderId))
        : completeWithKey(payments, order, tokenOf(reference, answer, seal)),
    charge: async (charge) =>
      asOrdered({ ...charge, orderId: charge.chargeId }, await payments.charge(charge)),
    async previewChange() {
      return null
    },
    async changePlan() {
      return null
    },
    async cancel() {
      return null
    },
    async end() {
      return null
    },
    forget: async (token) => payments.forget(token),
    async portal() {
      return null
    },
    refund: async (refund) => payments.refund(refund),
    async read({ kind, id }) {
      if (kind === 'method') return payments.readMethod(id)
      return kind === 'payment' ? payments.read(id) : null
    },
    parseWebhook: async (rawBody, headers) => parsePortOneWebhook(rawBody, headers, config, seal),
  }
}

/** The billing key the browser brought, or a webhook named. */
function tokenOf(reference: Reference | null, { billingKey }: CheckoutAnswer, seal: Seal): string | null {
  if (billingKey) return seal.close(billingKey)
  return reference?.kind === 'method' ? reference.id : null
}

/** Takes a new billing key for an order: to keep it, or to charge the first period with it. Throws `tampered` for one of another. */
async function completeWithKey(
  payments: PortOnePayments,
  order: Order,
  token: string | null,
): Promise<PaymentFact | MethodFact | null> {
  if (!token) return null
  const method = await payments.readMethod(token)
  if (!method || method.orderId !== order.orderId)
    throw new PaymentError(
      'portone',
      'tampered',
      `This billing key was not issued for order ${order.orderId}`,
    )
  if (method.status === 'removed')
    throw new PaymentError('portone', 'declined', 'This billing key is deleted')
  if (order.purpose === 'method') return method
  const fact = asOrdered(
    order,
    await payments.charge({ ...order, chargeId: order.orderId, token: method.stored.token }),
  )
  // The key's own words for the card say more than the payment's.
  return fact && { ...fact, stored: method.stored }
}

/** Throws `tampered` when what was paid is not what was ordered. */
function asOrdered<T extends PaymentFact | null>(
  { orderId, amount, currency }: Pick<Order, 'orderId' | 'amount' | 'currency'>,
  fact: T,
): T {
  if (fact && (fact.id !== orderId || fact.amount !== amount || fact.currency !== currency))
    throw new PaymentError(
      'portone',
      'tampered',
      `${fact.id} is ${fact.amount} ${fact.currency}, but ${amount} ${currency} was ordered`,
    )
  return fact
}
