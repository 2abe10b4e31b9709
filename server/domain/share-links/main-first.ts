// The order of what a link shows: first what its seller chose to stand for a product, then the newest.
import { sql, type RawBuilder } from 'kysely'
import type { Cursor } from '../cursor.ts'
import { isMain } from '../products/is-main.ts'

/** `where` for the rows behind the cursor, in an order of isMain, created_at and id that all descend. */
export function isBehindMain(thing: 'image' | 'video', { at, id }: Cursor): RawBuilder<boolean> {
  const [table, key] =
    thing === 'image' ? ['generate_img', 'generate_img_key'] : ['generate_video', 'generate_video_key']
  const last = sql`exists (
    select from products p join ${sql.table(table)} t on p.id = t.product_id and p.${sql.ref(key)} = t.id
    where t.id = ${id}::uuid)`
  return sql<boolean>`(${isMain(thing)}, ${sql.ref(`${thing}.created_at`)}, ${sql.ref(`${thing}.id`)})
    < (${last}, ${at}::timestamptz, ${id}::uuid)`
}
