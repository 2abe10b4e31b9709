// Sets better-auth up on the studio's own tables: passwords, sessions and the limits on trying them.
import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { getOAuthState } from 'better-auth/api'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { Studio } from '../../studio.ts'
import { countTry } from './count-tries.ts'
import { providerConfigs, told } from './providers.ts'
import { isSuspended } from './suspend.ts'

/** Where the caller's address is told; never a header that came from outside. */
export const ADDRESS_HEADER = 'x-maepsi-address'
/** Tries a minute from one address. */
const TRIES = { window: 60, max: 10 }
const DAY = 24 * 60 * 60

export type Auth = ReturnType<typeof makeAuth>
const made = new WeakMap<Studio, Auth>()

/** The studio's sign-in library, made at its first use. */
export function authOf(studio: Studio): Auth {
  let auth = made.get(studio)
  if (!auth) made.set(studio, (auth = makeAuth(studio)))
  return auth
}

function makeAuth(studio: Studio) {
  const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    appName: studio.config.name,
    baseURL: studio.config.url,
    basePath: '/auth',
    secret: createHmac('sha256', studio.config.secret).update('sessions').digest('hex'),
    database: { db: studio.db, type: 'postgres', transaction: true },
    logger: { level: 'error', log: (_level, message) => studio.log.warn({ from: 'better-auth' }, message) },
    telemetry: { enabled: false },
    // Where whoever comes back from a provider without a way to go on is shown what happened.
    onAPIError: { errorURL: `${studio.config.url}/login` },
    plugins: [genericOAuth({ config: providerConfigs(studio.config) })],
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    user: {
      // A view that leaves deleted users out, so none of them gets in by any way this library knows.
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', image: 'profile_picture', ...dates },
      additionalFields: {
        lastName: { type: 'string', fieldName: 'last_name', required: false, input: false },
        language: { type: 'string', fieldName: 'language', required: false },
        isAdmin: { type: 'boolean', fieldName: 'is_admin', required: false, input: false },
      },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...dates,
      },
      expiresIn: 30 * DAY,
      updateAge: DAY,
    },
    account: {
      modelName: 'auth_account',
      encryptOAuthTokens: true,
      accountLinking: {
        // An address that is known already opens nothing: the way in that is there has to be proven first, then another may be added,
        // with whatever address it has.
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        trustedProviders: ['google', 'kakao'],
      },
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...dates,
      },
    },
    databaseHooks: {
      user: { create: { after: async () => note({ isNewUser: true }) } },
      account: { create: { after: async () => note({ isNewAccount: true }) } },
      session: {
        // The database refuses these too; here they end without noise in the log.
        create: { before: async ({ userId }) => !(await isSuspended(studio.db, { id: userId })) },
      },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...dates } },
    rateLimit: {
      enabled: true,
      customStorage: { consume: async (key, rule) => countTry(studio.db, key, rule) },
      customRules: { '/sign-in/email': TRIES, '/sign-up/email': TRIES, '/change-password': TRIES },
    },
    advanced: {
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      cookies: { session_token: { name: 'maepsi_session' } },
    },
  })
}

async function note(what: { readonly isNewUser?: true; readonly isNewAccount?: true }): Promise<void> {
  const store = told.getStore()
  if (!store) return
  const language: unknown = (await getOAuthState())?.['language']
  Object.assign(store, what, typeof language === 'string' && { language })
}
