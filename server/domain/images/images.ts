// Looks: listed, marked as favourite or seen, binned and restored by those who may in their project.
import { sql, type NotNull } from 'kysely'
import type { IMAGE_FILTERS, Spot } from '#sdk/contract/images.ts'
import type { Side, Slot } from '#sdk/contract/products.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import { findFor, may, type Need, type Person } from '../access.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { isMain } from '../products/is-main.ts'
import { checkOutOfBin } from '../projects/out-of-bin.ts'
import { getProject } from '../projects/projects.ts'
import type { Lineage } from '../lineage/lineage.ts'

export interface ImageRow {
  readonly id: string
  /** Running number in its project, from 1. */
  readonly number: number
  /** Storage key of the full picture; its smaller sizes lie beside it. */
  readonly url: string
  readonly project_id: string
  readonly product_id: string | null
  readonly job_id: string | null
  /** Which look of its job it is, from 0. */
  readonly n: number
  readonly is_selected: boolean
  /** Stands for its product. */
  readonly is_main: boolean
  readonly seen_at: Date | null
  readonly details: ImageDetails
  /** Laid by hand, by the key of the photo they were laid on. */
  readonly spots: Readonly<Record<string, Omit<Spot, 'photoKey'>>>
  /** Of visitors of the project's links. */
  readonly heart_count: number
  readonly comment_count: number
  readonly created_at: Date
  readonly deleted_at: Date | null
}

/** How a look was made (`generate_img.details`); written by the worker that stored it. Older ones lack what is optional. */
export interface ImageDetails {
  readonly view: string
  readonly body: string
  readonly bodySize?: string
  readonly finish?: string
  readonly pose: string
  readonly ghost?: boolean
  readonly tucked?: boolean
  readonly open?: boolean
  readonly backdrop: string
  readonly ratio: string
  readonly size: string
  readonly width: number
  readonly height: number
  /** Storage key of the model it is seen from (binary glTF), shared with other looks of its job. */
  readonly mesh?: string
  readonly seed?: number
  /** Storage key of the photo of the person who was dressed. */
  readonly person?: string
  /** What spots of which photos it shows: storage key of the map, and its sheets in order, each with its photo's key. */
  readonly places?: {
    readonly map: string
    readonly sheets: readonly { readonly slot: Slot; readonly side: Side; readonly photo: string | null }[]
  }
  readonly engine: string
  readonly engineVersion: string
  readonly confidence: number | null
  readonly doubts: readonly string[]
  readonly lineage?: Lineage
}

export interface ImageListWish extends PageWish {
  readonly projectId: string
  readonly jobId?: string | undefined
  readonly filter: (typeof IMAGE_FILTERS)[number]
}

/** Looks of a project, newest first; those in the bin, last binned first. Throws NotFound for the project, or bad_cursor. */
export async function listImages(
  db: Db,
  user: Person,
  { projectId, jobId, filter, after, limit }: ImageListWish,
): Promise<PageOf<ImageRow>> {
  await getProject(db, user, projectId, filter === 'bin' ? 'edit' : 'see')
  const at = filter === 'bin' ? 'image.deleted_at' : 'image.created_at'
  let query = openTo(db, user, filter === 'bin' ? 'edit' : 'see')
    .where('image.project_id', '=', projectId)
    .where('image.deleted_at', filter === 'bin' ? 'is not' : 'is', null)
    .select(cursorAt(at).as('at'))
    .orderBy(at, 'desc')
    .orderBy('image.id', 'desc')
    .limit(limit + 1)
  if (filter === 'selected') query = query.where('image.is_selected', 'is', true)
  if (filter === 'unseen') query = query.where('image.seen_at', 'is', null)
  if (jobId !== undefined) query = query.where('image.job_id', '=', jobId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), at, 'image.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as ImageRow[], next }
}

