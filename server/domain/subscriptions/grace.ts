// How long a plan works while its payment is outstanding.
import type { Db } from '../../database/database.ts'
import { TRY_AGAIN_DAYS } from './fail-charge.ts'
import type { SubscriptionRow } from './subscriptions.ts'

const DAY_MS = 24 * 3600_000

/** The last try of the month that could not be paid; null while nothing is outstanding, and where the provider decides. */
export async function graceUntil(db: Db, { id, status }: SubscriptionRow): Promise<Date | null> {
  if (status !== 'past_due') return null
  const charge = await db
    .selectFrom('billing_charge')
    .select('first_failed_at')
    .where('subscription_id', '=', id)
    .where('purpose', '=', 'renewal')
    .where('status', 'in', ['open', 'pending'])
    .where('first_failed_at', 'is not', null)
    .orderBy('first_failed_at', 'desc')
    .executeTakeFirst()
  const last = TRY_AGAIN_DAYS.at(-1) ?? 0
  return charge?.first_failed_at ? new Date(charge.first_failed_at.getTime() + last * DAY_MS) : null
}
