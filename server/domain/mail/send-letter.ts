// Sends a person a letter in their language: the one way in which the studio writes to anybody.
import { LANGUAGES, type Language } from '#sdk/contract/users.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import type { LetterKind, Letters } from './letters.ts'
import { wantsMail } from './notifications.ts'
import { writeLetter } from './write-letter.ts'

/** Somebody of the studio, or an address of somebody who is not (yet). */
export type Reader = { readonly id: string } | { readonly email: string; readonly language: string }

/**
 * Sends a letter, by an errand: it goes out soon, and is tried again for hours while the mail server is down. With `db`, a
 * transaction, it goes only if that commits. Answers whether there was an address to write to: people who came with Kakao may have
 * none, and nobody writes to the deleted.
 */
export async function sendLetter<Kind extends LetterKind>(
  studio: Studio,
  to: Reader,
  kind: Kind,
  values: Letters[Kind],
  db: Db = studio.db,
): Promise<boolean> {
  // The one letter to somebody of the studio that they may not want; the others were asked for, or are about money and safety.
  const isSpared = 'id' in to && kind === 'invitation' && !(await wantsMail(db, to, 'project_shared'))
  if (isSpared) return false
  const { email, language } =
    'email' in to ? to : ((await findReader(db, to.id)) ?? { email: null, language: '' })
  if (email === null || !isRealAddress(email)) return false
  const { name, url } = studio.config
  const letter = writeLetter(kind, values, { language: knownLanguage(language), studio: name, home: url })
  await studio.errands.send('mail.send', { to: email, ...letter }, db === studio.db ? undefined : db)
  return true
}

/** Whether anybody reads what is sent there. Providers that tell no address get one made up, which is never written to. */
export function isRealAddress(email: string | null): email is string {
  return email !== null && !/[.]invalid$/i.test(email)
}

/** The language, if the studio speaks it; else English. */
export function knownLanguage(language: string | null): Language {
  return LANGUAGES.find((known) => known === language) ?? 'en'
}

async function findReader(
  db: Db,
  id: string,
): Promise<{ readonly email: string | null; readonly language: string } | null> {
  const row = await db
    .selectFrom('users')
    .select(['email', 'language'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row ? { email: row.email, language: row.language ?? 'ko' } : null
}
