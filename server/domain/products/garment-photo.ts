// Garment photos: put into a slot, moved, taken out. A photo never changes; another one gets another key.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { SIDES, type Landmarks, type Slot, type Verdict } from '#sdk/contract/products.ts'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import { readPhoto, readUpload, type Encoded, type PhotoFormat, type ReadPhoto } from '../../imaging.ts'
import { putTogether, type FileToStore } from '../../storage/put-together.ts'
import type { Studio } from '../../studio.ts'
import { limitsOf } from '../subscriptions/subscriptions.ts'
import { findFor, may, type Need, type Person } from '../access.ts'
import { lookAtPhoto, lookedFrom, type PhotoToLookAt } from './examine-photo.ts'
import {
  columnOf,
  excludedBy,
  PLACE_COLUMNS,
  PLACES,
  slotsOf,
  type Filled,
  type Place,
  type PlaceColumn,
} from './places.ts'
import { getProduct, sayProduct, type ProductRow } from './products.ts'

/** A photo on its way in. */
export interface Upload {
  readonly bytes: AsyncIterable<Uint8Array>
  /** As the sender announced it; null when it did not. */
  readonly declaredBytes: number | null
  /** As the seller named it. */
  readonly fileName?: string | null | undefined
  /** What a look at it would find, for a photo that the studio drew. */
  readonly known?: { readonly verdict: Verdict; readonly landmarks: Landmarks }
}

const STORED: Readonly<Record<PhotoFormat, { readonly extension: string; readonly contentType: string }>> = {
  jpeg: { extension: 'jpg', contentType: 'image/jpeg' },
  png: { extension: 'png', contentType: 'image/png' },
  webp: { extension: 'webp', contentType: 'image/webp' },
  avif: { extension: 'avif', contentType: 'image/avif' },
  heic: { extension: 'heic', contentType: 'image/heic' },
}

/**
 * Puts a photo into a slot, in place of the one there. Its original, working copy and thumbnail are stored before the product names
 * it; if anything fails, they are removed again. The look at it goes on after the answer, and a live event says when it has ended.
 *
 * Throws NotFound, NotAllowed, slot_excluded (details: slot, excludedBy), and photo_type, photo_big, photo_empty, photo_broken or photo_pixels,
 * and photos_full (details: megabytes) when the user's plan holds no more.
 */
export async function putGarmentPhoto(
  studio: Studio,
  user: Person,
  productId: string,
  place: Place,
  upload: Upload,
): Promise<ProductRow> {
  const before = await getProduct(studio, user, productId, 'edit')
  checkExclusion(
    place,
    before.photos.map(({ slot }) => slot),
  )
  const bytes = await readUpload(upload.bytes, upload.declaredBytes)
  await checkRoom(studio, user, bytes.byteLength)
  const read = await readPhoto(bytes)
  const key = `photos/${uuidv7()}`
  const files = filesOf(key, bytes, read)
  const keys = files.map((file) => file.key)
  await putTogether(studio.storage, files)
  let photo: PhotoToLookAt
  try {
    photo = await studio.db.transaction().execute(async (trx) => {
      const filled = await holdPlaces(trx, user, productId)
      checkExclusion(place, slotsOf(filled))
      const row = await insertPhoto(trx, user, key, { keys, bytes, read, upload })
      await writePlaces(trx, productId, { [columnOf(place)]: key })
      await letGo(trx, filled[columnOf(place)])
      return { ...row, ...place }
    })
  } catch (error) {
    if (!(await isNamed(studio, key))) await studio.storage.remove(keys).catch(() => {})
    throw error
  }
  const product = await getProduct(studio, user, productId)
  sayProduct(studio, user, product)
  if (!upload.known) void lookAtPhoto(studio, user, product, photo)
  return product
}

/** Throws photos_full when the user's photos would take more room than their plan has. */
async function checkRoom(studio: Studio, user: Person, bytes: number): Promise<void> {
  const { photoMegabytes } = await limitsOf(studio, user.id)
  const { used } = await studio.db
    .selectFrom('photo')
    .select(({ fn }) => fn.sum<string | null>('bytes').as('used'))
    .where('user_id', '=', user.id)
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(used ?? 0) + bytes > photoMegabytes * 1_000_000)
    throw new StudioError('photos_full', { megabytes: photoMegabytes })
}

