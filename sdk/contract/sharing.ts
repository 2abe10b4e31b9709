// Sharing a project with people: by e-mail address, in a role; those without an account get an invitation.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { Project, Role } from './projects.ts'
import { ById, Id, Nothing, Time } from './shapes.ts'

/** Viewers look; pickers mark favourites and comment too; editors also change products and make looks with their own points. */
export const SHARED_ROLES = ['editor', 'picker', 'viewer'] as const
export const SharedRole = z.enum(SHARED_ROLES)
export type SharedRole = z.infer<typeof SharedRole>

export const Member = z.object({
  userId: Id,
  name: z.nullable(z.string()),
  /** For the owner, and for oneself; null for others. */
  email: z.nullable(z.string()),
  role: Role,
  /** null for the owner. */
  since: z.nullable(Time),
})
export type Member = z.infer<typeof Member>

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: SharedRole,
  createdAt: Time,
  expiresAt: Time,
})
export type Invitation = z.infer<typeof Invitation>

/** Everyone in a project, its owner first; open invitations are shown to the owner alone. */
export const People = z.object({ members: z.array(Member), invitations: z.array(Invitation) })
export type People = z.infer<typeof People>

/** What an invitation tells whoever holds its letter. */
export const InvitationNews = z.object({
  projectName: z.string(),
  invitedBy: z.nullable(z.string()),
  role: SharedRole,
  email: z.string(),
  expiresAt: Time,
})
export type InvitationNews = z.infer<typeof InvitationNews>

const Email = z.email().check(z.trim(), z.toLowerCase(), z.maxLength(254))
const ByPerson = z.object({ id: Id, userId: Id })
const ByToken = z.object({ token: z.string().check(z.minLength(1), z.maxLength(100)) })
const tags = ['sharing']

export const listPeople = {
  method: 'GET',
  url: '/v1/projects/:id/people',
  schema: { summary: 'Who may see a project', tags, params: ById, response: { 200: People } },
} as const satisfies Operation

export const addPerson = {
  method: 'POST',
  url: '/v1/projects/:id/people',
  schema: {
    summary:
      'Share a project with an e-mail address: an account is let in at once, anyone else is invited by letter',
    tags,
    params: ById,
    body: z.object({ email: Email, role: SharedRole }),
    response: { 200: People },
  },
  config: { perMinute: 20, errors: ['already_in', 'too_many_people'] },
} as const satisfies Operation

export const changeRole = {
  method: 'PATCH',
  url: '/v1/projects/:id/people/:userId',
  schema: {
    summary: 'Change what somebody may do in a project, at once',
    tags,
    params: ByPerson,
    body: z.object({ role: SharedRole }),
    response: { 200: People },
  },
} as const satisfies Operation

export const removePerson = {
  method: 'DELETE',
  url: '/v1/projects/:id/people/:userId',
  schema: {
    summary:
      'Take a project back from somebody, or leave it; it holds at once, and their waiting runs in it are refunded',
    tags,
    params: ByPerson,
    response: { 204: Nothing },
  },
} as const satisfies Operation

export const revokeInvitation = {
  method: 'DELETE',
  url: '/v1/projects/:id/invitations/:invitationId',
  schema: {
    summary: 'Take an invitation back',
    tags,
    params: z.object({ id: Id, invitationId: Id }),
    response: { 204: Nothing },
  },
} as const satisfies Operation

export const getInvitation = {
  method: 'GET',
  url: '/v1/invitations/:token',
  schema: {
    summary: 'What an invitation is to, for whoever holds it',
    tags,
    params: ByToken,
    response: { 200: InvitationNews },
  },
  config: { open: true, perMinute: 60, errors: ['link_gone'] },
} as const satisfies Operation

export const acceptInvitation = {
  method: 'POST',
  url: '/v1/invitations/:token/accept',
  schema: {
    summary: 'Accept an invitation; it can be used once',
    tags,
    params: ByToken,
    response: { 200: Project },
  },
  config: { scope: 'account', perMinute: 60, errors: ['link_gone', 'already_in', 'too_many_people'] },
} as const satisfies Operation
