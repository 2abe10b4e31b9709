// Finds profile pictures that were replaced.
import type { Studio } from '../../studio.ts'

/** Of these keys of files under `pictures/`, those that a profile shows. */
export async function pictureFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  const rows = await studio.db
    .selectFrom('users')
    .select('profile_picture')
    .where('profile_picture', 'in', keys)
    .execute()
  return new Set(rows.flatMap(({ profile_picture }) => profile_picture ?? []))
}
