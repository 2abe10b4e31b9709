// Picking: unseen looks of all projects in their order, for those who may mark them; spots laid by hand.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildImage } from '#test/build-image.ts'
import { buildJob } from '#test/build-job.ts'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import type { SharedRole } from '../access.ts'
import { binImage, getImage, updateImage } from './images.ts'
import { setSpotOf } from './set-spot.ts'
import { listUnseenImages } from './unseen.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({}, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

const unseen = async (user: { id: string }, limit = 100) => {
  const { items, total } = await listUnseenImages(studio.db, user, { limit })
  return { ids: items.map(({ id }) => id), items, total }
}

async function share(project: { id: string }, people: readonly [{ id: string }, SharedRole][]) {
  await studio.db
    .updateTable('projects')
    .set({
      shard_user_list: JSON.stringify(people.map(([{ id }, role]) => ({ userId: id, role, at: '' }))),
    })
    .where('id', '=', project.id)
    .execute()
}

/** A run of two looks, made in the other order. */
async function buildRun(user: { id: string }) {
  const product = await buildProduct(studio, user)
  const project = { id: product.projectId }
  const { id: jobId } = await buildJob(studio, user, product)
  const second = await buildImage(studio, user, project, { jobId, n: 1 })
  const first = await buildImage(studio, user, project, { jobId, n: 0 })
  return { project, first, second }
}

test('the newest run comes first, its looks in their order, whatever the project', async () => {
  const user = await buildUser(studio)
  const older = await buildRun(user)
  const newer = await buildRun(user)
  assert.deepEqual((await unseen(user)).ids, [
    newer.first.id,
    newer.second.id,
    older.first.id,
    older.second.id,
  ])
  const some = await unseen(user, 1)
  assert.deepEqual([some.ids, some.total], [[newer.first.id], 4])
  assert.equal(some.items[0].project_name, 'Lookbook')
  const { items } = await listUnseenImages(studio.db, user, { projectId: older.project.id, limit: 9 })
  assert.deepEqual(
    items.map(({ id }) => id),
    [older.first.id, older.second.id],
  )
  assert.equal(some.items[0].may_bin, true)

  await updateImage(studio, user, newer.first.id, { seen: true, isSelected: true })
  await binImage(studio, user, older.first.id)
  assert.deepEqual((await unseen(user)).ids, [newer.second.id, older.second.id])
})

test('only who may mark looks picks them, and what is in the bin is not there', async () => {
  const [owner, editor, picker, viewer, stranger] = [
    await buildUser(studio),
    await buildUser(studio),
    await buildUser(studio),
    await buildUser(studio),
    await buildUser(studio),
  ]
  const { project, first } = await buildRun(owner)
  await share(project, [
    [editor, 'editor'],
    [picker, 'picker'],
    [viewer, 'viewer'],
  ])
  assert.equal((await unseen(editor)).total, 2)
  const seenByPicker = await unseen(picker)
  assert.deepEqual([seenByPicker.total, seenByPicker.items[0].may_bin], [2, false])
  assert.equal((await unseen(viewer)).total, 0)
  assert.equal((await unseen(stranger)).total, 0)
  // One has seen it for all.
  await updateImage(studio, picker, first.id, { seen: true })
  assert.equal((await unseen(owner)).total, 1)

  await studio.db
    .updateTable('projects')
    .set({ deleted_at: new Date() })
    .where('id', '=', project.id)
    .execute()
  assert.deepEqual([(await unseen(owner)).total, (await unseen(editor)).total], [0, 0])
})

const spot = (photoKey: string, x = 0.5) => ({
  photoKey,
  photo: { x, y: 0.4 },
  look: { x: 0.3, y: 0.2 },
  widths: 1.5,
})

test('a spot is laid once a photo, and the last one holds', async () => {
  const user = await buildUser(studio)
  const project = await buildProject(studio, user)
  const { id } = await buildImage(studio, user, project)
  await setSpotOf(studio, user, id, spot('photos/a'))
  await setSpotOf(studio, user, id, spot('photos/b'))
  const { spots } = await setSpotOf(studio, user, id, spot('photos/a', 0.7))
  const { photoKey: _, ...a } = spot('photos/a', 0.7)
  const { photoKey: __, ...b } = spot('photos/b')
  assert.deepEqual(spots, { 'photos/a': a, 'photos/b': b })

  for (let n = 0; n < 20; n++) await setSpotOf(studio, user, id, spot(`photos/${n}`))
  const kept = Object.keys((await getImage(studio.db, user, id)).spots)
  assert.equal(kept.length, 16)
  assert.ok(kept.includes('photos/19'))

  const viewer = await buildUser(studio)
  await share(project, [[viewer, 'viewer']])
  await assert.rejects(setSpotOf(studio, viewer, id, spot('photos/a')), throwsCode('not_allowed'))
  await assert.rejects(
    setSpotOf(studio, await buildUser(studio), id, spot('photos/a')),
    throwsCode('not_found'),
  )
})
