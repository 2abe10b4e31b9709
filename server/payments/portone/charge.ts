// Charges billing keys, reads payments again, and gives money back: the calls to PortOne that move money, each once.
import type { PaymentClient } from '@portone/server-sdk'
import {
  PaymentError,
  type Buyer,
  type Charge,
  type MethodFact,
  type PaymentFact,
  type Refund,
} from '../payments.ts'
import type { Seal } from '../seal.ts'
import { toldType, type Ask } from './ask.ts'
import { isKnown, methodFact, paymentFact } from './facts.ts'

/** PortOne's payments, asked with a deadline. */
export class PortOnePayments {
  readonly #client: PaymentClient
  readonly #ask: Ask
  readonly #seal: Seal

  constructor(client: PaymentClient, ask: Ask, seal: Seal) {
    this.#client = client
    this.#ask = ask
    this.#seal = seal
  }

  /** Fixes what will be paid under an id, so that nobody can pay it with less. Again is no error, nor when it is paid already. */
  async preRegister(paymentId: string, totalAmount: number, currency: string): Promise<void> {
    await this.#ask('read', async () => {
      try {
        await this.#client.preRegisterPayment({ paymentId, totalAmount, currency })
      } catch (error) {
        if (toldType(error) !== 'ALREADY_PAID') throw error
      }
    })
  }

  /** A payment as it is; null when PortOne has none of that id. */
  async read(paymentId: string): Promise<PaymentFact | null> {
    const payment = await this.#maybe('PAYMENT_NOT_FOUND', async () => this.#client.getPayment({ paymentId }))
    return payment && isKnown(payment) ? paymentFact(payment, this.#seal) : null
  }

  /** A billing key as it is; null when PortOne has none such. */
  async readMethod(token: string): Promise<MethodFact | null> {
    const info = await this.#maybe('BILLING_KEY_NOT_FOUND', async () =>
      this.#client.billingKey.getBillingKeyInfo({ billingKey: this.#open(token) }),
    )
    return info && methodFact(info, this.#seal)
  }

  /**
   * Charges a billing key. PortOne takes money once under an id, whatever comes back from it: when it says that it is paid already,
   * that was an earlier try of ours whose answer was lost.
   */
  async charge({ chargeId, amount, currency, title, buyer, token }: Charge): Promise<PaymentFact> {
    await this.#ask('write', async () => {
      try {
        await this.#client.payWithBillingKey({
          paymentId: chargeId,
          billingKey: this.#open(token),
          orderName: title,
          amount: { total: amount },
          currency,
          customer: customerOf(buyer),
          productType: 'DIGITAL',
        })
      } catch (error) {
        if (toldType(error) !== 'ALREADY_PAID') throw error
      }
    })
    const fact = await this.#known(chargeId)
    return {
      ...fact,
      stored: fact.stored ?? { token, method: fact.method ?? { type: 'other', brand: null, last4: null } },
    }
  }

  /** Forgets a billing key; one that is gone is forgotten. */
  async forget(token: string): Promise<void> {
    await this.#ask('write', async () => {
      try {
        await this.#client.billingKey.deleteBillingKey({ billingKey: this.#open(token), requester: 'ADMIN' })
      } catch (error) {
        if (!['BILLING_KEY_NOT_FOUND', 'BILLING_KEY_ALREADY_DELETED'].includes(toldType(error) ?? ''))
          throw error
      }
    })
  }

  /** Gives back. PortOne compares `refundable`; a refund of ours is known again by its id in the reason. */
  async refund({ paymentId, refundId, amount, refundable, reason }: Refund): Promise<PaymentFact> {
    if (!(await this.#isRefunded(paymentId, refundId))) {
      try {
        await this.#ask('write', async () =>
          this.#client.cancelPayment({
            paymentId,
            amount,
            currentCancellableAmount: refundable,
            reason: `${reason.slice(0, 150)} [${refundId}]`,
            requester: 'ADMIN',
          }),
        )
      } catch (error) {
        // Somebody else was quicker. If it was this very refund, it is done.
        if (!/CONSISTENCY_BROKEN|ALREADY_CANCELLED/.test(toldType(error) ?? '')) throw error
        if (!(await this.#isRefunded(paymentId, refundId))) throw error
      }
    }
    return this.#known(paymentId)
  }

  async #isRefunded(paymentId: string, refundId: string): Promise<boolean> {
    const payment = await this.#maybe('PAYMENT_NOT_FOUND', async () => this.#client.getPayment({ paymentId }))
    if (!payment || !isKnown(payment) || !('cancellations' in payment)) return false
    return (payment.cancellations ?? []).some(
      (one) =>
        (one.status === 'SUCCEEDED' || one.status === 'REQUESTED') && one.reason.includes(`[${refundId}]`),
    )
  }

  /** The payment after it was asked for. That it cannot be read now leaves its outcome unknown. */
  async #known(paymentId: string): Promise<PaymentFact> {
    let cause: unknown
    try {
      const fact = await this.read(paymentId)
      if (fact) return fact
    } catch (error) {
      cause = error
    }
    throw new PaymentError('portone', 'unknown', `${paymentId} cannot be read again`, { cause })
  }

  async #maybe<T>(missing: string, call: () => Promise<T>): Promise<T | null> {
    try {
      return await this.#ask('read', call)
    } catch (error) {
      if (toldType(error) === missing) return null
      throw error
    }
  }

  #open(token: string): string {
    const billingKey = this.#seal.open(token)
    if (billingKey) return billingKey
    throw new PaymentError('portone', 'bad-config', 'A stored method was sealed with another MAEPSI_SECRET')
  }
}

function customerOf({ userId, name, email }: Buyer) {
  return { id: userId, ...(name && { name: { full: name } }), ...(email && { email }) }
}
