// Invitations to people who have no account yet: a letter with a token, accepted once by whoever holds it.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person, SharedRole } from '../access.ts'
import { getProject, type ProjectRow } from '../projects/projects.ts'
import { enterPerson, holdSharedProject } from '../projects/shared-with.ts'
import { sayAccess } from '../say-access.ts'
import { hashToken, newToken } from '../token.ts'

/** How long an invitation may be accepted, in days. */
const DAYS = 14

export interface InvitationRow {
  readonly id: string
  readonly email: string
  readonly role: SharedRole
  readonly created_at: Date
  readonly expires_at: Date
}

/** What an invitation tells whoever holds it. */
export interface InvitationNewsRow extends InvitationRow {
  readonly project_id: string
  readonly project_name: string
  readonly owner_id: string
  readonly invited_by: string | null
}

/** The invitations to a project that may still be accepted, newest first. */
export async function listInvitations(studio: Studio, projectId: string): Promise<InvitationRow[]> {
  const rows = await studio.db
    .selectFrom('invitation')
    .select(['id', 'email', 'role', 'created_at', 'expires_at'])
    .where('project_id', '=', projectId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', studio.now())
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows as InvitationRow[]
}

/** Writes an invitation, in place of an earlier one to the same address, and answers its token, which cannot be had again. */
export async function writeInvitation(
  studio: Studio,
  trx: Db,
  user: Person,
  wish: { readonly projectId: string; readonly email: string; readonly role: SharedRole },
): Promise<string> {
  const now = studio.now()
  await trx
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('project_id', '=', wish.projectId)
    .where('email', '=', wish.email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  const token = newToken()
  await trx
    .insertInto('invitation')
    .values({
      project_id: wish.projectId,
      invited_by: user.id,
      email: wish.email,
      role: wish.role,
      token_hash: hashToken(token),
      created_at: now,
      expires_at: new Date(now.getTime() + DAYS * 24 * 3600_000),
    })
    .execute()
  return token
}

/** Takes an invitation back. Throws NotFound, or NotAllowed. */
export async function revokeInvitation(
  studio: Studio,
  user: Person,
  projectId: string,
  id: string,
): Promise<void> {
  await getProject(studio.db, user, projectId, 'own')
  const { numUpdatedRows } = await studio.db
    .updateTable('invitation')
    .set({ revoked_at: studio.now() })
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new StudioError('not_found', { what: 'invitation', id })
}

/** What an invitation is to. Throws link_gone for one that is used, revoked, expired, to a project that is gone, or was never there. */
export async function getInvitation(studio: Studio, token: string): Promise<InvitationNewsRow> {
  return findInvitation(studio.db, token, studio.now())
}

/**
 * Lets the user into the project. Holding the token is the proof: it went to that address alone and works once, while the account
 * may well be under another address, or, with Kakao, under none. Throws link_gone, already_in and too_many_people.
 */
export async function acceptInvitation(studio: Studio, user: Person, token: string): Promise<ProjectRow> {
  const invitation = await studio.db.transaction().execute(async (trx) => {
    const found = await findInvitation(trx, token, studio.now())
    const project = await holdSharedProject(trx, { id: found.owner_id }, found.project_id, 'own')
    // Held: of two who accept at once, the second finds it used.
    const { numUpdatedRows } = await trx
      .updateTable('invitation')
      .set({ accepted_at: studio.now(), accepted_by: user.id })
      .where('id', '=', found.id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new StudioError('link_gone')
    await enterPerson(trx, project, { userId: user.id, role: found.role, at: studio.now().toISOString() })
    return found
  })
  await sayAccess(studio, invitation.project_id, [user.id, invitation.owner_id])
  return getProject(studio.db, user, invitation.project_id)
}

async function findInvitation(db: Db, token: string, now: Date): Promise<InvitationNewsRow> {
  const { rows } = await sql<InvitationNewsRow>`
    select invitation.id, invitation.email, invitation.role, invitation.created_at, invitation.expires_at,
      project.id as project_id, project.name as project_name, project.user_id as owner_id, inviter.name as invited_by
    from invitation
    join projects project on project.id = invitation.project_id and project.deleted_at is null
    join collections collection on collection.id = project.collection_id and collection.deleted_at is null
    join users owner on owner.id = project.user_id and owner.deleted_at is null and owner.suspended_at is null
    join users inviter on inviter.id = invitation.invited_by
    where invitation.token_hash = ${hashToken(token)} and accepted_at is null and revoked_at is null
      and expires_at > ${now}`.execute(db)
  if (!rows[0]) throw new StudioError('link_gone')
  return rows[0]
}
