// A worker's life: claims, lanes, cancels, and stopping gently.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { buildJob } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { until } from '#test/until.ts'
import { cancelVtoJob } from '../domain/vto-jobs/cancel.ts'
import { getVtoJob } from '../domain/vto-jobs/vto-jobs.ts'
import { Engines } from '../engines/choose.ts'
import type { Said } from '../live.ts'
import type { Studio } from '../studio.ts'
import { startWorker, type Worker } from './worker.ts'

const script: Script = {}
let studio: Studio
let worker: Worker | null = null
before(async () => {
  const env = { MAEPSI_DRAPE_THREADS: '2', MAEPSI_LOG_LEVEL: 'silent' }
  studio = await openTestStudio(env, new Engines([new ScriptedEngine(script)]))
})
after(() => studio.close())
beforeEach(() => delete script.beforeLook)
afterEach(async () => {
  await worker?.stop()
  worker = null
})

async function build(looks = 2) {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const { id } = await buildJob(studio, user, product, { looks })
  return { id, user, now: () => getVtoJob(studio.db, user, id) }
}

const workers = () => studio.db.selectFrom('vto_worker').select('id').execute()

test('a worker beside the server does what waits and what comes, as many at once as it has slots', async () => {
  let running = 0
  let most = 0
  script.beforeLook = async () => {
    most = Math.max(most, ++running)
    await pause(50)
    running--
  }
  const waiting = await Promise.all([build(), build(), build()])
  worker = await startWorker(studio, { inProcess: true })
  const coming = await Promise.all([build(), build()])
  for (const it of [...waiting, ...coming]) await until(async () => (await it.now()).status === 'DONE')
  assert.equal(most, 2)
})

test('everything a job goes through is told live, to its owner', async () => {
  const heard: Said[] = []
  const stop = studio.live.hear((one) => (one === 'lost' ? undefined : void heard.push(one)))
  script.beforeLook = () => pause(300)
  worker = await startWorker(studio, { inProcess: true })
  const it = await build()
  const mine = () => heard.filter(({ userId }) => userId === it.user.id).map(({ event }) => event)
  const ended = () => mine().some((event) => event.type === 'job' && event.status === 'DONE')
  await until(async () => ended())
  stop()
  const jobs = mine().filter((event) => event.type === 'job')
  assert.equal(jobs[0].status, 'PENDING')
  assert.ok(jobs.some(({ status, n }) => status === 'RUNNING' && n === 1))
  const progress = jobs.map(({ progress }) => progress)
  assert.deepEqual(
    progress,
    progress.toSorted((a, b) => a - b),
  )
  assert.equal(progress.at(-1), 100)
  const looks = mine().flatMap((event) => (event.type === 'image' ? event.n : []))
  assert.deepEqual(looks, [0, 1])
})

test('declared dead, it leaves its jobs, registers anew and goes on', async () => {
  let isHeld = false
  script.beforeLook = async ({ signal }) => {
    isHeld = true
    return pause(60_000, undefined, { signal })
  }
  worker = await startWorker(studio, { inProcess: true })
  const it = await build()
  await until(async () => isHeld)
  const [first] = await workers()
  delete script.beforeLook
  await studio.db.deleteFrom('vto_worker').execute()
  await until(async () => (await it.now()).status === 'DONE')
  assert.equal((await it.now()).attempt, 2)
  const [second] = await workers()
  assert.notEqual(second.id, first.id)
})

test('when its connection breaks, it registers anew and goes on', async () => {
  worker = await startWorker(studio, { inProcess: true })
  const [first] = await workers()
  await studio.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'maepsi worker'`,
  )
  await until(async () => (await workers()).some(({ id }) => id !== first.id))
  const it = await build()
  await until(async () => (await it.now()).status === 'DONE')
})

test('told to stop, it hands back what it runs, ends what was cancelled and leaves the list', async () => {
  script.beforeLook = async ({ signal }) => pause(60_000, undefined, { signal })
  worker = await startWorker(studio, { inProcess: true })
  const [kept, cancelled] = await Promise.all([build(), build()])
  for (const it of [kept, cancelled]) await until(async () => (await it.now()).stage !== null)
  const { worker: mine } = await studio.db
    .selectFrom('vto_job')
    .select('worker')
    .where('id', '=', kept.id)
    .executeTakeFirstOrThrow()
  await cancelVtoJob(studio, cancelled.user, cancelled.id)
  await worker.stop()
  worker = null
  assert.equal((await kept.now()).status, 'PENDING')
  assert.equal((await kept.now()).attempt, 0)
  assert.equal((await cancelled.now()).status, 'CANCELLED')
  assert.equal((await cancelled.now()).returned_amount, 4)
  assert.ok(!(await workers()).some(({ id }) => id === mine))
})

test('errands are done: a letter sent inside a transaction goes when that commits, and only then', async () => {
  worker = await startWorker(studio, { inProcess: true })
  const letter = (subject: string) => ({ to: 'jimin@example.test', subject, text: uuidv7() })
  await studio.errands.send('mail.send', letter('sent'))
  await studio.db.transaction().execute((trx) => studio.errands.send('mail.send', letter('committed'), trx))
  await assert.rejects(
    studio.db.transaction().execute(async (trx) => {
      await studio.errands.send('mail.send', letter('rolled back'), trx)
      throw new Error('no')
    }),
  )
  const folder = join(studio.config.data, 'mail')
  const letters = async () => {
    const files = await readdir(folder).catch(() => [])
    return Promise.all(
      files.filter((file) => file.endsWith('.txt')).map((file) => readFile(join(folder, file), 'utf8')),
    )
  }
  await until(async () => (await letters()).length >= 2)
  const subjects = (await letters()).map((text) => /Subject: (.*)/.exec(text)?.[1])
  assert.deepEqual(new Set(subjects), new Set(['committed', 'sent']))
})
