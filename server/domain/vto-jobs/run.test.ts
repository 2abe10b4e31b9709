// Running a job: deliveries, failures, fences, cancels, and the refund of what was not delivered.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { buildJob, buildWorker, claimOne, loseWorker } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import { EngineError } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import type { ImageDetails } from '../images/images.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { cancelVtoJob } from './cancel.ts'
import * as queue from './queue.ts'
import { runVtoJob } from './run.ts'
import { getVtoJob, looksOf, type VtoJobRow } from './vto-jobs.ts'

const script: Script = {}
const never = new AbortController().signal
let studio: Studio
let worker: string
before(async () => {
  const engines = new Engines([new ScriptedEngine(script)])
  studio = await openTestStudio({ MAEPSI_OPENING_CREDIT: '100', MAEPSI_LOG_LEVEL: 'silent' }, engines)
  worker = await buildWorker(studio)
})
after(() => studio.close())
beforeEach(() => {
  delete script.beforeLook
  delete script.beforeFirst
  delete script.mesh
})

async function build(looks: number) {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const job = await buildJob(studio, user, product, { looks })
  return {
    user,
    product,
    job,
    now: () => getVtoJob(studio.db, user, job.id),
    credit: async () => (await balanceOf(studio.db, user.id)).left.credit,
    refunds: async () =>
      (await listLedger(studio.db, user.id, { limit: 50 })).entries
        .filter(({ reason }) => reason === 'refund')
        .map(({ amount }) => amount),
    images: () =>
      studio.db.selectFrom('generate_img').selectAll().where('job_id', '=', job.id).orderBy('n').execute(),
    project: () =>
      studio.db
        .selectFrom('projects')
        .select(['total_image_number', 'selected_image_number', 'total_video_number'])
        .where('id', '=', product.projectId)
        .executeTakeFirstOrThrow(),
  }
}

const statuses = (job: VtoJobRow) => looksOf(job).map(({ status }) => status)
const filesOf = async (jobId: string) => {
  const files = []
  for await (const { key } of studio.storage.list(`looks/${jobId}`)) files.push(key)
  return files.sort()
}

