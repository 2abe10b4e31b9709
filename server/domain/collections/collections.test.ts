// Collections keep their owner, their order and their bin.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { createProject, binProject } from '../projects/projects.ts'
import {
  binCollection,
  createCollection,
  getCollection,
  listCollections,
  renameCollection,
  restoreCollection,
} from './collections.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

const names = async (user: { id: string }, bin = false) =>
  (await listCollections(studio.db, user, { bin, limit: 100 })).items.map(({ name }) => name)

test('a collection is made, renamed, binned and restored', async () => {
  const user = await buildUser(studio)
  const made = await createCollection(studio.db, user, { name: 'Spring' })
  assert.equal(made.name, 'Spring')
  assert.equal(made.deleted_at, null)
  await createCollection(studio.db, user, { name: 'Autumn' })
  assert.equal((await renameCollection(studio.db, user, made.id, { name: 'Summer' })).name, 'Summer')
  assert.deepEqual(await names(user), ['Autumn', 'Summer'])

  assert.ok((await binCollection(studio, user, made.id)).deleted_at)
  assert.ok((await binCollection(studio, user, made.id)).deleted_at, 'again changes nothing')
  assert.deepEqual(await names(user), ['Autumn'])
  assert.deepEqual(await names(user, true), ['Summer'])
  await assert.rejects(getCollection(studio.db, user, made.id), throwsCode('not_found'))
  await assert.rejects(renameCollection(studio.db, user, made.id, { name: 'x' }), throwsCode('not_found'))

  assert.equal((await restoreCollection(studio.db, user, made.id)).deleted_at, null)
  assert.deepEqual(await names(user), ['Autumn', 'Summer'])
  assert.deepEqual(await names(user, true), [])
})

test('it counts the projects that are not in the bin', async () => {
  const user = await buildUser(studio)
  const { id } = await createCollection(studio.db, user, { name: 'Spring' })
  const first = await createProject(studio, user, { collectionId: id, name: 'One' })
  await createProject(studio, user, { collectionId: id, name: 'Two' })
  assert.equal((await getCollection(studio.db, user, id)).project_count, 2)
  await binProject(studio, user, first.id)
  assert.equal((await getCollection(studio.db, user, id)).project_count, 1)
})

test("another user's collection is not there", async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const { id } = await createCollection(studio.db, user, { name: 'Mine' })
  const tries = [
    () => getCollection(studio.db, other, id),
    () => renameCollection(studio.db, other, id, { name: 'Theirs' }),
    () => binCollection(studio, other, id),
    () => restoreCollection(studio.db, other, id),
    () => getCollection(studio.db, other, uuidv7()),
  ]
  for (const one of tries) await assert.rejects(one, throwsCode('not_found'))
  assert.deepEqual(await names(other), [])
  assert.deepEqual(await names(user), ['Mine'])
})

test('pages lose no row and show none twice, however many were made in one instant', async () => {
  const user = await buildUser(studio)
  const instants = [
    '2026-01-02 03:04:05.123456+00',
    '2026-01-02 03:04:05.123457+00',
    '2026-01-02 03:04:05.123+00',
  ]
  const ids = Array.from({ length: 30 }, () => uuidv7())
  await studio.db
    .insertInto('collections')
    .values(ids.map((id, i) => ({ id, user_id: user.id, name: `${i}`, created_at: instants[i % 3] })))
    .execute()
  const walk = async (bin: boolean) => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await listCollections(studio.db, user, { bin, after, limit: 7 })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    return seen
  }
  const seen = await walk(false)
  assert.equal(seen.length, 30)
  assert.deepEqual(seen.toSorted(), ids.toSorted())
  await sql`update collections set deleted_at = created_at where user_id = ${user.id}`.execute(studio.db)
  assert.deepEqual(await walk(true), seen)
  assert.deepEqual(await walk(false), [])
})

test('a cursor that is none is refused', async () => {
  const user = await buildUser(studio)
  for (const after of ['x', '', Buffer.from('2026-02-30T00:00:00.000000Z 1').toString('base64url')])
    await assert.rejects(
      listCollections(studio.db, user, { bin: false, after, limit: 5 }),
      throwsCode('bad_cursor'),
    )
})
