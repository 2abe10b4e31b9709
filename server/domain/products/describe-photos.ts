// What the photos of a product show, in words: read once a photo, and kept with it.
import type { SeenGarment } from '#sdk/contract/letters.ts'
import type { Studio } from '../../studio.ts'
import { hashOfHandles } from './hash-of-handles.ts'
import type { PhotoRow } from './products.ts'

export type PhotoToDescribe = Pick<PhotoRow, 'key' | 'slot' | 'working_key' | 'handles'>
type Described = Omit<SeenGarment, 'slot'>

const NOTHING: Described = {
  kind: null,
  colours: [],
  pattern: null,
  sleeve: null,
  length: null,
  neckline: null,
}

/** Readings under way in this process, so that two who ask wait for one. */
const underWay = new Map<string, Promise<Described>>()

/**
 * Describes the garments of these front photos, in their order. A photo that cannot be read shows nothing: a letter is written from
 * what is there. Takes a second or two a photo the first time.
 */
export async function describePhotos(
  studio: Studio,
  photos: readonly PhotoToDescribe[],
): Promise<SeenGarment[]> {
  return Promise.all(photos.map(async (photo) => ({ slot: photo.slot, ...(await described(studio, photo)) })))
}

async function described(studio: Studio, photo: PhotoToDescribe): Promise<Described> {
  const name = `${studio.engines.describes}/${photo.slot}/${hashOfHandles(photo.handles)}`
  const kept = await studio.db
    .selectFrom('photo')
    .select(['description', 'described_for'])
    .where('key', '=', photo.key)
    .executeTakeFirst()
  if (kept?.described_for === name && kept.description) return kept.description as unknown as Described
  const id = `${photo.key} ${name}`
  const reading = underWay.get(id) ?? read(studio, photo, name).finally(() => underWay.delete(id))
  underWay.set(id, reading)
  return reading
}

async function read(studio: Studio, photo: PhotoToDescribe, name: string): Promise<Described> {
  try {
    const bytes = await studio.storage.get(photo.working_key)
    const handles = photo.handles ?? undefined
    const seen = await studio.engines.describePhoto({ bytes, slot: photo.slot, side: 'front', handles })
    const description: Described = { ...seen, colours: [...seen.colours] }
    await studio.db
      .updateTable('photo')
      .set({ description: JSON.stringify(description), described_for: name })
      .where('key', '=', photo.key)
      .execute()
    return description
  } catch (error) {
    studio.log.warn({ error, photo: photo.key }, 'a photo could not be described')
    return NOTHING
  }
}
