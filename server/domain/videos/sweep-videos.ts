// Finds the files of videos that were stored and never delivered.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

const FOLDER = /^videos\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[^/]+\/[^/]+$/

/** Of these keys of files under `videos/`, those that lie beside a delivered video, in the bin or not. */
export async function videoFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  const possible = keys.filter((key) => FOLDER.test(key))
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${possible}::text[]) as file (key)
    where exists (
      select from generate_video
      where job_id = split_part(key, '/', 2)::uuid and regexp_replace(url, '/[^/]+$', '') = regexp_replace(key, '/[^/]+$', ''))
  `.execute(studio.db)
  return new Set(rows.map(({ key }) => key))
}

/** Of these keys of files under `music/`, those that a clip's job can be run again with. */
export async function musicFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${keys}::text[]) as file (key)
    where exists (select from vto_job where kind = 'video' and input -> 'looks' -> 0 ->> 'music' = key)
  `.execute(studio.db)
  return new Set(rows.map(({ key }) => key))
}
