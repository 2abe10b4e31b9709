// Runs of engines of others, from the submit to the refund: what is bought, in which order, how often, and what goes back.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { buildWorker, claimOne, loseWorker } from '#test/build-job.ts'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { buildOutfit, hostedEnv, submitHosted } from '#test/vendors/hosted-studio.ts'
import { settingsFor } from '#test/vendors/settings.ts'
import { startStand, type Stand } from '#test/vendors/stand.ts'
import type { Mood } from '#test/vendors/wire.ts'
import { until } from '#test/until.ts'
import { v7 as uuidv7 } from 'uuid'
import type { Slot } from '#sdk/contract/products.ts'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import type { JobInput } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { cancelVtoJob } from './cancel.ts'
import { countEngineCalls } from './engine-calls.ts'
import { runVtoJob } from './run.ts'
import { submitVtoJob } from './submit.ts'
import { getVtoJob, looksOf, type VtoJobRow } from './vto-jobs.ts'

const never = new AbortController().signal
let stand: Stand
let studio: Studio
let worker: string
before(async () => {
  stand = await startStand()
  const more = { MAEPSI_ENGINE_ORDER: 'fashn,kling,gemini' }
  studio = await openTestStudio(await hostedEnv(settingsFor(stand), more))
  worker = await buildWorker(studio)
})
after(async () => {
  await studio.close()
  await stand.close()
})
beforeEach(() => stand.clear())

async function build(slots: readonly Slot[] = ['upper']) {
  const user = await buildUser(studio)
  const product = await buildOutfit(studio, user, slots)
  return { user, product }
}

async function run(signal: AbortSignal = never): Promise<void> {
  await runVtoJob(studio, await claimOne(studio, worker, 'wait'), signal)
}

/** Codes and refunds of a job that has ended. */
async function endOf(user: { id: string }, { id }: { id: string }) {
  const job = await getVtoJob(studio.db, user, id)
  const { entries } = await listLedger(studio.db, user.id, { limit: 50 })
  const { left } = await balanceOf(studio.db, user.id)
  const refunds = entries.filter(({ reason }) => reason === 'refund').map(({ amount }) => amount)
  assert.equal(left.credit, 100 - job.used_amount + refunds.reduce((sum, one) => sum + one, 0))
  return {
    status: job.status,
    looks: looksOf(job).map(({ status, failCode }) => failCode ?? status),
    refunds,
  }
}

const slotOf = (n: number) => stand.bought[n].said['category']

test('three garments, front and back, by an engine for one: six calls in order, each dressed onto the one before', async () => {
  const { user, product } = await build(['outer', 'upper', 'bottom'])
  const job = await submitHosted(studio, user, product, 'fashn', { views: ['front', 'back'], calls: 3 })
  assert.equal(job.used_amount, 18)
  await run()
  assert.deepEqual(await endOf(user, job), { status: 'DONE', looks: ['made', 'made'], refunds: [] })
  assert.equal(stand.submits.length, 6)
  assert.deepEqual(
    stand.bought.map((_, n) => slotOf(n)),
    ['bottoms', 'tops', 'tops', 'bottoms', 'tops', 'tops'],
  )
  // Back photos on the person seen from behind; nothing is worn twice.
  assert.notEqual(stand.bought[0].person, stand.bought[3].person)
  assert.equal(new Set(stand.bought.flatMap(({ garments }) => garments)).size, 6)
  assert.equal(new Set(stand.bought.map(({ person }) => person)).size, 6)
  const { rows } = await studio.database.pool.query(
    `select distinct details ->> 'engine' as engine, details ->> 'engineVersion' as model from generate_img where job_id = $1`,
    [job.id],
  )
  assert.deepEqual(rows, [{ engine: 'fashn', model: 'tryon-v1.6' }])
})

test('the third call fails: one refund for that look, and what was paid is not bought again by a new run', async () => {
  const { user, product } = await build(['upper', 'bottom', 'outer'])
  stand.moods.push('well', 'well', 'pose')
  const job = await submitHosted(studio, user, product, 'fashn', { views: ['front', 'back'], calls: 3 })
  await run()
  assert.deepEqual(await endOf(user, job), {
    status: 'DONE',
    looks: ['pose_not_found', 'made'],
    refunds: [9],
  })
  assert.equal(stand.submits.length, 6)
  stand.clear()
  const again = await submitHosted(studio, user, product, 'fashn', { calls: 3 })
  await run()
  assert.equal((await getVtoJob(studio.db, user, again.id)).status, 'DONE')
  // Bottom and upper are there; the outer alone is bought.
  assert.deepEqual(stand.submits, ['fashn'])
})

test('an engine for whole outfits takes one call a look, and the same wish once more is another picture', async () => {
  const { user, product } = await build(['upper', 'bottom', 'outer'])
  for (let runs = 1; runs <= 2; runs++) {
    const job = await submitHosted(studio, user, product, 'gemini')
    assert.equal(job.used_amount, 3)
    await run()
    assert.equal((await getVtoJob(studio.db, user, job.id)).status, 'DONE')
    assert.equal(stand.bought.length, runs)
  }
  assert.equal(stand.bought[0].garments.length, 3)
  assert.match(String(stand.bought[0].said['prompt']), /Image 2: bottom.*Image 3: top.*Image 4: outerwear/)
})

