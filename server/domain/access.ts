// Who may do what with a project and everything in it: the one place that says so, as conditions that queries carry.
import { sql, type RawBuilder } from 'kysely'
import { NotAllowed, NotFound } from '../errors.ts'

/** Whom a use case acts for. */
export interface Person {
  readonly id: string
}

/** What people whom a project is shared with may be, from little to much; each may do what the ones before may. */
export const SHARED_ROLES = ['viewer', 'picker', 'editor'] as const
export type SharedRole = (typeof SHARED_ROLES)[number]
export type Role = SharedRole | 'owner'

/**
 * What may be done with a project, and the least role for it:
 * `see` look at it, its looks, videos, runs and photos; `pick` mark favourites and what was seen, and comment; `edit` change products
 * and photos, make looks with one's own points, use the bin; `own` rename, move, bin and share the project itself.
 */
export type Need = 'see' | 'pick' | 'edit' | 'own'
const ROLES: Readonly<Record<Need, readonly SharedRole[]>> = {
  see: ['viewer', 'picker', 'editor'],
  pick: ['picker', 'editor'],
  edit: ['editor'],
  own: [],
}

/**
 * A condition on the query's alias of `projects`: the person owns it, or it is shared with them in a role that suffices. People it is
 * shared with find nothing in a project that is in the bin, or whose owner was deleted or suspended; the owner's bin is for the caller to leave out.
 */
export function may(person: Person, need: Need, project = 'project'): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${project}.${name}`)
  const owns = sql<boolean>`${column('user_id')} = ${person.id}::uuid`
  const entries = entriesOf(person, need)
  if (entries.length === 0) return owns
  // One containment a role, and not a look into the list: the index on it answers these.
  const holds = entries.map((entry) => sql`${column('shard_user_list')} @> ${entry}::jsonb`)
  return sql<boolean>`(${owns} or (${sql.join(holds, sql` or `)})
    and ${column('deleted_at')} is null
    and exists (select from collections where id = ${column('collection_id')} and deleted_at is null)
    and exists (select from users where id = ${column('user_id')} and deleted_at is null and suspended_at is null))`
}

/** Selects what the person is in a project that they may see. */
export function roleIn(person: Person, project = 'project'): RawBuilder<Role> {
  return sql<Role>`case when ${sql.ref(`${project}.user_id`)} = ${person.id}::uuid then 'owner' else (
    select entry ->> 'role' from jsonb_array_elements(${sql.ref(`${project}.shard_user_list`)}) as entry
    where entry ->> 'userId' = ${person.id}::text limit 1) end`
}

/**
 * Answers what `find` finds for a need. When it finds nothing, throws NotAllowed if the same thing is there for whoever may see it,
 * else NotFound: a stranger learns nothing, and a guest that it is the role that does not suffice.
 */
export async function findFor<T>(
  find: (need: Need) => Promise<T | undefined>,
  need: Need,
  what: string,
  id: string,
): Promise<T> {
  const row = await find(need)
  if (row !== undefined) return row
  if (need !== 'see' && (await find('see')) !== undefined) throw new NotAllowed()
  throw new NotFound(what, id)
}

function entriesOf({ id: userId }: Person, need: Need): string[] {
  const roles = ROLES[need]
  // Everyone on the list may see: the role need not be asked for.
  if (roles.length === SHARED_ROLES.length) return [JSON.stringify([{ userId }])]
  return roles.map((role) => JSON.stringify([{ userId, role }]))
}
