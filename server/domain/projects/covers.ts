// The pictures that stand for a project in lists.
import { sql, type RawBuilder } from 'kysely'

/** `key` is that of a small copy in storage. */
export interface Cover {
  readonly kind: 'look' | 'photo'
  readonly key: string
}

/** Most pictures that stand for a project. */
const MOST = 6

/**
 * Selects the covers of the project in the column `id`: favourites first, then the newest looks, then the front photos of the newest
 * products. Each part stops at six rows of an index, so a list of fifty projects stays one cheap query.
 */
export function coversOf(id: string): RawBuilder<Cover[]> {
  const looks = (rank: number, which: RawBuilder<unknown>) => sql`(
    select ${sql.lit(rank)} as rank, 'look' as kind, regexp_replace(url, '[^/]+$', '480.webp') as key, created_at, 0 as place
    from generate_img where project_id = ${sql.ref(id)} and deleted_at is null and ${which}
    order by created_at desc, id desc limit ${sql.lit(MOST)})`
  return sql<Cover[]>`coalesce((
    select jsonb_agg(jsonb_build_object('kind', kind, 'key', key) order by rank, created_at desc, place, key) from (
      select * from (
        ${looks(1, sql`is_selected`)}
        union all
        ${looks(2, sql`is_selected is not true`)}
        union all
        (select 3, 'photo', photo.thumbnail_key, product.created_at, slot.place
          from (
            select * from products where project_id = ${sql.ref(id)} and deleted_at is null
            order by created_at desc, id desc limit ${sql.lit(MOST)}
          ) product
          cross join lateral (values
            (1, product.outer_f_image_url), (2, product.onepiece_f_image_url),
            (3, product.upper_f_image_url), (4, product.bottom_f_image_url)
          ) as slot (place, key)
          join photo on photo.key = slot.key)
      ) every_one order by rank, created_at desc, place, key limit ${sql.lit(MOST)}
    ) chosen), '[]'::jsonb)`
}
