// Whether something can come out of the bin: not into a project or collection that lies there itself.
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'

/**
 * Throws in_bin, naming what to restore first (details: what, id), when the project or its collection is in the bin. Both are held
 * until the commit, so that neither goes there meanwhile.
 */
export async function checkOutOfBin(trx: Db, projectId: string): Promise<void> {
  const parent = await trx
    .selectFrom('projects as project')
    .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
    .select(['collection.id as collection_id', 'project.deleted_at as project_binned'])
    .select('collection.deleted_at as collection_binned')
    .where('project.id', '=', projectId)
    .forShare()
    .executeTakeFirstOrThrow()
  const { collection_id: id, collection_binned, project_binned } = parent
  if (collection_binned) throw new StudioError('in_bin', { what: 'collection', id })
  if (project_binned) throw new StudioError('in_bin', { what: 'project', id: projectId })
}
