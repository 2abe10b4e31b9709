// PortOne's API v2 on this machine, for PortOne's own library: payments and billing keys in memory, with its documented answers.
import { createHmac, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { TestContext } from 'node:test'
import { answerJson, openServer, type Asked } from '../http-server.ts'

export const PORTONE = {
  apiSecret: 'secret-of-the-stand-in',
  storeId: 'store-00000000-0000-0000-0000-000000000000',
  webhookSecret: `whsec_${Buffer.from('webhook secret of the stand-in').toString('base64')}`,
  channels: { card: 'channel-key-card', kakaopay: 'channel-key-kakaopay' },
}

/** `silent`: it is done, and nobody is told. `gateway`: a page that is none of PortOne's. `declines`: the card company does. */
export type BadDay = 'silent' | 'gateway' | 'declines'

// oxlint-disable-next-line typescript/no-explicit-any -- PortOne's objects, as the wire has them
type Thing = any

export interface PortOneStandIn {
  readonly url: string
  readonly asked: Asked[]
  readonly payments: Map<string, Thing>
  readonly keys: Map<string, Thing>
  /** What happens to each call that writes from now on; null for nothing. */
  badDay: BadDay | null
  /** A buyer pays in the window the browser's library opens. `total` is what that window was told. */
  pay(paymentId: string, total: number, currency?: string): void
  /** A buyer gives a card or a KakaoPay account in that window; answers its billing key. */
  issueKey(issueId: string, how?: 'card' | 'kakaopay'): string
  /** A webhook as PortOne sends it, `secondsOld` since it was signed. */
  webhook(type: string, data: object, secondsOld?: number): { body: Buffer; headers: Record<string, string> }
}

const CARD = {
  publisher: 'KOOKMIN_CARD',
  brand: 'LOCAL',
  type: 'CREDIT',
  name: 'KB국민카드',
  number: '55701234****4821',
}

/** Listens until the test ends. */
export async function openPortOneStandIn(t: Pick<TestContext, 'after'>, port = 0): Promise<PortOneStandIn> {
  const server = await openServer(
    t,
    (response, asked) => {
      const { method, url } = asked
      const answer = (status: number, body: unknown) => {
        if (standIn.badDay !== 'silent' || method === 'GET') answerJson(response, status, body)
      }
      const refuse = (status: number, type: string, more: object = {}) => answer(status, { type, ...more })
      if (asked.headers.authorization !== `PortOne ${PORTONE.apiSecret}`) return refuse(401, 'UNAUTHORIZED')
      if (standIn.badDay === 'gateway' && method !== 'GET') return answerPage(response)
      const [path = ''] = url.split('?')
      const [, kind, id = '', verb = ''] = path.split('/').map(decodeURIComponent)
      const body = asked.body.length > 0 ? JSON.parse(asked.body.toString()) : {}
      const payment = payments.get(id)
      const key = keys.get(kind === 'billing-keys' ? id : body.billingKey)
      switch (`${method} ${kind} ${verb}`) {
        case 'POST payments pre-register':
          if (payment?.paidAt) return refuse(409, 'ALREADY_PAID')
          registered.set(id, body.totalAmount)
          return answer(200, {})
        case 'GET payments ':
          return payment ? answer(200, payment) : refuse(404, 'PAYMENT_NOT_FOUND')
        case 'POST payments billing-key':
          if (payment?.paidAt) return refuse(409, 'ALREADY_PAID')
          if (!key) return refuse(404, 'BILLING_KEY_NOT_FOUND')
          if (key.status === 'DELETED') return refuse(409, 'BILLING_KEY_ALREADY_DELETED')
          if (standIn.badDay === 'declines') {
            payments.set(id, { ...bare(id, body.amount.total, body.currency), ...FAILED })
            return refuse(502, 'PG_PROVIDER', { pgCode: '51', pgMessage: '한도초과' })
          }
          payments.set(id, { ...paid(id, body.amount.total, body.currency), billingKey: body.billingKey })
          return answer(200, { payment: { pgTxId: 'pg-1', paidAt: new Date().toISOString() } })
        case 'POST payments cancel':
          if (!payment) return refuse(404, 'PAYMENT_NOT_FOUND')
          return cancel(payment, body, answer, refuse)
        case 'GET billing-keys ':
          return key ? answer(200, key) : refuse(404, 'BILLING_KEY_NOT_FOUND')
        case 'DELETE billing-keys ':
          if (!key) return refuse(404, 'BILLING_KEY_NOT_FOUND')
          if (key.status === 'DELETED') return refuse(409, 'BILLING_KEY_ALREADY_DELETED')
          Object.assign(key, { status: 'DELETED', deletedAt: new Date().toISOString() })
          return answer(200, { deletedAt: key.deletedAt })
        default:
          throw new Error(`The stand-in of PortOne does not know ${method} ${url}`)
      }
    },
    port,
  )
  const payments = new Map<string, Thing>()
  const keys = new Map<string, Thing>()
  const registered = new Map<string, number>()
  const standIn: PortOneStandIn = {
    ...server,
    payments,
    keys,
    badDay: null,
    pay(paymentId, total, currency = 'KRW') {
      // PortOne refuses a window that says another amount than the one registered.
      if (registered.has(paymentId) && registered.get(paymentId) !== total) throw new Error('FORGERY')
      payments.set(paymentId, paid(paymentId, total, currency))
    },
    issueKey(issueId, how = 'card') {
      const billingKey = `billing-key-${randomUUID()}`
      const card = { type: 'BillingKeyPaymentMethodCard', card: CARD }
      const kakao = { type: 'BillingKeyPaymentMethodEasyPay', provider: 'KAKAOPAY' }
      const methods = [how === 'card' ? card : kakao]
      keys.set(billingKey, {
        status: 'ISSUED',
        billingKey,
        issueId,
        methods,
        channels: [],
        customer: {},
        ...STORE,
      })
      return billingKey
    },
    webhook(type, data, secondsOld = 0) {
      const body = Buffer.from(JSON.stringify({ type, timestamp: new Date().toISOString(), data }))
      const id = `wh_${randomUUID()}`
      const at = String(Math.floor(Date.now() / 1000) - secondsOld)
      const secret = Buffer.from(PORTONE.webhookSecret.slice('whsec_'.length), 'base64')
      const mac = createHmac('sha256', secret).update(`${id}.${at}.${body.toString()}`).digest('base64')
      return {
        body,
        headers: { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,${mac}` },
      }
    },
  }
  return standIn
}

const STORE = { merchantId: 'merchant-1', storeId: PORTONE.storeId, issuedAt: '2026-11-29T00:00:00Z' }
const FAILED = { status: 'FAILED', failedAt: '2026-11-29T00:00:00Z', failure: { pgMessage: '한도초과' } }

function bare(id: string, total: number, currency: string) {
  const amount = { total, taxFree: 0, discount: 0, paid: 0, cancelled: 0, cancelledTaxFree: 0 }
  const method = { type: 'PaymentMethodCard', card: CARD }
  return {
    id,
    transactionId: randomUUID(),
    ...STORE,
    version: 'V2',
    orderName: '',
    amount,
    currency,
    customer: {},
    method,
  }
}

function paid(id: string, total: number, currency: string) {
  const payment = bare(id, total, currency)
  payment.amount.paid = total
  const receiptUrl = 'https://receipt.example/1'
  return { ...payment, status: 'PAID', paidAt: new Date().toISOString(), receiptUrl, disputes: [] }
}

function cancel(
  payment: Thing,
  body: Thing,
  answer: (status: number, body: unknown) => void,
  refuse: (status: number, type: string) => void,
): void {
  const { amount } = payment
  const left = amount.total - amount.cancelled
  if (left === 0) return refuse(409, 'PAYMENT_ALREADY_CANCELLED')
  if (body.currentCancellableAmount !== undefined && body.currentCancellableAmount !== left)
    return refuse(409, 'CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN')
  if (body.amount > left) return refuse(409, 'CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT')
  amount.cancelled += body.amount
  payment.status = amount.cancelled === amount.total ? 'CANCELLED' : 'PARTIAL_CANCELLED'
  const cancellation = {
    status: 'SUCCEEDED',
    id: randomUUID(),
    totalAmount: body.amount,
    reason: body.reason,
  }
  payment.cancellations = [...(payment.cancellations ?? []), cancellation]
  return answer(200, { cancellation })
}

function answerPage(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
}
