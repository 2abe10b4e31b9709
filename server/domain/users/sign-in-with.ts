// Signing in with Google or Kakao, and adding one of them to an account that is there.
import type { Provider } from '#sdk/contract/account.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { ADDRESS_HEADER, authOf } from './auth.ts'
import { PROVIDER_NAMES, providersOf, takenFrom, told, type Told } from './providers.ts'
import { ask, type Visitor } from './sessions.ts'

/** Where a browser goes next, and the cookies it takes along. */
export interface Onward {
  readonly url: string
  readonly cookies: readonly string[]
}

/**
 * Begins a sign-in: the browser goes to `url` with these cookies and comes back to finishSignIn. After it `to`, a path of the web app,
 * is shown. Throws not_found for a provider that is not offered here, and too_many_requests.
 */
export async function startSignIn(
  studio: Studio,
  visitor: Visitor,
  provider: Provider,
  { to, language }: { readonly to: string; readonly language: string },
): Promise<Onward> {
  return start(studio, visitor, provider, '/sign-in/social', {
    callbackURL: to,
    errorCallbackURL: `/login?${new URLSearchParams({ to, with: provider }).toString()}`,
    additionalData: { language },
  })
}

/** Begins the linking of a provider to the account of the session in the visitor's cookie. Throws as startSignIn does. */
export async function startLinking(studio: Studio, visitor: Visitor, provider: Provider): Promise<Onward> {
  return start(studio, visitor, provider, '/link-social', {
    callbackURL: `/account/sign-in?linked=${provider}`,
    errorCallbackURL: `/account/sign-in?with=${provider}`,
  })
}

/**
 * Ends either: `query` is what the provider sent the browser back with. Nothing is thrown, since a person looks on: what went wrong
 * stands as `error` in the address they are sent to.
 */
export async function finishSignIn(
  studio: Studio,
  visitor: Visitor,
  provider: Provider,
  query: string,
): Promise<Onward> {
  const store: Told = {}
  const answer = await told.run(store, async () =>
    authOf(studio).handler(
      new Request(`${studio.config.url}/auth/callback/${provider}?${query}`, {
        headers: {
          cookie: visitor.cookie,
          'user-agent': visitor.userAgent,
          [ADDRESS_HEADER]: visitor.address,
        },
      }),
    ),
  )
  const url = new URL(answer.headers.get('location') ?? '/login?error=unknown', studio.config.url)
  if (store.profile && !url.searchParams.has('error')) await takeOver(studio, provider, store.profile, store)
  return { url: `${url.pathname}${url.search}`, cookies: answer.headers.getSetCookie() }
}

async function start(
  studio: Studio,
  visitor: Visitor,
  provider: Provider,
  path: string,
  {
    callbackURL,
    errorCallbackURL,
    ...body
  }: Record<string, unknown> & Record<'callbackURL' | 'errorCallbackURL', string>,
): Promise<Onward> {
  if (!providersOf(studio.config).includes(provider)) throw new NotFound('provider', provider)
  const answer = await ask(studio, visitor, path, {
    ...body,
    provider,
    disableRedirect: true,
    callbackURL: studio.config.url + callbackURL,
    errorCallbackURL: studio.config.url + errorCallbackURL,
  })
  const { url } = (await answer.json()) as { url: string }
  return { url, cookies: answer.headers.getSetCookie() }
}

/** Keeps the profile as the provider told it; of a new user's, takes over name, language and picture. */
async function takeOver(
  studio: Studio,
  provider: Provider,
  profile: Readonly<Record<string, unknown>>,
  { isNewUser = false, isNewAccount = false, language }: Told,
): Promise<void> {
  const { lastName, picture, ...taken } = takenFrom(provider, profile)
  const accountId = String(provider === 'google' ? profile['sub'] : profile['id'])
  const spoken = LANGUAGES.find((known) => known === (taken.language ?? language))
  await studio.db.transaction().execute(async (trx) => {
    const user = await trx
      .updateTable('users')
      .set({
        [provider === 'google' ? 'google_social' : 'kakao_social']: JSON.stringify(profile),
        ...(isNewUser && lastName && { last_name: lastName }),
        ...(isNewUser && spoken && { language: spoken }),
      })
      .where('id', '=', (query) =>
        query
          .selectFrom('auth_account')
          .select('user_id')
          .where('provider_id', '=', provider)
          .where('account_id', '=', accountId),
      )
      .returning('id')
      .executeTakeFirst()
    if (!user) return
    if (isNewUser && picture)
      await studio.errands.send('users.take-picture', { userId: user.id, url: picture }, trx)
    if (!isNewUser && isNewAccount) {
      const letter = { provider: PROVIDER_NAMES[provider], when: studio.now(), url: '/account/sign-in' }
      await sendLetter(studio, user, 'way_in_added', letter, trx)
    }
  })
}
