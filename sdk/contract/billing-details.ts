// Whom your invoices are made out to, and the invoices as papers.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { ById, Nothing, Time } from './shapes.ts'

/** The tax office's weights of the first nine digits. */
const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5]

/** Whether ten digits are a Korean business registration number (사업자등록번호): the last one is a check of the others. */
export function isBusinessNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const values = Array.from(digits, Number)
  const sum = WEIGHTS.reduce((sum, weight, n) => sum + weight * (values[n] ?? 0), 0)
  // The tens of the last product count once more.
  const whole = sum + Math.floor(((values[8] ?? 0) * 5) / 10)
  return (10 - (whole % 10)) % 10 === values[9]
}

const line = (most: number) => z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(most)))

/** Numbers of ten digits are Korean and are checked; those of other countries are taken as they are. */
const BusinessNumber = z.nullable(
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(40),
    z.refine((text) => {
      const digits = text.replace(/[\s-]/g, '')
      return !/^\d{10}$/.test(digits) || isBusinessNumber(digits)
    }, 'is no business registration number: its last digit does not fit'),
  ),
)

export const BillingDetails = z.object({
  company: line(120),
  businessNumber: BusinessNumber,
  person: line(80),
  address: line(200),
  /** Where receipts go, if not to the account's address. */
  email: z.nullable(z.email().check(z.maxLength(254))),
})
export type BillingDetails = z.infer<typeof BillingDetails>

const tags = ['payments']

export const get = {
  method: 'GET',
  url: '/v1/billing-details',
  schema: {
    summary: 'Whom your invoices are made out to',
    tags,
    response: { 200: z.extend(BillingDetails, { updatedAt: z.nullable(Time) }) },
  },
} as const satisfies Operation

export const put = {
  method: 'PUT',
  url: '/v1/billing-details',
  schema: {
    summary: 'Say whom your invoices are made out to, from the next one on',
    tags,
    body: BillingDetails,
    response: { 200: z.extend(BillingDetails, { updatedAt: z.nullable(Time) }) },
  },
  config: { scope: 'account' },
} as const satisfies Operation

export const sendInvoice = {
  method: 'POST',
  url: '/v1/invoices/:id/send',
  schema: { summary: 'Send an invoice by mail again', tags, params: ById, response: { 204: Nothing } },
  config: { scope: 'account', perMinute: 5, errors: ['address_missing'] },
} as const satisfies Operation

export const transfer = {
  method: 'GET',
  url: '/v1/payments/:id/transfer',
  schema: {
    summary: 'Where to send the money of a payment by bank transfer, and what to write on it',
    tags,
    params: ById,
    response: {
      200: z.object({
        /** null: ask the administrator. */
        account: z.nullable(z.string()),
        remittance: z.string(),
      }),
    },
  },
} as const satisfies Operation

/** An invoice as PDF, for its buyer: `?language=ko|en|ja&kind=invoice|receipt`. Not an operation: its answer is no JSON. */
export const INVOICE_PDF_URL = '/v1/invoices/:id/pdf'
