// Tells people that what they may do in a project has changed, and every process to forget what it remembers of it.
import { sql } from 'kysely'
import type { Studio } from '../studio.ts'

/** Says it to these people, and waits until it is heard: after that no answer and no file goes by what held before. */
export async function sayAccess(
  studio: Studio,
  projectId: string,
  userIds: readonly string[],
): Promise<void> {
  await studio.live.sayNow(
    userIds.map((userId) => ({ userId, event: { type: 'access', projectId } as const })),
  )
}

/** Says it to the owner and everyone with whom a project, or one of a collection, is shared: it went into the bin, or came out of it. */
export async function sayAccessToAll(
  studio: Studio,
  of: { readonly projectId: string } | { readonly collectionId: string },
): Promise<void> {
  const which =
    'projectId' in of ? sql`id = ${of.projectId}::uuid` : sql`collection_id = ${of.collectionId}::uuid`
  const { rows } = await sql<{ id: string; user_id: string }>`
    select id, user_id::text from projects where ${which}
    union all
    select projects.id, entry ->> 'userId'
    from projects, jsonb_array_elements(shard_user_list) as entry where ${which}`.execute(studio.db)
  await studio.live.sayNow(
    rows.map(({ id: projectId, user_id: userId }) => ({ userId, event: { type: 'access', projectId } })),
  )
}
