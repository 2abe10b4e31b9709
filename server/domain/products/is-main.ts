// Which look and which video stand for a product.
import { sql, type RawBuilder } from 'kysely'

/** Whether a look or a video is the one its seller chose to stand for its product. */
export function isMain(thing: 'image' | 'video'): RawBuilder<boolean> {
  const key = thing === 'image' ? 'generate_img_key' : 'generate_video_key'
  return sql<boolean>`exists (
    select from products as its where its.id = ${sql.ref(`${thing}.product_id`)} and its.${sql.ref(key)} = ${sql.ref(`${thing}.id`)})`
}
