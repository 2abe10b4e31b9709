// What stands for a product: the look, the video and the letter its seller chose.
import { sql } from 'kysely'
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
  await getProduct(studio, user, id, 'edit')
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
