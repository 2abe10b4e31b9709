// Users as administrators see them: found by name, address or id, with what they own and can spend.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { balanceOf, type Balance } from '../points/ledger.ts'
import { listLedger, type LedgerPage } from '../points/list-ledger.ts'
import { mustBeAdministrator, type Administrator } from './act.ts'

export interface PersonRow {
  readonly id: string
  readonly name: string | null
  readonly last_name: string | null
  readonly email: string | null
  readonly language: string | null
  readonly picture: string | null
  readonly is_admin: boolean
  readonly created_at: Date
  readonly suspended_at: Date | null
  readonly deleted_at: Date | null
  readonly credit: number
  readonly look_book_ticket: number
  readonly video_ticket: number
  readonly included_look: number
  readonly project_count: number
  readonly look_count: number
  /** When they last did something signed in, as far as sessions and keys tell. */
  readonly last_seen: Date | null
  readonly plan: string | null
}

/** Whose name, address or id holds `q`, newest first; `only` narrows it. Throws bad_cursor. */
export async function searchUsers(
  studio: Studio,
  admin: Administrator,
  { q = '', only, after, limit }: PageWish & { q?: string; only?: 'admins' | 'suspended' | 'deleted' },
): Promise<PageOf<PersonRow>> {
  await mustBeAdministrator(studio.db, admin)
  let query = people(studio.db)
    .select(cursorAt('person.created_at').as('at'))
    .orderBy('person.created_at', 'desc')
    .orderBy('person.id', 'desc')
    .limit(limit + 1)
  for (const word of q.trim().split(/\s+/).filter(Boolean)) {
    const like = `%${word.replace(/[\\%_]/g, (one) => `\\${one}`)}%`
    query = query.where(
      sql<boolean>`concat_ws(' ', person.name, person.last_name, person.email, person.id::text) ilike ${like}`,
    )
  }
  if (only === 'admins') query = query.where('person.is_admin', '=', true)
  if (only === 'suspended') query = query.where('person.suspended_at', 'is not', null)
  query = query.where('person.deleted_at', only === 'deleted' ? 'is not' : 'is', null)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'person.created_at', 'person.id'))
  return pageOf((await query.execute()) as unknown as (PersonRow & { readonly at: string })[], limit)
}

/** One user with the balance, and what unfinished jobs hold of it. Throws NotFound. */
export async function getPerson(
  studio: Studio,
  admin: Administrator,
  id: string,
): Promise<{ readonly person: PersonRow; readonly balance: Balance }> {
  await mustBeAdministrator(studio.db, admin)
  const [person, balance] = await Promise.all([
    people(studio.db).where('person.id', '=', id).executeTakeFirst(),
    balanceOf(studio.db, id),
  ])
  if (!person) throw new NotFound('user', id)
  return { person: person as unknown as PersonRow, balance }
}

/** A user's ledger as they see it. Throws bad_cursor. */
export async function ledgerOfPerson(
  studio: Studio,
  admin: Administrator,
  id: string,
  wish: PageWish,
): Promise<LedgerPage> {
  await mustBeAdministrator(studio.db, admin)
  return listLedger(studio.db, id, wish)
}

function people(db: Db) {
  return db
    .selectFrom('users as person')
    .innerJoin('points', 'points.user_id', 'person.id')
    .select([
      'person.id',
      'person.name',
      'person.last_name',
      'person.email',
      'person.language',
      'person.profile_picture as picture',
      'person.is_admin',
      'person.created_at',
      'person.suspended_at',
      'person.deleted_at',
      'points.credit',
      'points.look_book_ticket',
      'points.video_ticket',
      'points.included_look',
      sql<number>`(select count(*) from projects where user_id = person.id and deleted_at is null)::integer`.as(
        'project_count',
      ),
      sql<number>`(select count(*) from generate_img where user_id = person.id and deleted_at is null)::integer`.as(
        'look_count',
      ),
      sql<Date | null>`greatest((select max(updated_at) from auth_session where user_id = person.id),
        (select max(last_used_at) from api_key where user_id = person.id))`.as('last_seen'),
      sql<string | null>`(select plan from subscriptions where user_id = person.id and status = 'active'
        order by created_at desc limit 1)`.as('plan'),
    ])
}
