// Who is in a project, and invitations to it.
import {
  acceptInvitation,
  addPerson,
  changeRole,
  getInvitation,
  listPeople,
  removePerson,
  revokeInvitation,
  type People,
} from '#sdk/contract/sharing.ts'
import { addPerson as add } from '../domain/sharing/add-person.ts'
import * as invitations from '../domain/sharing/invitations.ts'
import * as people from '../domain/sharing/people.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { presentProject } from './projects.ts'

export function sharingRoutes(app: App, studio: Studio): void {
  app.route({
    ...listPeople,
    handler: async ({ user, params }) => presentPeople(await people.listPeople(studio, user, params.id)),
  })

  app.route({
    ...addPerson,
    handler: async ({ user, params, body }) => presentPeople(await add(studio, user, params.id, body)),
  })

  app.route({
    ...changeRole,
    handler: async ({ user, params, body }) =>
      presentPeople(await people.changeRole(studio, user, params.id, params.userId, body.role)),
  })

  app.route({
    ...removePerson,
    handler: async ({ user, params }, reply) => {
      await people.removePerson(studio, user, params.id, params.userId)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...revokeInvitation,
    handler: async ({ user, params }, reply) => {
      await invitations.revokeInvitation(studio, user, params.id, params.invitationId)
      return reply.code(204).send(null)
    },
  })

  app.route({
    ...getInvitation,
    handler: async ({ params }) => {
      const row = await invitations.getInvitation(studio, params.token)
      return {
        projectName: row.project_name,
        invitedBy: row.invited_by,
        role: row.role,
        email: row.email,
        expiresAt: row.expires_at.toISOString(),
      }
    },
  })

  app.route({
    ...acceptInvitation,
    handler: async ({ user, params }) =>
      presentProject(studio, user, await invitations.acceptInvitation(studio, user, params.token)),
  })
}

function presentPeople({ members, invitations }: people.PeopleOf): People {
  return {
    members: members.map(({ user_id, name, email, role, since }) => ({
      userId: user_id,
      name,
      email,
      role,
      // A list written by hand may hold no time.
      since: since !== null && Number.isFinite(Date.parse(since)) ? new Date(since).toISOString() : null,
    })),
    invitations: invitations.map(({ id, email, role, created_at, expires_at }) => ({
      id,
      email,
      role,
      createdAt: created_at.toISOString(),
      expiresAt: expires_at.toISOString(),
    })),
  }
}
