// What several looks are, asked of the database.
import { sql, type RawBuilder } from 'kysely'
import type { SourceType } from '#sdk/contract/lineage.ts'

/** `sourceTypeOfAll` of `sourceTypeOfLook` as an aggregate over rows of generate_img, which the query calls `alias`. */
export function sourceTypeOfLooks(alias: 'image'): RawBuilder<SourceType> {
  const details = sql.ref(`${alias}.details`)
  return sql<SourceType>`case when bool_and(
      coalesce(${details} -> 'lineage' ->> 'sourceType', ${details} ->> 'engine', '') in ('compositeSynthetic', 'drape'))
    then 'compositeSynthetic' else 'compositeWithTrainedAlgorithmicMedia' end`
}
