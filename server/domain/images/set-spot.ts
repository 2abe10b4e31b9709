// A spot of the garment laid by hand on a look, for looks whose engine does not tell where it put the cloth.
import { sql } from 'kysely'
import type { Spot } from '#sdk/contract/images.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getImage, said, type ImageRow } from './images.ts'

/** Photos of a look that spots are kept for; a product has eight places, and a photo may be replaced. */
const MOST = 16

/** Lays a look's spot for a photo, in place of the one before. Throws NotFound, or NotAllowed. */
export async function setSpotOf(
  studio: Studio,
  user: Person,
  id: string,
  { photoKey, ...spot }: Spot,
): Promise<ImageRow> {
  const { spots } = await getImage(studio.db, user, id, 'pick')
  // Keys of photos begin with when they were sent, and jsonb sorts them: those sent first make room.
  const rest = Object.entries(spots).filter(([key]) => key !== photoKey)
  const gone = rest.slice(0, Math.max(0, rest.length + 1 - MOST)).map(([key]) => key)
  const added = JSON.stringify({ [photoKey]: spot })
  await studio.db
    .updateTable('generate_img')
    .set({ spots: sql`(spots - ${gone}::text[]) || ${added}::jsonb`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return said(studio, user, await getImage(studio.db, user, id))
}
