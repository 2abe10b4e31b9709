// Looks keep their owner, their filters and their bin, and the counters of their project stay true.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildImage } from '#test/build-image.ts'
import { buildProject, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { binCollection, restoreCollection } from '../collections/collections.ts'
import { binProject, getProject, restoreProject } from '../projects/projects.ts'
import { binImage, getImage, listImages, restoreImage, updateImage, type ImageListWish } from './images.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

async function build() {
  const user = await buildUser(studio)
  return { user, project: await buildProject(studio, user) }
}

async function ids(user: { id: string }, projectId: string, filter: ImageListWish['filter'] = 'all') {
  const { items } = await listImages(studio.db, user, { projectId, filter, limit: 100 })
  return items.map(({ id }) => id)
}

async function counters(user: { id: string }, projectId: string) {
  const row = await getProject(studio.db, user, projectId)
  return [row.total_image_number, row.selected_image_number, row.unseen_image_number]
}

test('looks are marked, filtered and counted', async () => {
  const { user, project } = await build()
  const [a, b, c] = [
    await buildImage(studio, user, project),
    await buildImage(studio, user, project),
    await buildImage(studio, user, project),
  ]
  assert.deepEqual(await ids(user, project.id), [c.id, b.id, a.id])
  assert.deepEqual(await counters(user, project.id), [3, 0, 3])

  assert.equal((await updateImage(studio, user, b.id, { isSelected: true })).is_selected, true)
  const seen = await updateImage(studio, user, a.id, { seen: true })
  assert.ok(seen.seen_at)
  assert.deepEqual(
    (await updateImage(studio, user, a.id, { seen: true })).seen_at,
    seen.seen_at,
    'the first time counts',
  )
  assert.deepEqual(await ids(user, project.id, 'selected'), [b.id])
  assert.deepEqual(await ids(user, project.id, 'unseen'), [c.id, b.id])
  assert.deepEqual(await counters(user, project.id), [3, 1, 2])

  assert.ok((await binImage(studio, user, b.id)).deleted_at)
  assert.ok((await binImage(studio, user, b.id)).deleted_at, 'again changes nothing')
  assert.deepEqual(await counters(user, project.id), [2, 0, 1])
  assert.deepEqual([await ids(user, project.id), await ids(user, project.id, 'bin')], [[c.id, a.id], [b.id]])
  await assert.rejects(getImage(studio.db, user, b.id), throwsCode('not_found'))
  await assert.rejects(updateImage(studio, user, b.id, { isSelected: false }), throwsCode('not_found'))

  const restored = await restoreImage(studio, user, b.id)
  assert.deepEqual([restored.deleted_at, restored.is_selected], [null, true])
  assert.deepEqual(await counters(user, project.id), [3, 1, 2])
  assert.equal((await updateImage(studio, user, b.id, { isSelected: false })).is_selected, false)
  assert.deepEqual(await counters(user, project.id), [3, 0, 2])
})

test('many hands marking at once leave the counters true', async () => {
  const { user, project } = await build()
  const images = []
  for (let i = 0; i < 8; i++) images.push(await buildImage(studio, user, project))
  await Promise.all(
    images.flatMap(({ id }, i) => [
      updateImage(studio, user, id, { isSelected: true }),
      updateImage(studio, user, id, { isSelected: i % 2 === 0 }),
      updateImage(studio, user, id, { seen: true }),
    ]),
  )
  await Promise.all(images.slice(0, 3).map(({ id }) => binImage(studio, user, id)))
  const selected = (await ids(user, project.id, 'selected')).length
  assert.deepEqual(await counters(user, project.id), [5, selected, 0])
})

test('what is in a binned project is restored from the outside in', async () => {
  const { user, project } = await build()
  const { id } = await buildImage(studio, user, project)
  await binImage(studio, user, id)
  await binProject(studio, user, project.id)
  await binCollection(studio, user, project.collectionId)
  const refusedBy = (what: string, parent: string) => throwsCode('in_bin', { what, id: parent })
  await assert.rejects(restoreImage(studio, user, id), refusedBy('collection', project.collectionId))
  await restoreCollection(studio.db, user, project.collectionId)
  await assert.rejects(restoreImage(studio, user, id), refusedBy('project', project.id))
  await assert.rejects(ids(user, project.id), throwsCode('not_found'))
  await restoreProject(studio, user, project.id)
  await restoreImage(studio, user, id)
  await binCollection(studio, user, project.collectionId)
  await assert.rejects(getImage(studio.db, user, id), throwsCode('not_found'))
  await assert.rejects(binImage(studio, user, id), throwsCode('not_found'))
})

test("another user's look is not there", async () => {
  const { user, project } = await build()
  const other = await buildUser(studio)
  const { id } = await buildImage(studio, user, project)
  const tries = [
    () => ids(other, project.id),
    () => getImage(studio.db, other, id),
    () => updateImage(studio, other, id, { isSelected: true }),
    () => binImage(studio, other, id),
    () => restoreImage(studio, other, id),
    () => getImage(studio.db, user, uuidv7()),
  ]
  for (const one of tries) await assert.rejects(one, throwsCode('not_found'))
  assert.deepEqual(await counters(user, project.id), [1, 0, 1])
})

test('pages of many looks made in one instant, in every filter', async () => {
  const { user, project } = await build()
  const createdAt = new Date('2026-01-02T03:04:05.678Z')
  const made: string[] = []
  for (let i = 0; i < 17; i++)
    made.push((await buildImage(studio, user, project, { createdAt, isSelected: true })).id)
  for (const filter of ['all', 'selected', 'unseen'] as const) {
    const seen: string[] = []
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await listImages(studio.db, user, { projectId: project.id, filter, after, limit: 4 })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    }
    assert.deepEqual(seen, made.toSorted().toReversed(), filter)
  }
})
