// Projects: listed and looked at by those who may see them; made, renamed, moved, binned and restored by their owner alone.
import { sql, type NotNull } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { findFor, may, roleIn, type Need, type Person, type Role } from '../access.ts'
import { getCollection } from '../collections/collections.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type BinWish, type PageOf } from '../page.ts'
import { sayAccessToAll } from '../say-access.ts'
import { coversOf, type Cover } from './covers.ts'

export interface ProjectRow {
  readonly id: string
  readonly collection_id: string
  readonly name: string
  readonly selected_image_number: number
  readonly total_image_number: number
  readonly total_video_number: number
  /** What its seller chose to stand for it, while it is not in the bin. */
  readonly main_letter_id: string | null
  readonly unseen_image_number: number
  readonly covers: readonly Cover[]
  /** What the asking user is in it. */
  readonly role: Role
  readonly owner_name: string | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly deleted_at: Date | null
}

/**
 * The user's projects, newest first, or those of one collection, or those that others share with them; those in the bin, last binned
 * first. Live projects of a binned collection are not listed: they are in the bin with it. Throws bad_cursor.
 */
export async function listProjects(
  db: Db,
  user: Person,
  {
    collectionId,
    whose = 'mine',
    bin,
    after,
    limit,
  }: BinWish & { readonly collectionId?: string | undefined; readonly whose?: 'mine' | 'shared' },
): Promise<PageOf<ProjectRow>> {
  const at = bin ? 'project.deleted_at' : 'project.created_at'
  let query = openTo(db, user, whose === 'mine' ? 'own' : 'see')
    .where('project.deleted_at', bin ? 'is not' : 'is', null)
    .select(cursorAt(at).as('at'))
    .orderBy(at, 'desc')
    .orderBy('project.id', 'desc')
    .limit(limit + 1)
  if (whose === 'shared') query = query.where('project.user_id', '<>', user.id)
  if (!bin) query = query.where('collection.deleted_at', 'is', null)
  if (collectionId !== undefined) query = query.where('project.collection_id', '=', collectionId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), at, 'project.id'))
  return pageOf(await query.execute(), limit)
}

/** A project that is not in the bin, nor its collection, for what the user needs. Throws NotFound, or NotAllowed. */
export async function getProject(db: Db, user: Person, id: string, need: Need = 'see'): Promise<ProjectRow> {
  const find = (need: Need) =>
    openTo(db, user, need)
      .where('project.id', '=', id)
      .where('project.deleted_at', 'is', null)
      .where('collection.deleted_at', 'is', null)
      .executeTakeFirst()
  return findFor<ProjectRow>(find, need, 'project', id)
}

/** Throws NotFound for the collection. */
export async function createProject(
  studio: Studio,
  user: Person,
  { collectionId, name }: { readonly collectionId: string; readonly name: string },
): Promise<ProjectRow> {
  const id = uuidv7()
  await studio.db.transaction().execute(async (trx) => {
    await holdCollection(trx, user, collectionId)
    await trx
      .insertInto('projects')
      .values({ id, user_id: user.id, collection_id: collectionId, name })
      .execute()
  })
  return said(studio, user, id)
}

/** Renames a project, moves it to another collection of the user's, or both. Throws NotFound for either, and NotAllowed. */
export async function updateProject(
  studio: Studio,
  user: Person,
  id: string,
  { name, collectionId }: { readonly name?: string | undefined; readonly collectionId?: string | undefined },
): Promise<ProjectRow> {
  await studio.db.transaction().execute(async (trx) => {
    await getProject(trx, user, id, 'own')
    if (collectionId !== undefined) await holdCollection(trx, user, collectionId)
    await trx
      .updateTable('projects')
      .set({
        ...(name !== undefined && { name }),
        ...(collectionId !== undefined && { collection_id: collectionId }),
        updated_at: sql`now()`,
      })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .execute()
  })
  return said(studio, user, id)
}

/**
 * Chooses the letter that stands for a project, or none. Throws NotFound for the project, and for a letter that is not of this project
 * or is in the bin; NotAllowed.
 */
