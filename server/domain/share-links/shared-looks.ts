// The looks a link shows, the hearts its visitors give them, and which files of them it opens.
import { sql } from 'kysely'
import type { SourceType } from '#sdk/contract/lineage.ts'
import { NotAllowed, NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, readCursor } from '../cursor.ts'
import type { ImageDetails } from '../images/images.ts'
import { sourceTypeOfLooks } from '../lineage/source-type-of-looks.ts'
import { isMain } from '../products/is-main.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { POSTER } from '../videos/videos.ts'
import { isBehindMain } from './main-first.ts'
import { generationOf, opens, withProject, type OpenLink } from './open-link.ts'

export interface SharedLookRow {
  readonly id: string
  readonly number: number
  /** Storage key of the full picture; its smaller sizes lie beside it. */
  readonly url: string
  readonly is_selected: boolean
  readonly is_main: boolean
  readonly details: ImageDetails
  readonly hearted: boolean
  readonly comment_count: number
}

/** The sizes that every link shows; the picture as it was made is for those that allow its download. */
export const SHOWN = ['240.webp', '480.webp', '1024.webp'] as const

/** A page of the looks a link shows: those that stand for a product first, then the newest. Throws bad_cursor. */
export async function listSharedLooks(
  studio: Studio,
  link: OpenLink,
  { after, limit }: PageWish,
): Promise<PageOf<SharedLookRow>> {
  let query = looksOf(studio, link)
    .select(cursorAt('image.created_at').as('at'))
    .orderBy(isMain('image'), 'desc')
    .orderBy('image.created_at', 'desc')
    .orderBy('image.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where(isBehindMain('image', readCursor(after)))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as SharedLookRow[], next }
}

/**
 * How many looks a link shows, the one that stands for them (that of a product, else a favourite, if there is any), and what they are
 * together.
 */
export async function sumUpLooks(
  studio: Studio,
  link: OpenLink,
): Promise<{ readonly count: number; readonly card: string | null; readonly pictures: SourceType }> {
  const { rows } = await sql<Awaited<ReturnType<typeof sumUpLooks>>>`
    select count(*)::integer as count,
      (array_agg(url order by ${isMain('image')} desc, coalesce(is_selected, false) desc, created_at desc, id desc))[1] as card,
      ${sourceTypeOfLooks('image')} as pictures
    from generate_img image where project_id = ${link.project_id} and ${isShown(link.looks)}`.execute(
    studio.db,
  )
  return rows[0]
}

/** A look the link shows. Throws NotFound. */
export async function getSharedLook(studio: Studio, link: OpenLink, imageId: string): Promise<SharedLookRow> {
  const row = await looksOf(studio, link).where('image.id', '=', imageId).executeTakeFirst()
  if (!row) throw new NotFound('image', imageId)
  return row as unknown as SharedLookRow
}

/** Likes a look, or no longer. The owner sees it; whether it is a favourite stays as it is. Throws NotFound, NotAllowed, name_needed. */
export async function heartLook(
  studio: Studio,
  link: OpenLink,
  imageId: string,
  hearted: boolean,
): Promise<void> {
  if (!link.may_heart) throw new NotAllowed()
  const { visitor_id, visitor_name, project_id: projectId } = link
  if (visitor_id === null || visitor_name === null) throw new StudioError('name_needed')
  await getSharedLook(studio, link, imageId)
  if (hearted)
    await studio.db
      .insertInto('share_heart')
      .values({ visitor_id, image_id: imageId, created_at: studio.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await studio.db
      .deleteFrom('share_heart')
      .where('visitor_id', '=', visitor_id)
      .where('image_id', '=', imageId)
      .execute()
  studio.live.say({
    userId: link.owner_id,
    projectId,
    event: { type: 'image', imageId, jobId: null, n: null, projectId },
  })
}

/**
 * Whether a link opens a stored file: a look it shows, in a size it shows; the picture as it was made only where it may be downloaded;
 * a video it shows, with its poster.
 * `generation` is the link's when the address was signed: since then its password may have changed.
 */
export async function maySeeByLink(
  studio: Studio,
  linkId: string,
  generation: number,
  key: string,
): Promise<boolean> {
  const folder = key.replace(/[^/]+$/, '')
  const shown = SHOWN.some((name) => key === folder + name)
  const poster = key === folder + POSTER
  const isOpen = sql`link.id = ${linkId}::uuid and ${opens(studio)} and ${generationOf} = ${generation}::float8`
  const { rows } = await sql<{ allowed: boolean }>`
    select exists (
      select from share_link link ${withProject}
      join generate_img image on image.project_id = link.project_id and image.deleted_at is null
        and (link.looks = 'all' or image.is_selected)
        and regexp_replace(image.url, '[^/]+$', '') = ${folder}
        and (${shown} or link.may_download and image.url = ${key})
      where ${isOpen}
    ) or exists (
      select from share_link link ${withProject}
      join generate_video video on video.project_id = link.project_id and video.deleted_at is null
        and (link.looks = 'all' or video.is_selected)
        and (video.url = ${key} or ${poster} and regexp_replace(video.url, '[^/]+$', '') = ${folder})
      where ${isOpen}
    ) as allowed`.execute(studio.db)
  return rows[0]?.allowed ?? false
}

function looksOf(studio: Studio, { project_id, looks, id, visitor_id }: OpenLink) {
  return studio.db
    .selectFrom('generate_img as image')
    .where('image.project_id', '=', project_id)
    .where(isShown(looks))
    .select(['image.id', 'image.number', 'image.url', 'image.is_selected', 'image.details'])
    .select(isMain('image').as('is_main'))
    .select(
      sql<boolean>`exists (
        select from share_heart where image_id = image.id and visitor_id = ${visitor_id}::uuid)`.as(
        'hearted',
      ),
    )
    .select(
      sql<number>`(
        select count(*) from comment join share_visitor visitor on visitor.id = comment.visitor_id
        where comment.image_id = image.id and comment.deleted_at is null and visitor.link_id = ${id}::uuid
      )::integer`.as('comment_count'),
    )
}

function isShown(looks: OpenLink['looks']) {
  return sql<boolean>`image.deleted_at is null and (${looks === 'all'} or image.is_selected)`
}