/** Every row of the taxonomy: the mood of the vendor, the code people are told, submits sent in all. */
const ROWS: readonly [engine: string, moods: readonly Mood[], code: string, submits: number][] = [
  ['fal', ['key'], 'auth', 1],
  ['fal', ['funds'], 'out_of_funds', 1],
  ['fal', ['invalid'], 'invalid_input', 1],
  ['fal', ['drop'], 'submit_unknown', 1],
  ['fal', ['html'], 'submit_unknown', 1],
  ['fal', ['gateway'], 'submit_unknown', 1],
  ['fal', ['broken', 'broken', 'broken'], 'provider_failure', 3],
  ['fal', ['failed', 'failed', 'failed'], 'provider_failure', 3],
  ['fal', ['full', 'full', 'full', 'full'], 'capacity', 4],
  ['fal', ['nonsense'], 'bad_answer', 1],
  ['fal', ['blocked'], 'content_blocked', 1],
  ['fal', ['pose'], 'pose_not_found', 1],
  ['fal', ['unreadable'], 'input_unreadable', 1],
  ['fal', ['empty', 'empty'], 'empty_output', 2],
  ['fal', ['small'], 'wrong_size', 1],
  ['fal', ['wide'], 'wrong_size', 1],
  ['fal', ['expired', 'expired'], 'lost', 2],
  ['fal', ['lost', 'lost'], 'lost', 2],
  ['fal', ['private'], 'bad_answer', 1],
  ['fal', ['page'], 'bad_answer', 1],
  ['openai', ['drop'], 'submit_unknown', 1],
  ['openai', ['page'], 'bad_answer', 1],
]
for (const [engine, moods, code, submits] of ROWS)
  test(`${engine}, when it goes "${moods[0]}": the look ends as ${code}, refunded once, after ${submits} submit(s)`, async () => {
    const { user, product } = await build()
    stand.moods.push(...moods)
    const job = await submitHosted(studio, user, product, engine)
    await run()
    assert.deepEqual(await endOf(user, job), { status: 'FAILED', looks: [code], refunds: [3] })
    assert.equal(stand.submits.length, submits)
  })

const MENDED: readonly [engine: string, moods: readonly Mood[], submits: number][] = [
  ['fal', ['rate', 'rate', 'rate', 'rate'], 5],
  ['fal', ['broken', 'failed'], 3],
  ['fal', ['full'], 2],
  ['fal', ['empty'], 2],
  ['fal', ['expired'], 2],
  ['kling', ['drop'], 1],
  ['comfy', ['drop'], 1],
  ['kling', ['html'], 1],
]
for (const [engine, moods, submits] of MENDED)
  test(`${engine}, when it goes "${moods.join(', ')}" and then well: the look is made with ${submits} submit(s)`, async () => {
    const { user, product } = await build()
    stand.moods.push(...moods)
    const job = await submitHosted(studio, user, product, engine)
    await run()
    assert.deepEqual(await endOf(user, job), { status: 'DONE', looks: ['made'], refunds: [] })
    assert.equal(stand.submits.length, submits)
  })

test('a vendor that is never ready is given up, and the call called off', async () => {
  const impatient = await openTestStudio(await hostedEnv(settingsFor(stand), { MAEPSI_ENGINE_SECONDS: '1' }))
  try {
    const user = await buildUser(impatient)
    const product = await buildOutfit(impatient, user, ['upper'])
    stand.moods.push('slow')
    const { id } = await submitHosted(impatient, user, product, 'fal')
    await runVtoJob(impatient, await claimOne(impatient, await buildWorker(impatient), 'wait'), never)
    const job = await getVtoJob(impatient.db, user, id)
    assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', 'timeout', 3])
    assert.deepEqual(
      stand.bought.map(({ cancelled }) => cancelled),
      [true],
    )
  } finally {
    await impatient.close()
  }
})

test('another engine steps in where nothing was bought, at the price that was shown', async () => {
  const { user, product } = await build()
  stand.moods.push('funds')
  const job = await submitHosted(studio, user, product, 'fashn')
  assert.deepEqual((job as VtoJobRow & { input: { fallbacks: string[] } }).input.fallbacks, [
    'kling',
    'gemini',
  ])
  await run()
  assert.deepEqual(await endOf(user, job), { status: 'DONE', looks: ['made'], refunds: [] })
  assert.deepEqual(stand.submits, ['fashn', 'kling'])
  assert.deepEqual(
    (await studio.db.selectFrom('generate_img').select('details').where('job_id', '=', job.id).execute()).map(
      ({ details }) => (details as { engine: string }).engine,
    ),
    ['kling'],
  )
})

