// Opening a link: what it shows to this browser, if anything, and the password that some ask for.
import { sql } from 'kysely'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { hashToken, newToken } from '../token.ts'
import { countTry } from '../users/count-tries.ts'
import { isPassword } from './password.ts'

/** A link that opens, with the browser that came by it. */
export interface OpenLink {
  readonly id: string
  readonly project_id: string
  readonly project_name: string
  readonly owner_id: string
  readonly owner_name: string | null
  readonly owner_language: string
  readonly looks: 'selected' | 'all'
  readonly may_heart: boolean
  readonly may_comment: boolean
  readonly may_download: boolean
  readonly expires_at: Date
  readonly password_hash: string | null
  readonly password_at: Date | null
  /** When its password was set, in milliseconds since 1970; 0 without one. Part of what addresses are signed for. */
  readonly generation: number
  readonly visitor_id: string | null
  readonly visitor_name: string | null
  /** It asks for a password, and this browser has not given it. */
  readonly locked: boolean
}

/** Tries at a password in a minute: of one address, and of all together, whose holders would else share the work. */
const TRIES = { window: 60, max: 10 }
const TRIES_OF_ALL = { window: 60, max: 100 }
/** Looked at by people: more would be a write for every look. */
const NOTE_OPENING_EVERY = '1 minute'

/**
 * The link of a token, for a browser that holds `secret` in its cookie. Throws link_gone for one that is revoked or expired, whose
 * project is in the bin, whose owner is deleted or suspended, and for one that never was: the five look the same from outside.
 */
export async function findLink(studio: Studio, token: string, secret: string | null): Promise<OpenLink> {
  const { rows } = await sql<OpenLink>`
    select link.id, link.project_id, project.name as project_name, owner.id as owner_id, owner.name as owner_name,
      coalesce(owner.language, 'ko') as owner_language, link.looks, link.may_heart, link.may_comment, link.may_download,
      link.expires_at, link.password_hash, link.password_at, ${generationOf} as generation,
      visitor.id as visitor_id, visitor.name as visitor_name,
      link.password_at is not null and visitor.entered_for is distinct from link.password_at as locked
    from share_link link ${withProject}
    left join share_visitor visitor on visitor.link_id = link.id and visitor.secret_hash = ${hashToken(secret ?? '')}
    where link.token_hash = ${hashToken(token)} and ${opens(studio)}`.execute(studio.db)
  if (!rows[0]) throw new StudioError('link_gone')
  return rows[0]
}

/** As findLink, for what a locked link keeps to itself. Throws link_locked too. */
export async function enterLink(studio: Studio, token: string, secret: string | null): Promise<OpenLink> {
  const link = await findLink(studio, token, secret)
  if (link.locked) throw new StudioError('link_locked')
  return link
}

/** Notes that a link was opened, once a minute at most. */
export async function noteOpening(studio: Studio, { id }: OpenLink): Promise<void> {
  await studio.db
    .updateTable('share_link')
    .set({ last_opened_at: studio.now() })
    .where('id', '=', id)
    .where(
      sql<boolean>`coalesce(last_opened_at, '-infinity') < ${studio.now()}::timestamptz - ${NOTE_OPENING_EVERY}::interval`,
    )
    .execute()
}

/**
 * Takes the password of a link; from then on this browser is in. Answers the secret its cookie is to hold. Throws link_gone,
 * wrong_password, and too_many_requests after ten tries a minute.
 */
export async function givePassword(
  studio: Studio,
  token: string,
  visitor: { readonly secret: string | null; readonly address: string },
  password: string,
): Promise<string> {
  const { id, password_hash, password_at } = await findLink(studio, token, visitor.secret)
  for (const [key, rule] of [
    [`link ${id} ${visitor.address}`, TRIES],
    [`link ${id}`, TRIES_OF_ALL],
  ] as const) {
    const { allowed, retryAfter } = await countTry(studio.db, key, rule)
    if (!allowed) throw new StudioError('too_many_requests', { retryAfter })
  }
  if (password_hash !== null && !(await isPassword(password, password_hash)))
    throw new StudioError('wrong_password')
  return keepVisitor(studio, id, visitor.secret, { enteredFor: password_at })
}

/** Keeps the name under which this browser likes and comments. Throws link_gone and link_locked. */
export async function nameVisitor(
  studio: Studio,
  token: string,
  secret: string | null,
  name: string,
): Promise<string> {
  const { id } = await enterLink(studio, token, secret)
  return keepVisitor(studio, id, secret, { name })
}

async function keepVisitor(
  studio: Studio,
  linkId: string,
  known: string | null,
  { name, enteredFor }: { readonly name?: string; readonly enteredFor?: Date | null },
): Promise<string> {
  const secret = known ?? newToken()
  await studio.db
    .insertInto('share_visitor')
    .values({
      link_id: linkId,
      secret_hash: hashToken(secret),
      name: name ?? null,
      entered_for: enteredFor ?? null,
      created_at: studio.now(),
    })
    .onConflict((conflict) =>
      conflict.columns(['link_id', 'secret_hash']).doUpdateSet({
        ...(name !== undefined && { name }),
        ...(enteredFor !== undefined && { entered_for: enteredFor }),
      }),
    )
    .execute()
  return secret
}

/** Joins what a link needs to open: a project out of the bin, of somebody who is there. */
export const withProject = sql`
  join projects project on project.id = link.project_id and project.deleted_at is null
  join collections collection on collection.id = project.collection_id and collection.deleted_at is null
  join users owner on owner.id = project.user_id and owner.deleted_at is null and owner.suspended_at is null`

export const opens = (studio: Studio) => sql`link.revoked_at is null and link.expires_at > ${studio.now()}`

export const generationOf = sql<number>`
  coalesce(floor(extract(epoch from link.password_at) * 1000), 0)::float8`