/** Empties a slot. Throws NotFound, NotAllowed, or slot_empty. */
export async function removeGarmentPhoto(
  studio: Studio,
  user: Person,
  productId: string,
  place: Place,
): Promise<ProductRow> {
  await studio.db.transaction().execute(async (trx) => {
    const filled = await holdPlaces(trx, user, productId)
    const key = filled[columnOf(place)]
    if (key === null) throw new StudioError('slot_empty', { ...place })
    await writePlaces(trx, productId, { [columnOf(place)]: null })
    await letGo(trx, key)
  })
  const product = await getProduct(studio, user, productId)
  sayProduct(studio, user, product)
  return product
}

/**
 * Moves a photo to another slot of its product; one that is there changes places with it. Where the two slots exclude each other,
 * front and back go together. What moves is looked at anew.
 * Throws NotFound, NotAllowed, slot_empty, or slot_excluded when the outfit would hold a one-piece beside an upper or a bottom.
 */
export async function moveGarmentPhoto(
  studio: Studio,
  user: Person,
  productId: string,
  { from, to }: { readonly from: Place; readonly to: Place },
): Promise<ProductRow> {
  const together = from.side === to.side && excludedBy(to.slot, [from.slot]).length > 0
  return exchange(studio, user, productId, from, together ? bothSides(from.slot, to.slot) : [{ from, to }])
}

/**
 * Moves a garment, front and back, to another slot of its product; what is there changes places with it. What moves is looked at anew.
 * Throws NotFound, NotAllowed, slot_empty when it has no front, or slot_excluded.
 */
export async function moveGarment(
  studio: Studio,
  user: Person,
  productId: string,
  from: Slot,
  to: Slot,
): Promise<ProductRow> {
  return exchange(studio, user, productId, { slot: from, side: 'front' }, bothSides(from, to))
}

interface Move {
  readonly from: Place
  readonly to: Place
}

const bothSides = (from: Slot, to: Slot): Move[] =>
  SIDES.map((side) => ({ from: { slot: from, side }, to: { slot: to, side } }))

/** Lets the places of every move change their photos, if there is one where it was `asked` for. */
async function exchange(
  studio: Studio,
  user: Person,
  productId: string,
  asked: Place,
  moves: readonly Move[],
): Promise<ProductRow> {
  const [{ from, to }] = moves
  const moved = await studio.db.transaction().execute(async (trx) => {
    const filled = await holdPlaces(trx, user, productId)
    if (filled[columnOf(asked)] === null) throw new StudioError('slot_empty', { ...asked })
    if (columnOf(from) === columnOf(to)) return []
    const change: Partial<Record<PlaceColumn, string | null>> = {}
    for (const move of moves) {
      change[columnOf(move.from)] = filled[columnOf(move.to)]
      change[columnOf(move.to)] = filled[columnOf(move.from)]
    }
    const after = { ...filled, ...change }
    checkExclusion(to, slotsOf(after))
    if (slotsOf(after).includes(from.slot)) checkExclusion(from, slotsOf(after))
    await writePlaces(trx, productId, change)
    return lookAnew(
      trx,
      after,
      PLACES.filter(({ column }) => column in change),
    )
  })
  const product = await getProduct(studio, user, productId)
  sayProduct(studio, user, product)
  for (const photo of moved) void lookAtPhoto(studio, user, product, photo)
  return product
}

/** A place of a product. */
export interface ProductPlace extends Place {
  readonly productId: string
}

/**
 * Gives a photo from one product to a free place of another, where it is looked at anew.
 * Throws NotFound, NotAllowed, slot_empty, slot_taken, or slot_excluded.
 */
export async function giveGarmentPhoto(
  studio: Studio,
  user: Person,
  from: ProductPlace,
  to: ProductPlace,
): Promise<void> {
  const ids = [from.productId, to.productId]
  const moved = await studio.db.transaction().execute(async (trx) => {
    const held = new Map<string, Filled>()
    // In one order, whoever asks: two who give to each other would hold each other up.
    for (const id of ids.toSorted()) held.set(id, await holdPlaces(trx, user, id))
    const [source, target] = [held.get(from.productId)!, held.get(to.productId)!]
    const key = source[columnOf(from)]
    if (key === null) throw new StudioError('slot_empty', { slot: from.slot, side: from.side })
    if (target[columnOf(to)] !== null) throw new StudioError('slot_taken', { slot: to.slot, side: to.side })
    const after = { ...target, [columnOf(to)]: key }
    checkExclusion(to, slotsOf(after))
    await writePlaces(trx, from.productId, { [columnOf(from)]: null })
    await writePlaces(trx, to.productId, { [columnOf(to)]: key })
    return lookAnew(trx, after, [to])
  })
  const products = await Promise.all(ids.map(async (id) => getProduct(studio, user, id)))
  for (const product of products) sayProduct(studio, user, product)
  for (const photo of moved) void lookAtPhoto(studio, user, products[1], photo)
}

