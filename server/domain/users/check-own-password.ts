// Asks for the password once more, before something that cannot be undone.
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { authOf } from './auth.ts'

/** Throws wrong_password unless it is the user's. */
export async function checkOwnPassword(
  studio: Studio,
  user: { readonly id: string },
  password: string,
): Promise<void> {
  const row = await studio.db
    .selectFrom('auth_account')
    .select('password')
    .where('user_id', '=', user.id)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  const { password: passwords } = await authOf(studio).$context
  if (!row?.password || !(await passwords.verify({ hash: row.password, password })))
    throw new StudioError('wrong_password')
}
