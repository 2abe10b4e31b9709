// A drained worker: finishes what it runs, claims nothing, and goes on when told to.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { buildJob } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { until } from '#test/until.ts'
import { listWorkers, setDrained } from '../domain/vto-jobs/workers.ts'
import { getVtoJob } from '../domain/vto-jobs/vto-jobs.ts'
import { Engines } from '../engines/choose.ts'
import type { Studio } from '../studio.ts'
import { startWorker, type Worker } from './worker.ts'

const script: Script = {}
let studio: Studio
let worker: Worker
before(async () => {
  const env = { MAEPSI_DRAPE_THREADS: '2', MAEPSI_LOG_LEVEL: 'silent' }
  studio = await openTestStudio(env, new Engines([new ScriptedEngine(script)]))
  worker = await startWorker(studio, { inProcess: true })
})
after(async () => {
  await worker.stop()
  await studio.close()
})

async function build() {
  const user = await buildUser(studio)
  const { id } = await buildJob(studio, user, await buildProduct(studio, user))
  return { now: () => getVtoJob(studio.db, user, id) }
}

test('a drained worker ends what it runs and takes nothing more until it is resumed', async () => {
  let goOn = () => {}
  const held = new Promise<void>((resolve) => (goOn = resolve))
  script.beforeLook = () => held
  const running = await build()
  await until(async () => (await running.now()).stage === 'draping')

  const [{ id, jobs, version }] = await listWorkers(studio.db)
  assert.equal(jobs.length, 1)
  assert.match(version ?? '', /^\d+[.]/)
  assert.deepEqual(await setDrained(studio.db, id, true, new Date()), { before: null })
  const waiting = await build()
  // Longer than a worker that lost its wake-up waits before it looks again.
  await pause(1_500)
  assert.equal((await waiting.now()).status, 'PENDING')
  goOn()
  await until(async () => (await running.now()).status === 'DONE')
  assert.equal((await waiting.now()).status, 'PENDING')
  assert.equal((await running.now()).attempt, 1)

  assert.ok((await setDrained(studio.db, id, false, new Date()))?.before)
  await until(async () => (await waiting.now()).status === 'DONE')
  assert.equal(await setDrained(studio.db, 'nobody#0', true, new Date()), null)
})
