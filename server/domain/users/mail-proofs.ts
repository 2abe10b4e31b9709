// Proofs sent by mail: that an address is one's own, and that one may choose a new password. Each works once and is kept as a hash.
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'

export type Purpose = 'verify_email' | 'reset_password'

const HOUR_MS = 3600_000
const GOOD_MS: Readonly<Record<Purpose, number>> = { verify_email: 24 * HOUR_MS, reset_password: HOUR_MS }

/** Sends the letter that proves an address: the account's own, or one it is to get. */
export async function sendEmailProof(
  studio: Studio,
  user: { readonly id: string },
  email: string,
): Promise<void> {
  await studio.db.transaction().execute(async (trx) => {
    const token = await makeProof(studio, trx, user.id, 'verify_email', email)
    const { language } = await trx
      .selectFrom('users')
      .select('language')
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    const to = { email, language: language ?? 'ko' }
    await sendLetter(studio, to, 'verify_email', { email, url: `/verify-email?token=${token}` }, trx)
  })
}

/** Makes a proof and answers its text, which is kept nowhere. An earlier one for the same purpose ends. */
export async function makeProof(
  studio: Studio,
  trx: Db,
  userId: string,
  purpose: Purpose,
  email: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await trx.deleteFrom('mail_proof').where('user_id', '=', userId).where('purpose', '=', purpose).execute()
  await trx
    .insertInto('mail_proof')
    .values({
      hash: hashOf(token),
      user_id: userId,
      purpose,
      email: email.toLowerCase(),
      created_at: studio.now(),
      expires_at: new Date(studio.now().getTime() + GOOD_MS[purpose]),
    })
    .execute()
  return token
}

/** Uses a proof up: of two at once, one gets it. Throws link_expired for one that was used, has ended or never was. */
export async function useProof(
  studio: Studio,
  trx: Db,
  token: string,
  purpose: Purpose,
): Promise<{ readonly userId: string; readonly email: string }> {
  const row = await trx
    .deleteFrom('mail_proof')
    .where('hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .returning(['user_id', 'email', 'expires_at'])
    .executeTakeFirst()
  if (!row || row.expires_at <= studio.now()) throw new StudioError('link_expired')
  return { userId: row.user_id, email: row.email }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
