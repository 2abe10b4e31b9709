// The built-in engine on garments the project draws itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { drawGarment } from '#drape/drawn/draw-garment.ts'
import { encodePicture } from '#drape/node.ts'
import { unpackPlaces } from '#drape/places/place-map.ts'
import { buildJob, buildWorker, claimOne } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import type { ImageDetails } from '../domain/images/images.ts'
import { submitJob, type ClaimedJob } from '../domain/vto-jobs/queue.ts'
import { runVtoJob } from '../domain/vto-jobs/run.ts'
import { getVtoJob } from '../domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '../studio.ts'
import { DrapeEngine } from './drape.ts'
import { EngineError, type LookWish, type Task } from './engine.ts'

const never = new AbortController().signal
let studio: Studio
let tee: Uint8Array
let smallTee: Uint8Array
before(async () => {
  studio = await openTestStudio()
  const { picture } = drawGarment({ kind: 'tee', colour: '#8c2f2b', side: 'front', backdrop: 'white' })
  tee = await encodePicture(picture, 'jpeg')
  const small = drawGarment({ kind: 'tee', colour: '#2b5a8c', side: 'front', width: 480, height: 600 })
  smallTee = await encodePicture(small.picture, 'jpeg')
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
    const { mesh, places, lineage, ...details } = image.details as unknown as ImageDetails
    const map = await studio.storage.get(places!.map)
    const { inputs } = lineage!
    return { data, info, details, inputs, mesh: await studio.storage.get(mesh!), map, sheets: places!.sheets }
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
  assert.equal(first.mesh.toString('latin1', 0, 4), 'glTF')
  assert.ok(second.mesh.equals(first.mesh))
  assert.ok(second.map.equals(first.map))
  const [{ key }] = input.photos
  assert.deepEqual(first.sheets, [
    { slot: 'upper', side: 'front', photo: key.replace('/working.jpg', '') },
    { slot: 'upper', side: 'back', photo: null },
  ])
  const map = unpackPlaces(inflateSync(first.map))
  assert.deepEqual([map.lookWidth, map.lookHeight, map.sheet.includes(1)], [1152, 1536, true])
})

type DrapeTask = Parameters<DrapeEngine['make']>[0]

function taskOf(
  bytes: Uint8Array,
  signal: AbortSignal,
  onProgress: Task['onProgress'] = () => {},
): DrapeTask {
  const look = {
    view: 'front',
    body: 'male',
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
    signal,
    onProgress,
    onMesh: async () => {},
    onLook: async () => {},
    onLookFailed: async () => {},
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
  const task = taskOf(smallTee, stop.signal, ({ stage }) => stage === 'draping' && stop.abort(reason))
  await assert.rejects(new DrapeEngine().make(task), reason)
})

test('progress goes one way, the model comes before the looks, and there is none without the mannequin', async () => {
  for (const ghost of [false, true]) {
    const seen: number[] = []
    const came: string[] = []
    const task = taskOf(smallTee, never, ({ percent }) => seen.push(percent))
    const [look] = task.input.looks as [LookWish]
    await new DrapeEngine().make({
      ...task,
      input: { ...task.input, looks: [{ ...look, ghost }] },
      onMesh: async () => void came.push('mesh'),
      onLook: async ({ n }) => void came.push(`look ${n}`),
    })
    assert.deepEqual(came, ghost ? ['look 0'] : ['mesh', 'look 0'])
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    )
    assert.equal(seen.at(-1), 100)
  }
})

test('handles, measures, size, pose and wear change the picture', { timeout: 120_000 }, async () => {
  const task = taskOf(smallTee, never)
  const [look] = task.input.looks as [LookWish]
  const [photo] = task.photos
  const pictureOf = async (wish: Partial<LookWish>, put: object = {}) => {
    let picture = ''
    await new DrapeEngine().make({
      ...task,
      input: { ...task.input, looks: [{ ...look, width: 90, height: 120, ...wish, ghost: true }] },
      photos: [{ ...photo, ...put }],
      onLook: async ({ bytes }) => void (picture = Buffer.from(bytes).toString('base64')),
    })
    return picture
  }
  const pictures = [
    await pictureOf({}),
    await pictureOf({ bodySize: '3XL' }),
    await pictureOf({ pose: 'hand_on_hip' }),
    await pictureOf({}, { centimetres: { length: 95 } }),
    await pictureOf({}, { handles: { hemLeft: { x: 0.35, y: 0.6 }, hemRight: { x: 0.65, y: 0.6 } } }),
  ]
  assert.equal(new Set(pictures).size, pictures.length)
  assert.equal(await pictureOf({}), pictures[0])
})

test('a turntable is an MP4 with its first frame beside it', { timeout: 120_000 }, async () => {
  const { input, photos } = taskOf(smallTee, never)
  const seen: number[] = []
  const made = await new DrapeEngine().makeVideo({
    shots: [],
    music: null,
    jobId: uuidv7(),
    input: {
      ...input,
      looks: [{ ...input.looks[0], view: 'turntable', width: 90, height: 120, frames: 6, seconds: 1 }],
    },
    photos,
    signal: never,
    onProgress: ({ percent }) => seen.push(percent),
  })
  assert.equal(Buffer.from(made.mp4).toString('latin1', 4, 8), 'ftyp')
  const { format, width, height } = await sharp(made.poster).metadata()
  assert.deepEqual([format, width, height], ['webp', 90, 120])
  assert.deepEqual([made.width, made.height, made.seconds], [90, 120, 1])
  assert.ok(made.doubts.includes('back_guessed') && seen.at(-1) === 100)
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
