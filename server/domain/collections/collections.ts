// Collections: made, renamed, listed, binned and restored, each by its owner alone.
import { sql, type NotNull } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../database/database.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type BinWish, type PageOf } from '../page.ts'
import { sayAccessToAll } from '../say-access.ts'

export interface CollectionRow {
  readonly id: string
  readonly name: string
  /** Projects that are not in the bin. */
  readonly project_count: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly deleted_at: Date | null
}

interface Owner {
  readonly id: string
}

/** The user's collections, newest first; those in the bin, last binned first. Throws bad_cursor. */
export async function listCollections(
  db: Db,
  user: Owner,
  { bin, after, limit }: BinWish,
): Promise<PageOf<CollectionRow>> {
  const at = bin ? 'collection.deleted_at' : 'collection.created_at'
  let query = ownedBy(db, user)
    .where('collection.deleted_at', bin ? 'is not' : 'is', null)
    .select(cursorAt(at).as('at'))
    .orderBy(at, 'desc')
    .orderBy('collection.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), at, 'collection.id'))
  return pageOf(await query.execute(), limit)
}

/** A collection that is not in the bin. Throws NotFound. */
export async function getCollection(db: Db, user: Owner, id: string): Promise<CollectionRow> {
  const row = await ownedBy(db, user)
    .where('collection.id', '=', id)
    .where('collection.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound('collection', id)
  return row
}

export async function createCollection(
  db: Db,
  user: Owner,
  { name }: { readonly name: string },
): Promise<CollectionRow> {
  const id = uuidv7()
  await db.insertInto('collections').values({ id, user_id: user.id, name }).execute()
  return getCollection(db, user, id)
}

/** Renames a collection. Throws NotFound. */
export async function renameCollection(
  db: Db,
  user: Owner,
  id: string,
  { name }: { readonly name: string },
): Promise<CollectionRow> {
  await db
    .updateTable('collections')
    .set({ name, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is', null)
    .execute()
  return getCollection(db, user, id)
}

/** Puts a collection in the bin, and with it everything inside; its waiting jobs end, refunded. Throws NotFound. */
export async function binCollection(studio: Studio, user: Owner, id: string): Promise<CollectionRow> {
  await studio.db
    .updateTable('collections')
    .set({ deleted_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is', null)
    .execute()
  studio.live.say({ userId: user.id, event: { type: 'points' } })
  await sayAccessToAll(studio, { collectionId: id })
  return getAnyCollection(studio.db, user, id)
}

/** Takes a collection out of the bin, with what was in it when it went there. Throws NotFound. */
export async function restoreCollection(db: Db, user: Owner, id: string): Promise<CollectionRow> {
  await db
    .updateTable('collections')
    .set({ deleted_at: null, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is not', null)
    .execute()
  return getAnyCollection(db, user, id)
}

/** In the bin or not. */
async function getAnyCollection(db: Db, user: Owner, id: string): Promise<CollectionRow> {
  const row = await ownedBy(db, user).where('collection.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('collection', id)
  return row
}

function ownedBy(db: Db, user: Owner) {
  return db
    .selectFrom('collections as collection')
    .where('collection.user_id', '=', user.id)
    .select([
      'collection.id',
      'collection.name',
      'collection.created_at',
      'collection.updated_at',
      'collection.deleted_at',
      sql<number>`(
        select count(*) from projects where collection_id = collection.id and deleted_at is null
      )::integer`.as('project_count'),
    ])
    .$narrowType<{ name: NotNull; created_at: NotNull; updated_at: NotNull }>()
}
