// Whom a project is shared with: `projects.shard_user_list`, [{userId, role, at}], read and written under the lock of its row.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import { findFor, may, type Need, type Person, type SharedRole } from '../access.ts'

/** More people do not fit a list that stands in one row, and is looked through by every request. */
export const MOST_PEOPLE = 100

export interface Entry {
  readonly userId: string
  readonly role: SharedRole
  /** ISO 8601. */
  readonly at: string
}

export interface HeldProject {
  readonly id: string
  readonly name: string
  readonly ownerId: string
  readonly entries: readonly Entry[]
}

/** The project and its list, held until the commit. Throws NotFound, also for one in the bin, or NotAllowed. */
export async function holdSharedProject(trx: Db, user: Person, id: string, need: Need): Promise<HeldProject> {
  const find = (need: Need) =>
    trx
      .selectFrom('projects as project')
      .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
      .select(['project.id', 'project.name', 'project.user_id', 'project.shard_user_list'])
      .where('project.id', '=', id)
      .where(may(user, need))
      .where('project.deleted_at', 'is', null)
      .where('collection.deleted_at', 'is', null)
      .forNoKeyUpdate('project')
      .executeTakeFirst()
  const row = await findFor(find, need, 'project', id)
  return {
    id,
    name: row.name ?? '',
    ownerId: row.user_id ?? '',
    entries: (row.shard_user_list ?? []) as unknown as Entry[],
  }
}

/** Puts a person on the list of a held project. Throws already_in, and too_many_people. */
export async function enterPerson(
  trx: Db,
  { id, ownerId, entries }: HeldProject,
  entry: Entry,
): Promise<void> {
  if (entry.userId === ownerId || entries.some(({ userId }) => userId === entry.userId))
    throw new StudioError('already_in', { userId: entry.userId })
  if (entries.length >= MOST_PEOPLE) throw new StudioError('too_many_people', { most: MOST_PEOPLE })
  await writeEntries(trx, id, [...entries, entry])
}

/** Writes the list of a held project. */
export async function writeEntries(trx: Db, id: string, entries: readonly Entry[]): Promise<void> {
  await trx
    .updateTable('projects')
    .set({ shard_user_list: JSON.stringify(entries), updated_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}
