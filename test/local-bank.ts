// A provider of payments for tests of plans: a state machine of its own, with a memory and an idempotency of its own, and bad days on call.
import { randomUUID } from 'node:crypto'
import {
  PaymentError,
  type Charge,
  type CheckoutAnswer,
  type Fact,
  type MethodFact,
  type Order,
  type PaymentFact,
  type Provider,
  type Reference,
  type Refund,
  type WebhookNews,
} from '#server/payments/payments.ts'

/** What goes wrong at the next call that moves money. `after`: the money has moved, and nobody hears of it. */
export type Trouble = 'declined' | 'down-before' | 'down-after' | 'crash-after'

/** Thrown in place of an answer: what a killed process does not get to do. */
export class Killed extends Error {
  override name = 'Killed'
}

interface Kept {
  fact: PaymentFact
}

/**
 * Opens a provider that renews by our charges, as PortOne and Stripe's stored cards do. Its payments are found again by order or charge
 * id, and the same id never takes money twice. It stands in for a company, not for a module of ours.
 */
export class LocalBank implements Provider {
  readonly name = 'portone'
  readonly currencies = ['KRW', 'USD', 'JPY'] as const
  readonly payWays = ['card'] as const
  readonly renews = 'studio'
  readonly #payments = new Map<string, Kept>()
  readonly #refunds = new Map<string, number>()
  readonly #methods = new Map<string, MethodFact>()
  readonly #now: () => Date
  /** Decides about each try to take money; null lets it pass. */
  trouble: (charge: { readonly id: string; readonly amount: number }) => Trouble | null = () => null
  /** What a tampering browser pays instead. */
  paysInstead: number | null = null
  /** Webhooks it has sent, in order. Tests deliver them, as often and in whatever order they like. */
  readonly sent: { readonly eventId: string; readonly kind: string; readonly reference: Reference }[] = []
  readonly forgotten: string[] = []

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Money that was taken and not given back, by the id it was taken under. */
  taken(): Map<string, number> {
    return new Map(
      [...this.#payments]
        .filter(([, { fact }]) => fact.paidAt !== null)
        .map(([id, { fact }]) => [id, fact.amount - fact.refunded]),
    )
  }

  async checkout(order: Order) {
    const isMethod = order.purpose !== 'once'
    return {
      how: 'browser' as const,
      library: 'portone' as const,
      call: isMethod ? ('requestIssueBillingKey' as const) : ('requestPayment' as const),
      parameters: { paymentId: order.orderId, totalAmount: order.amount },
      reference: { kind: 'payment' as const, id: order.orderId },
    }
  }

  /** What the buyer does on the bank's page: from here on the money has moved, whether or not the browser comes back. */
  payAtBank(orderId: string, amount: number, currency = 'KRW'): void {
    if (!this.#payments.has(orderId)) this.#keep(orderId, this.paysInstead ?? amount, currency, 'token:once')
  }

  async complete(order: Order, _reference: Reference | null, answer: CheckoutAnswer) {
    if (order.purpose === 'once') return this.#find(order.orderId)
    if (!answer.billingKey) return this.#find(order.orderId)
    const stored = {
      token: answer.billingKey,
      method: { type: 'card', brand: 'Local', last4: '4242' },
    } as const
    if (order.purpose === 'method') {
      return {
        kind: 'method',
        provider: this.name,
        orderId: order.orderId,
        status: 'usable',
        stored,
      } as const
    }
    const { orderId: chargeId, ...rest } = order
    return { ...(await this.charge({ chargeId, ...rest, token: answer.billingKey })), stored }
  }

  async charge({ chargeId, amount, currency, token }: Charge): Promise<PaymentFact> {
    const there = this.#find(chargeId)
    if (there) return there
    const trouble = this.trouble({ id: chargeId, amount })
    if (trouble === 'declined') throw new PaymentError(this.name, 'declined', 'not enough on the account')
    if (trouble === 'down-before') throw new PaymentError(this.name, 'unknown', 'no answer')
    this.#keep(chargeId, amount, currency, token)
    if (trouble === 'down-after') throw new PaymentError(this.name, 'unknown', 'no answer')
    if (trouble === 'crash-after') throw new Killed('the process was killed after the charge')
    return this.#find(chargeId)!
  }

  async previewChange() {
    return null
  }
  async changePlan() {
    return null
  }
  async cancel() {
    return null
  }
  async end() {
    return null
  }
  async forget(token: string) {
    this.forgotten.push(token)
  }
  async portal() {
    return null
  }

  async refund({ paymentId, refundId, amount, refundable }: Refund): Promise<PaymentFact> {
    const [, kept] = [...this.#payments].find(([, { fact }]) => fact.id === paymentId) ?? []
    if (!kept) throw new PaymentError(this.name, 'refused', 'no such payment')
    if (!this.#refunds.has(refundId)) {
      if (kept.fact.amount - kept.fact.refunded !== refundable)
        throw new PaymentError(this.name, 'refused', 'another sum is left')
      this.#refunds.set(refundId, amount)
      const refunded = kept.fact.refunded + amount
      kept.fact = {
        ...kept.fact,
        refunded,
        status: refunded === kept.fact.amount ? 'refunded' : 'partly-refunded',
      }
    }
    return kept.fact
  }

  async read(reference: Reference): Promise<Fact | null> {
    if (reference.kind === 'method') return this.#methods.get(reference.id) ?? null
    const byPayment = [...this.#payments.values()].find(({ fact }) => fact.id === reference.id)
    return byPayment?.fact ?? this.#find(reference.id)
  }

  /** A webhook's body is its JSON, signed with the header `signed: yes`. */
  async parseWebhook(rawBody: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>) {
    if (headers['signed'] !== 'yes') throw new PaymentError(this.name, 'bad-signature', 'not signed')
    return JSON.parse(rawBody.toString()) as WebhookNews
  }

  #find(orderId: string): PaymentFact | null {
    return this.#payments.get(orderId)?.fact ?? null
  }

  #keep(orderId: string, amount: number, currency: string, token: string): void {
    const id = `bank-${randomUUID()}`
    const stored = { token, method: { type: 'card', brand: 'Local', last4: '4242' } } as const
    this.#payments.set(orderId, {
      fact: {
        kind: 'payment',
        provider: this.name,
        id,
        orderId,
        status: 'paid',
        amount,
        currency,
        refunded: 0,
        paidAt: this.#now(),
        method: stored.method,
        receiptUrl: null,
        period: null,
        plan: null,
        subscription: null,
        stored: token === 'token:once' ? null : stored,
        failure: null,
      },
    })
    this.sent.push({ eventId: `event-${id}`, kind: 'Transaction.Paid', reference: { kind: 'payment', id } })
  }
}
