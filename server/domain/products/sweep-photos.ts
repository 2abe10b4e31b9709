// Finds the files of garment photos that nothing needs any more.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

/**
 * Marks the photos that their product let go of before `before` and that no job can be run again from, and answers how many. From
 * then on `photoFilesInUse` no longer counts their files; the rows stay, without the name people gave the file.
 */
export async function forgetUnusedPhotos(studio: Studio, before: Date): Promise<number> {
  const columns = sql.raw(
    ['upper', 'bottom', 'onepiece', 'outer']
      .map((slot) => `${slot}_f_image_url, ${slot}_b_image_url`)
      .join(', '),
  )
  const { numUpdatedRows } = await studio.db
    .updateTable('photo')
    .set({ swept_at: studio.now(), file_name: null })
    .where('left_at', '<', before)
    .where('swept_at', 'is', null)
    .where(sql<boolean>`not exists (select from products where photo.key in (${columns}))`)
    // A set, made once: looking through the jobs photo by photo takes their product.
    .where(
      sql<boolean>`not exists (
        select from (
          select jsonb_array_elements(coalesce(input -> 'photos', '[]') || coalesce(input -> 'person', '[]')) ->> 'key' as key
            from vto_job) as named
        where named.key = photo.working_key)`,
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Of these keys of files under `photos/`, those that belong to a photo still in use. */
export async function photoFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select file.key from unnest(${keys}::text[]) as file (key)
    join photo on file.key in (photo.original_key, photo.working_key, photo.thumbnail_key)
      and photo.key = regexp_replace(file.key, '/[^/]+$', '')
    where photo.swept_at is null`.execute(studio.db)
  return new Set(rows.map(({ key }) => key))
}
