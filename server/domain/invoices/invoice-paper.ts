// An invoice as paper, for its buyer: drawn from its row each time, with the parties as they were then, and sent by mail when asked for.
import type { Studio } from '../../studio.ts'
import { StudioError } from '../../errors.ts'
import { getBillingDetails } from '../billing-details/billing-details.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { getCharge } from '../payments/charges.ts'
import { getInvoice, type InvoiceLine } from '../payments/invoices.ts'
import { partiesNow } from '../payments/parties.ts'
import { drawInvoice, type Sheet } from './draw-invoice.ts'

/** The PDF of an invoice of the user's own, and its number. Throws NotFound. */
export async function drawInvoiceOf(
  studio: Studio,
  user: { readonly id: string },
  id: string,
  { kind, language }: Pick<Sheet, 'kind' | 'language'>,
): Promise<{ readonly number: string; readonly bytes: Buffer }> {
  const invoice = await getInvoice(studio.db, user, id)
  const { paid_at: paidAt } = await getCharge(studio.db, user, invoice.charge_id)
  const { supplier, buyer } = invoice.parties ?? (await partiesNow(studio, studio.db, user.id))
  const bytes = await drawInvoice({
    kind,
    language,
    number: invoice.number,
    issuedAt: invoice.issued_at,
    paidAt,
    supplier,
    buyer,
    lines: invoice.lines.map((line) => drawnLine(studio, line, language)),
    subtotal: invoice.subtotal,
    tax: invoice.tax,
    timeZone: studio.config.timeZone,
    total: invoice.total,
    refunded: invoice.refunded,
    currency: invoice.currency,
    method: invoice.method,
    receiptUrl: invoice.receipt_url,
  })
  return { number: invoice.number, bytes }
}

function drawnLine(
  studio: Studio,
  { what, period, quantity, amount }: InvoiceLine,
  language: Sheet['language'],
) {
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
  user: { readonly id: string; readonly language: string },
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
