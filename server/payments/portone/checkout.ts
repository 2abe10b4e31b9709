// What the browser gives PortOne's library to open a checkout with.
import { PaymentError, type Checkout, type Order, type PayWay } from '../payments.ts'

export interface PortOneConfig {
  readonly apiSecret: string
  readonly storeId: string
  readonly webhookSecret: string
  /** A channel of PortOne's console for each way to pay. */
  readonly channels: Readonly<Partial<Record<PayWay, string | undefined>>>
  /** Where the API is, if not at PortOne: a stand-in on this machine. */
  readonly apiUrl: string | null
}

const EASY_PAY = { kakaopay: 'KAKAOPAY', tosspay: 'TOSSPAY', naverpay: 'NAVERPAY' } as const
const LOCALE = { ko: 'KO_KR', en: 'EN_US', ja: 'JA_JP' } as const

/** The ways to pay that have a channel. */
export function payWaysOf(config: PortOneConfig): PayWay[] {
  return (['card', 'kakaopay', 'tosspay', 'naverpay'] as const).filter((way) => config.channels[way])
}

/** A pack is paid in a window of its own; for a plan a billing key is issued, which is only ever charged for its periods. */
export function browserCheckout(config: PortOneConfig, order: Order): Checkout {
  const way = order.payWay ?? payWaysOf(config)[0] ?? 'card'
  const channelKey = config.channels[way]
  if (!channelKey) throw new PaymentError('portone', 'bad-config', `There is no channel for ${way}`)
  const easyPay = way === 'card' ? {} : { easyPay: { easyPayProvider: EASY_PAY[way] } }
  const common = {
    storeId: config.storeId,
    channelKey,
    currency: order.currency,
    redirectUrl: order.returnUrl,
    locale: LOCALE[order.buyer.language],
    customer: {
      customerId: order.buyer.userId,
      ...(order.buyer.name && { fullName: order.buyer.name }),
      ...(order.buyer.email && { email: order.buyer.email }),
    },
    ...easyPay,
  }
  if (order.purpose === 'once')
    return {
      how: 'browser',
      library: 'portone',
      call: 'requestPayment',
      reference: { kind: 'payment', id: order.orderId },
      parameters: {
        ...common,
        paymentId: order.orderId,
        orderName: order.title,
        totalAmount: order.amount,
        payMethod: way === 'card' ? 'CARD' : 'EASY_PAY',
        productType: 'DIGITAL',
      },
    }
  return {
    how: 'browser',
    library: 'portone',
    call: 'requestIssueBillingKey',
    reference: null,
    parameters: {
      ...common,
      billingKeyMethod: way === 'card' ? 'CARD' : 'EASY_PAY',
      issueId: order.orderId,
      // KakaoPay wants a name, Inicis how long what is bought goes on.
      issueName: order.title,
      offerPeriod: { interval: '1m' },
      ...(order.amount > 0 && { displayAmount: order.amount }),
    },
  }
}
