// kill -9 at every step of a bought call: the vendor counts, and no call is ever bought twice.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { after, before, beforeEach, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildImage } from '#test/build-image.ts'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { buildOutfit, hostedEnv, pictureOf, submitHosted } from '#test/vendors/hosted-studio.ts'
import { filmSettingsFor, settingsFor } from '#test/vendors/settings.ts'
import { startStand, type Stand } from '#test/vendors/stand.ts'
import { until } from '#test/until.ts'
import type { Slot } from '#sdk/contract/products.ts'
import { balanceOf } from '../domain/points/ledger.ts'
import { getProduct } from '../domain/products/products.ts'
import { submitMotionJob } from '../domain/vto-jobs/submit-clip.ts'
import { getVtoJob, looksOf } from '../domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '../studio.ts'

let stand: Stand
let studio: Studio
let env: Record<string, string>
let child: ChildProcess
before(async () => {
  stand = await startStand()
  env = await hostedEnv([...settingsFor(stand), ...filmSettingsFor(stand)])
  studio = await openTestStudio(env)
  child = await startProcess()
})
after(async () => {
  child.kill('SIGKILL')
  await studio.close()
  await stand.close()
})
beforeEach(() => stand.clear())

async function startProcess(): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['test/hosted-worker-process.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, DATABASE_URL: studio.database.url, MAEPSI_DATA: studio.config.data },
  })
  const failed = once(started, 'exit').then(() => assert.fail('the worker ended before it was ready'))
  await Promise.race([once(started.stdout, 'data'), failed])
  return started
}

/** Runs a job whose worker is killed when `moment` comes; another then does what is left. */
async function runKilled(
  engine: string,
  slots: readonly Slot[],
  moment: (kill: () => Promise<void>) => void,
): Promise<{ looks: string[]; refunded: number; attempt: number }> {
  const user = await buildUser(studio)
  const product = await buildOutfit(studio, user, slots)
  const killed = Promise.withResolvers<void>()
  moment(async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
    killed.resolve()
  })
  const { id, used_amount } = await submitHosted(studio, user, product, engine, { calls: slots.length })
  await killed.promise
  child = await startProcess()
  const now = () => getVtoJob(studio.db, user, id)
  await until(async () => ['DONE', 'FAILED'].includes((await now()).status))
  const job = await now()
  const { left } = await balanceOf(studio.db, user.id)
  assert.equal(left.credit, 100 - used_amount + job.returned_amount)
  const looks = looksOf(job).map(({ status, failCode }) => failCode ?? status)
  return { looks, refunded: job.returned_amount, attempt: job.attempt }
}

/** Does it once, at the n-th of something. */
function atThe(n: number, act: () => Promise<void>): () => Promise<void> {
  let count = 0
  return async () => (++count === n ? act() : undefined)
}

test(
  'killed after the vendor took a call and before its answer was kept: never sent again',
  { timeout: 120_000 },
  async () => {
    const end = await runKilled('fashn', ['upper'], (kill) => (stand.beforeAnswer = atThe(1, kill)))
    assert.deepEqual(end, { looks: ['submit_unknown'], refunded: 3, attempt: 2 })
    assert.equal(stand.submits.length, 1)
  },
)

test(
  'killed there with a vendor that can be asked by our id: found again, and made',
  { timeout: 120_000 },
  async () => {
    const end = await runKilled('kling', ['upper'], (kill) => (stand.beforeAnswer = atThe(1, kill)))
    assert.deepEqual(end, { looks: ['made'], refunded: 0, attempt: 2 })
    assert.equal(stand.submits.length, 1)
  },
)

test(
  'killed between the calls of an outfit: what was paid stays, and the rest is bought once',
  { timeout: 120_000 },
  async () => {
    const end = await runKilled('kling', ['bottom', 'upper'], (kill) => (stand.beforeAnswer = atThe(2, kill)))
    assert.deepEqual(end, { looks: ['made'], refunded: 0, attempt: 2 })
    assert.equal(stand.submits.length, 2)
  },
)

test(
  'killed while it asks after the second call: asked after again, not bought again',
  { timeout: 120_000 },
  async () => {
    const end = await runKilled('fashn', ['bottom', 'upper'], (kill) => (stand.beforePoll = atThe(3, kill)))
    assert.deepEqual(end, { looks: ['made'], refunded: 0, attempt: 2 })
    assert.equal(stand.submits.length, 2)
  },
)

test(
  'killed while it fetches the result: fetched again, not bought again',
  { timeout: 120_000 },
  async () => {
    const end = await runKilled('fashn', ['bottom', 'upper'], (kill) => (stand.beforeResult = atThe(2, kill)))
    assert.deepEqual(end, { looks: ['made'], refunded: 0, attempt: 2 })
    assert.equal(stand.submits.length, 2)
  },
)

test(
  'killed while a video is asked after: asked after again, not bought again',
  { timeout: 120_000 },
  async () => {
    const user = await buildUser(studio)
    const { id: productId } = await buildOutfit(studio, user, ['upper'])
    const { project_id: projectId } = await getProduct(studio, user, productId)
    const url = `looks/${uuidv7()}/0-x/full.jpg`
    await studio.storage.put(url, await pictureOf('#779977', 576, 768), 'image/jpeg')
    const image = await buildImage(studio, user, { id: projectId }, { productId, url })
    const killed = Promise.withResolvers<void>()
    stand.beforePoll = atThe(1, async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
      killed.resolve()
    })
    const { id } = await submitMotionJob(studio, user, {
      id: uuidv7(),
      imageId: image.id,
      engine: 'veo',
      motion: 'turn',
      seconds: 4,
      pay: 'credit',
      price: 12,
    })
    await killed.promise
    child = await startProcess()
    await until(async () => (await getVtoJob(studio.db, user, id)).finished_at !== null)
    assert.equal((await getVtoJob(studio.db, user, id)).status, 'DONE')
    assert.equal(stand.submits.length, 1)
  },
)
