// Stands in for Google on this machine: a certified OpenID provider, with people of its own.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface StandIn {
  readonly url: string
  close(): Promise<void>
}

export interface GooglePerson {
  readonly email: string
  readonly email_verified: boolean
  readonly name: string
  readonly given_name: string
  readonly family_name: string
  readonly picture?: string
  readonly locale?: string
}

export interface Google extends StandIn {
  /** Who can sign in, by the name typed on its page (any password does). */
  readonly people: Map<string, GooglePerson>
  /** What people had allowed and was revoked, each once whichever of its tokens was named. */
  readonly revoked: Set<string>
}

export const GOOGLE_CLIENT = { id: 'maepsi-google', secret: 'a-secret-of-google-and-maepsi' }

/** Opens it on `port`, or any free one; `studio` is where it sends people back to. */
export async function startGoogle({ port = 0, studio }: { port?: number; studio: string }): Promise<Google> {
  const people = new Map<string, GooglePerson>()
  const revoked = new Set<string>()
  // Its address is part of what it signs, so the port has to be known first.
  const url = `http://localhost:${port === 0 ? await freePort() : port}`
  const provider = new Provider(url, {
    clients: [
      {
        client_id: GOOGLE_CLIENT.id,
        client_secret: GOOGLE_CLIENT.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${studio}/auth/callback/google`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    // As Google does: what was asked for stands in the ID token itself, and there is always a refresh token.
    conformIdTokenClaims: false,
    issueRefreshToken: async () => true,
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name', 'picture', 'locale'],
    },
    features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
    findAccount: async (_context, id) => {
      const person = people.get(id)
      return person && { accountId: id, claims: async () => ({ sub: id, ...person }) }
    },
    cookies: { keys: ['stand-in'] },
  })
  provider.on('refresh_token.destroyed', ({ grantId }) => grantId && revoked.add(grantId))
  provider.on('grant.revoked', (_context, grant) => revoked.add(grant))
  const server: Server = provider.listen(Number(new URL(url).port), '127.0.0.1')
  await once(server, 'listening')
  return {
    url,
    people,
    revoked,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
