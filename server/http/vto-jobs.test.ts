// Jobs and points through the door.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildProduct } from '#test/build.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'

let door: Door
before(async () => {
  door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '10' })
})
after(() => door.close())

async function enter(name: string) {
  const browser = new Browser(door)
  const user = await browser.signUp(name)
  const product = await buildProduct(door.studio, user)
  const run = (more: object = {}) => ({
    id: uuidv7(),
    productId: product.id,
    direction: { views: ['front', 'back'] },
    pay: 'credit',
    price: 4,
    ...more,
  })
  return { browser, product, run }
}

test('a run is accepted, seen, listed and cancelled; balance and ledger follow', async () => {
  const { browser, product, run } = await enter('arin')
  const body = run()
  const submitted = await browser.post('/v1/vto-jobs', body)
  assert.equal(submitted.status, 202)
  const job = submitted.body
  assert.equal(job.id, body.id)
  assert.equal(job.status, 'PENDING')
  assert.equal(job.productName, 'Tee')
  assert.equal(job.ahead, 0)
  assert.deepEqual(job.direction, {
    engine: 'drape',
    body: 'female',
    bodySize: 'M',
    finish: 'white',
    pose: 'standing',
    tucked: false,
    open: false,
    views: ['front', 'back'],
    ghost: false,
    backdrop: 'paper',
    ratio: '3:4',
    size: 'standard',
  })
  assert.deepEqual(job.looks, [
    { n: 0, view: 'front', status: 'waiting', imageId: null, videoId: null, letterId: null, failCode: null },
    { n: 1, view: 'back', status: 'waiting', imageId: null, videoId: null, letterId: null, failCode: null },
  ])
  assert.deepEqual((await browser.post('/v1/vto-jobs', body)).body, job)
  assert.deepEqual((await browser.get(`/v1/vto-jobs/${job.id}`)).body, job)
  const list = await browser.get(`/v1/vto-jobs?projectId=${product.projectId}&active=true`)
  assert.deepEqual(list.body, { items: [job], next: null })

  const held = { credit: 4, lookBookTicket: 0, videoTicket: 0, includedLook: 0 }
  const balance = { credit: 6, lookBookTicket: 20, videoTicket: 2, includedLook: 0 }
  assert.deepEqual((await browser.get('/v1/points')).body, { ...balance, held })

  const cancelled = await browser.post(`/v1/vto-jobs/${job.id}/cancel`)
  assert.equal(cancelled.status, 200)
  assert.equal(cancelled.body.status, 'CANCELLED')
  assert.equal(cancelled.body.returnedAmount, 4)
  const again = await browser.post(`/v1/vto-jobs/${job.id}/cancel`)
  assert.deepEqual([again.status, again.body.code], [409, 'job_ended'])

  const ledger = await browser.get('/v1/points/usage?usageType=credit&limit=2')
  assert.deepEqual(
    ledger.body.items.map((row: { reason: string; amount: number; balanceAfter: number }) => [
      row.reason,
      row.amount,
      row.balanceAfter,
    ]),
    [
      ['refund', 4, 10],
      ['vto_use', -4, 6],
    ],
  )
  assert.deepEqual(ledger.body.items[0].job, {
    id: job.id,
    kind: 'look',
    projectId: product.projectId,
    projectName: 'Lookbook',
    status: 'CANCELLED',
    lookCount: 2,
    deliveredCount: 0,
    failReason: 'cancelled',
    queuedAt: job.queuedAt,
    apiKeyName: null,
    pictureUrl: null,
  })
  const rest = await browser.get(`/v1/points/usage?usageType=credit&limit=2&after=${ledger.body.next}`)
  assert.deepEqual(
    rest.body.items.map(({ reason }: { reason: string }) => reason),
    ['opening_grant'],
  )
  assert.equal(rest.body.items[0].job, null)
  assert.equal(rest.body.next, null)
})

test('a job from before sizes and poses could be chosen is shown as it was', async () => {
  const { browser, run } = await enter('eun')
  const { body: job } = await browser.post('/v1/vto-jobs', run())
  await door.studio.database.pool.query(
    `update vto_job set input = jsonb_set(input, '{looks}', (
       select jsonb_agg(look - '{bodySize,finish,ghost,tucked,open}'::text[]) from jsonb_array_elements(input -> 'looks') look))
     where id = $1`,
    [job.id],
  )
  assert.deepEqual((await browser.get(`/v1/vto-jobs/${job.id}`)).body, job)
})

test('bad runs are refused by name, and cost nothing', async () => {
  const { browser, run } = await enter('bora')
  const taken = run({ price: 2, direction: { views: ['front'] } })
  assert.equal((await browser.post('/v1/vto-jobs', taken)).status, 202)
  const refused = async (body: unknown, status: number, code: string) => {
    const answer = await browser.post('/v1/vto-jobs', body)
    assert.deepEqual([answer.status, answer.body.code], [status, code])
    return answer.body
  }
  await refused('{"id":', 400, 'bad_json')
  await refused(run({ id: 'mine' }), 400, 'bad_request')
  await refused(run({ direction: { views: [] } }), 400, 'bad_request')
  await refused(run({ direction: { views: ['above'] } }), 400, 'bad_request')
  await refused(run({ direction: { views: ['front'], backdrop: 'javascript:' } }), 400, 'bad_request')
  await refused(run({ price: -4 }), 400, 'bad_request')
  await refused(run({ pay: 'video_ticket' }), 400, 'bad_request')
  await refused(run({ productId: uuidv7() }), 404, 'not_found')
  await refused(run({ price: 5 }), 409, 'price_changed')
  await refused(run({ id: taken.id }), 422, 'key_reused')
  await refused(run({ direction: { views: ['front', 'front'] } }), 422, 'wish_not_possible')
  await refused(run({ direction: { views: ['front', 'back'], engine: 'magic' } }), 422, 'engine_unknown')
  await refused(run({ pay: 'subscription', price: 2 }), 402, 'points_short')
  const large = { views: ['front', 'back', 'left'], size: 'large' }
  const { details } = await refused(run({ direction: large, price: 12 }), 402, 'points_short')
  assert.deepEqual(details, { usageType: 'credit', needed: 12, left: 8, short: 4 })
  assert.equal((await browser.get('/v1/points')).body.credit, 8)
  assert.equal((await browser.get('/v1/vto-jobs')).body.items.length, 1)
})

test('another’s jobs are not there', async () => {
  const mine = await enter('chan')
  const { body: job } = await mine.browser.post('/v1/vto-jobs', mine.run())
  const { browser, run } = await enter('dana')
  assert.equal((await browser.get(`/v1/vto-jobs/${job.id}`)).status, 404)
  assert.equal((await browser.post(`/v1/vto-jobs/${job.id}/cancel`)).status, 404)
  assert.deepEqual((await browser.get(`/v1/vto-jobs?projectId=${mine.product.projectId}`)).body.items, [])
  assert.equal((await browser.post('/v1/vto-jobs', run({ productId: mine.product.id }))).status, 404)
  for (const path of ['/v1/vto-jobs/none', '/v1/vto-jobs?projectId=none'])
    assert.equal((await browser.get(path)).body.code, 'bad_request')
  for (const path of ['/v1/vto-jobs?after=none', '/v1/points/usage?after=none'])
    assert.equal((await browser.get(path)).body.code, 'bad_cursor')
})
