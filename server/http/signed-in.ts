// Who is calling: the session cookie of a browser, or the API key of a program, becomes `request.user`.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { scopeOf, type Scope } from '#sdk/contract/operation.ts'
import { findCallerByApiKey } from '../domain/users/api-keys.ts'
import { findSession, type CurrentSession, type Visitor } from '../domain/users/sessions.ts'
import type { User } from '../domain/users/users.ts'
import { NotAllowed, StudioError } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

/** The user behind a request, and how they proved it. */
export interface Caller {
  readonly user: User
  readonly by: 'session' | 'api-key'
  /** What an API key was made for; null for a session, which may do everything. */
  readonly scopes: readonly string[] | null
  /** null for an API key. */
  readonly session: CurrentSession | null
}

declare module 'fastify' {
  interface FastifyRequest {
    /** null when nobody is signed in; for operations that are open to anyone. */
    caller: Caller | null
    /** Who is signed in. Throws `signed_out`, which no operation but an open one ever sees. */
    readonly user: User
  }
}

/** Finds the caller of every request before its body is read, and refuses whom the operation does not let in. */
export function recogniseCallers(app: App, studio: Studio): void {
  app.decorateRequest('caller', null)
  app.decorateRequest('user', {
    getter(this: FastifyRequest): User {
      if (!this.caller) throw new StudioError('signed_out')
      return this.caller.user
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v1/')) request.caller = await findCaller(studio, request, reply)
  })
  // After the limits, which count these requests too, and before the body is read.
  app.addHook('preParsing', async (request) => {
    if (!request.url.startsWith('/v1/')) return
    const { caller } = request
    // A key that opens nothing is told so even where none is needed: silence would hide the mistake.
    if (!caller && bearer(request) !== null) throw new StudioError('signed_out')
    // A browser never sends a program's key on its own, so only cookies need the origin.
    const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (unsafe && caller?.by !== 'api-key' && !isSameOrigin(studio, request)) throw new NotAllowed()
    if (request.is404 || request.routeOptions.config.open) return
    if (!caller) throw new StudioError('signed_out')
    checkScope(caller, scopeOf({ method: request.method, config: request.routeOptions.config }))
  })
}

/**
 * Throws `not_allowed` and `scope_missing` for a caller who may not do this. A key that leaked must not be able to make itself at home:
 * what is of the account takes a session. A key that was made for administration is of use only while its user is an administrator.
 */
function checkScope({ user, scopes }: Caller, scope: Scope): void {
  if (scope === 'account' && scopes !== null) throw new NotAllowed()
  if (scope === 'admin' && !user.isAdmin) throw new NotAllowed()
  if (scopes !== null && !scopes.includes(scope)) throw new StudioError('scope_missing', { scope })
}

/** What signing in needs to know about the other side. */
export function visitorOf(request: FastifyRequest): Visitor {
  return {
    address: request.ip.replace(/%.*$/, ''),
    cookie: request.headers.cookie ?? '',
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  }
}

/** Asks again whether the credentials of a long-lived request still hold. */
export async function stillSignedIn(studio: Studio, request: FastifyRequest): Promise<boolean> {
  const key = bearer(request)
  const user =
    key === null
      ? (await findSession(studio, request.headers.cookie ?? '', { renew: false }))?.user
      : (await findCallerByApiKey(studio, key))?.user
  return user?.id === request.caller?.user.id
}

async function findCaller(
  studio: Studio,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const key = bearer(request)
  if (key !== null) {
    const found = await findCallerByApiKey(studio, key)
    return found && { ...found, by: 'api-key', session: null }
  }
  const session = await findSession(studio, request.headers.cookie ?? '')
  if (!session) return null
  if (session.cookies.length > 0) void reply.header('set-cookie', [...session.cookies])
  return { user: session.user, by: 'session', scopes: null, session: session.session ?? null }
}

function bearer({ headers }: FastifyRequest): string | null {
  return /^bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? null
}

/** Whether a browser sent this from one of our own pages. Programs send neither header, and no cookie they did not mean to. */
function isSameOrigin(studio: Studio, request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  if (origin === undefined) return true
  return origin === `${request.protocol}://${request.host}` || origin === new URL(studio.config.url).origin
}
