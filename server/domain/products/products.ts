// Products: one outfit each; listed by those who may see their project, changed by those who may edit it.
import { sql, type NotNull } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Centimetres, Handles, Landmarks, Verdict } from '#sdk/contract/products.ts'
import type { Db } from '../../database/database.ts'
import { NotAllowed } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { findFor, may, type Need, type Person } from '../access.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type BinWish, type PageOf } from '../page.ts'
import { checkOutOfBin } from '../projects/out-of-bin.ts'
import { getProject } from '../projects/projects.ts'
import { lookAtForgotten } from './examine-photo.ts'
import { PLACE_COLUMNS, PLACES, type Filled, type Place } from './places.ts'

/** A garment photo in its place. */
export interface PhotoRow extends Place {
  readonly key: string
  readonly file_name: string | null
  readonly working_key: string
  readonly thumbnail_key: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  /** null while it is still being looked at. */
  readonly verdict: Verdict | null
  readonly landmarks: Landmarks | null
  readonly handles: Handles | null
  readonly centimetres: Centimetres | null
}

export interface ProductRow {
  readonly id: string
  readonly project_id: string
  readonly name: string | null
  /** The filled slots, in the order of PLACES. */
  readonly photos: readonly PhotoRow[]
  /** What its seller chose to stand for it, while it is not in the bin. */
  readonly main_image_id: string | null
  readonly main_video_id: string | null
  readonly main_letter_id: string | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly deleted_at: Date | null
}

/**
 * The products of the user's own projects, newest first, or those of one project they may see; those in the bin, last binned first, for
 * who may edit. Products of a binned project or collection are not listed: they are in the bin with it. Throws bad_cursor.
 */
export async function listProducts(
  studio: Studio,
  user: Person,
  { projectId, bin, after, limit }: BinWish & { readonly projectId?: string | undefined },
): Promise<PageOf<ProductRow>> {
  const at = bin ? 'product.deleted_at' : 'product.created_at'
  let query = openTo(studio.db, user, projectId === undefined ? 'own' : bin ? 'edit' : 'see')
    .where('product.deleted_at', bin ? 'is not' : 'is', null)
    .select(cursorAt(at).as('at'))
    .orderBy(at, 'desc')
    .orderBy('product.id', 'desc')
    .limit(limit + 1)
  if (!bin) query = query.where('project.deleted_at', 'is', null).where('collection.deleted_at', 'is', null)
  if (projectId !== undefined) query = query.where('product.project_id', '=', projectId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), at, 'product.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: await withPhotos(studio, user, items), next }
}

/** A product that is not in the bin, nor anything it is in, for what the user needs. Throws NotFound, or NotAllowed. */
export async function getProduct(
  studio: Studio,
  user: Person,
  id: string,
  need: Need = 'see',
): Promise<ProductRow> {
  const find = (need: Need) =>
    live(openTo(studio.db, user, need))
      .where('product.id', '=', id)
      .executeTakeFirst()
  const row = await findFor(find, need, 'product', id)
  const [product] = await withPhotos(studio, user, [row])
  return product
}

/** Throws NotFound for the project, or NotAllowed. */
export async function createProduct(
  studio: Studio,
  user: Person,
  { projectId, name = null }: { readonly projectId: string; readonly name?: string | null | undefined },
): Promise<ProductRow> {
  const id = uuidv7()
  await studio.db.transaction().execute(async (trx) => {
    await holdProject(trx, user, projectId)
    await trx.insertInto('products').values({ id, user_id: user.id, project_id: projectId, name }).execute()
  })
  return said(studio, user, id)
}

/**
 * Renames a product, moves it to another project of the same owner, or both. Throws NotFound for either; NotAllowed also for a move
 * that would take it away from its owner.
 */
export async function updateProduct(
  studio: Studio,
  user: Person,
  id: string,
  { name, projectId }: { readonly name?: string | null | undefined; readonly projectId?: string | undefined },
): Promise<ProductRow> {
  const before = await getProduct(studio, user, id, 'edit')
  await studio.db.transaction().execute(async (trx) => {
    if (projectId !== undefined) {
      await holdProject(trx, user, projectId)
      await checkSameOwner(trx, before.project_id, projectId)
    }
    await trx
      .updateTable('products')
      .set({
        ...(name !== undefined && { name }),
        ...(projectId !== undefined && { project_id: projectId }),
        updated_at: sql`now()`,
      })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .execute()
  })
  if (projectId !== undefined && projectId !== before.project_id) sayProduct(studio, user, before)
  return said(studio, user, id)
}

