// Paying by bank transfer: the buyer is told where to, the administrator confirms what came. Nothing leaves the studio.
import { CURRENCIES } from '#sdk/contract/currencies.ts'
import {
  PaymentError,
  remittanceOf,
  type Charge,
  type Checkout,
  type Order,
  type PaymentFact,
  type Provider,
  type Refund,
} from './payments.ts'

/**
 * Opens payment by transfer. `account` is what buyers read: bank, number, holder; null makes them ask. A fact of this provider is what
 * the studio itself has to know better: `pending` until its administrator says that the money is there.
 */
export function openManual({ account }: { readonly account: string | null }): Provider {
  return {
    name: 'manual',
    currencies: CURRENCIES,
    payWays: [],
    renews: 'studio',
    async checkout(order: Order): Promise<Checkout> {
      return {
        how: 'transfer',
        account,
        remittance: remittanceOf(order.orderId),
        reference: { kind: 'payment', id: order.orderId },
      }
    },
    async complete(order) {
      return pending(order.orderId, order.amount, order.currency)
    },
    async charge({ chargeId, amount, currency }: Charge) {
      return pending(chargeId, amount, currency)
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
    /** The administrator sends it back by hand, and says so with this. */
    async refund({ paymentId, amount, paid, refundable, currency }: Refund) {
      return {
        ...pending(paymentId, paid, currency),
        status: amount === refundable ? 'refunded' : 'partly-refunded',
        refunded: paid - refundable + amount,
      }
    },
    async read() {
      return null
    },
    async parseWebhook() {
      throw new PaymentError('manual', 'bad-signature', 'A bank transfer sends no webhooks')
    },
  }
}

function pending(id: string, amount: number, currency: string): PaymentFact {
  return {
    kind: 'payment',
    provider: 'manual',
    id,
    orderId: id,
    status: 'pending',
    amount,
    currency,
    refunded: 0,
    paidAt: null,
    method: { type: 'transfer', brand: null, last4: null },
    receiptUrl: null,
    period: null,
    plan: null,
    subscription: null,
    stored: null,
    failure: null,
  }
}
