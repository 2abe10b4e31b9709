// Migrations that change what is kept already.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { buildProduct, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { getProduct } from '../domain/products/products.ts'
import type { Studio } from '../studio.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

test('landmarks kept in pixels of the cut-out become shares of the photo', async () => {
  const file = join(import.meta.dirname, 'migrations', '0006_videos_and_handles.sql')
  const [change] = /^update photo set landmarks[^;]*;/m.exec(await readFile(file, 'utf8')) ?? []
  assert.ok(change)
  const user = await buildUser(studio)
  const [large, small, empty] = await Promise.all([0, 1, 2].map(() => buildProduct(studio, user)))
  const keep = async (product: { id: string }, width: number, height: number, points: object) => {
    const [{ key }] = (await getProduct(studio, user, product.id)).photos
    const landmarks = JSON.stringify({ kind: 'top', contour: [], points })
    await studio.db.updateTable('photo').set({ width, height, landmarks }).where('key', '=', key).execute()
  }
  // A cut-out of 800 by 1000 pixels, and one as small as its photo.
  await keep(large, 2400, 3000, {
    hemLeft: { x: 200, y: 900, confidence: 0.7 },
    fork: { x: 900, y: -2, confidence: 0 },
  })
  await keep(small, 500, 400, { neckLeft: { x: 250, y: 100, confidence: 1 } })
  await keep(empty, 500, 400, {})
  await studio.database.pool.query(change)
  const landmarksOf = async ({ id }: { id: string }) =>
    (await getProduct(studio, user, id)).photos[0].landmarks
  assert.deepEqual(await landmarksOf(large), {
    hemLeft: { x: 0.25, y: 0.9, confidence: 0.7 },
    fork: { x: 1, y: 0, confidence: 0 },
  })
  assert.deepEqual(await landmarksOf(small), { neckLeft: { x: 0.5, y: 0.25, confidence: 1 } })
  assert.equal(await landmarksOf(empty), null)
})
