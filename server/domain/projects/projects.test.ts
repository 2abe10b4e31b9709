// Projects keep their owner, their collection, their bin and the pictures that stand for them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildImage } from '#test/build-image.ts'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { binCollection, createCollection, restoreCollection } from '../collections/collections.ts'
import {
  binProject,
  createProject,
  getProject,
  listProjects,
  restoreProject,
  updateProject,
} from './projects.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

const ids = async (user: { id: string }, wish: { bin?: boolean; collectionId?: string } = {}) =>
  (await listProjects(studio.db, user, { bin: false, limit: 100, ...wish })).items.map(({ id }) => id)

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const cover = ({ url }: { url: string }) => `look ${url.replace('full.png', '480.webp')}`

test('a project is made, renamed, moved and listed', async () => {
  const user = await buildUser(studio)
  const spring = await createCollection(studio.db, user, { name: 'Spring' })
  const autumn = await createCollection(studio.db, user, { name: 'Autumn' })
  const made = await createProject(studio, user, { collectionId: spring.id, name: 'Drop 1' })
  assert.deepEqual([made.name, made.collection_id, made.covers], ['Drop 1', spring.id, []])
  assert.deepEqual([made.total_image_number, made.unseen_image_number], [0, 0])
  const moved = await updateProject(studio, user, made.id, { collectionId: autumn.id })
  assert.deepEqual([moved.name, moved.collection_id], ['Drop 1', autumn.id])
  assert.equal((await updateProject(studio, user, made.id, { name: 'Drop 2' })).name, 'Drop 2')
  assert.deepEqual(await ids(user, { collectionId: spring.id }), [])
  assert.deepEqual(await ids(user, { collectionId: autumn.id }), [made.id])
})

test('nothing goes into a collection that is binned, or not yours', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const mine = await buildProject(studio, user)
  const theirs = await createCollection(studio.db, other, { name: 'Theirs' })
  const binned = await createCollection(studio.db, user, { name: 'Old' })
  await binCollection(studio, user, binned.id)
  for (const collectionId of [theirs.id, binned.id, uuidv7()]) {
    await assert.rejects(createProject(studio, user, { collectionId, name: 'x' }), throwsCode('not_found'))
    await assert.rejects(updateProject(studio, user, mine.id, { collectionId }), throwsCode('not_found'))
  }
  assert.equal((await getProject(studio.db, user, mine.id)).collection_id, mine.collectionId)
})

test('the bin: binned with its collection, and restored in order', async () => {
  const user = await buildUser(studio)
  const [inside, alone] = [await buildProject(studio, user), await buildProject(studio, user)]
  await binProject(studio, user, alone.id)
  assert.deepEqual(await ids(user), [inside.id])
  assert.deepEqual(await ids(user, { bin: true }), [alone.id])
  assert.ok((await binProject(studio, user, alone.id)).deleted_at, 'again changes nothing')

  await binCollection(studio, user, inside.collectionId)
  assert.deepEqual(await ids(user), [])
  for (const act of [
    () => getProject(studio.db, user, inside.id),
    () => binProject(studio, user, inside.id),
    () => updateProject(studio, user, inside.id, { name: 'x' }),
  ])
    await assert.rejects(act, throwsCode('not_found'))
  await restoreCollection(studio.db, user, inside.collectionId)
  assert.deepEqual(await ids(user), [inside.id])

  await binCollection(studio, user, alone.collectionId)
  await assert.rejects(
    restoreProject(studio, user, alone.id),
    throwsCode('in_bin', { what: 'collection', id: alone.collectionId }),
  )
  await restoreCollection(studio.db, user, alone.collectionId)
  assert.deepEqual(await ids(user), [inside.id])
  assert.equal((await restoreProject(studio, user, alone.id)).deleted_at, null)
  assert.equal((await ids(user)).length, 2)
})

test('covers: favourites, then the newest looks, then garment photos, six at most', async () => {
  const user = await buildUser(studio)
  const project = await buildProject(studio, user)
  const coversOf = async () => {
    const [{ covers }] = (await listProjects(studio.db, user, { bin: false, limit: 1 })).items
    return covers.map(({ kind, key }) => `${kind} ${key}`)
  }
  const product = await buildProduct(studio, user, {
    projectId: project.id,
    photos: [
      { slot: 'upper', side: 'front' },
      { slot: 'upper', side: 'back' },
      { slot: 'bottom', side: 'front' },
    ],
  })
  const photos = (await coversOf()).map((cover) => cover.replace(/[0-9a-f-]{36}/, '…'))
  assert.deepEqual(photos, ['photo photos/…/thumbnail.webp', 'photo photos/…/thumbnail.webp'], 'fronts only')
  assert.ok(product.id)

  const favourite = await buildImage(studio, user, project, { isSelected: true, createdAt: at(0) })
  const older = await buildImage(studio, user, project, { createdAt: at(1), seen: true })
  const newer = await buildImage(studio, user, project, { createdAt: at(2) })
  assert.deepEqual((await coversOf()).slice(0, 3), [favourite, newer, older].map(cover))
  assert.equal((await coversOf()).length, 5)
  for (let minute = 3; minute < 20; minute++)
    await buildImage(studio, user, project, { createdAt: at(minute) })
  const many = await coversOf()
  assert.equal(many.length, 6)
  assert.equal(many[0], cover(favourite))
  const row = await getProject(studio.db, user, project.id)
  assert.deepEqual([row.total_image_number, row.selected_image_number, row.unseen_image_number], [20, 1, 19])
})

test("another user's project is not there", async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const { id } = await buildProject(studio, user)
  const tries = [
    () => getProject(studio.db, other, id),
    () => updateProject(studio, other, id, { name: 'x' }),
    () => binProject(studio, other, id),
    () => restoreProject(studio, other, id),
  ]
  for (const one of tries) await assert.rejects(one, throwsCode('not_found'))
  assert.deepEqual(await ids(other), [])
  assert.deepEqual(await ids(user), [id])
})