test('every look is stored with its sizes before it is delivered, numbered, counted and told', async () => {
  const it = await build(3)
  script.beforeLook = async (_task, n) => {
    assert.equal((await it.images()).length, n)
    assert.equal((await it.project()).total_image_number, n)
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const job = await it.now()
  assert.equal(job.status, 'DONE')
  assert.equal(job.progress, 100)
  assert.equal(job.fail_reason, null)
  assert.equal(job.returned_amount, 0)
  assert.ok(job.started_at && job.finished_at && job.finished_at >= job.started_at)
  assert.deepEqual(statuses(job), ['made', 'made', 'made'])
  const images = await it.images()
  assert.deepEqual(
    images.map(({ n, number }) => [n, number]),
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  )
  const { lineage, ...details } = images[0].details as unknown as ImageDetails
  assert.deepEqual(details, {
    view: 'front',
    body: 'female',
    bodySize: 'M',
    finish: 'white',
    pose: 'standing',
    ghost: false,
    tucked: false,
    open: false,
    backdrop: 'paper',
    ratio: '3:4',
    size: 'standard',
    width: 30,
    height: 40,
    engine: 'scripted',
    engineVersion: '1',
    confidence: 1,
    doubts: [],
  })
  assert.deepEqual(lineage, {
    sourceType: 'compositeSynthetic',
    model: null,
    seed: null,
    inputs: [{ slot: 'upper', side: 'front', sha256: '' }],
    person: [],
    madeAt: lineage?.madeAt,
    paid: { usageType: 'credit', amount: 2 },
    vendorCost: null,
  })
  for (const { url } of images) {
    const marks = async (name: string) =>
      studio.provenance.read(await studio.storage.get(url!.replace('full.png', name)))
    assert.equal((await marks('full.png')).verdict, 'ours')
    const shown = await marks('1024.webp')
    assert.deepEqual([shown.verdict, shown.signature?.steps], ['ours', 2])
    assert.equal((await marks('240.webp')).declared, 'compositeSynthetic')
    const folder = url!.replace('/full.png', '')
    assert.equal((await sharp(await studio.storage.get(url!)).metadata()).width, 30)
    for (const size of ['240', '480', '1024'])
      assert.equal(
        (await sharp(await studio.storage.get(`${folder}/${size}.webp`)).metadata()).format,
        'webp',
      )
  }
  assert.deepEqual(await it.project(), {
    total_image_number: 3,
    selected_image_number: 0,
    total_video_number: 0,
  })
  assert.equal(await it.credit(), 94)
  assert.deepEqual(await it.refunds(), [])
})

test('a job that fails half-way keeps what was delivered and returns the rest, exactly once', async () => {
  const it = await build(4)
  script.beforeLook = (_task, n) => {
    if (n === 1) throw new EngineError('photo_none', { retryable: false })
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const job = await it.now()
  assert.equal(job.status, 'DONE')
  assert.equal(job.fail_reason, 'photo_none')
  assert.equal(job.returned_amount, 6)
  assert.deepEqual(statuses(job), ['made', 'failed', 'failed', 'failed'])
  assert.deepEqual(await it.refunds(), [6])
  assert.equal(await it.credit(), 98)
})

test('a look that cannot be made does not keep its siblings from being made', async () => {
  const it = await build(3)
  const claimed = await claimOne(studio, worker)
  script.beforeLook = async (task, n) => {
    if (n === 0) await task.onLookFailed(2, 'view_not_possible')
    if (n === 2) throw new EngineError('given_up', { retryable: false })
  }
  await runVtoJob(studio, claimed, never)
  const job = await it.now()
  assert.equal(job.status, 'DONE')
  assert.deepEqual(
    looksOf(job).map(({ status, failCode }) => [status, failCode]),
    [
      ['made', null],
      ['made', null],
      ['failed', 'view_not_possible'],
    ],
  )
  assert.deepEqual(await it.refunds(), [2])
})

test('a job of which nothing could be made fails, and everything comes back', async () => {
  const it = await build(2)
  script.beforeLook = () => {
    throw new EngineError('photo_none', { retryable: false })
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const job = await it.now()
  assert.equal(job.status, 'FAILED')
  assert.equal(job.fail_reason, 'photo_none')
  assert.deepEqual(await it.refunds(), [4])
  assert.equal(await it.credit(), 100)
})

test('a retry makes only the missing looks; the third failure is the last', async () => {
  const it = await build(3)
  const asked: number[][] = []
  script.beforeLook = (task, n) => {
    if (n === task.missing[0]) asked.push([...task.missing])
    if (n === 1) throw new EngineError('busy', { retryable: true })
  }
  for (const attempt of [1, 2, 3]) {
    const claimed = await claimOne(studio, worker)
    assert.equal(claimed.attempt, attempt)
    await runVtoJob(studio, claimed, never)
    const { status } = await it.now()
    assert.equal(status, attempt < 3 ? 'PENDING' : 'DONE')
  }
  assert.deepEqual(asked, [
    [0, 1, 2],
    [1, 2],
    [1, 2],
  ])
  assert.equal((await it.images()).length, 1)
  assert.deepEqual(await it.refunds(), [4])
})

test('the looks of an attempt share the model that was stored before them', async () => {
  const it = await build(3)
  script.mesh = Buffer.from('glTF')
  script.beforeLook = (_task, n) => {
    if (n === 2) throw new EngineError('busy', { retryable: true })
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  delete script.beforeLook
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const meshes = (await it.images()).map(({ details }) => (details as { mesh: string }).mesh)
  assert.equal(meshes[0], meshes[1])
  for (const mesh of meshes) {
    assert.ok(mesh.startsWith(`looks/${it.job.id}/mesh-`) && mesh.endsWith('/look.glb'))
    assert.deepEqual(await studio.storage.get(mesh), script.mesh)
  }
})

test('a retry waits before it is claimed again', async () => {
  const it = await build(1)
  script.beforeLook = () => {
    throw new Error('something nobody thought of')
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const { run_at } = await studio.db
    .selectFrom('vto_job')
    .select('run_at')
    .where('id', '=', it.job.id)
    .executeTakeFirstOrThrow()
  assert.ok(run_at.getTime() > Date.now() - 1_000)
  await cancelVtoJob(studio, it.user, it.job.id)
  assert.deepEqual(await it.refunds(), [2])
})

test('what a worker declared dead still writes is fenced off, and its files go', async () => {
  const it = await build(2)
  const claimed = await claimOne(studio, worker)
  const second = await buildWorker(studio)
  let aborted = false
  script.beforeLook = async (task, n) => {
    if (task.signal.aborted) aborted = true
    if (n !== 1 || aborted) return
    script.beforeLook = () => {}
    assert.deepEqual(await loseWorker(studio, worker), [it.job.id])
    worker = await buildWorker(studio)
    await runVtoJob(studio, await claimOne(studio, second), never)
    assert.equal((await it.now()).status, 'DONE')
  }
  await runVtoJob(studio, claimed, never)
  const images = await it.images()
  assert.deepEqual(
    images.map(({ n }) => n),
    [0, 1],
  )
  assert.equal((await it.now()).attempt, 2)
  assert.equal((await filesOf(it.job.id)).length, 8)
  assert.equal((await it.project()).total_image_number, 2)
  assert.deepEqual(await it.refunds(), [])
})

test('nothing is written for a job by another worker, or by an earlier attempt', async () => {
  const it = await build(2)
  const stale = await claimOne(studio, worker)
  await loseWorker(studio, worker)
  worker = await buildWorker(studio)
  const claimed = await claimOne(studio, worker)
  const { pool } = studio.database
  const look = { n: 0, image: uuidv7(), key: 'looks/none/full.png', details: {} }
  for (const fence of [stale, { ...claimed, attempt: 1 }, { ...claimed, worker: 'nobody#0' }]) {
    assert.equal(await queue.noteProgress(pool, fence, 99, 'finishing'), null)
    assert.equal(await queue.deliverLook(pool, fence, look), null)
    assert.equal(await queue.failLook(pool, fence, 1, 'stale'), false)
    assert.equal(await queue.failJob(pool, fence, 'stale', true), null)
    assert.equal(await queue.failJob(pool, fence, 'stale', false), null)
    assert.equal(await queue.finishJob(pool, fence), null)
  }
  const job = await it.now()
  assert.equal(job.status, 'RUNNING')
  assert.equal(job.progress, 0)
  assert.deepEqual(job.result, {})
  assert.deepEqual(await it.images(), [])
  await runVtoJob(studio, claimed, never)
  assert.equal((await it.now()).status, 'DONE')
  assert.equal(await queue.finishJob(pool, claimed), null)
  assert.equal(await queue.failJob(pool, claimed, 'late', false), null)
  assert.deepEqual(await it.refunds(), [])
})

test('a job that costs three workers their lives ends, refunded', async () => {
  const it = await build(2)
  for (let i = 0; i < 3; i++) {
    await claimOne(studio, worker)
    assert.deepEqual(await loseWorker(studio, worker), [it.job.id])
    worker = await buildWorker(studio)
  }
  const job = await it.now()
  assert.equal(job.status, 'FAILED')
  assert.equal(job.fail_reason, 'worker_lost')
  assert.deepEqual(await it.refunds(), [4])
})

test('a waiting job is cancelled at once, whole; once more is refused', async () => {
  const it = await build(3)
  const job = await cancelVtoJob(studio, it.user, it.job.id)
  assert.equal(job.status, 'CANCELLED')
  assert.equal(job.returned_amount, 6)
  assert.deepEqual(statuses(job), ['cancelled', 'cancelled', 'cancelled'])
  assert.equal(await it.credit(), 100)
  await assert.rejects(cancelVtoJob(studio, it.user, it.job.id), {
    code: 'job_ended',
    details: { status: 'CANCELLED' },
  })
  const stranger = await buildUser(studio)
  await assert.rejects(cancelVtoJob(studio, stranger, it.job.id), { code: 'not_found' })
  assert.deepEqual(await it.refunds(), [6])
})

test('a running job stops after the look it is at; the rest comes back', async () => {
  const it = await build(4)
  script.beforeLook = async (_task, n) => {
    if (n === 1) assert.equal((await cancelVtoJob(studio, it.user, it.job.id)).status, 'RUNNING')
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const job = await it.now()
  assert.equal(job.status, 'DONE')
  assert.equal(job.fail_reason, 'cancelled')
  assert.deepEqual(statuses(job), ['made', 'made', 'cancelled', 'cancelled'])
  assert.deepEqual(await it.refunds(), [4])
})

test('a job cancelled before its first look is begun makes none', async () => {
  const it = await build(2)
  script.beforeFirst = async (task) => {
    await cancelVtoJob(studio, it.user, it.job.id)
    await pause(60_000, undefined, { signal: task.signal })
  }
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const job = await it.now()
  assert.equal(job.status, 'CANCELLED')
  assert.deepEqual(await it.refunds(), [4])
})

test('binning a product, its project or its collection cancels what waits and lets run what runs', async () => {
  for (const table of ['products', 'projects', 'collections'] as const) {
    const it = await build(1)
    const claimed = await claimOne(studio, worker)
    const waiting = await buildJob(studio, it.user, it.product)
    await studio.db
      .updateTable(table)
      .set({ deleted_at: new Date() })
      .where('user_id', '=', it.user.id)
      .execute()
    assert.equal((await getVtoJob(studio.db, it.user, waiting.id)).status, 'CANCELLED')
    await runVtoJob(studio, claimed, never)
    assert.equal((await it.now()).status, 'DONE')
    assert.deepEqual(await it.refunds(), [4])
    assert.equal(await it.credit(), 98)
  }
})

test('a job whose photo is gone fails with its name', async () => {
  const it = await build(1)
  const [{ key }] = it.job.input.photos
  await studio.storage.remove([key])
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const job = await it.now()
  assert.equal(job.status, 'FAILED')
  assert.equal(job.fail_reason, 'photo_missing')
  assert.equal(await it.credit(), 100)
})

test('a look that cannot be stored is not delivered; the next attempt makes it', async () => {
  const it = await build(1)
  // A file where the folder of the job's looks should be.
  await studio.storage.put(`looks/${it.job.id}`, new Uint8Array([1]), 'image/png')
  await runVtoJob(studio, await claimOne(studio, worker), never)
  await studio.storage.remove([`looks/${it.job.id}`])
  assert.equal((await it.now()).status, 'PENDING')
  assert.deepEqual(await it.images(), [])
  await runVtoJob(studio, await claimOne(studio, worker), never)
  assert.equal((await it.now()).status, 'DONE')
  assert.equal((await it.images()).length, 1)
})
