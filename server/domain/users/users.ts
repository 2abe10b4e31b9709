// People: who they are, and what they may change about themselves.
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { isRealAddress } from '../mail/send-letter.ts'

export interface User {
  readonly id: string
  readonly email: string | null
  readonly name: string | null
  readonly lastName: string | null
  readonly language: string
  /** Storage key of the profile picture. */
  readonly pictureKey: string | null
  readonly isAdmin: boolean
  readonly createdAt: Date
  /** The API key by which a program is here in their name; none when they are here themselves. What is spent then counts against its cap. */
  readonly apiKeyId?: string
}

const columns = [
  'id',
  'email',
  'name',
  'last_name',
  'language',
  'profile_picture',
  'is_admin',
  'created_at',
] as const

/** null when there is no such user, or it was deleted or suspended. */
export async function findUser(db: Db, id: string): Promise<User | null> {
  const row = await db
    .selectFrom('users')
    .select(columns)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    email: isRealAddress(row.email) ? row.email : null,
    name: row.name,
    lastName: row.last_name,
    language: row.language ?? 'ko',
    pictureKey: row.profile_picture,
    isAdmin: row.is_admin,
    createdAt: row.created_at ?? new Date(0),
  }
}

/** Throws NotFound when there is no such user, or it was deleted or suspended. */
export async function getUser(db: Db, id: string): Promise<User> {
  const user = await findUser(db, id)
  if (!user) throw new NotFound('user', id)
  return user
}

/** Changes what is given and leaves the rest. */
export async function updateUser(
  studio: Studio,
  user: { readonly id: string },
  change: { readonly name?: string; readonly lastName?: string | null; readonly language?: string },
): Promise<User> {
  await studio.db
    .updateTable('users')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.lastName !== undefined && { last_name: change.lastName || null }),
      ...(change.language !== undefined && { language: change.language }),
      updated_at: studio.now(),
    })
    .where('id', '=', user.id)
    .where('deleted_at', 'is', null)
    .execute()
  return getUser(studio.db, user.id)
}

/** True until the first account is made; whoever makes that one becomes the administrator. */
export async function needsFirstAccount(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Passwords that open most accounts when tried in a row; the rest of such lists is shorter than eight characters. */
const COMMON = new Set(
  `12345678 123456789 1234567890 0123456789 87654321 password password1 password123 passw0rd qwerty123 qwertyuiop
  1q2w3e4r 1q2w3e4r5t 1qaz2wsx asdfghjkl abcd1234 iloveyou sunshine princess football baseball superman welcome1`.split(
    /\s+/,
  ),
)

/** Throws `password_weak` for a password that is one of the first anybody would try. */
export function checkPassword(password: string, email: string): void {
  const lower = password.toLowerCase()
  const weak = COMMON.has(lower) || new Set(lower).size < 4 || lower === email.toLowerCase()
  if (weak || password.length < 8 || password.length > 128) throw new StudioError('password_weak')
}
