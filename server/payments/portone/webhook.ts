// What PortOne sends (Standard Webhooks): signature checked, then boiled down to what has to be read again.
import { Webhook } from '@portone/server-sdk'
import { PaymentError, type Reference, type WebhookNews } from '../payments.ts'
import type { Seal } from '../seal.ts'
import type { PortOneConfig } from './checkout.ts'

/** News of payments that have moved. `Transaction.Ready` only says that a page was opened; `Confirm` belongs to a flow not used here. */
const PAYMENT_NEWS = new Set([
  'Transaction.Paid',
  'Transaction.Failed',
  'Transaction.Cancelled',
  'Transaction.PartialCancelled',
  'Transaction.CancelPending',
  'Transaction.PayPending',
  'Transaction.VirtualAccountIssued',
])
const METHOD_NEWS = new Set(['BillingKey.Issued', 'BillingKey.Updated', 'BillingKey.Deleted'])

interface Body {
  readonly type?: unknown
  readonly data?: { readonly storeId?: unknown; readonly paymentId?: unknown; readonly billingKey?: unknown }
}

/**
 * The news of a webhook: of another store's, and of types nobody here knows (PortOne adds some, and asks to ignore them), without a
 * reference. Throws `bad-signature`, also for what is older than five minutes.
 */
export async function parsePortOneWebhook(
  rawBody: Buffer,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  config: PortOneConfig,
  seal: Seal,
): Promise<WebhookNews> {
  let body: Body
  try {
    body = await Webhook.verify(config.webhookSecret, rawBody.toString('utf8'), headers)
  } catch (error) {
    throw new PaymentError('portone', 'bad-signature', (error as Error).message, { cause: error })
  }
  return {
    eventId: String(headers['webhook-id']),
    kind: String(body.type),
    reference: body.data?.storeId === config.storeId ? referenceOf(body, seal) : null,
  }
}

function referenceOf({ type, data }: Body, seal: Seal): Reference | null {
  const { paymentId, billingKey } = data ?? {}
  if (PAYMENT_NEWS.has(String(type)) && typeof paymentId === 'string')
    return { kind: 'payment', id: paymentId }
  if (METHOD_NEWS.has(String(type)) && typeof billingKey === 'string')
    return { kind: 'method', id: seal.close(billingKey) }
  return null
}
