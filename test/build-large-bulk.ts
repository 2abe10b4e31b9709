// A bulk with thousands of products, two photos each that were found good, without anybody having sent them.
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { createBulk } from '#server/domain/bulk/bulk.ts'
import type { Studio } from '#server/studio.ts'
import { drawnPhoto } from './drawn-photo.ts'

/** `S0000`, and so on: the article number of the nth product. */
export const skuOf = (n: number): string => `S${String(n).padStart(4, '0')}`

/** A file as a row of a bulk is wished with it. */
export const fileOf = (n: number, side: 'front' | 'back', bytes = 1000) => ({
  path: `autumn/${skuOf(n)}_${side}.jpg`,
  slot: 'upper' as const,
  side,
  guessed: true,
  bytes,
})

/** Begins a bulk of the user's with so many products, `S0000` first. Their photos are rows alone; all of them show one thumbnail. */
export async function buildLargeBulk(
  studio: Studio,
  user: { id: string },
  products: number,
): Promise<{ id: string; projectId: string }> {
  const bulk = await createBulk(studio, user, { id: uuidv7(), name: 'autumn' })
  const rows = Array.from({ length: products }, (_, n) => ({
    n: n + 1,
    sku: skuOf(n),
    product: uuidv7(),
    front: `photos/${uuidv7()}`,
    back: `photos/${uuidv7()}`,
    files: (['front', 'back'] as const).map((side) => ({ ...fileOf(n, side), arrived: true })),
  }))
  const thumbnail = `photos/${uuidv7()}/thumbnail.webp`
  const photo = await drawnPhoto('tee', { width: 480, height: 600 }).png().toBuffer()
  await studio.storage.put(thumbnail, await sharp(photo).resize(96).webp().toBuffer(), 'image/webp')
  const { pool } = studio.database
  const given = JSON.stringify(rows)
  await pool.query(
    `insert into photo (key, user_id, original_key, working_key, thumbnail_key, format, width, height, bytes, sha256, verdict)
     select key, $2, key || '/original', key || '/working.jpg', $3, 'jpeg', 800, 1000, 1000, '', $4
     from jsonb_to_recordset($1) as row (front text, back text), unnest(array[front, back]) as key`,
    [given, user.id, thumbnail, JSON.stringify(GOOD)],
  )
  await pool.query(
    `insert into products (id, user_id, project_id, name, upper_f_image_url, upper_b_image_url)
     select product, $2, $3, sku, front, back
     from jsonb_to_recordset($1) as row (product uuid, sku text, front text, back text)`,
    [given, user.id, bulk.project_id],
  )
  await pool.query(
    `insert into bulk_row (bulk_id, n, sku, product_id, files)
     select $2, n, sku, product, files
     from jsonb_to_recordset($1) as row (n integer, sku text, product uuid, files jsonb)`,
    [given, bulk.id],
  )
  return { id: bulk.id, projectId: bulk.project_id }
}

const GOOD = { level: 'good', findings: [], kind: 'top', betterSlot: null, confidence: 1 }
