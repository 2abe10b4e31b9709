// Links to a project's looks for people without an account: made, changed, listed and taken back by its owner.
import { sql } from 'kysely'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getProject } from '../projects/projects.ts'
import { holdSharedProject } from '../projects/shared-with.ts'
import { sayAccess } from '../say-access.ts'
import { hashToken, newToken } from '../token.ts'
import { hashPassword } from './password.ts'

const MOST_LINKS = 50

export interface ShareLinkRow {
  readonly id: string
  readonly label: string
  readonly looks: 'selected' | 'all'
  readonly may_heart: boolean
  readonly may_comment: boolean
  readonly may_download: boolean
  readonly has_password: boolean
  readonly created_at: Date
  readonly expires_at: Date
  readonly last_opened_at: Date | null
}

export interface LinkWish {
  readonly label: string
  readonly looks: 'selected' | 'all'
  readonly mayHeart: boolean
  readonly mayComment: boolean
  readonly mayDownload: boolean
  /** null for none. */
  readonly password: string | null
  /** How long it opens, from now on. */
  readonly days: number
}

/** The links of a project that still open, newest first. Throws NotFound, or NotAllowed. */
export async function listLinks(studio: Studio, user: Person, projectId: string): Promise<ShareLinkRow[]> {
  await getProject(studio.db, user, projectId, 'own')
  const rows = await openLinks(studio, projectId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows as ShareLinkRow[]
}

/** Makes a link and answers its token, which cannot be had again. Throws NotFound, NotAllowed and too_many_links. */
export async function createLink(
  studio: Studio,
  user: Person,
  projectId: string,
  wish: LinkWish,
): Promise<ShareLinkRow & { readonly token: string }> {
  const token = newToken()
  const now = studio.now()
  const password = wish.password === null ? null : await hashPassword(wish.password)
  const id = await studio.db.transaction().execute(async (trx) => {
    await holdSharedProject(trx, user, projectId, 'own')
    const open = await openLinks(studio, projectId, trx).execute()
    if (open.length >= MOST_LINKS) throw new StudioError('too_many_links', { most: MOST_LINKS })
    const row = await trx
      .insertInto('share_link')
      .values({
        project_id: projectId,
        made_by: user.id,
        token_hash: hashToken(token),
        label: wish.label,
        looks: wish.looks,
        may_heart: wish.mayHeart,
        may_comment: wish.mayComment,
        may_download: wish.mayDownload,
        password_hash: password,
        password_at: password === null ? null : now,
        created_at: now,
        expires_at: endOf(now, wish.days),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  })
  return { ...(await getLink(studio, projectId, id)), token }
}

/** Changes what is given and leaves the rest; it holds at once. Throws NotFound for either, and NotAllowed. */
export async function updateLink(
  studio: Studio,
  user: Person,
  projectId: string,
  id: string,
  change: { readonly [Key in keyof LinkWish]?: LinkWish[Key] | undefined },
): Promise<ShareLinkRow> {
  await getProject(studio.db, user, projectId, 'own')
  await getLink(studio, projectId, id)
  const { label, looks, mayHeart, mayComment, mayDownload, password, days } = change
  const now = studio.now()
  const hash = typeof password === 'string' ? await hashPassword(password) : null
  await studio.db
    .updateTable('share_link')
    .set({
      ...(label !== undefined && { label }),
      ...(looks !== undefined && { looks }),
      ...(mayHeart !== undefined && { may_heart: mayHeart }),
      ...(mayComment !== undefined && { may_comment: mayComment }),
      ...(mayDownload !== undefined && { may_download: mayDownload }),
      ...(password !== undefined && {
        password_hash: hash,
        password_at:
          hash === null
            ? null
            : sql<Date>`greatest(${now}::timestamptz, password_at + interval '1 millisecond')`,
      }),
      ...(days !== undefined && { expires_at: endOf(now, days) }),
    })
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .where('revoked_at', 'is', null)
    .execute()
  await sayAccess(studio, projectId, [user.id])
  return getLink(studio, projectId, id)
}

/** Takes a link back: from the commit on it opens nothing, and what was signed for it is worth nothing. Throws NotFound, NotAllowed. */
export async function revokeLink(studio: Studio, user: Person, projectId: string, id: string): Promise<void> {
  await getProject(studio.db, user, projectId, 'own')
  const { numUpdatedRows } = await studio.db
    .updateTable('share_link')
    .set({ revoked_at: studio.now() })
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new NotFound('link', id)
  await sayAccess(studio, projectId, [user.id])
}

async function getLink(studio: Studio, projectId: string, id: string): Promise<ShareLinkRow> {
  const row = await openLinks(studio, projectId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('link', id)
  return row as ShareLinkRow
}

function openLinks(studio: Studio, projectId: string, db = studio.db) {
  return db
    .selectFrom('share_link')
    .select(['id', 'label', 'looks', 'may_heart', 'may_comment', 'may_download'])
    .select(['created_at', 'expires_at', 'last_opened_at'])
    .select(sql<boolean>`password_hash is not null`.as('has_password'))
    .where('project_id', '=', projectId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', studio.now())
}

function endOf(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 24 * 3600_000)
}
