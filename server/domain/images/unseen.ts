// Looks nobody has seen, across all projects of a person: what picking goes through.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'
import { may, type Person } from '../access.ts'
import { openTo, type ImageRow } from './images.ts'

export interface UnseenRow extends ImageRow {
  readonly project_name: string
  readonly product_name: string | null
  readonly may_bin: boolean
}

/**
 * Unseen looks of the projects in which the person may mark them, newest run first, a run's looks in their order; `total` counts those
 * beyond `limit` too. There is no cursor: what is marked as seen leaves the list, so the next ones are its beginning.
 */
export async function listUnseenImages(
  db: Db,
  user: Person,
  { projectId, limit }: { readonly projectId?: string | undefined; readonly limit: number },
): Promise<{ readonly items: UnseenRow[]; readonly total: number }> {
  const every = openTo(db, user, 'pick')
    .where('image.seen_at', 'is', null)
    .where('image.deleted_at', 'is', null)
    .where('project.deleted_at', 'is', null)
    .where('collection.deleted_at', 'is', null)
  const open = projectId === undefined ? every : every.where('image.project_id', '=', projectId)
  const items = await open
    .leftJoin('vto_job as job', 'job.id', 'image.job_id')
    .leftJoin('products as product', 'product.id', 'image.product_id')
    .select(['project.name as project_name', 'product.name as product_name', may(user, 'edit').as('may_bin')])
    .orderBy(sql`coalesce(job.created_at, image.created_at)`, 'desc')
    .orderBy('image.job_id')
    .orderBy('image.n')
    .orderBy('image.id')
    .limit(limit)
    .execute()
  const { total } = await open
    .clearSelect()
    .select(sql<number>`count(*)::integer`.as('total'))
    .executeTakeFirstOrThrow()
  return { items: items as unknown as UnseenRow[], total }
}
