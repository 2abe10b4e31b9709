// Where the money of a payment by bank transfer goes: what a checkout said, for a month of a plan too.
import { NotFound } from '../../errors.ts'
import { remittanceOf } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { getCharge, type ChargeRow } from './charges.ts'

/** What is written on the transfer that pays a charge; null where it is paid otherwise. */
export function remittanceFor({ provider, order_ref }: ChargeRow): string | null {
  return provider === 'manual' ? remittanceOf(order_ref) : null
}

/** The account, null where the administrator has to be asked, and what to write on the transfer. Throws NotFound. */
export async function transferOf(
  studio: Studio,
  user: { readonly id: string },
  id: string,
): Promise<{ readonly account: string | null; readonly remittance: string }> {
  const charge = await getCharge(studio.db, user, id)
  const remittance = remittanceFor(charge)
  if (remittance === null) throw new NotFound('transfer', id)
  return { account: studio.config.payments.manual?.account ?? null, remittance }
}
