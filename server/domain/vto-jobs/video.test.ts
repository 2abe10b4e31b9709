// Video jobs: what they cost, how they are delivered once, and what comes back when they are not.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { VideoDirection } from '#sdk/contract/vto-jobs.ts'
import { buildJob, buildVideoJob, buildWorker, claimOne, loseWorker } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { readByAnother } from '#test/second-reader.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import { EngineError, type Engine } from '../../engines/engine.ts'
import type { Heard } from '../../live.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { listVideos } from '../videos/videos.ts'
import { cancelVtoJob } from './cancel.ts'
import * as queue from './queue.ts'
import { runVtoJob } from './run.ts'
import { submitVideoJob, type SubmitVideo } from './submit-video.ts'
import { getVtoJob, looksOf } from './vto-jobs.ts'

/** An engine that makes looks alone. */
const still: Engine = Object.assign(new ScriptedEngine(), { name: 'still', films: [] })
const script: Script = {}
const never = new AbortController().signal
let studio: Studio
let worker: string
before(async () => {
  const engines = new Engines([new ScriptedEngine(script), still])
  const env = { MAEPSI_OPENING_CREDIT: '15', MAEPSI_OPENING_VIDEO_TICKET: '1', MAEPSI_LOG_LEVEL: 'silent' }
  studio = await openTestStudio(env, engines)
  worker = await buildWorker(studio)
})
after(() => studio.close())
beforeEach(() => {
  delete script.beforeVideo
})

async function build() {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const wish = (more: Partial<SubmitVideo> = {}): SubmitVideo => ({
    id: uuidv7(),
    productId: product.id,
    kind: 'turntable',
    direction: VideoDirection.parse({ engine: 'scripted' }),
    pay: 'video_ticket',
    price: 1,
    ...more,
  })
  return {
    user,
    product,
    wish,
    submit: (more?: Partial<SubmitVideo>) => submitVideoJob(studio, user, wish(more)),
    left: async () => (await balanceOf(studio.db, user.id)).left,
    ticketMoves: async () =>
      (await listLedger(studio.db, user.id, { usageType: 'video_ticket', limit: 10 })).entries.map(
        ({ reason, amount }) => [reason, amount],
      ),
    videos: async () =>
      (await listVideos(studio.db, user, { projectId: product.projectId, filter: 'all', limit: 10 })).items,
  }
}

const run = async () => runVtoJob(studio, await claimOne(studio, worker), never)
const filesOf = async (jobId: string) => {
  const files = []
  for await (const { key } of studio.storage.list(`videos/${jobId}/`)) files.push(key)
  return files.sort()
}

test('a ticket or credits pay a video, once for the same call', async () => {
  const it = await build()
  const wish = it.wish()
  const [job, again] = [
    await submitVideoJob(studio, it.user, wish),
    await submitVideoJob(studio, it.user, wish),
  ]
  assert.deepEqual(again, job)
  assert.deepEqual([job.kind, job.used_point_type, job.used_amount], ['video', 'video_ticket', 1])
  assert.equal((await it.left()).video_ticket, 0)
  const paid = await it.submit({ pay: 'credit', price: 10 })
  assert.equal(paid.used_amount, 10)
  assert.equal((await it.left()).credit, 5)
  const other = { ...wish, direction: { ...wish.direction, pose: 'walking' as const } }
  await assert.rejects(submitVideoJob(studio, it.user, other), throwsCode('key_reused', { id: wish.id }))
  for (const { id } of [job, paid]) await cancelVtoJob(studio, it.user, id)
})

test('what cannot be is refused by name, and costs nothing', async () => {
  const it = await build()
  const before = await it.left()
  const stranger = await buildUser(studio)
  const direction = it.wish().direction
  await assert.rejects(submitVideoJob(studio, stranger, it.wish()), throwsCode('not_found'))
  await assert.rejects(it.submit({ price: 2 }), throwsCode('price_changed', { price: 1 }))
  await assert.rejects(it.submit({ pay: 'credit', price: 1 }), throwsCode('price_changed', { price: 10 }))
  await assert.rejects(
    it.submit({ direction: { ...direction, engine: 'still' } }),
    throwsCode('wish_not_possible', { engine: 'still', video: true }),
  )
  await assert.rejects(
    it.submit({ direction: { ...direction, engine: 'magic' } }),
    throwsCode('engine_unknown'),
  )
  await studio.db
    .updateTable('products')
    .set({ upper_f_image_url: null })
    .where('id', '=', it.product.id)
    .execute()
  await assert.rejects(it.submit(), throwsCode('photo_missing'))
  assert.deepEqual(await it.left(), before)
})

test('who has no ticket left is told so', async () => {
  const it = await build()
  const { id } = await it.submit()
  await assert.rejects(
    it.submit(),
    throwsCode('points_short', { usageType: 'video_ticket', needed: 1, left: 0, short: 1 }),
  )
  await cancelVtoJob(studio, it.user, id)
})

