// The sample project: the user's own things, in their language, with runs nobody pays.
import assert from 'node:assert/strict'
import { handleNames } from '#drape/landmarks/handle-names.ts'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { binCollection, listCollections } from '../collections/collections.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { getProduct, listProducts } from '../products/products.ts'
import { getProject } from '../projects/projects.ts'
import { listVtoJobs } from '../vto-jobs/vto-jobs.ts'
import { createSampleProject } from './create-sample-project.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

const OUTFITS = 4

test('the sample project fills up with outfits and free runs', async () => {
  const user = await buildUser(studio)
  await studio.db.updateTable('users').set({ language: 'en' }).where('id', '=', user.id).execute()
  const before = await balanceOf(studio.db, user.id)
  const [project, again] = [await createSampleProject(studio, user), await createSampleProject(studio, user)]
  assert.equal(project.name, 'Example lookbook')
  assert.equal(again.id, project.id, 'a second press while it is being made changes nothing')

  const jobsOf = async () =>
    (await listVtoJobs(studio.db, user, { projectId: project.id, active: false, limit: 100 })).items
  for (let tries = 0; tries < 3000 && (await jobsOf()).length < OUTFITS; tries++) await sleep(100)
  const jobs = await jobsOf()
  assert.equal(jobs.length, OUTFITS)
  for (const job of jobs) {
    assert.deepEqual([job.status, job.used_amount, job.input.engine], ['PENDING', 0, 'drape'])
    assert.ok(job.input.looks.length > 0 && job.input.looks.every(({ price }) => price === 0))
    const product = await getProduct(studio, user, job.product_id ?? '')
    assert.ok(product.name)
    assert.equal(product.photos.length % 2, 0, 'front and back of each garment')
    assert.ok(product.photos.every(({ verdict }) => verdict?.level === 'good'))
    for (const { landmarks } of product.photos)
      assert.ok(handleNames(landmarks ?? {}).length >= 4, 'handles to put right')
    for (const { working_key } of product.photos) assert.ok(await studio.storage.stat(working_key))
  }
  assert.deepEqual((await balanceOf(studio.db, user.id)).left, before.left)
  assert.ok((await listLedger(studio.db, user.id, { limit: 100 })).entries.every(({ job }) => job === null))
  assert.ok((await getProject(studio.db, user, project.id)).covers.length > 0)

  const { items } = await listCollections(studio.db, user, { bin: false, limit: 10 })
  assert.deepEqual(
    items.map(({ name }) => name),
    ['Example collection'],
  )
  await binCollection(studio, user, items[0].id)
  assert.deepEqual((await listProducts(studio, user, { bin: false, limit: 10 })).items, [])
  assert.ok(
    (await studio.db.selectFrom('vto_job').select('status').execute()).every(
      ({ status }) => status === 'CANCELLED',
    ),
  )
  await assert.rejects(getProject(studio.db, user, project.id), throwsCode('not_found'))
})
