// Sharing a project with an e-mail address: whoever has an account there is let in at once, anyone else gets an invitation.
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import type { Person, SharedRole } from '../access.ts'
import { wantsMail } from '../mail/notifications.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { enterPerson, holdSharedProject } from '../projects/shared-with.ts'
import { writeInvitation } from './invitations.ts'
import { listPeople, sayPeople, type PeopleOf } from './people.ts'

interface Sharer extends Person {
  readonly name: string | null
  readonly language: string
}

/**
 * Shares a project. A letter says so in either case, unless whoever has an account wishes none. Where the studio sends mail, an account counts only once its address is proved:
 * else whoever signs up under somebody's address would be let in instead of them. Throws NotFound, NotAllowed, already_in and
 * too_many_people.
 */
export async function addPerson(
  studio: Studio,
  user: Sharer,
  projectId: string,
  { email, role }: { readonly email: string; readonly role: SharedRole },
): Promise<PeopleOf> {
  const entered = await studio.db.transaction().execute(async (trx) => {
    const project = await holdSharedProject(trx, user, projectId, 'own')
    const letter = { by: user.name ?? '', project: project.name, role }
    const known = await findByAddress(trx, email)
    if (known && (known.proved || studio.config.mail.url === null || known.id === user.id)) {
      await enterPerson(trx, project, { userId: known.id, role, at: studio.now().toISOString() })
      const url = `/projects/${projectId}/looks`
      if (await wantsMail(trx, known, 'project_shared'))
        await sendLetter(studio, { id: known.id }, 'invitation', { ...letter, url }, trx)
      return known.id
    }
    const token = await writeInvitation(studio, trx, user, { projectId, email, role })
    const reader = { email, language: known?.language ?? user.language }
    await sendLetter(studio, reader, 'invitation', { ...letter, url: `/join/${token}` }, trx)
    return null
  })
  await sayPeople(studio, user, projectId, entered ?? user.id)
  return listPeople(studio, user, projectId)
}

async function findByAddress(
  trx: Db,
  email: string,
): Promise<{ readonly id: string; readonly language: string; readonly proved: boolean } | null> {
  const row = await trx
    .selectFrom('users as user')
    .leftJoin('auth_user_state as state', 'state.user_id', 'user.id')
    .select(['user.id', 'user.language', 'state.email_verified'])
    .where('user.email', '=', email)
    .where('user.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return { id: row.id, language: row.language ?? 'ko', proved: row.email_verified === true }
}
