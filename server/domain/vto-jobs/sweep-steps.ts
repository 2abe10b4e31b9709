// Finds the pictures of vendors' calls that need not be kept any longer: a run of the same wish would buy them anew.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

/** Of these keys of files under `steps/`, those of the last week's calls. */
export async function stepFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select picture_key as key from vto_step
    where picture_key = any (${keys}::text[]) and ended_at > now() - interval '7 days'`.execute(studio.db)
  return new Set(rows.map(({ key }) => key))
}
