// Invoices: one for each paid charge, numbered without gaps in each year, tax apart.
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../database/database.ts'
import { NotFound } from '../../errors.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import type { Studio } from '../../studio.ts'
import type { ChargeRow, Terms } from './charges.ts'
import { partiesNow, type Parties } from './parties.ts'

export interface InvoiceLine {
  readonly purpose: ChargeRow['purpose']
  readonly what: Terms['name']
  /** The days that are paid for; null for a pack. */
  readonly period: { readonly from: string; readonly to: string } | null
  readonly quantity: number
  /** Tax included. */
  readonly amount: number
}

export interface InvoiceRow {
  readonly id: string
  readonly number: string
  readonly user_id: string
  readonly charge_id: string
  readonly subscription_id: string | null
  readonly lines: readonly InvoiceLine[]
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  readonly currency: ChargeRow['currency']
  readonly issued_at: Date
  /** As they were on that day; null for invoices from before this was kept. */
  readonly parties: Parties | null
  /** Of the charge it is for. */
  readonly refunded: number
  readonly method: ChargeRow['method']
  readonly receipt_url: string | null
}

/** Issues the invoice of a paid charge, in the transaction that applies it. A charge has one; again answers its number. */
export async function issueInvoice(studio: Studio, trx: Db, charge: ChargeRow, now: Date): Promise<string> {
  const there = await trx
    .selectFrom('billing_invoice')
    .select('number')
    .where('charge_id', '=', charge.id)
    .executeTakeFirst()
  if (there) return there.number
  const year = yearOf(now, studio.config.timeZone)
  const { last } = await trx
    .insertInto('billing_invoice_number')
    .values({ year, last: 1 })
    .onConflict((on) => on.column('year').doUpdateSet({ last: sql`billing_invoice_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  const number = `${year}-${String(last).padStart(6, '0')}`
  const { period_from: from, period_to: to } = charge
  const lines: InvoiceLine[] = [
    {
      purpose: charge.purpose,
      what: charge.terms.name,
      period: from && to && { from: from.toISOString(), to: to.toISOString() },
      quantity: 1,
      amount: charge.amount,
    },
  ]
  await trx
    .insertInto('billing_invoice')
    .values({
      id: uuidv7(),
      number,
      user_id: charge.user_id,
      charge_id: charge.id,
      subscription_id: charge.subscription_id,
      lines: JSON.stringify(lines),
      subtotal: charge.amount - charge.vat,
      tax: charge.vat,
      total: charge.amount,
      currency: charge.currency,
      issued_at: now,
      parties: JSON.stringify(await partiesNow(studio, trx, charge.user_id)),
    })
    .execute()
  return number
}

/** The year where the studio sells: the number and the date on the paper belong to the same one. */
function yearOf(now: Date, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(now))
}

/** A user's invoices, newest first. Throws bad_cursor. */
export async function listInvoices(
  db: Db,
  user: { readonly id: string },
  { after, limit }: PageWish,
): Promise<PageOf<InvoiceRow>> {
  let query = invoices(db)
    .where('invoice.user_id', '=', user.id)
    .select(cursorAt('invoice.issued_at').as('at'))
    .$castTo<InvoiceRow & { readonly at: string }>()
    .orderBy('invoice.issued_at', 'desc')
    .orderBy('invoice.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'invoice.issued_at', 'invoice.id'))
  return pageOf(await query.execute(), limit)
}

/** An invoice of the user's own. Throws NotFound. */
export async function getInvoice(db: Db, user: { readonly id: string }, id: string): Promise<InvoiceRow> {
  const row = await invoices(db)
    .where('invoice.id', '=', id)
    .where('invoice.user_id', '=', user.id)
    .executeTakeFirst()
  if (!row) throw new NotFound('invoice', id)
  return row
}

/** Where the web app fetches an invoice as a PDF. */
export function pdfUrlOf(invoiceId: string): string {
  return `/v1/invoices/${invoiceId}/pdf`
}

function invoices(db: Db) {
  return db
    .selectFrom('billing_invoice as invoice')
    .innerJoin('billing_charge as charge', 'charge.id', 'invoice.charge_id')
    .selectAll('invoice')
    .select(['charge.refunded', 'charge.method', 'charge.receipt_url'])
    .$castTo<InvoiceRow>()
}