/** A look that is not in the bin, nor anything it is in, for what the user needs. Throws NotFound, or NotAllowed. */
export async function getImage(db: Db, user: Person, id: string, need: Need = 'see'): Promise<ImageRow> {
  const find = (need: Need) =>
    openTo(db, user, need)
      .where('image.id', '=', id)
      .where('image.deleted_at', 'is', null)
      .where('project.deleted_at', 'is', null)
      .where('collection.deleted_at', 'is', null)
      .executeTakeFirst()
  return (await findFor(find, need, 'image', id)) as unknown as ImageRow
}

/** Makes a look a favourite or not, and marks it as seen; the first time counts. Throws NotFound, or NotAllowed. */
export async function updateImage(
  studio: Studio,
  user: Person,
  id: string,
  { isSelected, seen }: { readonly isSelected?: boolean | undefined; readonly seen?: true | undefined },
): Promise<ImageRow> {
  await getImage(studio.db, user, id, 'pick')
  await studio.db
    .updateTable('generate_img')
    .set({
      ...(isSelected !== undefined && { is_selected: isSelected }),
      ...(seen && { seen_at: sql<Date>`coalesce(seen_at, now())` }),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return said(studio, user, await getImage(studio.db, user, id))
}

/** Puts a look in the bin. Again changes nothing. Throws NotFound, or NotAllowed. */
export async function binImage(studio: Studio, user: Person, id: string): Promise<ImageRow> {
  const before = await getAnyImage(studio.db, user, id)
  if (before.deleted_at) return before
  await getImage(studio.db, user, id)
  await studio.db
    .updateTable('generate_img')
    .set({ deleted_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return said(studio, user, await getAnyImage(studio.db, user, id))
}

/** Takes a look out of the bin. Throws NotFound, NotAllowed, or in_bin when its project or collection must be restored first. */
export async function restoreImage(studio: Studio, user: Person, id: string): Promise<ImageRow> {
  await studio.db.transaction().execute(async (trx) => {
    const { project_id } = await getAnyImage(trx, user, id)
    await checkOutOfBin(trx, project_id)
    await trx
      .updateTable('generate_img')
      .set({ deleted_at: null, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('deleted_at', 'is not', null)
      .execute()
  })
  return said(studio, user, await getImage(studio.db, user, id))
}

/** Says that a look has changed, and its project's counters with it. */
export function said(studio: Studio, user: Person, image: ImageRow): ImageRow {
  const { id: imageId, job_id: jobId, n, project_id: projectId } = image
  studio.live.say({ userId: user.id, projectId, event: { type: 'image', imageId, jobId, n, projectId } })
  studio.live.say({ userId: user.id, projectId, event: { type: 'project', projectId } })
  return image
}

/** In the bin or not, whatever it is in; for whoever may bin and restore it. */
async function getAnyImage(db: Db, user: Person, id: string): Promise<ImageRow> {
  const find = (need: Need) => openTo(db, user, need).where('image.id', '=', id).executeTakeFirst()
  return (await findFor(find, 'edit', 'image', id)) as unknown as ImageRow
}

/** Looks of projects open to a person for a need, with all that is shown of them. */
export function openTo(db: Db, user: Person, need: Need) {
  return db
    .selectFrom('generate_img as image')
    .innerJoin('projects as project', 'project.id', 'image.project_id')
    .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
    .where(may(user, need))
    .where('image.purged_at', 'is', null)
    .select(['image.id', 'image.number', 'image.url', 'image.project_id', 'image.product_id', 'image.job_id'])
    .select(['image.n', 'image.is_selected', 'image.seen_at', 'image.details', 'image.spots'])
    .select(['image.created_at', 'image.deleted_at'])
    .select([
      isMain('image').as('is_main'),
      sql<number>`(select count(*) from share_heart where image_id = image.id)::integer`.as('heart_count'),
      sql<number>`(
        select count(*) from comment where image_id = image.id and deleted_at is null)::integer`.as(
        'comment_count',
      ),
    ])
    .$narrowType<{ project_id: NotNull; created_at: NotNull }>()
}
