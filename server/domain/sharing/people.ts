// Who is in a project: listed for all of them; roles changed and people removed by its owner; anyone may leave.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'
import { NotAllowed, NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person, Role, SharedRole } from '../access.ts'
import { getProject } from '../projects/projects.ts'
import { holdSharedProject, writeEntries } from '../projects/shared-with.ts'
import { sayAccess } from '../say-access.ts'
import { cancelJob } from '../vto-jobs/queue.ts'
import { sayJobs } from '../vto-jobs/say-job.ts'
import { listInvitations, type InvitationRow } from './invitations.ts'

export interface MemberRow {
  readonly user_id: string
  readonly name: string | null
  /** null for whom it does not concern. */
  readonly email: string | null
  readonly role: Role
  readonly since: string | null
}

export interface PeopleOf {
  readonly members: readonly MemberRow[]
  readonly invitations: readonly InvitationRow[]
}

/** Everyone in a project, its owner first, then in the order they came. The deleted are left out. Throws NotFound. */
export async function listPeople(studio: Studio, user: Person, projectId: string): Promise<PeopleOf> {
  const { role } = await getProject(studio.db, user, projectId)
  const { rows: members } = await sql<MemberRow>`
    select u.id as user_id, u.name, member.role, member.since,
      case when ${role} = 'owner' or u.id = ${user.id}::uuid then u.email end as email
    from projects p cross join lateral (
      select p.user_id, 'owner' as role, null as since, 0 as place
      union all
      select (entry ->> 'userId')::uuid, entry ->> 'role', entry ->> 'at', place
      from jsonb_array_elements(p.shard_user_list) with ordinality as list (entry, place)
    ) as member join users u on u.id = member.user_id and u.deleted_at is null
    where p.id = ${projectId} order by member.place`.execute(studio.db)
  return { members, invitations: role === 'owner' ? await listInvitations(studio, projectId) : [] }
}

/** Changes what somebody may do; it holds from their next request on. Throws NotFound for either, and NotAllowed. */
export async function changeRole(
  studio: Studio,
  user: Person,
  projectId: string,
  userId: string,
  role: SharedRole,
): Promise<PeopleOf> {
  await studio.db.transaction().execute(async (trx) => {
    const { entries } = await holdSharedProject(trx, user, projectId, 'own')
    if (!entries.some((entry) => entry.userId === userId)) throw new NotFound('person', userId)
    const changed = entries.map((entry) => (entry.userId === userId ? { ...entry, role } : entry))
    await writeEntries(trx, projectId, changed)
  })
  await sayPeople(studio, user, projectId, userId)
  return listPeople(studio, user, projectId)
}

/**
 * Takes a project back from somebody, or leaves it. From the commit on they find nothing of it, by no request and no signed address.
 * What they have queued in it ends and is refunded: they would not see what it makes. Throws NotFound for either, and NotAllowed.
 */
export async function removePerson(
  studio: Studio,
  user: Person,
  projectId: string,
  userId: string,
): Promise<void> {
  const jobs = await studio.db.transaction().execute(async (trx) => {
    const { ownerId, entries } = await holdSharedProject(
      trx,
      user,
      projectId,
      userId === user.id ? 'see' : 'own',
    )
    if (userId === ownerId) throw new NotAllowed()
    const left = entries.filter((entry) => entry.userId !== userId)
    if (left.length === entries.length) throw new NotFound('person', userId)
    await writeEntries(trx, projectId, left)
    return jobsOf(trx, projectId, userId)
  })
  await sayPeople(studio, user, projectId, userId)
  for (const id of jobs) await cancelJob(studio.database.pool, id)
  await sayJobs(studio, jobs)
}

/** Tells whom it concerns at once, and the others in the project that its people have changed. */
export async function sayPeople(
  studio: Studio,
  user: Person,
  projectId: string,
  userId: string,
): Promise<void> {
  await sayAccess(studio, projectId, [userId])
  studio.live.say({ userId: user.id, projectId, event: { type: 'project', projectId } })
}

async function jobsOf(trx: Db, projectId: string, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('vto_job')
    .select('id')
    .where('project_id', '=', projectId)
    .where('user_id', '=', userId)
    .where('status', 'in', ['PENDING', 'RUNNING'])
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
