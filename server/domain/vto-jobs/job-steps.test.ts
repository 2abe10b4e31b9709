// The calls of jobs in the database: limits of a key over all workers, fences, and what a call may become.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { buildJob, buildWorker, claimOne, loseWorker } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import { cancelVtoJob } from './cancel.ts'
import { JobSteps } from './job-steps.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({ MAEPSI_LOG_LEVEL: 'silent' }, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

/** A claimed job's steps; what they hear aborts the signal, as in a run. */
async function build() {
  const user = await buildUser(studio)
  const job = await buildJob(studio, user, await buildProduct(studio, user))
  const worker = await buildWorker(studio)
  const claimed = await claimOne(studio, worker)
  const stop = new AbortController()
  const told = {
    onFenced: () => stop.abort(new Error('fenced')),
    onCancelled: () => stop.abort(new Error('cancelled')),
  }
  return { user, job, worker, steps: new JobSteps(studio, claimed, told), signal: stop.signal }
}

const call = (account: string, over: { key?: string; atOnce?: number; perMinute?: number } = {}) => ({
  n: 0,
  key: 'key',
  engine: 'fashn',
  model: 'm',
  account,
  cost: 0.075,
  atOnce: 10,
  perMinute: 100,
  ...over,
})

test('a key at its limit waits for another worker’s call to end, and no other key waits for it', async () => {
  const [one, two] = [await build(), await build()]
  const limits = { atOnce: 1 }
  const first = await one.steps.begin(call('a', limits), one.signal)
  const other = await two.steps.begin(call('b', { ...limits, key: 'other' }), two.signal)
  let begun = false
  const second = two.steps.begin(call('a', limits), two.signal).then((step) => {
    begun = true
    return step
  })
  await pause(150)
  assert.equal(begun, false)
  await one.steps.failed(first, 'pose_not_found')
  await second
  await two.steps.failed(other, 'lost')
})

test('calls that begin within a minute are counted, ended ones too', async () => {
  const it = await build()
  const limits = { perMinute: 2 }
  for (const key of ['1', '2'])
    await it.steps.failed(await it.steps.begin(call('c', { ...limits, key }), it.signal), 'lost')
  const impatient = AbortSignal.timeout(100)
  await assert.rejects(it.steps.begin(call('c', { ...limits, key: '3' }), impatient))
})

test('a job that was taken away, or cancelled, begins nothing', async () => {
  const cancelled = await build()
  await cancelVtoJob(studio, cancelled.user, cancelled.job.id)
  await assert.rejects(cancelled.steps.begin(call('d'), cancelled.signal), /cancelled/)
  const lost = await build()
  await loseWorker(studio, lost.worker)
  await assert.rejects(lost.steps.begin(call('d'), lost.signal), /fenced/)
  const { rows } = await studio.database.pool.query(
    `select count(*)::int as count from vto_step where account = 'd'`,
  )
  assert.deepEqual(rows, [{ count: 0 }])
})

test('a call has one end, a job one open call of a key, and what may be owed keeps its cost', async () => {
  const { steps, signal } = await build()
  const step = await steps.begin(call('e'), signal)
  await assert.rejects(steps.begin(call('e'), signal), /ux_vto_step_open/)
  await steps.sent(step, 'ref-1')
  assert.equal((await steps.open('key'))?.ref, 'ref-1')
  assert.equal(await steps.owner(0), 'fashn')
  await steps.failed(step, 'timeout')
  await steps.made(step, new Uint8Array([1]), 'image/png')
  await steps.unknown(step)
  const row = await studio.db
    .selectFrom('vto_step')
    .selectAll()
    .where('id', '=', step.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual([row.status, row.code, Number(row.cost)], ['failed', 'timeout', 0.075])
  assert.equal(await steps.owner(0), 'fashn')
  assert.equal(await steps.picture('key', false), null)
  const free = await steps.begin(call('e', { key: 'free' }), signal)
  await steps.failed(free, 'invalid_input')
  assert.deepEqual(await steps.failures('free'), ['invalid_input'])
})

test('a picture is its user’s alone, and becomes a look once', async () => {
  const one = await build()
  const step = await one.steps.begin(call('f', { key: 'mine' }), one.signal)
  await one.steps.made(step, new Uint8Array([7]), 'image/png')
  assert.deepEqual(await one.steps.picture('mine', true), Buffer.from([7]))
  assert.equal(await (await build()).steps.picture('mine', true), null)
  await one.steps.delivered('mine')
  assert.equal(await one.steps.picture('mine', true), null)
  assert.deepEqual(await one.steps.picture('mine', false), Buffer.from([7]))
})