test('a video is stored with its poster, delivered, counted and told', { timeout: 60_000 }, async () => {
  const it = await build()
  const heard: Heard[] = []
  const deafen = studio.live.hear((one) => heard.push(one))
  const { id } = await it.submit({
    direction: VideoDirection.parse({
      engine: 'scripted',
      bodySize: 'XL',
      finish: 'sand',
      backdrop: '#336699',
    }),
  })
  script.beforeVideo = async () => {
    while ((await getVtoJob(studio.db, it.user, id)).progress !== 50) await pause(20)
  }
  await run()
  const job = await getVtoJob(studio.db, it.user, id)
  const [video] = await it.videos()
  assert.deepEqual([job.status, job.progress, job.fail_reason], ['DONE', 100, null])
  assert.deepEqual(looksOf(job), [
    {
      n: 0,
      view: 'turntable',
      status: 'made',
      imageId: null,
      videoId: video.id,
      letterId: null,
      failCode: null,
    },
  ])
  assert.equal(video.job_id, id)
  const { lineage, ...details } = video.details
  assert.deepEqual(details, {
    kind: 'turntable',
    body: 'female',
    bodySize: 'XL',
    finish: 'sand',
    pose: 'standing',
    tucked: false,
    open: false,
    backdrop: '#336699',
    width: 1080,
    height: 1440,
    seconds: 4,
    bytes: (await studio.storage.get(video.url)).length,
    engine: 'scripted',
    engineVersion: '1',
    confidence: 1,
    doubts: [],
  })
  assert.deepEqual(lineage?.paid, { usageType: 'video_ticket', amount: 1 })
  const film = await studio.storage.get(video.url)
  assert.equal((await studio.provenance.read(film)).verdict, 'ours')
  assert.ok((await readByAnother(film)).valid)
  const poster = await studio.storage.get(video.url.replace('turntable.mp4', 'poster.webp'))
  assert.equal((await sharp(poster).metadata()).format, 'webp')
  assert.equal((await filesOf(id)).length, 2)
  const project = await studio.db
    .selectFrom('projects')
    .select(['total_video_number', 'total_image_number'])
    .where('id', '=', it.product.projectId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(project, { total_video_number: 1, total_image_number: 0 })
  while (!heard.some((one) => one !== 'lost' && one.event.type === 'video' && one.event.videoId === video.id))
    await pause(10)
  deafen()
  assert.deepEqual(await it.ticketMoves(), [
    ['vto_use', -1],
    ['opening_grant', 1],
  ])
})

test('a video that cannot be made is refunded once', async () => {
  const it = await build()
  const { id } = await it.submit()
  script.beforeVideo = () => {
    throw new EngineError('photo_none', { retryable: false })
  }
  await run()
  const job = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', 'photo_none', 1])
  assert.deepEqual((await it.ticketMoves())[0], ['refund', 1])
  assert.deepEqual(await it.videos(), [])
})

test('a retry makes the video that the first attempt did not', async () => {
  const it = await build()
  const { id } = await it.submit()
  script.beforeVideo = () => {
    delete script.beforeVideo
    throw new EngineError('drape_crashed', { retryable: true })
  }
  await run()
  assert.equal((await getVtoJob(studio.db, it.user, id)).status, 'PENDING')
  await run()
  const job = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([job.status, job.attempt], ['DONE', 2])
  assert.equal((await it.videos()).length, 1)
})

test('cancelled while it waits, or in the middle of its frames, it comes back whole', async () => {
  const waiting = await build()
  const job = await cancelVtoJob(studio, waiting.user, (await waiting.submit()).id)
  assert.deepEqual([job.status, job.returned_amount], ['CANCELLED', 1])
  assert.equal(looksOf(job)[0].status, 'cancelled')

  const it = await build()
  const { id } = await it.submit()
  script.beforeVideo = async ({ signal }) => {
    await cancelVtoJob(studio, it.user, id)
    await pause(60_000, undefined, { signal })
  }
  await run()
  const running = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([running.status, running.returned_amount], ['CANCELLED', 1])
  assert.deepEqual([await it.videos(), await filesOf(id)], [[], []])
})

test('what a worker declared dead still films is fenced off, and its files go', async () => {
  const it = await build()
  const { id } = await it.submit()
  const claimed = await claimOne(studio, worker)
  const second = await buildWorker(studio)
  script.beforeVideo = async () => {
    delete script.beforeVideo
    assert.deepEqual(await loseWorker(studio, worker), [id])
    worker = await buildWorker(studio)
    await runVtoJob(studio, await claimOne(studio, second), never)
  }
  await runVtoJob(studio, claimed, never)
  const job = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([job.status, job.attempt, job.returned_amount], ['DONE', 2, 0])
  assert.equal((await it.videos()).length, 1)
  assert.equal((await filesOf(id)).length, 2)
})

test('delivered twice it is there once; a look’s job takes no video', async () => {
  const it = await build()
  const { id } = await buildVideoJob(studio, it.user, it.product)
  const claimed = await claimOne(studio, worker)
  const { pool } = studio.database
  const film = { id: uuidv7(), key: `videos/${id}/0-a/turntable.mp4`, details: {} }
  assert.equal(await queue.deliverVideo(pool, { ...claimed, worker: 'nobody#0' }, film), null)
  assert.equal(await queue.deliverVideo(pool, { ...claimed, attempt: 9 }, film), null)
  const first = await queue.deliverVideo(pool, claimed, film)
  const second = await queue.deliverVideo(pool, claimed, { ...film, id: uuidv7() })
  assert.deepEqual([first?.video, second?.video], [film.id, film.id])
  await queue.finishJob(pool, claimed)
  assert.equal((await it.videos()).length, 1)
  assert.equal((await getVtoJob(studio.db, it.user, id)).status, 'DONE')

  await buildJob(studio, it.user, it.product, { looks: 1 })
  const looks = await claimOne(studio, worker)
  await assert.rejects(queue.deliverVideo(pool, looks, { ...film, id: uuidv7() }), /has no video/)
  await queue.failJob(pool, looks, 'photo_none', false)
})
