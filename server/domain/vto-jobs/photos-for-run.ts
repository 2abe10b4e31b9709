// The product of a run and its photos: whether they are there, and fit to be used.
import { SIDES, SLOTS, type Centimetres, type Handles, type Verdict } from '#sdk/contract/products.ts'
import type { Db } from '../../database/database.ts'
import type { PhotoWish } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import { findFor, may, type Need, type Person } from '../access.ts'

type PhotoColumn = `${(typeof SLOTS)[number]}_${'f' | 'b'}_image_url`
const PLACES = SLOTS.flatMap((slot) =>
  SIDES.map((side) => {
    const column: PhotoColumn = `${slot}_${side === 'front' ? 'f' : 'b'}_image_url`
    return { slot, side, column }
  }),
)

export interface ProductForRun {
  readonly projectId: string
  /** The filled slots, in the order of SLOTS and SIDES; `key` is the photo's. */
  readonly photos: readonly PhotoWish[]
}

/** A product the user may run. Throws NotFound, NotAllowed, or in_bin when it or what it is in must be restored first. */
export async function productForRun(db: Db, user: Person, productId: string): Promise<ProductForRun> {
  const find = (need: Need) =>
    db
      .selectFrom('products as product')
      .innerJoin('projects as project', 'project.id', 'product.project_id')
      .leftJoin('collections as collection', 'collection.id', 'project.collection_id')
      .select(PLACES.map(({ column }) => `product.${column}` as const))
      .select([
        'project.id as project_id',
        'product.deleted_at',
        'project.deleted_at as project_deleted_at',
        'collection.deleted_at as collection_deleted_at',
      ])
      .where('product.id', '=', productId)
      .where(may(user, need))
      .executeTakeFirst()
  const row = await findFor(find, 'edit', 'product', productId)
  const what = row.collection_deleted_at
    ? 'collection'
    : row.project_deleted_at
      ? 'project'
      : row.deleted_at
        ? 'product'
        : null
  if (what) throw new StudioError('in_bin', { what })
  return {
    projectId: row.project_id,
    photos: PLACES.flatMap(({ slot, side, column }) => {
      const key = row[column]
      return key === null ? [] : [{ slot, side, key }]
    }),
  }
}

/**
 * The photos of a run by the key of their working copy, with what was put right on them and measured. Throws photo_missing without a front photo, or with a back photo whose front
 * is missing (details.slots), slot_excluded for a one-piece beside upper or bottom, photo_checking while a photo is being looked at,
 * and photo_stopped when one cannot be used (details.photos).
 */
export async function photosForRun(db: Db, { photos }: ProductForRun): Promise<PhotoWish[]> {
  const fronts = new Set(photos.flatMap(({ slot, side }) => (side === 'front' ? [slot] : [])))
  const without = [...new Set(photos.map(({ slot }) => slot))].filter((slot) => !fronts.has(slot))
  if (photos.length === 0 || without.length > 0)
    throw new StudioError('photo_missing', { side: 'front', slots: without })
  const excluded = (['upper', 'bottom'] as const).filter((slot) => fronts.has(slot))
  if (fronts.has('onepiece') && excluded.length > 0)
    throw new StudioError('slot_excluded', { slot: 'onepiece', excludes: excluded })

  const keys = photos.map(({ key }) => key)
  const rows = await db
    .selectFrom('photo')
    .select(['key', 'working_key', 'verdict', 'handles', 'centimetres'])
    .where('key', 'in', keys)
    .execute()
  const kept = new Map(rows.map((row) => [row.key, row]))
  const verdict = ({ key }: PhotoWish) => (kept.get(key)?.verdict ?? null) as Verdict | null

  const checking = photos.filter((photo) => verdict(photo) === null)
  if (checking.length > 0)
    throw new StudioError('photo_checking', { photos: checking.map(({ slot, side }) => ({ slot, side })) })
  const stopped = photos.flatMap((photo) => {
    const { level, findings } = verdict(photo)!
    if (level !== 'stop') return []
    const { slot, side } = photo
    return [{ slot, side, findings: findings.filter((one) => one.level === 'stop').map(({ code }) => code) }]
  })
  if (stopped.length > 0) throw new StudioError('photo_stopped', { photos: stopped })
  return photos.map(({ slot, side, key }) => {
    const { working_key, handles, centimetres } = kept.get(key)!
    return {
      slot,
      side,
      key: working_key,
      ...(handles !== null && { handles: handles as Handles }),
      ...(centimetres !== null && { centimetres: centimetres as Centimetres }),
    }
  })
}
