// Who sold and who bought, as an invoice says it: kept with the invoice, since both may move, marry and merge.
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import { getBillingDetails } from '../billing-details/billing-details.ts'
import { isRealAddress } from '../mail/send-letter.ts'

/** Who sells or buys, as the paper says it. A name is null only of a person whose account is gone. */
export interface Party {
  readonly name: string | null
  readonly businessNumber: string | null
  readonly person: string | null
  readonly address: string | null
  readonly contact: string | null
}

export interface Parties {
  readonly supplier: Party
  readonly buyer: Party
}

/** The two as they are now. */
export async function partiesNow(studio: Studio, db: Db, userId: string): Promise<Parties> {
  const user = await db
    .selectFrom('users')
    .select(['name', 'email'])
    .where('id', '=', userId)
    .executeTakeFirst()
  const { company, businessNumber, person, address, email } = await getBillingDetails(db, { id: userId })
  const own = user?.email ?? null
  const contact = email ?? (isRealAddress(own) ? own : null)
  const { supplier } = studio.config.payments
  return {
    supplier: { ...supplier },
    buyer: { name: company ?? user?.name ?? contact, businessNumber, person, address, contact },
  }
}
