// Who is calling: the session cookie of a browser, or the API key of a program, becomes `request.user`.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { endView } from '#sdk/contract/admin.ts'
import { scopeOf, type Scope } from '#sdk/contract/operation.ts'
import { signOut } from '#sdk/contract/users.ts'
import { findView } from '../domain/admin/view-as.ts'
import { findCallerByApiKey } from '../domain/users/api-keys.ts'
import { findSession, type CurrentSession, type Entered, type Visitor } from '../domain/users/sessions.ts'
import type { User } from '../domain/users/users.ts'
import { NotAllowed, StudioError } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

/** The user behind a request, and how they proved it. */
export interface Caller {
  readonly user: User
  readonly by: 'session' | 'api-key' | 'view'
  /** What an API key was made for; null for a session, which may do everything. */
  readonly scopes: readonly string[] | null
  /** null for an API key, and in a view: it is not the user's. */
  readonly session: CurrentSession | null
  /** The administrator who looks at the studio as this user, and may only look. */
  readonly viewer?: User
}

/** Names the view an administrator has open; of use only beside the session of that administrator. */
export const VIEW_COOKIE = 'maepsi_view'

/** The two ways out of a view. */
const WHILE_VIEWING: readonly string[] = [endView.url, signOut.url]

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
    // Also where anyone may: what is open to all may still do something for who is signed in.
    if (unsafe && caller?.by === 'view' && !WHILE_VIEWING.includes(request.routeOptions.url ?? ''))
      throw new StudioError('viewing')
    if (request.is404 || request.routeOptions.config.open) return
    if (!caller) throw new StudioError('signed_out')
    checkScope(caller, scopeOf({ method: request.method, config: request.routeOptions.config }))
  })
}

/**
 * Throws `not_allowed`, `viewing` and `scope_missing` for a caller who may not do this. A key that leaked must not be able to make itself at home:
 * what is of the account takes a session. A key that was made for administration is of use only while its user is an administrator.
 */
function checkScope({ user, scopes, by }: Caller, scope: Scope): void {
  if (by === 'view' && scope !== 'read') throw new StudioError('viewing')
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
  const { caller } = request
  const key = bearer(request)
  if (key !== null) return (await findCallerByApiKey(studio, key))?.user.id === caller?.user.id
  const session = await findSession(studio, request.headers.cookie ?? '', { renew: false })
  const now = session && (await seenBy(studio, request, session))
  return now?.user.id === caller?.user.id && now?.viewer?.id === caller?.viewer?.id
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
  return seenBy(studio, request, session)
}

/** Who is signed in; or, while an administrator looks as somebody else, that user. */
async function seenBy(studio: Studio, request: FastifyRequest, { user, session }: Entered): Promise<Caller> {
  const viewId = new RegExp(`(?:^|; )${VIEW_COOKIE}=([0-9a-f-]{36})`).exec(request.headers.cookie ?? '')?.[1]
  const seen = viewId !== undefined && user.isAdmin ? await findView(studio, user.id, viewId) : null
  if (!seen) return { user, by: 'session', scopes: null, session: session ?? null }
  return { user: { ...seen, isAdmin: false }, by: 'view', scopes: ['read'], session: null, viewer: user }
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