test('no other engine steps in once a call was bought, nor for a photo that no engine can read', async () => {
  const { user, product } = await build(['upper', 'bottom'])
  stand.moods.push('well', 'funds')
  const job = await submitHosted(studio, user, product, 'fashn', { calls: 2 })
  await run()
  assert.deepEqual(await endOf(user, job), { status: 'FAILED', looks: ['out_of_funds'], refunds: [6] })
  assert.deepEqual(stand.submits, ['fashn', 'fashn'])
  stand.clear()
  stand.moods.push('unreadable')
  const other = await build()
  const second = await submitHosted(studio, other.user, other.product, 'fashn')
  await run()
  assert.deepEqual((await endOf(other.user, second)).looks, ['input_unreadable'])
  assert.deepEqual(stand.submits, ['fashn'])
})

test('an attempt that is broken off while the vendor works is gone on with, not bought again', async () => {
  const { user, product } = await build()
  const job = await submitHosted(studio, user, product, 'replicate')
  stand.polls = 1_000_000
  const stop = new AbortController()
  const running = run(stop.signal)
  const step = studio.db.selectFrom('vto_step').select('ref').where('job_id', '=', job.id)
  await until(async () => (await step.executeTakeFirst())?.ref)
  stop.abort(new Error('the worker stops'))
  await running
  await loseWorker(studio, worker)
  worker = await buildWorker(studio)
  stand.polls = 1
  await run()
  assert.deepEqual(await endOf(user, job), { status: 'DONE', looks: ['made'], refunds: [] })
  assert.equal(stand.submits.length, 1)
  assert.equal(stand.bought[0].cancelled, false)
})

test('who cancels has the call called off at the vendor, and everything back', async () => {
  const { user, product } = await build()
  const job = await submitHosted(studio, user, product, 'replicate')
  stand.polls = 1_000_000
  const running = run()
  await until(() => stand.bought.length > 0)
  await cancelVtoJob(studio, user, job.id)
  await running
  assert.equal(stand.bought[0].cancelled, true)
  assert.deepEqual((await endOf(user, job)).refunds, [3])
  assert.equal((await getVtoJob(studio.db, user, job.id)).status, 'CANCELLED')
})

test('what an engine cannot do is refused before anything is paid, with its reason', async () => {
  const user = await buildUser(studio)
  const fronts = await buildOutfit(studio, user, ['upper', 'bottom'], ['front'])
  await assert.rejects(
    submitHosted(studio, user, fronts, 'fashn', { views: ['back'], calls: 2 }),
    throwsCode('back_missing'),
  )
  await assert.rejects(
    submitHosted(studio, user, fronts, 'fashn', { views: ['side'], calls: 2 }),
    throwsCode('wish_not_possible'),
  )
  await assert.rejects(submitHosted(studio, user, fronts, 'fashn', { calls: 1 }), throwsCode('price_changed'))
  assert.deepEqual(stand.submits, [])
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, 100)
})

test('a person of one’s own is dressed; someone else’s photo is not there', async () => {
  const { user, product } = await build()
  const own = await buildOutfit(studio, user, ['upper'], ['front'])
  const { upper_f_image_url: front } = await studio.db
    .selectFrom('products')
    .select('upper_f_image_url')
    .where('id', '=', own.id)
    .executeTakeFirstOrThrow()
  const run = (productId: string) => ({
    id: uuidv7(),
    productId,
    direction: Direction.parse({ engine: 'fal', views: ['front'], person: { front }, seed: 11 }),
    pay: 'credit' as const,
    price: 3,
  })
  const { input } = await submitVtoJob(studio, user, run(product.id))
  assert.deepEqual((input as JobInput).person, [{ side: 'front', key: `${front}/working.jpg` }])
  assert.equal((input as JobInput).seed, 11)
  const stranger = await build()
  await assert.rejects(submitVtoJob(studio, stranger.user, run(stranger.product.id)), throwsCode('not_found'))
  await runVtoJob(studio, await claimOne(studio, worker, 'wait'), never)
  assert.equal(stand.bought[0].said['seed'], 11)
})

test('a vendor that says "slow down" for as long as a call may take is given up as that, refunded', async () => {
  const impatient = await openTestStudio(await hostedEnv(settingsFor(stand), { MAEPSI_ENGINE_SECONDS: '1' }))
  try {
    const user = await buildUser(impatient)
    const product = await buildOutfit(impatient, user, ['upper'])
    stand.moods.push(...Array.from({ length: 500 }, () => 'rate' as const))
    const { id } = await submitHosted(impatient, user, product, 'fal')
    await runVtoJob(impatient, await claimOne(impatient, await buildWorker(impatient), 'wait'), never)
    const job = await getVtoJob(impatient.db, user, id)
    assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', 'rate_limited', 3])
    assert.deepEqual(stand.bought, [])
  } finally {
    await impatient.close()
  }
})

test('administrators see what was bought, what failed, and what may have been paid for nothing', async () => {
  const calls = await countEngineCalls(studio)
  const fal = calls.get('fal')!
  assert.equal(fal.unknown, 3)
  assert.ok(fal.made >= 5 && fal.failed > 10 && fal.lastFailure)
  assert.ok(fal.cost > 0)
})
