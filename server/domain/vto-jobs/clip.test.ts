// Clips: who may cut one, what it costs, how it is delivered, and what comes back when it is not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import { DrapeEngine } from '../../engines/drape.ts'
import type { Studio } from '../../studio.ts'
import { binImage, listImages } from '../images/images.ts'
import { balanceOf } from '../points/ledger.ts'
import { storeMusic } from '../videos/music.ts'
import { binVideo, listVideos, updateVideo } from '../videos/videos.ts'
import { cancelVtoJob } from './cancel.ts'
import { runVtoJob } from './run.ts'
import { submitVtoJob } from './submit.ts'
import { submitClipJob, type SubmitClip } from './submit-clip.ts'
import { getVtoJob, looksOf } from './vto-jobs.ts'

const never = new AbortController().signal
let studio: Studio
let worker: string
before(async () => {
  const env = { MAEPSI_OPENING_CREDIT: '50', MAEPSI_OPENING_VIDEO_TICKET: '2', MAEPSI_LOG_LEVEL: 'silent' }
  studio = await openTestStudio(env, new Engines([new ScriptedEngine(), new DrapeEngine()]))
  worker = await buildWorker(studio)
})
after(() => studio.close())

const run = async () => runVtoJob(studio, await claimOne(studio, worker), never)

/** A project with two looks, and what is needed to cut them. */
async function build() {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const direction = Direction.parse({ engine: 'scripted', views: ['front', 'back'], body: 'male' })
  await submitVtoJob(studio, user, {
    id: uuidv7(),
    productId: product.id,
    direction,
    pay: 'credit',
    price: 4,
  })
  await run()
  const { projectId } = product
  const { items } = await listImages(studio.db, user, { projectId, filter: 'all', limit: 10 })
  const imageIds = items.map(({ id }) => id)
  const wish = (more: Partial<SubmitClip> = {}): SubmitClip => ({
    id: uuidv7(),
    imageIds,
    format: '1:1',
    seconds: 4,
    title: ' 가을 ',
    pay: 'video_ticket',
    price: 1,
    ...more,
  })
  return {
    user,
    projectId,
    imageIds,
    wish,
    submit: (more?: Partial<SubmitClip>) => submitClipJob(studio, user, wish(more)),
    tickets: async () => (await balanceOf(studio.db, user.id)).left.video_ticket,
    videos: async () => (await listVideos(studio.db, user, { projectId, filter: 'all', limit: 10 })).items,
    total: async () =>
      (
        await studio.db
          .selectFrom('projects')
          .select('total_video_number as total')
          .where('id', '=', projectId)
          .executeTakeFirstOrThrow()
      ).total,
  }
}

test('a clip of two looks is paid once, cut, delivered and counted', { timeout: 120_000 }, async () => {
  const it = await build()
  const wish = it.wish()
  const job = await submitClipJob(studio, it.user, wish)
  assert.deepEqual(await submitClipJob(studio, it.user, wish), job)
  await assert.rejects(
    submitClipJob(studio, it.user, { ...wish, format: '9:16' }),
    throwsCode('key_reused', { id: wish.id }),
  )
  assert.deepEqual([job.kind, job.used_amount, await it.tickets()], ['video', 1, 1])
  await run()
  const done = await getVtoJob(studio.db, it.user, job.id)
  assert.deepEqual([done.status, done.progress, done.returned_amount], ['DONE', 100, 0])
  const [video] = await it.videos()
  assert.deepEqual([looksOf(done)[0].view, looksOf(done)[0].videoId], ['clip', video.id])
  const { bytes, lineage, ...details } = video.details
  assert.deepEqual(details, {
    kind: 'clip',
    imageIds: it.imageIds,
    format: '1:1',
    title: '가을',
    sound: false,
    body: 'male',
    bodySize: 'M',
    finish: 'white',
    pose: 'standing',
    tucked: false,
    open: false,
    backdrop: 'paper',
    width: 1080,
    height: 1080,
    seconds: 4,
    engine: 'drape',
    engineVersion: new DrapeEngine().version,
    confidence: null,
    doubts: [],
  })
  assert.deepEqual(lineage?.paid, { usageType: 'video_ticket', amount: 1 })
  assert.equal((await studio.storage.get(video.url)).length, bytes)
  const poster = await studio.storage.get(video.url.replace('clip.mp4', 'poster.webp'))
  assert.equal((await sharp(poster).metadata()).width, 1080)
  assert.equal(await it.total(), 1)
  assert.equal((await updateVideo(studio, it.user, video.id, { isSelected: true })).is_selected, true)
  await binVideo(studio, it.user, video.id)
  assert.equal(await it.total(), 0)
})