/** Original, working copy and thumbnail, in this order. */
function filesOf(key: string, bytes: Buffer, { format, working, thumbnail }: ReadPhoto): FileToStore[] {
  const original = { bytes, ...STORED[format] }
  const file = (name: string, { bytes, contentType, extension }: typeof original | Encoded) => ({
    key: `${key}/${name}.${extension}`,
    bytes,
    contentType,
  })
  return [file('original', original), file('working', working), file('thumbnail', thumbnail)]
}

async function insertPhoto(
  trx: Db,
  user: Person,
  key: string,
  photo: { keys: readonly string[]; bytes: Buffer; read: ReadPhoto; upload: Upload },
) {
  const { format, width, height } = photo.read
  const { known } = photo.upload
  const [original_key, working_key, thumbnail_key] = photo.keys
  const row = await trx
    .insertInto('photo')
    .values({
      key,
      user_id: user.id,
      file_name: cleanName(photo.upload.fileName),
      verdict: known ? JSON.stringify(known.verdict) : null,
      landmarks: known ? JSON.stringify(known.landmarks) : null,
      original_key,
      working_key,
      thumbnail_key,
      format,
      width,
      height,
      bytes: photo.bytes.length,
      sha256: createHash('sha256').update(photo.bytes).digest('hex'),
    })
    .returning(lookedFrom.as('looked_from'))
    .executeTakeFirstOrThrow()
  return { key, workingKey: working_key, width, height, lookedFrom: row.looked_from }
}

/** The places of a product the user may change, held until the commit: of two changes at once, one comes after the other. */
export async function holdPlaces(trx: Db, user: Person, productId: string): Promise<Filled> {
  const find = (need: Need) =>
    trx
      .selectFrom('products as product')
      .innerJoin('projects as project', 'project.id', 'product.project_id')
      .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
      .select(PLACE_COLUMNS.map((column) => `product.${column}` as const))
      .where('product.id', '=', productId)
      .where(may(user, need))
      .where('product.deleted_at', 'is', null)
      .where('project.deleted_at', 'is', null)
      .where('collection.deleted_at', 'is', null)
      .forNoKeyUpdate('product')
      .executeTakeFirst()
  return findFor<Filled>(find, 'edit', 'product', productId)
}

/** A name for people: it may come from any program, so what no file name holds is left out. */
function cleanName(name: string | null | undefined): string | null {
  return (
    name
      ?.toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .trim() || null
  )
}

function checkExclusion({ slot }: Place, filled: readonly Slot[]): void {
  const excluding = excludedBy(slot, filled)
  if (excluding.length > 0) throw new StudioError('slot_excluded', { slot, excludedBy: excluding })
}

async function writePlaces(trx: Db, productId: string, change: Partial<Filled>): Promise<void> {
  await trx
    .updateTable('products')
    .set({ ...change, updated_at: sql`now()` })
    .where('id', '=', productId)
    .execute()
}

/** A photo that no product names any more: jobs may, and the sweep knows. */
async function letGo(trx: Db, key: string | null): Promise<void> {
  if (key === null) return
  await trx
    .updateTable('photo')
    .set({ left_at: sql`now()` })
    .where('key', '=', key)
    .execute()
}

/** Forgets the verdicts of the photos in these places, and answers what is to be looked at. */
async function lookAnew(trx: Db, filled: Filled, places: readonly Place[]): Promise<PhotoToLookAt[]> {
  const keys = places.map((place) => filled[columnOf(place)]).filter((key) => key !== null)
  const rows = await trx
    .updateTable('photo')
    .set({ verdict: null, landmarks: null, looked_from: sql`clock_timestamp()` })
    .where('key', 'in', keys)
    .returning(['key', 'working_key', 'width', 'height', lookedFrom.as('looked_from')])
    .execute()
  return rows.map(({ key, working_key, width, height, looked_from }) => {
    const { slot, side } = PLACES.find(({ column }) => filled[column] === key)!
    return { key, workingKey: working_key, width, height, lookedFrom: looked_from, slot, side }
  })
}

/** Whether the row was committed after all, though its commit was answered with an error. When nobody can say, it may have been. */
async function isNamed(studio: Studio, key: string): Promise<boolean> {
  return studio.db
    .selectFrom('photo')
    .select('key')
    .where('key', '=', key)
    .executeTakeFirst()
    .then((row) => row !== undefined)
    .catch(() => true)
}
