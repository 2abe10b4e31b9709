// Bulks: begun, found and listed by the one who brings the products and pays for them.
import { sql, type NotNull } from 'kysely'
import type { Bulk } from '#sdk/contract/bulk-shapes.ts'
import type { Direction } from '#sdk/contract/vto-jobs.ts'
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { createCollection } from '../collections/collections.ts'
import { pageOf, type PageOf } from '../page.ts'
import { createProject, getProject } from '../projects/projects.ts'

export interface BulkRecord {
  readonly id: string
  readonly user_id: string
  readonly project_id: string
  readonly name: string
  readonly state: Bulk['state']
  readonly pause_reason: Bulk['pauseReason']
  readonly pause_details: Readonly<Record<string, unknown>>
  readonly direction: Direction | null
  readonly pay: Bulk['pay']
  readonly cap: number | null
  readonly trial: number | null
  readonly api_key_id: string | null
  readonly created_at: Date
  readonly started_at: Date | null
  readonly ended_at: Date | null
}

/**
 * Begins a bulk. Without a project it takes that of the last one of the same name, or makes one in a collection of its own; one of the
 * same name and project that has not started is answered as it is. The same `id` again answers the same bulk. Throws NotFound and
 * NotAllowed for the project, and key_reused when the id stands for somebody else's.
 */
export async function createBulk(
  studio: Studio,
  user: Person,
  {
    id,
    name,
    projectId,
  }: { readonly id: string; readonly name: string; readonly projectId?: string | undefined },
): Promise<BulkRecord> {
  const there = await bulks(studio.db).where('id', '=', id).executeTakeFirst()
  if (there) {
    if (there.user_id !== user.id) throw new StudioError('key_reused', { id })
    return there as BulkRecord
  }
  if (projectId !== undefined) await getProject(studio.db, user, projectId, 'edit')
  const last = await lastOf(studio, user, name, projectId)
  if (last?.state === 'draft') return last
  const project = projectId ?? last?.project_id ?? (await projectFor(studio, user, name))
  await studio.db
    .insertInto('bulk')
    .values({ id, user_id: user.id, project_id: project, name })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return getBulk(studio.db, user, id)
}

/** A bulk of the user's own. Throws NotFound. */
export async function getBulk(db: Db, user: Person, id: string): Promise<BulkRecord> {
  const row = await bulks(db).where('id', '=', id).where('user_id', '=', user.id).executeTakeFirst()
  if (!row) throw new NotFound('bulk', id)
  return row as BulkRecord
}

/** The user's bulks, newest first. `after` is how many to pass over. */
export async function listBulks(
  db: Db,
  user: Person,
  { after = '0', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<PageOf<BulkRecord>> {
  const from = Number.parseInt(after, 10) || 0
  const found = await bulks(db)
    .where('user_id', '=', user.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(from)
    .limit(limit + 1)
    .execute()
  const rows = found.map((row) => ({ ...(row as BulkRecord), at: '' }))
  const { items } = pageOf(rows, limit)
  return { items, next: rows.length > limit ? String(from + limit) : null }
}

/** Changes a bulk and says so; only one that is in one of these states, if any are named. Answers whether it was. */
export async function changeBulk(
  studio: Studio,
  { id, user_id }: Pick<BulkRecord, 'id' | 'user_id'>,
  change: {
    readonly state?: Bulk['state']
    readonly pause_reason?: Bulk['pauseReason']
    readonly pause_details?: Readonly<Record<string, unknown>>
    readonly direction?: Direction | null
    readonly pay?: Bulk['pay']
    readonly cap?: number | null
    readonly trial?: number | null
    readonly api_key_id?: string | null
    readonly started_at?: Date
    readonly ended_at?: Date | null
  },
  states?: readonly Bulk['state'][],
): Promise<boolean> {
  const { pause_details, direction, ...plain } = change
  const { numUpdatedRows } = await studio.db
    .updateTable('bulk')
    .set({
      ...plain,
      ...(pause_details && { pause_details: JSON.stringify(pause_details) }),
      ...(direction !== undefined && { direction: direction && JSON.stringify(direction) }),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
    .executeTakeFirst()
  sayBulk(studio, { id, user_id })
  return numUpdatedRows > 0n
}

/** Says that a bulk has changed. Call it after the commit. */
export function sayBulk(studio: Studio, { id, user_id }: Pick<BulkRecord, 'id' | 'user_id'>): void {
  studio.live.say({ userId: user_id, event: { type: 'bulk', bulkId: id } })
}

export function bulks(db: Db) {
  return db
    .selectFrom('bulk')
    .select([
      'id',
      'user_id',
      'project_id',
      'name',
      'state',
      'pause_reason',
      'pause_details',
      'direction',
      'pay',
    ])
    .select(['cap', 'trial', 'api_key_id', 'created_at', 'started_at', 'ended_at'])
    .$narrowType<{ user_id: NotNull }>()
}

async function lastOf(
  studio: Studio,
  user: Person,
  name: string,
  projectId: string | undefined,
): Promise<BulkRecord | null> {
  const row = await bulks(studio.db)
    .where('user_id', '=', user.id)
    .where('name', '=', name)
    .$if(projectId !== undefined, (query) => query.where('project_id', '=', projectId!))
    .where(
      sql<boolean>`exists (select from projects p join collections c on c.id = p.collection_id
        where p.id = bulk.project_id and p.deleted_at is null and c.deleted_at is null)`,
    )
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row as BulkRecord | undefined) ?? null
}

async function projectFor(studio: Studio, user: Person, name: string): Promise<string> {
  const collection = await createCollection(studio.db, user, { name })
  return (await createProject(studio, user, { collectionId: collection.id, name })).id
}
