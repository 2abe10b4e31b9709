// An invoice as paper, for its buyer: drawn from its row each time, and sent by mail when asked for.
import type { Studio } from '../../studio.ts'
import { StudioError } from '../../errors.ts'
import { getBillingDetails } from '../billing-details/billing-details.ts'
import { isRealAddress, sendLetter } from '../mail/send-letter.ts'
import { getCharge } from '../payments/charges.ts'
import { getInvoice, type InvoiceLine } from '../payments/invoices.ts'
import { drawInvoice, type Party, type Sheet } from './draw-invoice.ts'

interface Buyer {
  readonly id: string
  readonly email: string | null
  readonly name: string | null
}

/** The PDF of an invoice of the user's own, and its number. Throws NotFound. */
export async function drawInvoiceOf(
  studio: Studio,
  user: Buyer,
  id: string,
  { kind, language }: Pick<Sheet, 'kind' | 'language'>,
): Promise<{ readonly number: string; readonly bytes: Buffer }> {
  const invoice = await getInvoice(studio.db, user, id)
  const { paid_at: paidAt } = await getCharge(studio.db, user, invoice.charge_id)
  const { company, businessNumber, person, address, email } = await getBillingDetails(studio.db, user)
  const own = email ?? (isRealAddress(user.email) ? user.email : null)
  const buyer: Party = {
    name: company ?? user.name ?? own ?? '—',
    businessNumber,
    person,
    address,
    contact: own,
  }
  const bytes = await drawInvoice({
    kind,
    language,
    number: invoice.number,
    issuedAt: invoice.issued_at,
    paidAt,
    supplier: studio.config.payments.supplier,
    buyer,
    lines: invoice.lines.map((line) => drawnLine(studio, line, language)),
    subtotal: invoice.subtotal,
    tax: invoice.tax,
    total: invoice.total,
    refunded: invoice.refunded,
    currency: invoice.currency,
    method: invoice.method,
    receiptUrl: invoice.receipt_url,
  })
  return { number: invoice.number, bytes }
}

function drawnLine(studio: Studio, { what, period, quantity, amount }: InvoiceLine, language: 'ko' | 'en') {
  return {
    what: `${studio.config.name} ${what[language]}`,
    period: period && { from: new Date(period.from), to: new Date(period.to) },
    quantity,
    amount,
  }
}

/** Sends an invoice of the user's own again, to the billing address or else the account's. Throws NotFound, address_missing. */
export async function sendInvoice(
  studio: Studio,
  user: Buyer & { readonly language: string },
  id: string,
): Promise<void> {
  const invoice = await getInvoice(studio.db, user, id)
  const { paid_at: paidAt } = await getCharge(studio.db, user, invoice.charge_id)
  const { email } = await getBillingDetails(studio.db, user)
  const language = (['ko', 'en', 'ja'] as const).find((one) => one === user.language) ?? 'ko'
  const sent = await sendLetter(studio, email ? { email, language } : { id: user.id }, 'receipt', {
    number: invoice.number,
    what: invoice.lines.map(({ what }) => what[language]).join(', '),
    amount: { amount: invoice.total, currency: invoice.currency },
    when: paidAt ?? invoice.issued_at,
    url: '/account/invoices',
  })
  if (!sent) throw new StudioError('address_missing')
}
