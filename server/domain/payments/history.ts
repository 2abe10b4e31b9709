// What a subscription has been charged, in the agreed shapes of `subscriptions.payments` and `subscriptions.invoices`.
import type { Db } from '../../database/database.ts'
import type { ChargeRow } from './charges.ts'
import { pdfUrlOf } from './invoices.ts'

/** A charge as `subscriptions.payments` and `subscription_record.payments` have it. No card data, nothing that can spend. */
export function paymentLine(charge: ChargeRow) {
  return {
    id: charge.id,
    purpose: charge.purpose,
    provider: charge.provider,
    provider_payment_id: charge.payment_id,
    period: [charge.period_from, charge.period_to],
    amount: charge.amount,
    currency: charge.currency,
    vat: charge.vat,
    status: charge.status,
    paid_at: charge.paid_at,
    refunded: charge.refunded,
    method: charge.method,
    receipt_url: charge.receipt_url,
  }
}

/** Everything a subscription was charged and invoiced, oldest first, read from the tables that count. */
export async function historyOf(db: Db, subscriptionId: string) {
  const charges = await db
    .selectFrom('billing_charge')
    .selectAll()
    .$castTo<ChargeRow>()
    .where('subscription_id', '=', subscriptionId)
    .where('purpose', '<>', 'method')
    .where('status', 'not in', ['open', 'void', 'expired'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const invoices = await db
    .selectFrom('billing_invoice')
    .selectAll()
    .where('subscription_id', '=', subscriptionId)
    .orderBy('number')
    .execute()
  return {
    payments: charges.map(paymentLine),
    invoices: invoices.map((invoice) => ({
      number: invoice.number,
      provider_invoice_id: null,
      lines: invoice.lines,
      subtotal: invoice.subtotal,
      tax: invoice.tax,
      total: invoice.total,
      currency: invoice.currency,
      issued_at: invoice.issued_at,
      pdf_url: pdfUrlOf(invoice.id),
    })),
  }
}
