// The log of what was said to a webhook; a test and a replay are new rows of it.
import { sql } from 'kysely'
import type { WebhookTry } from '#sdk/contract/webhooks.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'

export interface Payload {
  readonly type: string
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface DeliveryRow {
  readonly id: string
  readonly type: string
  readonly status: string
  readonly payload: Payload
  readonly tries: WebhookTry[]
  readonly next_at: Date
  readonly created_at: Date
}

interface Owner {
  readonly id: string
}

/** The log keeps this many days. */
const KEEP_DAYS = 30

/** What was said to a webhook, newest first. Throws NotFound and bad_cursor. */
export async function listDeliveries(
  studio: Studio,
  user: Owner,
  webhookId: string,
  { after, limit }: PageWish,
): Promise<PageOf<DeliveryRow>> {
  await findOwn(studio, user, webhookId)
  let query = rowsOf(studio, webhookId)
    .select(cursorAt('created_at').as('at'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'created_at', 'id'))
  return pageOf(await query.execute(), limit)
}

/** Writes down a test to be sent, even to a webhook that is off. Throws NotFound. */
export async function sendTest(studio: Studio, user: Owner, webhookId: string): Promise<DeliveryRow> {
  await findOwn(studio, user, webhookId)
  const payload: Payload = {
    type: 'webhook.test',
    timestamp: studio.now().toISOString(),
    data: { webhookId },
  }
  return add(studio, webhookId, 'webhook.test', payload)
}

/**
 * Writes down something that was said before, to be said again: the same body under an id of its own, since whoever took the first one
 * leaves a second under its id alone. Throws NotFound.
 */
export async function replayDelivery(
  studio: Studio,
  user: Owner,
  webhookId: string,
  deliveryId: string,
): Promise<DeliveryRow> {
  await findOwn(studio, user, webhookId)
  const row = await rowsOf(studio, webhookId).where('id', '=', deliveryId).executeTakeFirst()
  if (!row) throw new NotFound('delivery', deliveryId)
  return add(studio, webhookId, row.type, row.payload)
}

/** Removes what has ended and is older than the log goes back. */
export async function sweepDeliveries(studio: Studio): Promise<void> {
  const before = new Date(studio.now().getTime() - KEEP_DAYS * 86_400_000)
  await studio.db
    .deleteFrom('webhook_delivery')
    .where('created_at', '<', before)
    .where('status', '!=', 'waiting')
    .execute()
}

function rowsOf({ db }: Studio, webhookId: string) {
  return db
    .selectFrom('webhook_delivery')
    .select(['id', 'type', 'status', 'next_at', 'created_at'])
    .select([sql<Payload>`payload`.as('payload'), sql<WebhookTry[]>`tries`.as('tries')])
    .where('webhook_id', '=', webhookId)
}

async function findOwn({ db }: Studio, user: Owner, webhookId: string): Promise<void> {
  const row = await db
    .selectFrom('webhook')
    .select('id')
    .where('id', '=', webhookId)
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound('webhook', webhookId)
}

async function add(studio: Studio, webhookId: string, type: string, payload: Payload): Promise<DeliveryRow> {
  const { id } = await studio.db
    .insertInto('webhook_delivery')
    .values({
      webhook_id: webhookId,
      type,
      source: sql<string>`${`${type}:`} || gen_random_uuid()`,
      payload: JSON.stringify(payload),
      next_at: studio.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return rowsOf(studio, webhookId).where('id', '=', id).executeTakeFirstOrThrow()
}
