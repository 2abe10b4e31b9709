// Backdrops of one's own: theirs alone, behind Drape's looks, in their data and gone with them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { drawnPhoto } from '#test/drawn-photo.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { readOwnRows } from '../account/read-own-rows.ts'
import { listImages } from '../images/images.ts'
import { maySeeFile } from '../users/may-see.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { submitVtoJob } from '../vto-jobs/submit.ts'
import { getVtoJob } from '../vto-jobs/vto-jobs.ts'
import { addBackdrop, idOf, listBackdrops, removeBackdrop, smallOf } from './backdrops.ts'

let studio: Studio
before(async () => (studio = await openTestStudio()))
after(() => studio.close())

const picture = async (background: string, side = 600) =>
  sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer()
const add = async (user: { id: string }, bytes: Uint8Array) =>
  addBackdrop(studio, user, {
    bytes: (async function* () {
      yield bytes
    })(),
    declaredBytes: null,
  })

test('a backdrop is its owner’s alone; small ones and what is no picture are refused', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  await assert.rejects(add(user, await picture('#223344', 300)), throwsCode('photo_small'))
  await assert.rejects(add(user, Buffer.from('no picture')), throwsCode('photo_type'))
  const first = await add(user, await picture('#223344'))
  const second = await add(user, await picture('#443322'))
  assert.deepEqual(await listBackdrops(studio, user), [second, first])
  assert.deepEqual(await listBackdrops(studio, other), [])
  for (const key of [first, smallOf(first)])
    assert.deepEqual(
      [await maySeeFile(studio, user.id, key), await maySeeFile(studio, other.id, key)],
      [true, false],
    )
  const { files } = await readOwnRows(studio, user.id)
  assert.ok(files.some(({ key }) => key === first))
  await assert.rejects(removeBackdrop(studio, other, idOf(first)), throwsCode('not_found'))
  await removeBackdrop(studio, user, idOf(first))
  assert.deepEqual(await listBackdrops(studio, user), [second])
  await assert.rejects(removeBackdrop(studio, user, idOf(first)), throwsCode('not_found'))
})

test('Drape lays its looks on it; another’s is not there, and one that is gone is told, refunded', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const photo = await drawnPhoto('tee', { width: 480, height: 600 }).jpeg().toBuffer()
  const product = await buildProduct(studio, user, {
    photos: [{ slot: 'upper', side: 'front', bytes: photo }],
  })
  const backdrop = await add(user, await picture('#205030'))
  const submit = async (behind: string) =>
    submitVtoJob(studio, user, {
      id: uuidv7(),
      productId: product.id,
      direction: Direction.parse({ views: ['front'], backdrop: behind }),
      pay: 'credit',
      price: 2,
    })
  await assert.rejects(submit(await add(other, await picture('#000000'))), throwsCode('not_found'))
  const worker = await buildWorker(studio)
  const run = async () =>
    runVtoJob(studio, await claimOne(studio, worker, 'cpu'), new AbortController().signal)
  await submit(backdrop)
  await run()
  const { items } = await listImages(studio.db, user, {
    projectId: product.projectId,
    filter: 'all',
    limit: 5,
  })
  assert.equal(items[0].details.backdrop, backdrop)
  const { data, info } = await sharp(await studio.storage.get(items[0].url))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)]
  assert.deepEqual([info.width, info.height, info.channels], [1152, 1536, 3])
  for (const [c, value] of [0x20, 0x50, 0x30].entries()) assert.ok(Math.abs(at(5, 5)[c] - value) < 4)
  assert.notDeepEqual(at(576, 600), at(5, 5))
  const late = await submit(backdrop)
  await removeBackdrop(studio, user, idOf(backdrop))
  await run()
  const job = await getVtoJob(studio.db, user, late.id)
  assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', 'photo_missing', 2])
})
