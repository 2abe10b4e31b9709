// Products keep their owner, their project and their bin.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { binCollection, restoreCollection } from '../collections/collections.ts'
import { binProject, restoreProject } from '../projects/projects.ts'
import { moveGarmentPhoto, putGarmentPhoto, removeGarmentPhoto } from './garment-photo.ts'
import {
  binProduct,
  createProduct,
  getProduct,
  listProducts,
  restoreProduct,
  updateProduct,
} from './products.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

const ids = async (user: { id: string }, wish: { bin?: boolean; projectId?: string } = {}) =>
  (await listProducts(studio, user, { bin: false, limit: 100, ...wish })).items.map(({ id }) => id)

test('a product is made, renamed, moved and listed with its photos', async () => {
  const user = await buildUser(studio)
  const [here, there] = [await buildProject(studio, user), await buildProject(studio, user)]
  const made = await createProduct(studio, user, { projectId: here.id })
  assert.deepEqual([made.name, made.project_id, made.photos], [null, here.id, []])
  assert.equal((await updateProduct(studio, user, made.id, { name: 'Tee' })).name, 'Tee')
  assert.equal((await updateProduct(studio, user, made.id, { projectId: there.id })).name, 'Tee')
  assert.equal((await updateProduct(studio, user, made.id, { name: null })).name, null)
  assert.deepEqual(await ids(user, { projectId: here.id }), [])
  assert.deepEqual(await ids(user, { projectId: there.id }), [made.id])

  const full = await buildProduct(studio, user, {
    projectId: there.id,
    photos: [
      { slot: 'outer', side: 'back' },
      { slot: 'upper', side: 'back' },
      { slot: 'upper', side: 'front' },
    ],
  })
  const { items } = await listProducts(studio, user, { bin: false, limit: 100 })
  assert.deepEqual(
    items.map(({ id }) => id),
    [full.id, made.id],
  )
  assert.deepEqual(
    items[0].photos.map(({ slot, side }) => `${slot} ${side}`),
    ['upper front', 'upper back', 'outer back'],
  )
})

test('nothing goes into a project that is binned, or not yours', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const mine = await buildProduct(studio, user)
  const [binned, inBinned] = [await buildProject(studio, user), await buildProject(studio, user)]
  await binProject(studio, user, binned.id)
  await binCollection(studio, user, inBinned.collectionId)
  const theirs = await buildProject(studio, other)
  for (const projectId of [theirs.id, binned.id, inBinned.id, uuidv7()]) {
    await assert.rejects(createProduct(studio, user, { projectId }), throwsCode('not_found'))
    await assert.rejects(updateProduct(studio, user, mine.id, { projectId }), throwsCode('not_found'))
  }
  assert.equal((await getProduct(studio, user, mine.id)).project_id, mine.projectId)
})

test('the bin: what is in a binned project is not there, and is restored from the outside in', async () => {
  const user = await buildUser(studio)
  const project = await buildProject(studio, user)
  const product = await buildProduct(studio, user, { projectId: project.id })
  assert.ok((await binProduct(studio, user, product.id)).deleted_at)
  assert.ok((await binProduct(studio, user, product.id)).deleted_at, 'again changes nothing')
  assert.deepEqual([await ids(user), await ids(user, { bin: true })], [[], [product.id]])
  await assert.rejects(getProduct(studio, user, product.id), throwsCode('not_found'))

  await binProject(studio, user, project.id)
  await binCollection(studio, user, project.collectionId)
  const refused = throwsCode('in_bin', { what: 'collection', id: project.collectionId })
  await assert.rejects(restoreProduct(studio, user, product.id), refused)
  await restoreCollection(studio.db, user, project.collectionId)
  await assert.rejects(
    restoreProduct(studio, user, product.id),
    throwsCode('in_bin', { what: 'project', id: project.id }),
  )
  await restoreProject(studio, user, project.id)
  assert.equal((await restoreProduct(studio, user, product.id)).photos.length, 1)
  assert.deepEqual([await ids(user), await ids(user, { bin: true })], [[product.id], []])

  await binCollection(studio, user, project.collectionId)
  assert.deepEqual(await ids(user), [])
  await assert.rejects(getProduct(studio, user, product.id), throwsCode('not_found'))
  await assert.rejects(binProduct(studio, user, product.id), throwsCode('not_found'))
})

test("another user's product is not there, whatever is tried on it", async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const { id } = await buildProduct(studio, user)
  const place = { slot: 'upper', side: 'front' } as const
  const upload = { bytes: (async function* () {})(), declaredBytes: null }
  const tries = [
    () => getProduct(studio, other, id),
    () => updateProduct(studio, other, id, { name: 'x' }),
    () => binProduct(studio, other, id),
    () => restoreProduct(studio, other, id),
    () => putGarmentPhoto(studio, other, id, place, upload),
    () => removeGarmentPhoto(studio, other, id, place),
    () => moveGarmentPhoto(studio, other, id, { from: place, to: { slot: 'outer', side: 'front' } }),
  ]
  for (const one of tries) await assert.rejects(one, throwsCode('not_found'))
  assert.deepEqual(await ids(other), [])
  const [photo] = (await getProduct(studio, user, id)).photos
  assert.equal(photo.slot, 'upper')
})

test('pages of many products made in one instant', async () => {
  const user = await buildUser(studio)
  const { id: projectId } = await buildProject(studio, user)
  const made = Array.from({ length: 23 }, () => uuidv7())
  await studio.db
    .insertInto('products')
    .values(
      made.map((id) => ({
        id,
        user_id: user.id,
        project_id: projectId,
        created_at: '2026-01-02 03:04:05.123456+00',
      })),
    )
    .execute()
  const seen: string[] = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listProducts(studio, user, { bin: false, projectId, after, limit: 5 })
    seen.push(...page.items.map(({ id }) => id))
    after = page.next ?? undefined
  }
  assert.deepEqual(seen, made.toSorted().toReversed())
})
