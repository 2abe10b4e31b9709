// Webhooks of a user: made, changed, switched off and on, removed.
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { MOST_WEBHOOKS, type WebhookEvent } from '#sdk/contract/webhooks.ts'
import { NotFound, StudioError } from '../../errors.ts'
import { isOutside } from '../../fetch-outside.ts'
import type { Studio } from '../../studio.ts'
import { secretOf } from './sign.ts'

export interface WebhookRow {
  readonly id: string
  readonly url: string
  readonly events: string[]
  readonly created_at: Date
  readonly failing_since: Date | null
  readonly off_at: Date | null
  readonly off_reason: string | null
}

interface Owner {
  readonly id: string
}

const columns = ['id', 'url', 'events', 'created_at', 'failing_since', 'off_at', 'off_reason'] as const
const newSalt = () => randomBytes(16).toString('hex')

/** The user's webhooks, oldest first. */
export async function listWebhooks({ db }: Studio, user: Owner): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhook')
    .select(columns)
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Makes a webhook. Its `secret` is answered here alone. Throws webhook_address and too_many_webhooks. */
export async function createWebhook(
  studio: Studio,
  user: Owner,
  { url, events }: { readonly url: string; readonly events: readonly WebhookEvent[] },
): Promise<WebhookRow & { readonly secret: string }> {
  await checkAddress(studio, url)
  return studio.db.transaction().execute(async (trx) => {
    // Two at once must not pass the limit together.
    await trx.selectFrom('users').select('id').where('id', '=', user.id).forUpdate().execute()
    const there = await trx
      .selectFrom('webhook')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('user_id', '=', user.id)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(there.count) >= MOST_WEBHOOKS)
      throw new StudioError('too_many_webhooks', { most: MOST_WEBHOOKS })
    const salt = newSalt()
    const row = await trx
      .insertInto('webhook')
      .values({ id: uuidv7(), user_id: user.id, url, events: [...new Set(events)], secret_salt: salt })
      .returning(columns)
      .executeTakeFirstOrThrow()
    return { ...row, secret: secretOf(studio.config, { id: row.id, secret_salt: salt }) }
  })
}

/** Changes a webhook; `on` switches it, and forgets that it failed. Throws NotFound and webhook_address. */
export async function updateWebhook(
  studio: Studio,
  user: Owner,
  id: string,
  {
    url,
    events,
    on,
  }: {
    readonly url?: string | undefined
    readonly events?: readonly WebhookEvent[] | undefined
    readonly on?: boolean | undefined
  },
): Promise<WebhookRow> {
  if (url !== undefined) await checkAddress(studio, url)
  return change(studio, user, id, {
    ...(url !== undefined && { url }),
    ...(events && { events: [...new Set(events)] }),
    ...(on === true && { off_at: null, off_reason: null, failing_since: null }),
    ...(on === false && { off_at: studio.now(), off_reason: 'owner' }),
  })
}

/** Gives a webhook another secret, answered here alone; what goes out from now on is signed with it. Throws NotFound. */
export async function renewSecret(
  studio: Studio,
  user: Owner,
  id: string,
): Promise<WebhookRow & { readonly secret: string }> {
  const salt = newSalt()
  const row = await change(studio, user, id, { secret_salt: salt })
  return { ...row, secret: secretOf(studio.config, { id, secret_salt: salt }) }
}

/** Removes a webhook: what waits to be sent there is not sent. Throws NotFound. */
export async function removeWebhook(studio: Studio, user: Owner, id: string): Promise<void> {
  await change(studio, user, id, { deleted_at: studio.now() })
}

async function change(
  { db }: Studio,
  user: Owner,
  id: string,
  set: Readonly<Record<string, string | string[] | Date | null>>,
): Promise<WebhookRow> {
  const mine = { id, user_id: user.id }
  const row =
    Object.keys(set).length === 0
      ? await db
          .selectFrom('webhook')
          .select(columns)
          .where('id', '=', mine.id)
          .where('user_id', '=', mine.user_id)
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
      : await db
          .updateTable('webhook')
          .set(set)
          .where('id', '=', mine.id)
          .where('user_id', '=', mine.user_id)
          .where('deleted_at', 'is', null)
          .returning(columns)
          .executeTakeFirst()
  if (!row) throw new NotFound('webhook', id)
  return row
}

async function checkAddress({ config }: Studio, url: string): Promise<void> {
  if (!(await isOutside(url, config.webhookTrusted))) throw new StudioError('webhook_address')
}
