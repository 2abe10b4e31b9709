// Says to webhooks what is due: claimed, signed, posted, and written down how it went.
import { sql } from 'kysely'
import type { WebhookTry } from '#sdk/contract/webhooks.ts'
import { fetchOutside, OutsideError } from '../../fetch-outside.ts'
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'
import type { Payload } from './deliveries.ts'
import { secretOf, signedHeaders } from './sign.ts'

/** Seconds between the tries, as Standard Webhooks recommends: over three days in all. */
export const PAUSES_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** An address that took nothing for this long is switched off. */
export const OFF_AFTER_MS = 3 * 86_400_000
const TIMEOUT_MS = 15_000
/** Whoever claims holds for this long; after a crash somebody else tries it. Longer than a try can take. */
const LEASE_S = 60
const REPLY_BYTES = 500
const AT_ONCE = 20
/** Of one address, so that a slow one leaves room to the others. */
const AT_ONCE_OF_ONE = 4

interface Claimed {
  readonly id: string
  readonly payload: Payload
  readonly attempts: number
  readonly webhook_id: string
  readonly url: string
  readonly user_id: string
  readonly secret_salt: string
  readonly failing_since: Date | null
  readonly off_at: Date | null
}

/** Sends what is due now, side by side. Answers how many tries were made. */
export async function deliverDue(studio: Studio): Promise<number> {
  const due = await claim(studio)
  await Promise.all(due.map((one) => deliver(studio, one)))
  return due.length
}

async function claim(studio: Studio): Promise<Claimed[]> {
  const now = studio.now()
  const { rows } = await sql<Claimed>`
    with due as materialized (
      select delivery.id, row_number() over (partition by delivery.webhook_id order by delivery.next_at) as place
      from webhook_delivery as delivery
      join webhook on webhook.id = delivery.webhook_id and webhook.deleted_at is null
      join users on users.id = webhook.user_id and users.deleted_at is null and users.suspended_at is null
      where delivery.status = 'waiting' and delivery.next_at <= ${now}
      order by delivery.next_at limit 500
    ), held as materialized (
      select id from webhook_delivery
      where id in (select id from due where place <= ${AT_ONCE_OF_ONE})
        and status = 'waiting' and next_at <= ${now}
      order by next_at limit ${AT_ONCE} for update skip locked
    )
    update webhook_delivery as delivery
    set attempts = attempts + 1, next_at = ${now}::timestamptz + make_interval(secs => ${LEASE_S})
    from held, webhook
    where delivery.id = held.id and webhook.id = delivery.webhook_id
    returning delivery.id, delivery.payload, delivery.attempts, delivery.webhook_id,
      webhook.url, webhook.user_id, webhook.secret_salt, webhook.failing_since, webhook.off_at`.execute(
    studio.db,
  )
  return rows
}

async function deliver(studio: Studio, claimed: Claimed): Promise<void> {
  const at = studio.now()
  const begun = performance.now()
  const body = JSON.stringify(claimed.payload)
  let status: number | null = null
  let reply = ''
  let error: WebhookTry['error'] = null
  try {
    const answer = await fetchOutside(claimed.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Maepsi-Webhooks/1',
        ...signedHeaders(
          secretOf(studio.config, { id: claimed.webhook_id, secret_salt: claimed.secret_salt }),
          {
            id: claimed.id,
            at,
            body,
          },
        ),
      },
      body,
      mostBytes: REPLY_BYTES,
      cut: true,
      timeoutMs: TIMEOUT_MS,
      trusted: studio.config.webhookTrusted,
    })
    status = answer.status
    // PostgreSQL's text holds no zero byte.
    reply = answer.bytes.toString('utf8').replaceAll('\0', '')
  } catch (caught) {
    if (!(caught instanceof OutsideError)) throw caught
    error = caught.reason
  }
  const ms = Math.round(performance.now() - begun)
  await writeDown(studio, claimed, { at: at.toISOString(), ms, status, reply, error })
}

/** Writes down a try and what follows from it: taken, tried again later, given up; an address that is off for good. */
async function writeDown(studio: Studio, claimed: Claimed, one: WebhookTry): Promise<void> {
  const now = studio.now()
  const taken = one.status !== null && one.status >= 200 && one.status < 300
  const gone = one.status === 410
  const since = claimed.failing_since ?? now
  const pause = PAUSES_S[claimed.attempts - 1]
  const isOver = now.getTime() - since.getTime() >= OFF_AFTER_MS
  const ends = taken || gone || pause === undefined
  await studio.db.transaction().execute(async (trx) => {
    // The webhook first, then its deliveries: two that end at once would else wait for each other.
    await trx.selectFrom('webhook').select('id').where('id', '=', claimed.webhook_id).forUpdate().execute()
    const written = await trx
      .updateTable('webhook_delivery')
      .set({
        tries: sql`tries || ${JSON.stringify([one])}::jsonb`,
        ...(ends
          ? { status: taken ? 'delivered' : 'failed', ended_at: now }
          : { next_at: new Date(now.getTime() + pause * 1000) }),
      })
      .where('id', '=', claimed.id)
      .where('status', '=', 'waiting')
      // Whose lease ran out writes nothing: somebody else has it.
      .where('attempts', '=', claimed.attempts)
      .executeTakeFirst()
    if (written.numUpdatedRows === 0n) return
    if (taken) {
      if (claimed.failing_since !== null)
        await trx
          .updateTable('webhook')
          .set({ failing_since: null })
          .where('id', '=', claimed.webhook_id)
          .execute()
      return
    }
    if (claimed.off_at !== null) return
    const switchesOff = gone || isOver
    const changed = await trx
      .updateTable('webhook')
      .set({
        failing_since: sql<Date>`coalesce(failing_since, ${now}::timestamptz)`,
        ...(switchesOff && { off_at: now, off_reason: gone ? 'gone' : 'failing' }),
      })
      .where('id', '=', claimed.webhook_id)
      .where('off_at', 'is', null)
      .executeTakeFirst()
    if (!switchesOff || changed.numUpdatedRows === 0n) return
    // What still waits is given up with it: it stands in the log, to be said again by hand.
    await trx
      .updateTable('webhook_delivery')
      .set({ status: 'failed', ended_at: now })
      .where('webhook_id', '=', claimed.webhook_id)
      .where('status', '=', 'waiting')
      .execute()
    const values = { address: claimed.url, since, url: '/account/webhooks' }
    await sendLetter(studio, { id: claimed.user_id }, 'webhook_off', values, trx)
  })
}
