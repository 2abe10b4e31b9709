// What stands for a product: the look, the video and the letter its seller chose.
import { sql } from 'kysely'
import type { LiveEvent } from '#sdk/contract/live.ts'
import type { Db } from '../../database/database.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getProduct, sayProduct, type ProductRow } from './products.ts'

/** null gives up a choice; what is left out stays. */
export interface MainChoice {
  readonly imageId?: string | null | undefined
  readonly videoId?: string | null | undefined
  readonly letterId?: string | null | undefined
}

const TABLES = { imageId: 'generate_img', videoId: 'generate_video', letterId: 'marketing_letter' } as const

/** Chooses. Throws NotFound for the product, and for what is not of this product or is in the bin; NotAllowed. */
export async function chooseMain(
  studio: Studio,
  user: Person,
  id: string,
  choice: MainChoice,
): Promise<ProductRow> {
  const before = await getProduct(studio, user, id, 'edit')
  for (const name of ['imageId', 'videoId', 'letterId'] as const)
    if (choice[name]) await mustBeOf(studio.db, TABLES[name], choice[name], id)
  const { imageId, videoId, letterId } = choice
  await studio.db
    .updateTable('products')
    .set({
      ...(imageId !== undefined && { generate_img_key: imageId }),
      ...(videoId !== undefined && { generate_video_key: videoId }),
      ...(letterId !== undefined && { marketing_letter_key: letterId }),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  const product = await getProduct(studio, user, id)
  sayProduct(studio, user, product)
  const { project_id: projectId } = product
  const say = (event: LiveEvent) => studio.live.say({ userId: user.id, projectId, event })
  for (const image of new Set([before.main_image_id, product.main_image_id]))
    if (imageId !== undefined && image !== null)
      say({ type: 'image', imageId: image, jobId: null, n: null, projectId })
  for (const video of new Set([before.main_video_id, product.main_video_id]))
    if (videoId !== undefined && video !== null)
      say({ type: 'video', videoId: video, jobId: null, projectId })
  return product
}

async function mustBeOf(
  db: Db,
  table: (typeof TABLES)[keyof typeof TABLES],
  id: string,
  productId: string,
): Promise<void> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('id', '=', id)
    .where('product_id', '=', productId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound(table, id)
}
