// The sweep takes what nothing names and is old enough, and nothing else.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { buildImage } from '#test/build-image.ts'
import { buildVideo } from '#test/build-video.ts'
import { buildJob } from '#test/build-job.ts'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import { binImage } from '../images/images.ts'
import { putGarmentPhoto, removeGarmentPhoto } from '../products/garment-photo.ts'
import { binProduct, createProduct, getProduct } from '../products/products.ts'
import { binVideo } from '../videos/videos.ts'
import { sweepStorage } from './sweep-storage.ts'

const HOUR_MS = 3600 * 1000
const at = { slot: 'upper', side: 'front' } as const
const plain = await sharp({ create: { width: 240, height: 300, channels: 3, background: '#999999' } })
  .jpeg()
  .toBuffer()
const upload = () => ({
  bytes: Readable.from([plain]),
  declaredBytes: plain.length,
  fileName: 'private name.jpg',
})

let studio: Studio
before(async () => {
  studio = await openTestStudio({}, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

/** The studio so many hours from now. */
const later = (hours: number): Studio => ({ ...studio, now: () => new Date(Date.now() + hours * HOUR_MS) })

async function files(...prefixes: string[]): Promise<string[]> {
  const keys: string[] = []
  for (const prefix of prefixes) for await (const { key } of studio.storage.list(prefix)) keys.push(key)
  return keys.sort()
}

const put = (key: string) => studio.storage.put(key, Buffer.from('x'), 'image/webp')

test('a replaced photo goes a day later, and takes its file name along; the one in the slot stays', async () => {
  const user = await buildUser(studio)
  const { id } = await createProduct(studio, user, { projectId: (await buildProject(studio, user)).id })
  const [old] = (await putGarmentPhoto(studio, user, id, at, upload())).photos
  const [kept] = (await putGarmentPhoto(studio, user, id, at, upload())).photos
  assert.equal((await files(`${old.key}/`, `${kept.key}/`)).length, 6)
  await sweepStorage(later(1))
  assert.equal((await files(`${old.key}/`, `${kept.key}/`)).length, 6, 'too young')
  await sweepStorage(later(25))
  assert.deepEqual([(await files(`${old.key}/`)).length, (await files(`${kept.key}/`)).length], [0, 3])
  const row = await studio.db
    .selectFrom('photo')
    .selectAll()
    .where('key', '=', old.key)
    .executeTakeFirstOrThrow()
  assert.deepEqual([row.file_name, row.swept_at !== null], [null, true])
  await binProduct(studio, user, id)
  assert.equal(await sweepStorage(later(25 * 24)), 0, 'a binned product keeps its photos')
})

test('a photo that a job was run with stays, so that the job can be run again', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const [photo] = (await getProduct(studio, user, product.id)).photos
  const { input } = await buildJob(studio, user, product)
  assert.deepEqual(
    input.photos.map(({ key }) => key),
    [photo.working_key],
  )
  await removeGarmentPhoto(studio, user, product.id, at)
  await sweepStorage(later(100))
  assert.ok(await studio.storage.stat(photo.working_key))
})

test('files of an upload or a look that never got their row go; those of looks stay, in the bin or not', async () => {
  const user = await buildUser(studio)
  const project = await buildProject(studio, user)
  const product = await buildProduct(studio, user, { projectId: project.id })
  const job = await buildJob(studio, user, product)
  const delivered = await buildImage(studio, user, project, {
    jobId: job.id,
    url: `looks/${job.id}/0-${uuidv7()}/full.png`,
  })
  await binImage(studio, user, delivered.id)
  const kept = ['full.png', '240.webp', '480.webp'].map((name) => delivered.url.replace('full.png', name))
  const lost = [
    `looks/${job.id}/0-${uuidv7()}/full.png`,
    `looks/${job.id}/stray.png`,
    `looks/${uuidv7()}/0-${uuidv7()}/480.webp`,
    'looks/no-job/0/480.webp',
    `photos/${uuidv7()}/original.jpg`,
    `photos/${uuidv7()}/working.jpg.5a1c.part`,
    `pictures/${user.id}/${uuidv7()}.webp`,
  ]
  const picture = `pictures/${user.id}/${uuidv7()}.webp`
  await studio.db.updateTable('users').set({ profile_picture: picture }).where('id', '=', user.id).execute()
  // What lies elsewhere is none of the sweep's business.
  const elsewhere = 'elsewhere/archive.zip'
  await Promise.all([...kept, ...lost, picture, elsewhere].map(put))
  assert.equal(await sweepStorage(later(23)), 0)
  assert.equal(await sweepStorage(later(25)), lost.length)
  for (const key of [...kept, picture, elsewhere]) assert.ok(await studio.storage.stat(key), key)
  for (const key of lost) assert.equal(await studio.storage.stat(key), null, key)
  assert.equal(await sweepStorage(later(25)), 0)
})

test('a model stays while a look of its job names it, and a video with its poster', async () => {
  const user = await buildUser(studio)
  const project = await buildProject(studio, user)
  const product = await buildProduct(studio, user, { projectId: project.id })
  const job = await buildJob(studio, user, product)
  const [mesh, forgotten] = [0, 1].map(() => `looks/${job.id}/mesh-${uuidv7()}/look.glb`)
  await buildImage(studio, user, project, { jobId: job.id, url: `looks/${job.id}/0-a/full.png`, mesh })
  const url = `videos/${job.id}/0-${uuidv7()}/turntable.mp4`
  await binVideo(studio, user, (await buildVideo(studio, user, project, { jobId: job.id, url })).id)
  const kept = [mesh, url, url.replace('turntable.mp4', 'poster.webp')]
  const lost = [
    forgotten,
    `videos/${job.id}/0-${uuidv7()}/turntable.mp4`,
    `videos/${uuidv7()}/0-a/poster.webp`,
  ]
  await Promise.all([...kept, ...lost].map(put))
  assert.equal(await sweepStorage(later(25)), lost.length)
  for (const key of kept) assert.ok(await studio.storage.stat(key), key)
})

test('a part of a photo that its row does not name goes', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const [photo] = (await getProduct(studio, user, product.id)).photos
  await put(`${photo.key}/working.jpg.1234.part`)
  assert.equal(await sweepStorage(later(25)), 1)
  assert.ok(await studio.storage.stat(photo.working_key))
})
