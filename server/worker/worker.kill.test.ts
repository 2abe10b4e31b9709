// Real worker processes, really killed, hung and stopped in the middle of a job.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { after, afterEach, before, test } from 'node:test'
import { buildJob, buildVideoJob } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { until } from '#test/until.ts'
import { balanceOf } from '../domain/points/ledger.ts'
import { listLedger } from '../domain/points/list-ledger.ts'
import { getVtoJob } from '../domain/vto-jobs/vto-jobs.ts'
import { Engines } from '../engines/choose.ts'
import type { Studio } from '../studio.ts'

const LOOKS = 4
let studio: Studio
before(async () => {
  studio = await openTestStudio({}, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

const processes = new Set<ChildProcess>()
afterEach(async () => {
  for (const child of processes) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  processes.clear()
})

async function startProcess({ lookMs = 400 } = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['test/worker-process.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: studio.database.url,
      MAEPSI_DATA: studio.config.data,
      MAEPSI_LOG_LEVEL: 'silent',
      LOOK_MS: String(lookMs),
    },
  })
  processes.add(child)
  const failed = once(child, 'exit').then(() => assert.fail('the worker ended before it was ready'))
  await Promise.race([once(child.stdout, 'data'), failed])
  return child
}

async function build() {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const job = await buildJob(studio, user, product, { looks: LOOKS })
  return { user, product, now: () => getVtoJob(studio.db, user, job.id) }
}
type Built = Awaited<ReturnType<typeof build>>

const delivered = async (it: Built) => Object.keys((await it.now()).result).length

async function assertDoneOnce(it: Built): Promise<void> {
  const job = await it.now()
  assert.equal(job.status, 'DONE')
  assert.equal(job.returned_amount, 0)
  const images = await studio.db
    .selectFrom('generate_img')
    .select(['n', 'number', 'url'])
    .where('job_id', '=', job.id)
    .orderBy('n')
    .execute()
  assert.deepEqual(
    images.map(({ n }) => n),
    [0, 1, 2, 3],
  )
  assert.deepEqual(new Set(images.map(({ number }) => number)), new Set([1, 2, 3, 4]))
  for (const { url } of images) assert.ok(await studio.storage.stat(url!))
  const { entries } = await listLedger(studio.db, it.user.id, { usageType: 'credit', limit: 10 })
  assert.deepEqual(
    entries.map(({ amount }) => amount),
    [-8, 100],
  )
  const { left, held } = await balanceOf(studio.db, it.user.id)
  assert.equal(left.credit, 92)
  assert.equal(held.credit, 0)
}

test('a worker killed with kill -9 in mid-job: another does the rest', { timeout: 120_000 }, async (t) => {
  const it = await build()
  const first = await startProcess({ lookMs: 3_000 })
  await until(async () => (await delivered(it)) > 0)
  await startProcess()
  first.kill('SIGKILL')
  const killedAt = Date.now()
  await until(async () => (await it.now()).attempt === 2)
  t.diagnostic(`taken up again after ${Date.now() - killedAt} ms`)
  await until(async () => (await it.now()).status === 'DONE')
  await assertDoneOnce(it)
})

test('the only worker is killed: the next one to start does the rest', { timeout: 120_000 }, async () => {
  const it = await build()
  const first = await startProcess({ lookMs: 3_000 })
  await until(async () => (await delivered(it)) > 0)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await startProcess()
  await until(async () => (await it.now()).status === 'DONE')
  await assertDoneOnce(it)
})

test(
  'a hung worker: another does the rest, and the first ends when it wakes',
  { timeout: 180_000 },
  async (t) => {
    const it = await build()
    const first = await startProcess({ lookMs: 3_000 })
    await until(async () => (await delivered(it)) > 0)
    first.kill('SIGSTOP')
    const hungAt = Date.now()
    await startProcess()
    await until(async () => (await it.now()).attempt === 2)
    t.diagnostic(`taken up again after ${Date.now() - hungAt} ms`)
    const exited = once(first, 'exit')
    first.kill('SIGCONT')
    assert.deepEqual(await exited, [1, null])
    await until(async () => (await it.now()).status === 'DONE')
    await assertDoneOnce(it)
  },
)

test(
  'a worker told to stop hands its job back, and the attempt does not count',
  { timeout: 120_000 },
  async () => {
    const it = await build()
    const first = await startProcess({ lookMs: 3_000 })
    await until(async () => (await delivered(it)) > 0)
    first.kill('SIGTERM')
    assert.deepEqual(await once(first, 'exit'), [0, null])
    const job = await it.now()
    assert.equal(job.status, 'PENDING')
    assert.equal(job.attempt, 0)
    await startProcess()
    await until(async () => (await it.now()).status === 'DONE')
    assert.equal((await it.now()).attempt, 1)
    await assertDoneOnce(it)
  },
)

test('a worker killed in the middle of a video: another makes it, once', { timeout: 120_000 }, async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const { id } = await buildVideoJob(studio, user, product)
  const now = () => getVtoJob(studio.db, user, id)
  const first = await startProcess({ lookMs: 3_000 })
  await until(async () => (await now()).progress > 0)
  first.kill('SIGKILL')
  await startProcess()
  await until(async () => (await now()).status === 'DONE')
  const { attempt, returned_amount } = await now()
  assert.deepEqual([attempt, returned_amount], [2, 0])
  const videos = await studio.db
    .selectFrom('generate_video')
    .select(['n', 'url'])
    .where('job_id', '=', id)
    .execute()
  assert.deepEqual(
    videos.map(({ n }) => n),
    [0],
  )
  const files = []
  for await (const { key } of studio.storage.list(`videos/${id}/`)) files.push(key)
  assert.deepEqual(files.sort(), [videos[0].url!.replace('turntable.mp4', 'poster.webp'), videos[0].url])
  const { entries } = await listLedger(studio.db, user.id, { usageType: 'video_ticket', limit: 10 })
  assert.deepEqual(
    entries.map(({ amount }) => amount),
    [-1, 2],
  )
})

test('three workers share a queue: every job is done once', { timeout: 180_000 }, async () => {
  await Promise.all([startProcess(), startProcess(), startProcess()])
  const built = await Promise.all(Array.from({ length: 5 }, build))
  await until(async () =>
    (await Promise.all(built.map(({ now }) => now()))).every(({ status }) => status === 'DONE'),
  )
  for (const it of built) await assertDoneOnce(it)
  // Those killed by the tests before leave the list too.
  await until(async () => (await studio.db.selectFrom('vto_worker').select('id').execute()).length === 3)
})
