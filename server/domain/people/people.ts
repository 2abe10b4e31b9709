// People who wear the clothes of engines that dress a person: listed, brought with their consent, photographed.
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Side } from '#sdk/contract/products.ts'
import type { Body } from '#sdk/contract/vto-jobs.ts'
import type { Db } from '../../database/database.ts'
import { NotAllowed, NotFound, StudioError } from '../../errors.ts'
import { readPhoto, readUpload } from '../../imaging.ts'
import { putTogether } from '../../storage/put-together.ts'
import type { Studio } from '../../studio.ts'

/** Nobody keeps more of them in mind. */
const MOST_PEOPLE = 100
/** The shorter side that the hosted engines ask for at least. */
const SMALLEST = 300

export interface Consent {
  readonly adult: boolean
  readonly release: boolean
  readonly purpose: string
}

export interface PersonRow {
  readonly id: string
  readonly user_id: string
  readonly house: boolean
  readonly name: string
  readonly body: Body
  /** Storage keys of working copies; a thumbnail lies beside each. */
  readonly front_key: string | null
  readonly back_key: string | null
  readonly consent: Consent & { readonly at: string; readonly by: string }
  /** What they signed: storage key, what the file was called, and when it came. */
  readonly release_key: string | null
  readonly release_name: string | null
  readonly release_at: Date | null
  readonly created_at: Date
}

interface Caller {
  readonly id: string
  readonly isAdmin?: boolean
}

/** The user's own and those of the house, newest first. */
export async function listPeople(db: Db, user: Caller): Promise<PersonRow[]> {
  return (await openTo(db, user)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(2 * MOST_PEOPLE)
    .execute()) as unknown as PersonRow[]
}

/** Somebody the user may dress. Throws NotFound. */
export async function getPerson(db: Db, user: Caller, id: string): Promise<PersonRow> {
  const row = await openTo(db, user).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('person', id)
  return row as unknown as PersonRow
}

/**
 * Adds a person. Throws consent_needed unless they are of age and have released their picture, NotAllowed for one of the house by
 * somebody who is no administrator, and people_full.
 */
export async function createPerson(
  studio: Studio,
  user: Caller,
  wish: { readonly name: string; readonly body: Body; readonly consent: Consent; readonly house: boolean },
): Promise<PersonRow> {
  const { name, body, consent, house } = wish
  if (!consent.adult || !consent.release) throw new StudioError('consent_needed')
  if (house && !user.isAdmin) throw new NotAllowed()
  const { count } = await studio.db
    .selectFrom('person')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('user_id', '=', user.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_PEOPLE) throw new StudioError('people_full', { most: MOST_PEOPLE })
  const id = uuidv7()
  const declared = { ...consent, at: studio.now().toISOString(), by: user.id }
  await studio.db
    .insertInto('person')
    .values({ id, user_id: user.id, house, name, body, consent: JSON.stringify(declared) })
    .execute()
  return getPerson(studio.db, user, id)
}

/** Puts a person's photo, in place of the one there: decoded and stripped like a garment's, and its original is not kept. */
export async function putPersonPhoto(
  studio: Studio,
  user: Caller,
  id: string,
  side: Side,
  upload: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<PersonRow> {
  const before = await getOwnPerson(studio.db, user, id)
  const { working, thumbnail } = await readPhoto(await readUpload(upload.bytes, upload.declaredBytes))
  if (Math.min(working.width, working.height) < SMALLEST)
    throw new StudioError('photo_small', { width: working.width, height: working.height, least: SMALLEST })
  const name = `people/${id}/${side}-${uuidv7()}`
  const key = `${name}.${working.extension}`
  await putTogether(studio.storage, [
    { key, bytes: working.bytes, contentType: working.contentType },
    { key: thumbnailOf(key), bytes: thumbnail.bytes, contentType: thumbnail.contentType },
  ])
  const { numUpdatedRows } = await studio.db
    .updateTable('person')
    .set(side === 'front' ? { front_key: key } : { back_key: key })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  // Deleted in between: the photo must not outlive them. One that is replaced stays for the jobs that name it.
  if (numUpdatedRows === 0n) await studio.storage.remove([key, thumbnailOf(key)])
  return getPerson(studio.db, user, before.id)
}

/** Where the small copy of a person's photo lies. */
export function thumbnailOf(key: string): string {
  return key.replace(/[.]\w+$/, '.thumb.webp')
}

/** Somebody the user has brought; of the house, any administrator may. Throws NotFound, or NotAllowed. */
export async function getOwnPerson(db: Db, user: Caller, id: string): Promise<PersonRow> {
  const person = await getPerson(db, user, id)
  if (person.user_id !== user.id && !(person.house && user.isAdmin)) throw new NotAllowed()
  return person
}

function openTo(db: Db, user: Caller) {
  return db
    .selectFrom('person')
    .select(['id', 'user_id', 'house', 'name', 'body', 'front_key', 'back_key', 'consent'])
    .select(['release_key', 'release_name', 'release_at', 'created_at'])
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`(user_id = ${user.id}::uuid or house)`)
}
