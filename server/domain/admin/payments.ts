// Bank transfers to confirm, and what is sold and who holds it.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'
import type { Plans } from '../../plans.ts'
import type { Studio } from '../../studio.ts'
import type { ChargeRow } from '../payments/charges.ts'
import {
  confirmTransfer,
  listTransfers,
  refuseTransfer,
  type WaitingTransfer,
} from '../subscriptions/confirm-transfer.ts'
import { mustBeAdministrator, noteDeed, type Act, type Administrator } from './act.ts'

/** Transfers that are announced and not confirmed, the oldest first. */
export async function listPayments(studio: Studio, admin: Administrator): Promise<WaitingTransfer[]> {
  await mustBeAdministrator(studio.db, admin)
  return listTransfers(studio.db)
}

/** The money has come, whole: the buyer gets what was bought. Twice is once. Throws not_found. */
export async function confirmPayment(
  studio: Studio,
  admin: Administrator,
  id: string,
  reason: string,
): Promise<ChargeRow> {
  await mustBeAdministrator(studio.db, admin)
  return confirmTransfer(studio, id, { beside: noting(admin, 'payment_confirm', reason) })
}

/** The money will not come: the purchase is over, and the buyer reads why. Throws not_found, payment_ended. */
export async function rejectPayment(
  studio: Studio,
  admin: Administrator,
  id: string,
  reason: string,
): Promise<ChargeRow> {
  await mustBeAdministrator(studio.db, admin)
  return refuseTransfer(studio, id, reason, noting(admin, 'payment_reject', reason))
}

/** Writes the audit row in the transaction that settles the charge; of one that is settled already nothing changes, so nothing is written. */
function noting(admin: Administrator, act: Act, reason: string) {
  return async (trx: Db, before: ChargeRow): Promise<void> => {
    await mustBeAdministrator(trx, admin)
    if (before.applied_at) return
    await noteDeed(trx, admin, {
      act,
      subject: 'payment',
      subjectId: before.id,
      userId: before.user_id,
      before: { status: before.status },
      after: { item: before.item, amount: before.amount, currency: before.currency },
      reason,
    })
  }
}

export interface Holders {
  readonly plan: string
  readonly status: string
  readonly users: number
}

/** The plans and packs of the file, and how many people hold each plan, those no longer in the file among them. */
export async function listPlans(
  studio: Studio,
  admin: Administrator,
): Promise<{ readonly plans: Plans; readonly holders: readonly Holders[] }> {
  await mustBeAdministrator(studio.db, admin)
  const { rows } = await sql<Holders>`
    select plan, status, count(distinct user_id)::integer as users from subscriptions
    where plan is not null and status is not null and (end_at is null or end_at > ${studio.now()})
    group by plan, status order by plan, status`.execute(studio.db)
  return { plans: studio.plans, holders: rows }
}
