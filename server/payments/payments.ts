// What takes money: the one interface of every provider. Every amount is an integer in the currency's smallest unit: won, yen, cents.
import { createHash } from 'node:crypto'
import type * as contract from '#sdk/contract/subscriptions.ts'
import type { Language } from '#sdk/contract/users.ts'

export type Currency = contract.Currency
export type PayWay = contract.PayWay
export type ProviderName = contract.Provider

/** Who pays. An account without an e-mail address has null. */
export interface Buyer {
  readonly userId: string
  readonly email: string | null
  readonly name: string | null
  readonly language: Language
}

/** The days something is paid for: `from` belongs to it, `to` does not. */
export interface Period {
  readonly from: Date
  readonly to: Date
}

/** What a buyer is about to pay. `orderId` is ours, unique, at most 36 of `[0-9a-zA-Z-]`: it makes the payment happen once. */
export interface Order {
  readonly orderId: string
  /**
   * `once`: a pack. `subscribe`: the first period of a plan, renewed later. `method`: nothing now, another card for a plan that runs
   * (amount 0).
   */
  readonly purpose: 'once' | 'subscribe' | 'method'
  readonly amount: number
  readonly currency: Currency
  /** What is bought, in the buyer's language, as the provider's page and the card statement show it. */
  readonly title: string
  readonly buyer: Buyer
  /** The plan's id in plans.json and ours of the subscription; of `subscribe` and `method`. */
  readonly plan?: string
  readonly subscriptionId?: string
  readonly payWay?: PayWay
  /** Where the browser comes back to: an absolute URL of the web app. Nothing is believed because of it. */
  readonly returnUrl: string
}

/** How the browser goes on. `reference` names it at the provider: keep it with the order, to read it again. */
export type Checkout = {
  readonly reference: Reference | null
} & (
  | { readonly how: 'redirect'; readonly url: string }
  /** Handed to the provider's browser library as it is: holds nothing secret. */
  | {
      readonly how: 'browser'
      readonly library: 'portone'
      readonly call: 'requestPayment' | 'requestIssueBillingKey'
      readonly parameters: Readonly<Record<string, unknown>>
    }
  /** Money sent by bank: the administrator confirms that it came. `account` null: the administrator has to tell it. */
  | { readonly how: 'transfer'; readonly account: string | null; readonly remittance: string }
  | { readonly how: 'test-card'; readonly cards: readonly TestCard[] }
)

export interface TestCard {
  readonly number: string
  readonly does: 'pays' | 'declines' | 'needs-action' | 'declines-at-renewal'
}

/** A stored way to pay. `token` is sealed with the studio's secret: only this folder can open it, so it may lie in the database. */
export interface StoredMethod {
  readonly token: string
  readonly method: Method
}

/** What people recognise of the way they paid. */
export interface Method {
  readonly type: 'card' | 'kakaopay' | 'tosspay' | 'naverpay' | 'transfer' | 'other'
  readonly brand: string | null
  readonly last4: string | null
}

/** Something at the provider. The id of a `method` is sealed like a token. */
export interface Reference {
  readonly kind: 'payment' | 'subscription' | 'method'
  readonly id: string
}

/** A payment as the provider has it now. Effects are keyed by `id`. */
export interface PaymentFact {
  readonly kind: 'payment'
  readonly provider: ProviderName
  readonly id: string
  /** Null where the provider made the payment by itself: a renewal. */
  readonly orderId: string | null
  readonly status: 'pending' | 'paid' | 'failed' | 'cancelled' | 'refunded' | 'partly-refunded'
  readonly amount: number
  /** As the provider says it, lower or unknown currencies included: compare it with the order's. */
  readonly currency: string
  /** How much of `amount` has gone back so far. */
  readonly refunded: number
  readonly paidAt: Date | null
  readonly method: Method | null
  readonly receiptUrl: string | null
  /** Of a subscription's payment where the provider renews. */
  readonly period: Period | null
  readonly plan: string | null
  readonly subscription: SubscriptionFact | null
  /** For renewals with `charge`: what the next one is charged with. */
  readonly stored: StoredMethod | null
  /** In the provider's words; of `failed` and sometimes of `pending`. */
  readonly failure: string | null
  /** What the payer's bank asks back; only where that is what was read. */
  readonly dispute?: Dispute
}

/** A payer's bank wants a payment back, or asks about it. */
export interface Dispute {
  readonly id: string
  readonly amount: number
  readonly currency: string
  /** `inquiry`: it only asks. `open`: the money is gone for now. `won`: it is back, or never went. `lost`: it stays away. */
  readonly status: 'inquiry' | 'open' | 'won' | 'lost'
  /** In the provider's words. */
  readonly reason: string
  /** Until when it can be answered, at the provider. */
  readonly dueAt: Date | null
  readonly openedAt: Date
}

/** A subscription as the provider has it now; only where the provider renews. */
export interface SubscriptionFact {
  readonly kind: 'subscription'
  readonly provider: ProviderName
  readonly id: string
  /** Ours, given at the checkout. */
  readonly subscriptionId: string | null
  readonly status: 'incomplete' | 'active' | 'past-due' | 'unpaid' | 'cancelled'
  readonly plan: string | null
  readonly period: Period | null
  readonly cancelAtPeriodEnd: boolean
  /** Opens the provider's own page for cards, receipts and addresses. */
  readonly customer: string | null
}

/** A stored way to pay as the provider has it now. */
export interface MethodFact {
  readonly kind: 'method'
  readonly provider: ProviderName
  /** The order it was made for, if it was made in a checkout. */
  readonly orderId: string | null
  readonly status: 'usable' | 'removed'
  readonly stored: StoredMethod
}