export async function chooseProjectLetter(
  studio: Studio,
  user: Person,
  id: string,
  letterId: string | null,
): Promise<ProjectRow> {
  await getProject(studio.db, user, id, 'edit')
  if (letterId !== null) {
    const letter = await studio.db
      .selectFrom('marketing_letter')
      .select('id')
      .where('id', '=', letterId)
      .where('project_id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (!letter) throw new NotFound('letter', letterId)
  }
  await studio.db
    .updateTable('projects')
    .set({ marketing_letter_key: letterId, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return said(studio, user, id)
}

/** Puts a project in the bin; its waiting jobs end, refunded. Again changes nothing. Throws NotFound, or NotAllowed. */
export async function binProject(studio: Studio, user: Person, id: string): Promise<ProjectRow> {
  await studio.db
    .updateTable('projects')
    .set({ deleted_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('collections')
          .select('id')
          .whereRef('id', '=', 'projects.collection_id')
          .where('deleted_at', 'is', null),
      ),
    )
    .execute()
  studio.live.say({ userId: user.id, event: { type: 'points' } })
  const binned = await said(studio, user, id, { binned: true })
  await sayAccessToAll(studio, { projectId: id })
  return binned
}

/** Takes a project out of the bin. Throws NotFound, NotAllowed, or in_bin when its collection must be restored first. */
export async function restoreProject(studio: Studio, user: Person, id: string): Promise<ProjectRow> {
  await studio.db.transaction().execute(async (trx) => {
    const { collection_id, deleted_at } = await getAnyProject(trx, user, id)
    const collection = await trx
      .selectFrom('collections')
      .select('deleted_at')
      .where('id', '=', collection_id)
      .forShare()
      .executeTakeFirstOrThrow()
    if (collection.deleted_at) throw new StudioError('in_bin', { what: 'collection', id: collection_id })
    if (!deleted_at) return
    await trx
      .updateTable('projects')
      .set({ deleted_at: null, updated_at: sql`now()` })
      .where('id', '=', id)
      .execute()
  })
  await sayAccessToAll(studio, { projectId: id })
  return said(studio, user, id)
}

/** Says that a project has changed, and answers what it is now. */
async function said(studio: Studio, user: Person, id: string, { binned = false } = {}): Promise<ProjectRow> {
  const row = await (binned ? getAnyProject : getProject)(studio.db, user, id)
  // It was not binned: its collection is in the bin, and it with it.
  if (binned && !row.deleted_at) throw new NotFound('project', id)
  studio.live.say({ userId: user.id, projectId: id, event: { type: 'project', projectId: id } })
  return row
}

/** The user's own, in the bin or not. */
async function getAnyProject(db: Db, user: Person, id: string): Promise<ProjectRow> {
  const find = (need: Need) => openTo(db, user, need).where('project.id', '=', id).executeTakeFirst()
  return findFor<ProjectRow>(find, 'own', 'project', id)
}

/** Keeps a collection out of the bin until the commit, so that nothing is put into one that has just gone there. */
async function holdCollection(trx: Db, user: Person, id: string): Promise<void> {
  await sql`select from collections where id = ${id} for share`.execute(trx)
  await getCollection(trx, user, id)
}

function openTo(db: Db, user: Person, need: Need) {
  return db
    .selectFrom('projects as project')
    .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
    .innerJoin('users as owner', 'owner.id', 'project.user_id')
    .where(may(user, need))
    .select(['owner.name as owner_name', roleIn(user).as('role')])
    .select([
      'project.id',
      'project.collection_id',
      'project.name',
      'project.selected_image_number',
      'project.total_image_number',
      'project.total_video_number',
      'project.created_at',
      'project.updated_at',
      'project.deleted_at',
      sql<string | null>`(
        select id from marketing_letter letter where letter.id = project.marketing_letter_key and letter.deleted_at is null
      )`.as('main_letter_id'),
      sql<number>`(
        select count(*) from generate_img where project_id = project.id and seen_at is null and deleted_at is null
      )::integer`.as('unseen_image_number'),
      coversOf('project.id').as('covers'),
    ])
    .$narrowType<{
      collection_id: NotNull
      name: NotNull
      selected_image_number: NotNull
      total_image_number: NotNull
      total_video_number: NotNull
      created_at: NotNull
      updated_at: NotNull
    }>()
}
