// Looks brought to life by hosted engines: bought once, stored, and given back whole for every way it can go wrong.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { buildImage } from '#test/build-image.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { buildOutfit, hostedEnv, pictureOf } from '#test/vendors/hosted-studio.ts'
import { filmSettingsFor, settingsFor } from '#test/vendors/settings.ts'
import { startStand, type Stand } from '#test/vendors/stand.ts'
import type { Mood } from '#test/vendors/wire.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { getProduct } from '../products/products.ts'
import { listVideos, POSTER } from '../videos/videos.ts'
import { runVtoJob } from './run.ts'
import { submitMotionJob, type SubmitMotion } from './submit-clip.ts'
import { getVtoJob } from './vto-jobs.ts'

const never = new AbortController().signal
let stand: Stand
let studio: Studio
let worker: string
before(async () => {
  stand = await startStand()
  studio = await openTestStudio(
    await hostedEnv([...settingsFor(stand), ...filmSettingsFor(stand)], {
      MAEPSI_ENGINE_ORDER: 'kling-film,fal-film',
      MAEPSI_ENGINE_SECONDS: '2',
    }),
  )
  worker = await buildWorker(studio)
})
after(async () => {
  await studio.close()
  await stand.close()
})
beforeEach(() => stand.clear())

async function build() {
  const user = await buildUser(studio)
  const { id: productId } = await buildOutfit(studio, user, ['upper'])
  const { project_id: projectId } = await getProduct(studio, user, productId)
  const key = `looks/${uuidv7()}/0-x/full.jpg`
  await studio.storage.put(key, await pictureOf('#779977', 576, 768), 'image/jpeg')
  const image = await buildImage(studio, user, { id: projectId }, { productId, url: key })
  const wish = (engine: string, seconds: number): SubmitMotion => ({
    id: uuidv7(),
    imageId: image.id,
    engine,
    motion: 'walk',
    seconds,
    pay: 'credit',
    price: seconds * 3,
  })
  return {
    user,
    wish,
    credit: async () => (await balanceOf(studio.db, user.id)).left.credit,
    videos: async () => (await listVideos(studio.db, user, { projectId, filter: 'all', limit: 10 })).items,
    async make(engine: string, seconds: number, ...moods: Mood[]) {
      stand.moods.push(...moods)
      const { id } = await submitMotionJob(studio, user, wish(engine, seconds))
      for (;;) {
        await runVtoJob(studio, await claimOne(studio, worker, 'wait'), never)
        const job = await getVtoJob(studio.db, user, id)
        if (job.status !== 'PENDING') return job
      }
    },
  }
}

for (const [engine, seconds] of [
  ['kling-film', 5],
  ['veo', 8],
  ['fal-film', 10],
] as const)
  test(
    `${engine} brings a look to life, bought once and paid by the second`,
    { timeout: 60_000 },
    async () => {
      const it = await build()
      const job = await it.make(engine, seconds)
      assert.deepEqual([job.status, job.fail_reason, job.used_amount], ['DONE', null, seconds * 3])
      const [video] = await it.videos()
      const { kind, motion, seconds: long, width, height, engine: by } = video.details
      assert.deepEqual([kind, motion, long, width, height, by], ['motion', 'walk', 2, 48, 64, engine])
      assert.equal((await studio.storage.get(video.url)).toString('latin1', 4, 8), 'ftyp')
      // Its poster is a frame of it, and no look: where the optional codecs are there to decode one.
      if (await import('@napi-rs/webcodecs').catch(() => null)) {
        const poster = await studio.storage.get(video.url.replace(/[^/]+$/, POSTER))
        const means = (await sharp(poster).stats()).channels.map(({ mean }) => Math.round(mean / 10))
        assert.deepEqual(means, [5, 13, 4])
      }
      assert.equal(stand.submits.length, 1)
      const [{ said }] = stand.bought
      assert.match((said as { prompt: string }).prompt, /walks a few calm steps/)
    },
  )

test('what an engine does not do is refused by name, and costs nothing', async () => {
  const it = await build()
  const refused = async (wish: SubmitMotion, code: Parameters<typeof throwsCode>[0]) =>
    assert.rejects(submitMotionJob(studio, it.user, wish), throwsCode(code))
  await refused(it.wish('veo', 5), 'wish_not_possible')
  await refused(it.wish('fashn', 5), 'wish_not_possible')
  await refused(it.wish('drape', 4), 'wish_not_possible')
  await refused(it.wish('magic', 5), 'engine_unknown')
  await refused({ ...it.wish('veo', 8), price: 1 }, 'price_changed')
  assert.equal(await it.credit(), 100)
})

for (const [mood, reason, submits] of [
  ['blocked', 'content_blocked', 1],
  ['empty', 'empty_output', 2],
  ['drop', 'submit_unknown', 1],
  ['html', 'submit_unknown', 1],
  ['page', 'bad_answer', 1],
  ['private', 'bad_answer', 1],
  ['funds', 'out_of_funds', 1],
] as const)
  test(`veo, ${mood}: ${reason}, all of it given back`, { timeout: 60_000 }, async () => {
    const it = await build()
    const job = await it.make('veo', 4, ...Array.from({ length: submits }, () => mood))
    assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', reason, 12])
    assert.deepEqual([await it.videos(), await it.credit(), stand.submits.length], [[], 100, submits])
  })

test(
  'an engine without funds: the next in the order makes it for the same price',
  { timeout: 60_000 },
  async () => {
    const it = await build()
    const job = await it.make('kling-film', 5, 'funds')
    const [video] = await it.videos()
    assert.deepEqual([job.status, video.details.engine, await it.credit()], ['DONE', 'fal-film', 85])
    assert.deepEqual(stand.submits, ['kling', 'fal'])
  },
)

test(
  'an answer that is lost is asked for by our id, where the vendor can be asked',
  { timeout: 60_000 },
  async () => {
    const it = await build()
    const job = await it.make('kling-film', 5, 'drop')
    assert.deepEqual([job.status, stand.submits.length], ['DONE', 1])
  },
)
