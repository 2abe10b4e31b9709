// The inbox of webhooks: each is written down once before anything is done about it, and done again until it is done.
import type { Db } from '../../database/database.ts'
import type { ProviderName, Reference, WebhookNews } from '../../payments/payments.ts'

/** News that has not been dealt with. */
export interface WaitingNews {
  readonly provider: ProviderName
  readonly event_id: string
  readonly kind: string
  readonly reference: Reference
  readonly tries: number
}

/** About a day of hourly tries and more: what cannot be dealt with by then is left to people, with its reason beside it. */
export const MOST_TRIES = 30

/** Writes news down. Answers false when it is there already. News about nothing is dealt with at once. */
export async function putIntoInbox(
  db: Db,
  provider: ProviderName,
  { eventId, kind, reference }: WebhookNews,
  now: Date,
): Promise<boolean> {
  const written = await db
    .insertInto('billing_event')
    .values({
      provider,
      event_id: eventId,
      kind,
      reference: reference && JSON.stringify(reference),
      received_at: now,
      processed_at: reference ? null : now,
    })
    .onConflict((on) => on.columns(['provider', 'event_id']).doNothing())
    .executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 1n
}

/** What waits, oldest first. */
export async function listInbox(db: Db, limit: number): Promise<WaitingNews[]> {
  const rows = await db
    .selectFrom('billing_event')
    .select(['provider', 'event_id', 'kind', 'reference', 'tries'])
    .where('processed_at', 'is', null)
    .where('tries', '<', MOST_TRIES)
    .orderBy('received_at')
    .limit(limit)
    .execute()
  return rows as unknown as WaitingNews[]
}

/** What waits of one piece of news; null when it is dealt with. */
export async function findInbox(
  db: Db,
  provider: ProviderName,
  eventId: string,
): Promise<WaitingNews | null> {
  const row = await db
    .selectFrom('billing_event')
    .select(['provider', 'event_id', 'kind', 'reference', 'tries'])
    .where('provider', '=', provider)
    .where('event_id', '=', eventId)
    .where('processed_at', 'is', null)
    .executeTakeFirst()
  return (row as unknown as WaitingNews | undefined) ?? null
}

export async function doneWithNews(
  db: Db,
  news: WaitingNews,
  now: Date,
  remark: string | null,
): Promise<void> {
  await db
    .updateTable('billing_event')
    .set({ processed_at: now, failure: remark })
    .where('provider', '=', news.provider)
    .where('event_id', '=', news.event_id)
    .execute()
}

export async function couldNotYet(db: Db, news: WaitingNews, why: string): Promise<void> {
  await db
    .updateTable('billing_event')
    .set((eb) => ({ tries: eb('tries', '+', 1), failure: why.slice(0, 500) }))
    .where('provider', '=', news.provider)
    .where('event_id', '=', news.event_id)
    .execute()
}