export type Fact = PaymentFact | SubscriptionFact | MethodFact

/** A period to be charged to a stored method, or the difference of a change of plan. */
export interface Charge {
  /** Ours: `periodChargeId` for a period, an order's id otherwise. Charging the same id again never takes money twice. */
  readonly chargeId: string
  readonly amount: number
  readonly currency: Currency
  readonly title: string
  readonly buyer: Buyer
  readonly token: string
}

export interface PlanChange {
  /** The provider's id. */
  readonly id: string
  readonly plan: string
  /** What a period of the new plan costs. */
  readonly amount: number
  readonly currency: Currency
  readonly title: string
  /** `now` asks for the difference at once; `period-end` lets the next period cost the new price. */
  readonly when: 'now' | 'period-end'
  /** The moment the difference is reckoned from: the one the preview was made with. */
  readonly at: Date
  /** Makes the change happen once. */
  readonly changeId: string
}

export interface Refund {
  /** The provider's id of the payment. */
  readonly paymentId: string
  /** Ours: the same id never gives back twice. */
  readonly refundId: string
  readonly amount: number
  readonly currency: Currency
  /** What was paid, and how much of it could be given back before this: the provider refuses if it is not so any more. */
  readonly paid: number
  readonly refundable: number
  readonly reason: string
}

/** What a webhook says: only that something is to be read again. Nothing else in it is believed. */
export interface WebhookNews {
  /** Once only: the provider sends the same id for the same news. */
  readonly eventId: string
  /** The provider's own name of it, for the log. */
  readonly kind: string
  /** Null for news nobody here cares about: acknowledge it. */
  readonly reference: Reference | null
}

/** A provider. Every call may throw PaymentError, and only that. */
export interface Provider {
  readonly name: ProviderName
  readonly currencies: readonly Currency[]
  /** What a buyer may choose from; empty where the provider's own page asks. */
  readonly payWays: readonly PayWay[]
  /** `provider`: it charges the next periods itself and says so by webhook. `studio`: we do, by `charge`. */
  readonly renews: 'provider' | 'studio'
  /** Begins to pay. Again with the same order id is the same payment. */
  checkout(order: Order): Promise<Checkout>
  /**
   * Ends what `checkout` began, when the browser is back: `answer` is what it brought (`paymentId`, `billingKey`, `cardNumber`) and
   * is believed in nothing but as a place to look. Of a `subscribe` this charges the first period where the studio renews. Null while
   * there is nothing to be known yet. Of a `method` it is a MethodFact.
   */
  complete(
    order: Order,
    reference: Reference | null,
    answer: CheckoutAnswer,
  ): Promise<PaymentFact | MethodFact | null>
  /** Charges a stored method; only where the studio renews. By transfer the fact stays `pending` until it is confirmed. */
  charge(charge: Charge): Promise<PaymentFact>
  /** What a change now would cost now, tax included; null where the studio reckons it. */
  previewChange(change: PlanChange): Promise<number | null>
  /** Changes the plan at a provider that renews; nothing to do (null) at the others: charge the difference. */
  changePlan(change: PlanChange): Promise<PaymentFact | SubscriptionFact | null>
  /** Ends at the period's end, or takes that back; only where the provider renews, else null. */
  cancel(id: string, atPeriodEnd: boolean): Promise<SubscriptionFact | null>
  /** Ends a subscription at once, without money back. */
  end(id: string): Promise<SubscriptionFact | null>
  /** Forgets a stored method at the provider: a plan is over, or another took its place. Again is no error. */
  forget(token: string): Promise<void>
  /** The provider's own page for cards and receipts; null where there is none. */
  portal(customer: string, returnUrl: string): Promise<string | null>
  /** Gives money back; answers the payment as it is then. */
  refund(refund: Refund): Promise<PaymentFact>
  /** Reads something again; null when the provider knows nothing of it, so that no money can have moved. */
  read(reference: Reference): Promise<Fact | null>
  /** Checks a webhook's signature over its raw body and says what it is about. Throws `bad-signature`. */
  parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): Promise<WebhookNews>
}

export interface CheckoutAnswer {
  readonly paymentId?: string | undefined
  readonly billingKey?: string | undefined
  readonly cardNumber?: string | undefined
}

/**
 * `declined`: the bank said no; another card helps. `needs-action`: the buyer has to prove something at a checkout. `down`: nothing
 * has happened; try again. `unknown`: it may have happened; `read` before anything is tried again. `tampered`: what was paid is not
 * what was ordered. `refused`: the provider will not do this, ever. `bad-config`: a key or a setting is wrong.
 */
export type PaymentErrorCode =
  | 'declined'
  | 'needs-action'
  | 'down'
  | 'unknown'
  | 'tampered'
  | 'refused'
  | 'bad-config'
  | 'bad-signature'

/** What went wrong at a provider. The message is the provider's, for the log and the administrator; it holds no secret. */
export class PaymentError extends Error {
  override name = 'PaymentError'
  readonly code: PaymentErrorCode
  readonly provider: ProviderName

  constructor(provider: ProviderName, code: PaymentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.provider = provider
    this.code = code
  }
}

/** The id a period of a subscription is charged under: the same for every try of the same period. 39 characters, which every bank takes. */
export function periodChargeId(subscriptionId: string, from: Date): string {
  return `${subscriptionId.replaceAll('-', '')}-${from.toISOString().slice(2, 10).replaceAll('-', '')}`
}

/** Crockford's letters: none is mistaken for another when read aloud or copied by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the buyer writes on a transfer, and the administrator looks for on the statement: 10 letters that say nothing else. */
export function remittanceOf(orderId: string): string {
  const bytes = createHash('sha256').update(orderId).digest().subarray(0, 8)
  return `MP${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')}`
}
