// The videos a link shows: favourites or all, as its looks.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { cursorAt, readCursor } from '../cursor.ts'
import { isMain } from '../products/is-main.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import type { VideoDetails } from '../videos/videos.ts'
import { isBehindMain } from './main-first.ts'
import type { OpenLink } from './open-link.ts'

export interface SharedVideoRow {
  readonly id: string
  /** Storage key of the MP4; its poster lies beside it. */
  readonly url: string
  readonly is_selected: boolean
  readonly is_main: boolean
  readonly product_name: string | null
  readonly details: VideoDetails
}

/** A page of the videos a link shows: those that stand for a product first, then the newest. Throws bad_cursor. */
export async function listSharedVideos(
  studio: Studio,
  link: OpenLink,
  { after, limit }: PageWish,
): Promise<PageOf<SharedVideoRow>> {
  let query = studio.db
    .selectFrom('generate_video as video')
    .leftJoin('products as product', 'product.id', 'video.product_id')
    .where('video.project_id', '=', link.project_id)
    .where(isShown(link))
    .select(['video.id', 'video.url', 'video.is_selected', 'video.details', 'product.name as product_name'])
    .select(isMain('video').as('is_main'))
    .select(cursorAt('video.created_at').as('at'))
    .orderBy(isMain('video'), 'desc')
    .orderBy('video.created_at', 'desc')
    .orderBy('video.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where(isBehindMain('video', readCursor(after)))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as SharedVideoRow[], next }
}

/** How many videos a link shows. */
export async function countSharedVideos(studio: Studio, link: OpenLink): Promise<number> {
  const { count } = await studio.db
    .selectFrom('generate_video as video')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('video.project_id', '=', link.project_id)
    .where(isShown(link))
    .executeTakeFirstOrThrow()
  return count
}

function isShown({ looks }: OpenLink) {
  return sql<boolean>`video.deleted_at is null and (${looks === 'all'} or video.is_selected)`
}
