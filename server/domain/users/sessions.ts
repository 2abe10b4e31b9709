// Signing up, in and out, and changing the password: better-auth does the work, the studio's errors say what went wrong.
import { sql } from 'kysely'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { isRealAddress } from '../mail/send-letter.ts'
import { ADDRESS_HEADER, authOf } from './auth.ts'
import { sendEmailProof } from './mail-proofs.ts'
import { isSuspended } from './suspend.ts'
import { checkPassword, getUser, needsFirstAccount, type User } from './users.ts'

/** Who is asking: address, cookies and program, as the door saw them. */
export interface Visitor {
  readonly address: string
  readonly cookie: string
  readonly userAgent: string
}

/** A user, and the `Set-Cookie` lines that start, renew or end the session. */
export interface Entered {
  readonly user: User
  readonly cookies: readonly string[]
  readonly session?: CurrentSession
}

/** The session of a browser, and when it began: what proves who is there grows old. */
export interface CurrentSession {
  readonly id: string
  readonly startedAt: Date
}

/**
 * Makes an account and signs in. Throws `sign_up_closed`, `email_taken`, `password_weak` and `too_many_requests`. The very first
 * account may always be made: somebody has to be the administrator.
 */
export async function signUp(
  studio: Studio,
  visitor: Visitor,
  wish: {
    readonly email: string
    readonly password: string
    readonly name: string
    readonly language: string
  },
): Promise<Entered> {
  checkPassword(wish.password, wish.email)
  if (studio.config.signUpOpen) return enterByEmail(studio, visitor, '/sign-up/email', wish)
  return studio.db.transaction().execute(async (trx) => {
    // Held while the account is made: of two first sign-ups at once, the second finds the door closed.
    await sql`select pg_advisory_xact_lock(76, 2)`.execute(trx)
    if (!(await needsFirstAccount(studio.db))) throw new StudioError('sign_up_closed')
    return enterByEmail(studio, visitor, '/sign-up/email', wish)
  })
}

/** Signs in. Throws `wrong_password` (also when there is no such account), `suspended` and `too_many_requests`. */
export async function signIn(
  studio: Studio,
  visitor: Visitor,
  proof: { readonly email: string; readonly password: string },
): Promise<Entered> {
  return enterByEmail(studio, visitor, '/sign-in/email', proof)
}

/** Ends the visitor's session, if there is one. Answers the cookies that take it out of the browser. */
export async function signOut(studio: Studio, visitor: Visitor): Promise<readonly string[]> {
  return (await ask(studio, visitor, '/sign-out', {})).headers.getSetCookie()
}

/** Changes the password and ends every other session. Throws `wrong_password`, `password_weak`, `too_many_requests`. */
export async function changePassword(
  studio: Studio,
  visitor: Visitor,
  user: User,
  change: { readonly current: string; readonly next: string },
): Promise<readonly string[]> {
  checkPassword(change.next, user.email ?? '')
  const body = { currentPassword: change.current, newPassword: change.next, revokeOtherSessions: true }
  const answer = await ask(studio, visitor, '/change-password', body)
  return answer.headers.getSetCookie()
}

/** Whose session the cookie holds, or null. A session a day old is renewed, unless the cookies cannot be sent (`renew: false`). */
export async function findSession(
  studio: Studio,
  cookie: string,
  { renew = true } = {},
): Promise<Entered | null> {
  if (!cookie.includes('maepsi_session=')) return null
  const { headers, response } = await authOf(studio).api.getSession({
    headers: new Headers({ cookie }),
    query: { disableRefresh: !renew },
    returnHeaders: true,
  })
  if (!response) return null
  const { user, session } = response
  return {
    session: { id: session.id, startedAt: session.createdAt },
    user: {
      id: user.id,
      email: isRealAddress(user.email) ? user.email : null,
      name: user.name,
      lastName: user.lastName ?? null,
      language: user.language ?? 'ko',
      pictureKey: user.image ?? null,
      isAdmin: user.isAdmin === true,
      createdAt: user.createdAt,
    },
    cookies: headers.getSetCookie(),
  }
}

async function enterByEmail(
  studio: Studio,
  visitor: Visitor,
  path: string,
  body: { readonly email: string },
): Promise<Entered> {
  const answer = await ask(studio, visitor, path, body)
  const { user } = (await answer.json()) as { user: { id: string } }
  if (path === '/sign-up/email') await sendEmailProof(studio, { id: user.id }, body.email)
  return { user: await getUser(studio.db, user.id), cookies: answer.headers.getSetCookie() }
}

/** Hands a request to better-auth, whose limits and cookies hold only for requests. Throws what it refuses as the studio's errors. */
export async function ask(
  studio: Studio,
  visitor: Visitor,
  path: string,
  body: { readonly [field: string]: unknown; readonly email?: string },
): Promise<Response> {
  const answer = await authOf(studio).handler(
    new Request(`${studio.config.url}/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // The door has looked at the real origin already.
        origin: new URL(studio.config.url).origin,
        [ADDRESS_HEADER]: visitor.address,
        'user-agent': visitor.userAgent,
        ...(visitor.cookie && { cookie: visitor.cookie }),
      },
      body: JSON.stringify(body),
    }),
  )
  if (answer.ok) return answer
  if (answer.status === 429)
    throw new StudioError('too_many_requests', {
      retryAfter: Number(answer.headers.get('x-retry-after') ?? 60),
    })
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string }
  switch (code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'INVALID_PASSWORD':
    case 'CREDENTIAL_ACCOUNT_NOT_FOUND':
      throw new StudioError('wrong_password')
    case 'USER_ALREADY_EXISTS':
    case 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL':
      throw new StudioError('email_taken')
    case 'FAILED_TO_CREATE_USER':
      // The e-mail belongs to a deleted account, or someone was faster by a moment.
      if (await isTaken(studio, body.email ?? '')) throw new StudioError('email_taken')
      break
    case 'PASSWORD_TOO_SHORT':
    case 'PASSWORD_TOO_LONG':
      throw new StudioError('password_weak')
    case 'UNAUTHORIZED':
      throw new StudioError('signed_out')
  }
  // The database takes no session of a suspended user; by now the password has been found right.
  if (await isSuspended(studio.db, { email: body.email ?? '' })) throw new StudioError('suspended')
  throw new Error(`sign-in answered ${answer.status} ${code ?? ''} to ${path}`)
}

async function isTaken(studio: Studio, email: string): Promise<boolean> {
  const query = studio.db.selectFrom('users').select('id').where('email', '=', email.toLowerCase())
  return (await query.executeTakeFirst()) !== undefined
}
