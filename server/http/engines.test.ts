// /v1/admin/engines: for administrators alone, with a test of each key, and no key anywhere in what is told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { runVtoJob } from '#server/domain/vto-jobs/run.ts'
import { getVtoJob } from '#server/domain/vto-jobs/vto-jobs.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'
import { buildOutfit, hostedEnv, submitHosted } from '#test/vendors/hosted-studio.ts'
import { settingsFor } from '#test/vendors/settings.ts'
import { startStand, type Stand } from '#test/vendors/stand.ts'

const never = new AbortController().signal
const WRONG = 'a-wrong-secret-key'
let stand: Stand
let door: Door
let admin: Browser
let seller: Browser
before(async () => {
  stand = await startStand()
  const settings = settingsFor(stand).map((one) => (one.name === 'kling' ? { ...one, key: WRONG } : one))
  door = await openTestDoor(await hostedEnv(settings, { MAEPSI_ENGINE_ORDER: 'fal,fashn' }))
  admin = new Browser(door)
  await admin.signUp('Boss')
  seller = new Browser(door)
  await seller.signUp('Seller')
})
after(async () => {
  await door.close()
  await stand.close()
})

test('the engines are listed for administrators, with prices, costs and order, and without a key', async () => {
  const { status, body } = await admin.get('/v1/admin/engines')
  assert.equal(status, 200)
  const [drape, fashn] = body.items
  assert.deepEqual([drape.name, drape.vendor, drape.prices], ['drape', null, null])
  assert.deepEqual(
    [fashn.vendor, fashn.model, fashn.prices.look, fashn.cost, fashn.order, fashn.can.garments],
    ['fashn', 'tryon-v1.6', 3, 0.075, 2, 1],
  )
  assert.deepEqual(fashn.calls, { made: 0, failed: 0, unknown: 0, cost: 0, lastFailure: null })
  assert.ok(!JSON.stringify(body).includes(WRONG) && !JSON.stringify(body).includes('PRIVATE KEY'))
})

test('a key is tested where it is kept; the answer is a word, and nothing is bought', async () => {
  const good = await admin.post('/v1/admin/engines/fashn/test')
  assert.deepEqual(good.body, { ok: true, code: null, said: '234 credits' })
  const bad = await admin.post('/v1/admin/engines/kling/test')
  assert.deepEqual(bad.body, { ok: false, code: 'auth', said: null })
  assert.equal((await admin.post('/v1/admin/engines/nobody/test')).body.code, 'engine_unknown')
  assert.deepEqual(stand.submits, [])
})

test('nobody else sees or tests them; everybody sees what may be chosen, and not what it costs the studio', async () => {
  for (const answer of [
    await seller.get('/v1/admin/engines'),
    await seller.post('/v1/admin/engines/fashn/test'),
  ])
    assert.equal(answer.body.code, 'not_allowed')
  const { body } = await new Browser(door).get('/v1/studio')
  const fashn = body.engines.find(({ name }: { name: string }) => name === 'fashn')
  assert.deepEqual(fashn.prices, { look: 3, lookLarge: 6, creditOnly: true })
  assert.equal(JSON.stringify(body).includes('cost'), false)
  assert.deepEqual(body.people, [{ body: 'female', views: ['front', 'back'] }])
})

/** Where vendors say their word when they are given an address, and where somebody might try. */
const CALLBACKS = [
  '/v1/webhooks/fal',
  '/v1/webhooks/replicate',
  '/v1/webhooks/kling',
  '/v1/webhooks/fashn',
  '/v1/engines/fal/webhook',
  '/v1/engines/fal/callback',
  '/v1/admin/engines/fal/callback',
  '/v1/vto-jobs/{job}/callback',
  '/v1/vto-jobs/{job}/steps/{ref}',
  '/webhooks/fal',
  '/callback/{ref}',
  '/api/webhooks/replicate',
]

test(
  'a webhook that lies is told there is nothing here, and changes nothing',
  { timeout: 60_000 },
  async () => {
    const { studio } = door
    const user = await studio.db
      .selectFrom('users')
      .select('id')
      .where('name', '=', 'Seller')
      .executeTakeFirstOrThrow()
    const product = await buildOutfit(studio, user, ['upper'])
    const { id } = await submitHosted(studio, user, product, 'fal')
    stand.polls = 1_000_000
    const running = runVtoJob(studio, await claimOne(studio, await buildWorker(studio), 'wait'), never)
    const call = async () =>
      studio.db.selectFrom('vto_step').selectAll().where('job_id', '=', id).executeTakeFirst()
    let before = await call()
    for (; !before?.ref; before = await call()) await pause(5)
    const { ref } = before
    const lies = [
      { request_id: ref, status: 'OK', payload: { images: [{ url: `${stand.url}/results/lie.png` }] } },
      { id: ref, status: 'succeeded', output: [`${stand.url}/results/lie.png`] },
      { task_id: ref, task_status: 'failed', task_status_msg: 'never mind' },
    ]
    for (const path of CALLBACKS)
      for (const [n, lie] of lies.entries()) {
        const caller = [new Browser(door), seller, admin][n]
        const { status } = await caller.post(path.replace('{job}', id).replace('{ref}', ref), lie)
        assert.equal(status, 404, path)
      }
    assert.deepEqual(await call(), before)
    stand.polls = 1
    await running
    const job = await getVtoJob(studio.db, user, id)
    assert.deepEqual([job.status, job.returned_amount, stand.submits.length], ['DONE', 0, 1])
  },
)
