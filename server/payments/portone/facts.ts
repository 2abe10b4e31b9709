// PortOne's objects as facts: the only place that knows where in them amounts and methods are.
import type { Common, Payment as PortOne } from '@portone/server-sdk'
import type { Method, MethodFact, PaymentFact } from '../payments.ts'
import type { Seal } from '../seal.ts'

/** A payment whose status this version of the library knows. */
type Known = Exclude<PortOne.Payment, { readonly status: symbol }>

const STATUS: Readonly<Record<Known['status'], PaymentFact['status']>> = {
  READY: 'pending',
  PAY_PENDING: 'pending',
  VIRTUAL_ACCOUNT_ISSUED: 'pending',
  PAID: 'paid',
  FAILED: 'failed',
  PARTIAL_CANCELLED: 'partly-refunded',
  CANCELLED: 'refunded',
}

/** Statuses added after this library was made are waited for. */
export function isKnown(payment: PortOne.Payment): payment is Known {
  return typeof payment.status === 'string' && payment.status in STATUS
}

/** A payment as PortOne has it. Its id is ours, given at the checkout or by the charge. */
export function paymentFact(payment: Known, seal: Seal): PaymentFact {
  const method = methodOf(payment.method)
  const paidAt = 'paidAt' in payment && payment.paidAt ? new Date(payment.paidAt) : null
  return {
    kind: 'payment',
    provider: 'portone',
    id: payment.id,
    orderId: payment.id,
    // What was never paid and is cancelled all the same gives nothing back.
    status: payment.status === 'CANCELLED' && !paidAt ? 'cancelled' : STATUS[payment.status],
    amount: payment.amount.total,
    currency: payment.currency,
    refunded: payment.amount.cancelled,
    paidAt,
    method,
    receiptUrl: 'receiptUrl' in payment ? (payment.receiptUrl ?? null) : null,
    period: null,
    plan: null,
    subscription: null,
    stored: payment.billingKey ? { token: seal.close(payment.billingKey), method: method ?? OTHER } : null,
    failure:
      payment.status === 'FAILED' ? (payment.failure.pgMessage ?? payment.failure.reason ?? null) : null,
  }
}

/** A billing key, sealed. */
export function methodFact(info: PortOne.BillingKey.BillingKeyInfo, seal: Seal): MethodFact | null {
  if (info.status !== 'ISSUED' && info.status !== 'DELETED') return null
  return {
    kind: 'method',
    provider: 'portone',
    orderId: info.issueId ?? null,
    status: info.status === 'ISSUED' ? 'usable' : 'removed',
    stored: { token: seal.close(info.billingKey), method: keyMethodOf(info.methods?.[0]) },
  }
}

const OTHER: Method = { type: 'other', brand: null, last4: null }

function methodOf(method: PortOne.PaymentMethod | undefined): Method | null {
  switch (method?.type) {
    case undefined:
      return null
    case 'PaymentMethodCard':
      return cardOf(method.card)
    case 'PaymentMethodEasyPay': {
      const inner = method.easyPayMethod
      return easyPayOf(method.provider, inner?.type === 'PaymentMethodCard' ? inner.card : undefined)
    }
    case 'PaymentMethodTransfer':
    case 'PaymentMethodVirtualAccount':
      return { ...OTHER, type: 'transfer' }
    default:
      return OTHER
  }
}

function keyMethodOf(method: PortOne.BillingKey.BillingKeyPaymentMethod | undefined): Method {
  if (method?.type === 'BillingKeyPaymentMethodCard') return cardOf(method.card)
  if (method?.type !== 'BillingKeyPaymentMethodEasyPay') return OTHER
  const inner = method.method
  return easyPayOf(method.provider, inner?.type === 'BillingKeyPaymentMethodCard' ? inner.card : undefined)
}

function cardOf(card: Common.Card | undefined): Method {
  return { type: 'card', brand: card?.name ?? card?.brand ?? null, last4: last4Of(card?.number) }
}

function easyPayOf(provider: string | undefined, card: Common.Card | undefined): Method {
  const type = EASY_PAY[provider ?? '']
  const last4 = last4Of(card?.number)
  return type ? { type, brand: card?.name ?? null, last4 } : { type: 'other', brand: provider ?? null, last4 }
}

const EASY_PAY: Readonly<Record<string, Method['type']>> = {
  KAKAOPAY: 'kakaopay',
  TOSSPAY: 'tosspay',
  NAVERPAY: 'naverpay',
}

/** Card numbers come masked, some with their end as well: `433012******123*`. Then nothing is told of it. */
function last4Of(number: string | undefined): string | null {
  return number?.match(/(\d{4})$/)?.[1] ?? null
}