test('what cannot be cut is refused by name, and costs nothing', async () => {
  const [it, other] = [await build(), await build()]
  await assert.rejects(it.submit({ price: 2 }), throwsCode('price_changed', { price: 1 }))
  await assert.rejects(
    it.submit({ imageIds: [...it.imageIds, ...it.imageIds, ...it.imageIds] }),
    throwsCode('too_many_looks', { most: 4 }),
  )
  await assert.rejects(it.submit({ imageIds: other.imageIds }), throwsCode('not_found'))
  for (const music of [`music/${other.user.id}/${uuidv7()}.mp3`, `music/${it.user.id}/../x.mp3`, 'x'])
    await assert.rejects(it.submit({ music }), throwsCode('not_found'))
  const [binned] = it.imageIds
  await binImage(studio, it.user, binned)
  await assert.rejects(it.submit(), throwsCode('not_found'))
  assert.equal(await it.tickets(), 2)
})

test('an editor may cut clips with points of their own, a picker may not', async () => {
  const it = await build()
  const [editor, picker] = [await buildUser(studio), await buildUser(studio)]
  await studio.db
    .updateTable('projects')
    .set({
      shard_user_list: JSON.stringify([
        { userId: editor.id, role: 'editor' },
        { userId: picker.id, role: 'picker' },
      ]),
    })
    .where('id', '=', it.projectId)
    .execute()
  await assert.rejects(submitClipJob(studio, picker, it.wish()), throwsCode('not_allowed'))
  const { id } = await submitClipJob(studio, editor, it.wish())
  assert.equal((await balanceOf(studio.db, editor.id)).left.video_ticket, 1)
  assert.equal(await it.tickets(), 2)
  await cancelVtoJob(studio, editor, id)
})

test('a look that is no picture any more: refunded once', { timeout: 60_000 }, async () => {
  const it = await build()
  const { id } = await it.submit()
  const { items } = await listImages(studio.db, it.user, { projectId: it.projectId, filter: 'all', limit: 1 })
  await studio.storage.remove([items[0].url])
  await run()
  const job = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', 'photo_missing', 1])
  assert.equal(await it.tickets(), 2)
})

test('cancelled in the middle, it comes back whole', { timeout: 60_000 }, async () => {
  const it = await build()
  const { id } = await it.submit({ seconds: 8 })
  const running = run()
  while ((await getVtoJob(studio.db, it.user, id)).progress < 1)
    await new Promise((done) => setTimeout(done, 20))
  await cancelVtoJob(studio, it.user, id)
  await running
  const job = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([job.status, job.returned_amount], ['CANCELLED', 1])
  assert.deepEqual([await it.videos(), await it.tickets()], [[], 2])
})

test('music is looked into before it is kept', async () => {
  const user = await buildUser(studio)
  const bring = async (bytes: Buffer) =>
    storeMusic(studio, user, {
      bytes: (async function* () {
        yield bytes
      })(),
      declaredBytes: bytes.length,
    })
  await assert.rejects(bring(Buffer.from('<html>')), throwsCode('music_type'))
  await assert.rejects(bring(Buffer.alloc(0)), throwsCode('photo_empty'))
})
