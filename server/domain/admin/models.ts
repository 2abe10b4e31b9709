// Everybody whose photos are in the studio, as administrators see them: who brought them, on what consent, and what was signed.
import type { Body } from '#sdk/contract/vto-jobs.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import type { Consent } from '../people/people.ts'
import { mustBeAdministrator, type Administrator } from './act.ts'

export interface ModelRow {
  readonly id: string
  readonly name: string
  readonly body: Body
  readonly house: boolean
  readonly consent: Consent & { readonly at: string }
  readonly release_key: string | null
  readonly release_name: string | null
  readonly release_at: Date | null
  readonly created_at: Date
  readonly user_id: string
  readonly user_name: string | null
  readonly user_email: string | null
}

/** The people of all sellers and of the house, newest first, without their photos. Throws bad_cursor. */
export async function listModels(
  studio: Studio,
  admin: Administrator,
  { after, limit, release }: PageWish & { readonly release?: 'missing' },
): Promise<PageOf<ModelRow>> {
  await mustBeAdministrator(studio.db, admin)
  let query = studio.db
    .selectFrom('person')
    .innerJoin('users as owner', 'owner.id', 'person.user_id')
    .select([
      'person.id',
      'person.name',
      'person.body',
      'person.house',
      'person.consent',
      'person.release_key',
      'person.release_name',
      'person.release_at',
      'person.created_at',
      'person.user_id',
      'owner.name as user_name',
      'owner.email as user_email',
      cursorAt('person.created_at').as('at'),
    ])
    .where('person.deleted_at', 'is', null)
    .orderBy('person.created_at', 'desc')
    .orderBy('person.id', 'desc')
    .limit(limit + 1)
  if (release === 'missing') query = query.where('person.release_key', 'is', null)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'person.created_at', 'person.id'))
  return pageOf((await query.execute()) as unknown as (ModelRow & { readonly at: string })[], limit)
}
