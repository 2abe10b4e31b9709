// The ways into an account: which there are, taking one away, and a provider's word that it was taken away there.
import type { Provider } from '#sdk/contract/account.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { isRealAddress } from '../mail/send-letter.ts'
import { PROVIDER_NAMES } from './providers.ts'

export interface WaysIn {
  readonly password: boolean
  readonly emailVerified: boolean
  readonly providers: readonly { readonly provider: Provider; readonly since: Date }[]
}

/** How the user can sign in. */
export async function listWaysIn(studio: Studio, user: { readonly id: string }): Promise<WaysIn> {
  const [accounts, state] = await Promise.all([
    studio.db
      .selectFrom('auth_account')
      .select(['provider_id', 'created_at'])
      .where('user_id', '=', user.id)
      .orderBy('created_at')
      .execute(),
    studio.db.selectFrom('auth_user').select('email_verified').where('id', '=', user.id).executeTakeFirst(),
  ])
  return {
    password: accounts.some(({ provider_id }) => provider_id === 'credential'),
    emailVerified: state?.email_verified === true,
    providers: accounts.flatMap(({ provider_id, created_at }) =>
      isProvider(provider_id) ? [{ provider: provider_id, since: created_at }] : [],
    ),
  }
}

/**
 * Takes a provider away from an account and tells the provider, by an errand. Throws not_found when it is none of the account's ways
 * in, and last_way_in when it is the only one.
 */
export async function unlinkProvider(
  studio: Studio,
  user: { readonly id: string },
  provider: Provider,
): Promise<WaysIn> {
  await studio.db.transaction().execute(async (trx) => {
    // Of two taken away at once the second sees that one is left.
    const accounts = await trx
      .selectFrom('auth_account')
      .select(['id', 'provider_id', 'account_id', 'refresh_token', 'access_token'])
      .where('user_id', '=', user.id)
      .orderBy('id')
      .forUpdate()
      .execute()
    const going = accounts.filter(({ provider_id }) => provider_id === provider)
    if (going.length === 0) throw new NotFound('way in', provider)
    if (going.length === accounts.length) throw new StudioError('last_way_in')
    for (const { id, account_id, refresh_token, access_token } of going) {
      await trx.deleteFrom('auth_account').where('id', '=', id).execute()
      const payload = { provider, accountId: account_id, token: refresh_token ?? access_token }
      await studio.errands.send('account.leave-provider', payload, trx)
    }
    await forgetProfile(studio, trx, user.id, provider)
  })
  return listWaysIn(studio, user)
}

/**
 * Kakao says that a person has let go of this studio over there. The way in ends and so does every session. Answers the id of an
 * account that nobody can enter any more, having neither another way in nor an address to send a new password to: it is to be deleted.
 */
export async function unlinkedByKakao(studio: Studio, accountId: string): Promise<string | null> {
  return studio.db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('auth_account')
      .where('provider_id', '=', 'kakao')
      .where('account_id', '=', accountId)
      .returning('user_id')
      .executeTakeFirst()
    if (!gone) return null
    await forgetProfile(studio, trx, gone.user_id, 'kakao')
    await trx.deleteFrom('auth_session').where('user_id', '=', gone.user_id).execute()
    const left = await trx
      .selectFrom('auth_account')
      .select('id')
      .where('user_id', '=', gone.user_id)
      .executeTakeFirst()
    const { email } = await trx
      .selectFrom('users')
      .select('email')
      .where('id', '=', gone.user_id)
      .executeTakeFirstOrThrow()
    return left || isRealAddress(email) ? null : gone.user_id
  })
}

async function forgetProfile(
  studio: Studio,
  trx: Studio['db'],
  userId: string,
  provider: Provider,
): Promise<void> {
  await trx
    .updateTable('users')
    .set({ [provider === 'google' ? 'google_social' : 'kakao_social']: null, updated_at: studio.now() })
    .where('id', '=', userId)
    .execute()
}

function isProvider(id: string): id is Provider {
  return id in PROVIDER_NAMES
}
