// The words of an export in its owner's language: names of folders, and why something was not made.
import { LANGUAGES, type Language } from '#sdk/contract/users.ts'
import en from '../../locales/en/export.json' with { type: 'json' }
import ja from '../../locales/ja/export.json' with { type: 'json' }
import ko from '../../locales/ko/export.json' with { type: 'json' }
import type { Studio } from '../../studio.ts'

export type ExportWords = typeof ko
/** Why a file was not made, as a stable code. */
export type FileCode = keyof ExportWords['failed']

const WORDS: Readonly<Record<Language, ExportWords>> = { ko, en, ja }

/** The language of a user, and the words in it. */
export async function wordsOf(
  studio: Studio,
  userId: string,
): Promise<{ readonly language: Language; readonly words: ExportWords }> {
  const row = await studio.db
    .selectFrom('users')
    .select('language')
    .where('id', '=', userId)
    .executeTakeFirst()
  const language = LANGUAGES.find((one) => one === row?.language) ?? 'ko'
  return { language, words: WORDS[language] }
}
