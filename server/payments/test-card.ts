// Cards that move no money, to try buying on one's own machine: what they do is in their number. Refused where others can reach.
import { CURRENCIES } from '#sdk/contract/currencies.ts'
import type { Seal } from './seal.ts'
import {
  PaymentError,
  type Charge,
  type CheckoutAnswer,
  type Method,
  type Order,
  type PaymentFact,
  type Provider,
  type Refund,
  type StoredMethod,
  type TestCard,
} from './payments.ts'

/** The numbers Stripe documents for its test mode, so that hands know them. */
export const TEST_CARDS = [
  { number: '4242424242424242', does: 'pays' },
  { number: '4000000000000002', does: 'declines' },
  { number: '4000002760003184', does: 'needs-action' },
  { number: '4000000000000341', does: 'declines-at-renewal' },
] as const satisfies readonly TestCard[]

/**
 * Opens the test card. It remembers nothing: the same charge with the same card has the same outcome each time it is asked, which is
 * what makes a repeated charge safe.
 */
export function openTestCard(seal: Seal, now: () => Date = () => new Date()): Provider {
  return {
    name: 'test',
    currencies: CURRENCIES,
    payWays: [],
    renews: 'studio',
    async checkout(order: Order) {
      return { how: 'test-card', cards: TEST_CARDS, reference: { kind: 'payment', id: order.orderId } }
    },
    async complete(order: Order, _reference, answer: CheckoutAnswer) {
      const typed = answer.cardNumber?.replaceAll(/\D/g, '')
      if (!typed) return null
      const card = TEST_CARDS.find(({ number }) => number === typed)
      if (!card) throw new PaymentError('test', 'declined', 'This is none of the test cards')
      refuseUnlessPays(card, order.purpose === 'once' ? 'once' : 'first')
      const stored =
        order.purpose === 'once' ? null : { token: seal.close(card.number), method: methodOf(card) }
      if (order.purpose === 'method')
        return { kind: 'method', provider: 'test', orderId: order.orderId, status: 'usable', stored: stored! }
      return factOf(order.orderId, order.amount, order.currency, card, stored, now())
    },
    async charge({ chargeId, amount, currency, token }: Charge) {
      const number = seal.open(token)
      const card = TEST_CARDS.find((card) => card.number === number)
      if (!card) throw new PaymentError('test', 'refused', 'The stored test card cannot be opened')
      refuseUnlessPays(card, 'renewal')
      return factOf(chargeId, amount, currency, card, { token, method: methodOf(card) }, now())
    },
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
    async forget() {},
    async portal() {
      return null
    },
    async refund({ paymentId, amount, paid, refundable, currency }: Refund) {
      return {
        ...factOf(paymentId, paid, currency, TEST_CARDS[0], null, now()),
        status: amount === refundable ? 'refunded' : 'partly-refunded',
        refunded: paid - refundable + amount,
      }
    },
    async read() {
      return null
    },
    async parseWebhook() {
      throw new PaymentError('test', 'bad-signature', 'A test card sends no webhooks')
    },
  }
}

function refuseUnlessPays(card: TestCard, when: 'once' | 'first' | 'renewal'): void {
  if (card.does === 'declines' || (card.does === 'declines-at-renewal' && when === 'renewal'))
    throw new PaymentError('test', 'declined', 'The test card declines, as its number says')
  if (card.does === 'needs-action')
    throw new PaymentError('test', 'needs-action', 'The test card asks for a proof, as its number says')
}

function methodOf(card: TestCard): Method {
  return { type: 'card', brand: 'Test', last4: card.number.slice(-4) }
}

function factOf(
  id: string,
  amount: number,
  currency: string,
  card: TestCard,
  stored: StoredMethod | null,
  paidAt: Date,
): PaymentFact {
  return {
    kind: 'payment',
    provider: 'test',
    id,
    orderId: id,
    status: 'paid',
    amount,
    currency,
    refunded: 0,
    paidAt,
    method: methodOf(card),
    receiptUrl: null,
    period: null,
    plan: null,
    subscription: null,
    stored,
    failure: null,
  }
}
