// Videos: listed, marked as favourite, binned and restored by those who may in their project.
import { sql, type NotNull } from 'kysely'
import type { ClipFormat, Motion, VideoKind } from '#sdk/contract/film.ts'
import type { VIDEO_FILTERS } from '#sdk/contract/videos.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import { findFor, may, type Need, type Person } from '../access.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { isMain } from '../products/is-main.ts'
import { checkOutOfBin } from '../projects/out-of-bin.ts'
import { getProject } from '../projects/projects.ts'
import type { Lineage } from '../lineage/lineage.ts'

/** The name of a video's first frame, beside it in storage. */
export const POSTER = 'poster.webp'

export interface VideoRow {
  readonly id: string
  /** Storage key of the MP4; its poster lies beside it. */
  readonly url: string
  readonly project_id: string
  readonly product_id: string | null
  readonly job_id: string | null
  readonly is_selected: boolean
  /** Stands for its product. */
  readonly is_main: boolean
  readonly details: VideoDetails
  readonly created_at: Date
  readonly deleted_at: Date | null
}

/** How a video was made (`generate_video.details`); written by the worker that stored it. */
export interface VideoDetails {
  readonly kind: VideoKind
  readonly body: string
  readonly bodySize: string
  readonly finish: string
  readonly pose: string
  readonly tucked: boolean
  readonly open: boolean
  readonly backdrop: string
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly bytes: number
  readonly engine: string
  readonly engineVersion: string
  readonly confidence: number | null
  readonly doubts: readonly string[]
  /** The looks it was made of; of a turntable none. */
  readonly imageIds?: readonly string[]
  readonly format?: ClipFormat
  readonly title?: string
  readonly sound?: boolean
  readonly motion?: Motion
  readonly lineage?: Lineage
}

export interface VideoListWish extends PageWish {
  readonly projectId: string
  readonly jobId?: string | undefined
  readonly filter: (typeof VIDEO_FILTERS)[number]
}

/** Videos of a project, newest first; those in the bin, last binned first. Throws NotFound for the project, or bad_cursor. */
export async function listVideos(
  db: Db,
  user: Person,
  { projectId, jobId, filter, after, limit }: VideoListWish,
): Promise<PageOf<VideoRow>> {
  await getProject(db, user, projectId, filter === 'bin' ? 'edit' : 'see')
  const at = filter === 'bin' ? 'video.deleted_at' : 'video.created_at'
  let query = openTo(db, user, filter === 'bin' ? 'edit' : 'see')
    .where('video.project_id', '=', projectId)
    .where('video.deleted_at', filter === 'bin' ? 'is not' : 'is', null)
    .select(cursorAt(at).as('at'))
    .orderBy(at, 'desc')
    .orderBy('video.id', 'desc')
    .limit(limit + 1)
  if (jobId !== undefined) query = query.where('video.job_id', '=', jobId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), at, 'video.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as VideoRow[], next }
}

/** A video that is not in the bin, nor anything it is in, for what the user needs. Throws NotFound, or NotAllowed. */
export async function getVideo(db: Db, user: Person, id: string, need: Need = 'see'): Promise<VideoRow> {
  const find = (need: Need) =>
    openTo(db, user, need)
      .where('video.id', '=', id)
      .where('video.deleted_at', 'is', null)
      .where('project.deleted_at', 'is', null)
      .where('collection.deleted_at', 'is', null)
      .executeTakeFirst()
  return (await findFor(find, need, 'video', id)) as unknown as VideoRow
}

/** Makes a video a favourite or not. Throws NotFound, or NotAllowed. */
export async function updateVideo(
  studio: Studio,
  user: Person,
  id: string,
  { isSelected }: { readonly isSelected?: boolean | undefined },
): Promise<VideoRow> {
  await getVideo(studio.db, user, id, 'pick')
  await studio.db
    .updateTable('generate_video')
    .set({ ...(isSelected !== undefined && { is_selected: isSelected }), updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return said(studio, user, await getVideo(studio.db, user, id))
}

/** Puts a video in the bin. Again changes nothing. Throws NotFound, or NotAllowed. */
export async function binVideo(studio: Studio, user: Person, id: string): Promise<VideoRow> {
  const before = await getAnyVideo(studio.db, user, id)
  if (before.deleted_at) return before
  await getVideo(studio.db, user, id)
  await studio.db
    .updateTable('generate_video')
    .set({ deleted_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return said(studio, user, await getAnyVideo(studio.db, user, id))
}

/** Takes a video out of the bin. Throws NotFound, NotAllowed, or in_bin when its project or collection must be restored first. */
export async function restoreVideo(studio: Studio, user: Person, id: string): Promise<VideoRow> {
  await studio.db.transaction().execute(async (trx) => {
    const { project_id } = await getAnyVideo(trx, user, id)
    await checkOutOfBin(trx, project_id)
    await trx
      .updateTable('generate_video')
      .set({ deleted_at: null, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('deleted_at', 'is not', null)
      .execute()
  })
  return said(studio, user, await getVideo(studio.db, user, id))
}

/** Says that a video has changed, and its project's counter with it. */
function said(studio: Studio, user: Person, video: VideoRow): VideoRow {
  const { id: videoId, job_id: jobId, project_id: projectId } = video
  studio.live.say({ userId: user.id, projectId, event: { type: 'video', videoId, jobId, projectId } })
  studio.live.say({ userId: user.id, projectId, event: { type: 'project', projectId } })
  return video
}

/** In the bin or not, whatever it is in; for whoever may bin and restore it. */
async function getAnyVideo(db: Db, user: Person, id: string): Promise<VideoRow> {
  const find = (need: Need) => openTo(db, user, need).where('video.id', '=', id).executeTakeFirst()
  return (await findFor(find, 'edit', 'video', id)) as unknown as VideoRow
}

function openTo(db: Db, user: Person, need: Need) {
  return db
    .selectFrom('generate_video as video')
    .innerJoin('projects as project', 'project.id', 'video.project_id')
    .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
    .where(may(user, need))
    .where('video.purged_at', 'is', null)
    .select(['video.id', 'video.url', 'video.project_id', 'video.product_id', 'video.job_id'])
    .select(['video.is_selected', 'video.details', 'video.created_at', 'video.deleted_at'])
    .select(isMain('video').as('is_main'))
    .$narrowType<{ project_id: NotNull; created_at: NotNull }>()
}
