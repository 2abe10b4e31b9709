// A forgotten password: a letter to the account's address, and a new password for whoever follows its link.
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { isRealAddress, sendLetter } from '../mail/send-letter.ts'
import { authOf } from './auth.ts'
import { makeProof, useProof } from './mail-proofs.ts'
import { checkPassword } from './users.ts'

/**
 * Sends a letter with a way to a new password, if there is an account with that address. Whether there is one is never told: what
 * takes longer then happens after the answer.
 */
export async function requestPasswordReset(studio: Studio, email: string): Promise<void> {
  const address = email.toLowerCase()
  const user = await studio.db
    .selectFrom('users')
    .select('id')
    .where('email', '=', address)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!user || !isRealAddress(address)) return
  const sent = studio.db.transaction().execute(async (trx) => {
    const token = await makeProof(studio, trx, user.id, 'reset_password', address)
    await sendLetter(studio, user, 'reset_password', { url: `/reset-password?token=${token}` }, trx)
  })
  sent.catch((error: unknown) => studio.log.error({ error }, 'a letter for a new password could not be sent'))
}

/**
 * Sets a new password by the proof from the letter; every session ends. It proves the address as well: where nobody had done so
 * before, whoever made the account may have been somebody else, so the other ways in and the API keys made until now end too.
 * Throws link_expired and password_weak.
 */
export async function resetPassword(studio: Studio, token: string, password: string): Promise<void> {
  checkPassword(password, '')
  const { password: passwords } = await authOf(studio).$context
  const hash = await passwords.hash(password)
  await studio.db.transaction().execute(async (trx) => {
    const { userId, email } = await useProof(studio, trx, token, 'reset_password')
    checkPassword(password, email)
    const state = await trx
      .selectFrom('auth_user')
      .select(['email', 'email_verified'])
      .where('id', '=', userId)
      .executeTakeFirst()
    // The address has changed since the letter went out: it proves nothing any more.
    if (state?.email !== email) throw new StudioError('link_expired')
    if (!state.email_verified) {
      await trx.deleteFrom('auth_account').where('user_id', '=', userId).execute()
      await trx
        .updateTable('api_key')
        .set({ revoked_at: studio.now() })
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .execute()
      await trx
        .insertInto('auth_user_state')
        .values({ user_id: userId, email_verified: true })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ email_verified: true }))
        .execute()
    }
    await trx
      .insertInto('auth_account')
      .values({ user_id: userId, account_id: userId, provider_id: 'credential', password: hash })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'account_id'])
          .doUpdateSet({ password: hash, updated_at: studio.now() }),
      )
      .execute()
    await trx.deleteFrom('auth_session').where('user_id', '=', userId).execute()
    await sendLetter(
      studio,
      { id: userId },
      'password_changed',
      { when: studio.now(), url: '/reset-password' },
      trx,
    )
  })
}
