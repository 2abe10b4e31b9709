// The address of an account: asking for a letter to it, and proving it by what stands in the letter.
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { sendEmailProof, useProof } from './mail-proofs.ts'

/**
 * Sends a letter to the address the account has or is to get; it is the account's once the letter's link was followed. Throws
 * email_taken when another account has it.
 */
export async function requestEmail(
  studio: Studio,
  user: { readonly id: string },
  email: string,
): Promise<void> {
  const address = email.toLowerCase()
  const other = await studio.db
    .selectFrom('users')
    .select('id')
    .where('email', '=', address)
    .where('id', '!=', user.id)
    .executeTakeFirst()
  if (other) throw new StudioError('email_taken')
  await sendEmailProof(studio, user, address)
}

/** Takes the proof of an address: it is the account's from now on, and known to be. Throws link_expired and email_taken. */
export async function confirmEmail(studio: Studio, token: string): Promise<void> {
  await studio.db.transaction().execute(async (trx) => {
    const { userId, email } = await useProof(studio, trx, token, 'verify_email')
    const changed = await trx
      .updateTable('users')
      .set({ email, updated_at: studio.now() })
      .where('id', '=', userId)
      .where('deleted_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
      .catch((error: unknown) => {
        if ((error as { code?: string }).code !== '23505') throw error
        throw new StudioError('email_taken', undefined, { cause: error })
      })
    if (!changed) throw new StudioError('link_expired')
    await trx
      .insertInto('auth_user_state')
      .values({ user_id: userId, email_verified: true })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ email_verified: true }))
      .execute()
  })
}
