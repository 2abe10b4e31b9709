// Whom a user's invoices are made out to.
import type { BillingDetails } from '#sdk/contract/billing-details.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'

export interface BillingDetailsRow extends BillingDetails {
  /** Null while nothing was said. */
  readonly updatedAt: Date | null
}

const NOTHING: BillingDetailsRow = {
  company: null,
  businessNumber: null,
  person: null,
  address: null,
  email: null,
  updatedAt: null,
}

/** What the user has said; everything null where they have not. */
export async function getBillingDetails(db: Db, user: { readonly id: string }): Promise<BillingDetailsRow> {
  const row = await db
    .selectFrom('billing_details')
    .selectAll()
    .where('user_id', '=', user.id)
    .executeTakeFirst()
  if (!row) return NOTHING
  const { company, business_number: businessNumber, person, address, email, updated_at: updatedAt } = row
  return { company, businessNumber, person, address, email, updatedAt }
}

/** Takes down what the user says; a Korean number is written as Koreans write it: 123-45-67890. */
export async function putBillingDetails(
  studio: Studio,
  user: { readonly id: string },
  { businessNumber, ...given }: BillingDetails,
): Promise<BillingDetailsRow> {
  const digits = businessNumber?.replace(/[\s-]/g, '') ?? ''
  const written = /^\d{10}$/.test(digits)
    ? `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
    : businessNumber
  const values = { ...given, business_number: written, updated_at: studio.now() }
  await studio.db
    .insertInto('billing_details')
    .values({ user_id: user.id, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
  return getBillingDetails(studio.db, user)
}
