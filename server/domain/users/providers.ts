// The other ways in: Google and Kakao, as the sign-in library is to speak with them, and what of a profile is taken over.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { GenericOAuthConfig, GenericOAuthUserInfo } from 'better-auth/plugins/generic-oauth'
import type { Provider } from '#sdk/contract/account.ts'
import type { Studio } from '../../studio.ts'

type Config = Studio['config']

/** What a provider told during the request under way. The library shows the profile to us once, and never to its hooks. */
export interface Told {
  profile?: Readonly<Record<string, unknown>>
  /** A user was made: name, language and picture are taken over. */
  isNewUser?: boolean
  /** A way in was added. */
  isNewAccount?: boolean
  /** The language the sign-in page was shown in. */
  language?: string
}

const PATIENCE_MS = 10_000

export const told = new AsyncLocalStorage<Told>()

/** How Maepsi calls them in letters; names of companies are the same in every language. */
export const PROVIDER_NAMES: Readonly<Record<Provider, string>> = { google: 'Google', kakao: 'Kakao' }

/** The providers whose keys are configured. */
export function providersOf({ google, kakao }: Pick<Config, 'google' | 'kakao'>): Provider[] {
  return [...(kakao ? (['kakao'] as const) : []), ...(google ? (['google'] as const) : [])]
}

/** The configured providers as better-auth takes them. Where nobody may sign up, none of them makes an account. */
export function providerConfigs({
  google,
  kakao,
  signUpOpen,
}: Pick<Config, 'google' | 'kakao' | 'signUpOpen'>): GenericOAuthConfig[] {
  const configs: GenericOAuthConfig[] = []
  if (google)
    configs.push({
      providerId: 'google',
      clientId: google.clientId,
      clientSecret: google.clientSecret,
      discoveryUrl: `${google.issuer}/.well-known/openid-configuration`,
      requireIdTokenVerification: true,
      scopes: ['openid', 'email', 'profile'],
      // With a refresh token the account can still be let go of when the access token has long ended.
      accessType: 'offline',
      disableSignUp: !signUpOpen,
      mapProfileToUser(profile) {
        keep(profile)
        const { sub, email, email_verified: verified, given_name: given, name } = profile
        return {
          name: textOf(given) ?? textOf(name) ?? '',
          image: undefined,
          ...addressOf('google', String(sub), email, verified === true || verified === 'true'),
        }
      },
    })
  if (kakao)
    configs.push({
      providerId: 'kakao',
      clientId: kakao.clientId,
      ...(kakao.clientSecret && { clientSecret: kakao.clientSecret }),
      authorizationUrl: `${kakao.authUrl}/oauth/authorize`,
      tokenUrl: `${kakao.authUrl}/oauth/token`,
      // Asked for even where Kakao sends an ID token along, which tells less.
      getUserInfo: async ({ accessToken }) => {
        const answer = await fetch(`${kakao.apiUrl}/v2/user/me`, {
          headers: { authorization: `Bearer ${accessToken}` },
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
        return answer.ok ? ((await answer.json()) as GenericOAuthUserInfo) : null
      },
      // Kakao documents no PKCE; state, secret and the registered address protect the code.
      pkce: false,
      disableSignUp: !signUpOpen,
      mapProfileToUser(profile) {
        keep(profile)
        const account = recordOf(profile['kakao_account'])
        const isProven = account['is_email_valid'] === true && account['is_email_verified'] === true
        return {
          name: textOf(recordOf(account['profile'])['nickname']) ?? '',
          image: undefined,
          ...addressOf('kakao', String(profile.id), account['email'], isProven),
        }
      },
    })
  return configs
}

/** What a first sign-in takes over beside the name. */
export function takenFrom(
  provider: Provider,
  profile: Readonly<Record<string, unknown>>,
): { readonly lastName: string | null; readonly language: string | null; readonly picture: string | null } {
  if (provider === 'google')
    return {
      lastName: textOf(profile['family_name']),
      language: textOf(profile['locale'])?.slice(0, 2).toLowerCase() ?? null,
      picture: textOf(profile['picture']),
    }
  const shown = recordOf(recordOf(profile['kakao_account'])['profile'])
  const isOwn = shown['is_default_image'] !== true
  return { lastName: null, language: null, picture: isOwn ? textOf(shown['profile_image_url']) : null }
}

/**
 * The address an account gets. One that the provider has not proven is nobody's: were it kept, whoever typed it first would hold the
 * account of the person it belongs to. The library needs some address, so there is one that no mail is ever sent to.
 */
function addressOf(provider: Provider, id: string, email: unknown, isProven: boolean) {
  if (isProven && typeof email === 'string' && email.includes('@')) return { email, emailVerified: true }
  return { email: `${provider}-${id}@users.noreply.invalid`, emailVerified: false }
}

function keep(profile: Readonly<Record<string, unknown>>): void {
  const store = told.getStore()
  if (store) store.profile = profile
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() ? value.trim().slice(0, 1_000) : null
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