/** Puts a product in the bin; its waiting jobs end, refunded. Again changes nothing. Throws NotFound, or NotAllowed. */
export async function binProduct(studio: Studio, user: Person, id: string): Promise<ProductRow> {
  const before = await getAnyProduct(studio, user, id)
  if (before.deleted_at) return before
  await getProduct(studio, user, id)
  await studio.db
    .updateTable('products')
    .set({ deleted_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  studio.live.say({ userId: user.id, event: { type: 'points' } })
  sayProduct(studio, user, before)
  return getAnyProduct(studio, user, id)
}

/** Takes a product out of the bin. Throws NotFound, NotAllowed, or in_bin when its project or collection must be restored first. */
export async function restoreProduct(studio: Studio, user: Person, id: string): Promise<ProductRow> {
  const before = await getAnyProduct(studio, user, id)
  await studio.db.transaction().execute(async (trx) => {
    await checkOutOfBin(trx, before.project_id)
    await trx
      .updateTable('products')
      .set({ deleted_at: null, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('deleted_at', 'is not', null)
      .execute()
  })
  return said(studio, user, id)
}

/** Says that a product has changed. Call it after the commit. */
export function sayProduct(
  studio: Studio,
  user: Person,
  { id, project_id: projectId }: Pick<ProductRow, 'id' | 'project_id'>,
): void {
  studio.live.say({ userId: user.id, projectId, event: { type: 'product', productId: id, projectId } })
}

async function said(studio: Studio, user: Person, id: string): Promise<ProductRow> {
  const product = await getProduct(studio, user, id)
  sayProduct(studio, user, product)
  return product
}

/** In the bin or not, whatever it is in; for whoever may bin and restore it. */
async function getAnyProduct(studio: Studio, user: Person, id: string): Promise<ProductRow> {
  const find = (need: Need) => openTo(studio.db, user, need).where('product.id', '=', id).executeTakeFirst()
  const row = await findFor(find, 'edit', 'product', id)
  const [product] = await withPhotos(studio, user, [row])
  return product
}

/** Keeps a project out of the bin until the commit, so that nothing is put into one that has just gone there. */
async function holdProject(trx: Db, user: Person, id: string): Promise<void> {
  await sql`select from projects where id = ${id} for share`.execute(trx)
  await getProject(trx, user, id, 'edit')
}

/** What an editor may see is not theirs to carry off. */
async function checkSameOwner(trx: Db, from: string, to: string): Promise<void> {
  const owners = await trx
    .selectFrom('projects')
    .select('user_id')
    .distinct()
    .where('id', 'in', [from, to])
    .execute()
  if (owners.length > 1) throw new NotAllowed()
}

type Bare = Omit<ProductRow, 'photos'> & Filled

async function withPhotos(studio: Studio, user: Person, rows: readonly Bare[]): Promise<ProductRow[]> {
  const keys = rows.flatMap((row) => PLACE_COLUMNS.map((column) => row[column]).filter((key) => key !== null))
  const found =
    keys.length === 0
      ? []
      : await studio.db
          .selectFrom('photo')
          .select(['key', 'file_name', 'working_key', 'thumbnail_key', 'width', 'height', 'bytes'])
          .select(['verdict', 'landmarks', 'handles', 'centimetres'])
          .where('key', 'in', keys)
          .execute()
  const photos = new Map(found.map((photo) => [photo.key, photo]))
  const products = rows.map((row) => ({
    id: row.id,
    project_id: row.project_id,
    name: row.name,
    photos: PLACES.flatMap(({ slot, side, column }) => {
      const photo = photos.get(row[column] ?? '')
      return photo ? [{ ...photo, slot, side } as PhotoRow] : []
    }),
    main_image_id: row.main_image_id,
    main_video_id: row.main_video_id,
    main_letter_id: row.main_letter_id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    deleted_at: row.deleted_at,
  }))
  lookAtForgotten(studio, user, products)
  return products
}

function live(query: ReturnType<typeof openTo>) {
  return query
    .where('product.deleted_at', 'is', null)
    .where('project.deleted_at', 'is', null)
    .where('collection.deleted_at', 'is', null)
}

/** What a key names, unless it is in the bin: restored, it stands for the product again. */
function chosen(table: string, key: string) {
  return sql<
    string | null
  >`(select id from ${sql.table(table)} as thing where thing.id = ${sql.ref(key)} and thing.deleted_at is null)`
}

function openTo(db: Db, user: Person, need: Need) {
  return db
    .selectFrom('products as product')
    .innerJoin('projects as project', 'project.id', 'product.project_id')
    .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
    .where(may(user, need))
    .select(['product.id', 'product.name', 'product.created_at', 'product.updated_at', 'product.deleted_at'])
    .select('product.project_id')
    .select(PLACE_COLUMNS.map((column) => `product.${column}` as const))
    .select([
      chosen('generate_img', 'product.generate_img_key').as('main_image_id'),
      chosen('generate_video', 'product.generate_video_key').as('main_video_id'),
      chosen('marketing_letter', 'product.marketing_letter_key').as('main_letter_id'),
    ])
    .$narrowType<{ project_id: NotNull; created_at: NotNull; updated_at: NotNull }>()
}
