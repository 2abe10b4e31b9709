// What a letter said before: listed, and brought back.
import { sql } from 'kysely'
import type { LetterVersion } from '#sdk/contract/letters.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { keptFacts } from './facts.ts'
import { fillGaps } from './fill-gaps.ts'
import { contentOf, getLetter, sayLetter, type LetterRow } from './letters.ts'

/** A letter has hardly more; the oldest are left out. */
const MOST = 100

export interface LetterVersionRow extends Pick<
  LetterRow,
  'title' | 'summary' | 'head' | 'bullet_points' | 'version'
> {
  readonly cause: LetterVersion['cause']
  readonly created_at: Date
}

/** Earlier versions of a letter, newest first. Throws NotFound. */
export async function listLetterVersions(
  studio: Studio,
  user: Person,
  id: string,
): Promise<LetterVersionRow[]> {
  await getLetter(studio.db, user, id)
  const rows = await studio.db
    .selectFrom('letter_version')
    .select(['version', 'title', 'summary', 'head', 'bullet_points', 'cause', 'created_at'])
    .where('letter_id', '=', id)
    .orderBy('version', 'desc')
    .limit(MOST)
    .execute()
  return rows as unknown as LetterVersionRow[]
}

/**
 * Lets a letter say what it said in an earlier version; what it says now becomes one. Throws NotFound for the letter or the version,
 * or NotAllowed.
 */
export async function restoreLetterVersion(
  studio: Studio,
  user: Person,
  id: string,
  version: number,
): Promise<LetterRow> {
  await getLetter(studio.db, user, id, 'edit')
  const row = (await studio.db
    .selectFrom('letter_version')
    .selectAll()
    .where('letter_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()) as unknown as (LetterVersionRow & { writer: unknown }) | undefined
  if (!row) throw new NotFound('version', String(version))
  const { title, summary, head, lines } = contentOf(row)
  await studio.db
    .updateTable('marketing_letter')
    .set({
      title,
      summary,
      head: JSON.stringify(head),
      bullet_points: JSON.stringify(lines),
      writer: JSON.stringify(row.writer),
      cause: 'restored',
      version: sql`version + 1`,
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  const restored = await getLetter(studio.db, user, id)
  // What has been confirmed since then fills the gaps it had.
  if (restored.product_id !== null) {
    const { facts } = await keptFacts(studio.db, restored.product_id)
    await fillGaps(studio, user, { id: restored.product_id, name: null }, { facts, seen: [] })
  }
  return sayLetter(studio, user, await getLetter(studio.db, user, id))
}
