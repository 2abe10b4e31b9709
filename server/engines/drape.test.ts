// The built-in engine on garments the project draws itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { drawGarment } from '#drape/drawn/draw-garment.ts'
import { encodePicture } from '#drape/node.ts'
import { buildJob, buildWorker, claimOne } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { submitJob, type ClaimedJob } from '../domain/vto-jobs/queue.ts'
import { runVtoJob } from '../domain/vto-jobs/run.ts'
import { getVtoJob } from '../domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '../studio.ts'
import { DrapeEngine } from './drape.ts'
import { EngineError, type Task } from './engine.ts'

const never = new AbortController().signal
let studio: Studio
let tee: Uint8Array
before(async () => {
  studio = await openTestStudio()
  const { picture } = drawGarment({ kind: 'tee', colour: '#8c2f2b', side: 'front', backdrop: 'white' })
  tee = await encodePicture(picture, 'jpeg')
})
after(() => studio.close())

test('a job run again from its row alone gives the same pixels', { timeout: 600_000 }, async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user, { photos: [{ slot: 'upper', side: 'front', bytes: tee }] })
  const worker = await buildWorker(studio)
  const run = async () => {
    const job: ClaimedJob = await claimOne(studio, worker)
    await runVtoJob(studio, job, never)
    const { status, fail_reason } = await getVtoJob(studio.db, user, job.id)
    assert.deepEqual([status, fail_reason], ['DONE', null])
    const image = await studio.db
      .selectFrom('generate_img')
      .select(['url', 'details'])
      .where('job_id', '=', job.id)
      .executeTakeFirstOrThrow()
    const { data, info } = await sharp(await studio.storage.get(image.url!))
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, info, details: image.details }
  }
  const { id } = await buildJob(studio, user, product, { looks: 1, engine: 'drape' })
  const first = await run()
  assert.deepEqual([first.info.width, first.info.height], [1152, 1536])

  const { input } = await getVtoJob(studio.db, user, id)
  // The product moves on; the job's row still says all.
  await studio.db
    .updateTable('products')
    .set({ upper_f_image_url: null })
    .where('id', '=', product.id)
    .execute()
  await submitJob(
    studio.database.pool,
    {
      id: uuidv7(),
      kind: 'look',
      userId: user.id,
      projectId: product.projectId,
      productId: product.id,
      lane: 'cpu',
      pay: 'credit',
      amount: 2,
      input,
      hash: '',
      slotSeconds: 1,
    },
    10,
  )
  const second = await run()
  assert.deepEqual(second.details, first.details)
  assert.ok(second.data.equals(first.data))
})

function taskOf(bytes: Uint8Array, signal: AbortSignal, onProgress: Task['onProgress'] = () => {}): Task {
  const look = {
    view: 'front',
    body: 'female',
    pose: 'standing',
    backdrop: 'white',
    width: 300,
    height: 400,
  } as const
  return {
    jobId: uuidv7(),
    input: { engine: 'drape', ratio: '3:4', size: 'standard', photos: [], looks: [{ ...look, price: 0 }] },
    missing: [0],
    photos: [{ slot: 'upper', side: 'front', bytes }],
    vendorRef: null,
    signal,
    onProgress,
    onMesh: async () => {},
    onLook: async () => {},
    onLookFailed: async () => {},
    checkpoint: async () => {},
  }
}

test('a photo without a garment is no reason to try again', { timeout: 120_000 }, async () => {
  const empty = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer()
  const noPicture = new Uint8Array([1, 2, 3])
  for (const [bytes, code] of [
    [empty, 'photo_none'],
    [noPicture, 'photo_type'],
  ] as const)
    await assert.rejects(new DrapeEngine().make(taskOf(bytes, never)), (error) => {
      assert.ok(error instanceof EngineError)
      assert.deepEqual([error.code, error.retryable], [code, false])
      return true
    })
})

test('aborting ends the work at once, with the reason given', { timeout: 120_000 }, async () => {
  const stop = new AbortController()
  const reason = new Error('enough')
  const task = taskOf(tee, stop.signal, ({ stage }) => stage === 'draping' && stop.abort(reason))
  await assert.rejects(new DrapeEngine().make(task), reason)
})

test('the sample outfits come one by one, fronts with their backs, and stop when nobody wants more', async () => {
  for await (const outfit of studio.engines.drawSampleOutfits()) {
    assert.match(outfit.key, /^\w+$/)
    const fronts = outfit.photos.filter(({ side }) => side === 'front').map(({ slot }) => slot)
    const backs = outfit.photos.filter(({ side }) => side === 'back').map(({ slot }) => slot)
    assert.ok(fronts.length > 0)
    assert.deepEqual(backs, fronts)
    for (const { bytes } of outfit.photos) assert.equal((await sharp(bytes).metadata()).format, 'jpeg')
    break
  }
})
