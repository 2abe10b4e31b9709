// Plans and payments through the door: what is sold, buying with a test card, changing, cancelling, invoices, and webhooks from nowhere.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Browser, openTestDoor, type Door } from '#test/door.ts'

let door: Door
before(async () => {
  door = await openTestDoor({ MAEPSI_TEST_CARD: 'true' })
})
after(() => door.close())

const plan = (wish: object = {}) => ({
  id: randomUUID(),
  kind: 'plan',
  item: 'starter',
  currency: 'KRW',
  price: 19_000,
  provider: 'test',
  ...wish,
})

test('anyone sees what is sold; nobody buys without signing in, and no key of a program does', async () => {
  const stranger = new Browser(door)
  const offer = await stranger.get('/v1/plans')
  assert.equal(offer.status, 200)
  assert.deepEqual(
    offer.body.plans.map(({ id }: { id: string }) => id),
    ['free', 'starter', 'seller', 'brand'],
  )
  assert.ok(offer.body.providers.some(({ name }: { name: string }) => name === 'test'))
  assert.equal((await stranger.post('/v1/payments', plan())).status, 401)
  const owner = new Browser(door)
  await owner.signUp('key-holder')
  const { key } = (await owner.post('/v1/api-keys', { name: 'cli', scopes: ['read', 'write', 'spend'] })).body
  const byKey = await stranger.post('/v1/payments', plan(), { authorization: `Bearer ${key}` })
  assert.equal(byKey.status, 403)
})

test('a plan is bought, changed, cancelled and resumed; another user sees nothing of it', async () => {
  const [browser, other] = [new Browser(door), new Browser(door)]
  await browser.signUp('buyer')
  await other.signUp('onlooker')
  assert.equal((await browser.get('/v1/subscriptions/current')).body.subscription, null)
  const changed = await browser.post('/v1/payments', plan({ price: 18_000 }))
  assert.deepEqual(
    [changed.status, changed.body.code, changed.body.details],
    [409, 'price_changed', { price: 19_000 }],
  )
  const begun = await browser.post('/v1/payments', plan())
  assert.equal(begun.status, 201)
  assert.equal(begun.body.checkout.how, 'test-card')
  const { id } = begun.body.payment
  const pay = (cardNumber: string) => browser.post(`/v1/payments/${id}/complete`, { cardNumber })
  const declined = await pay('4000000000000002')
  assert.deepEqual([declined.status, declined.body.code], [402, 'payment_declined'])
  assert.equal((await pay('4242 4242 4242 4242')).body.status, 'paid')
  for (const path of [`/v1/payments/${id}`, `/v1/payments/${id}/complete`]) {
    const answer = path.endsWith('complete') ? await other.post(path, {}) : await other.get(path)
    assert.equal(answer.status, 404)
  }
  const points = (await browser.get('/v1/points')).body
  assert.equal(points.lookBookTicket, 20 + 40)
  const shown = (await browser.get('/v1/subscriptions/current/change?plan=seller')).body
  const { price, at } = shown
  const up = await browser.post('/v1/subscriptions/current/change', {
    id: randomUUID(),
    plan: 'seller',
    price,
    at,
  })
  assert.deepEqual([up.status, up.body.subscription.plan, up.body.limits.waitingJobs], [200, 'seller', 1000])
  const cancelled = await browser.post('/v1/subscriptions/current/cancel', { reason: 'too many clothes' })
  assert.ok(cancelled.body.subscription.cancelledAt)
  assert.equal(cancelled.body.subscription.nextAmount, null)
  const resumed = await browser.post('/v1/subscriptions/current/resume')
  assert.equal(resumed.body.subscription.cancelledAt, null)
  const records = (await browser.get('/v1/subscriptions/records')).body.items
  assert.deepEqual(
    records.map(({ kind }: { kind: string }) => kind),
    ['resume', 'cancel', 'upgrade', 'start'],
  )
  const invoices = (await browser.get('/v1/invoices')).body.items
  assert.equal(invoices.length, 2)
  assert.deepEqual([invoices[1].subtotal, invoices[1].tax, invoices[1].total], [17_273, 1727, 19_000])
  assert.equal((await other.get(`/v1/invoices/${invoices[0].id}`)).status, 404)
  assert.deepEqual((await other.get('/v1/payments')).body.items, [])
})

test('a webhook without a signature, for an unknown provider or far too large is refused', async () => {
  const anyone = new Browser(door)
  assert.equal((await anyone.post('/v1/webhooks/nobody', {})).status, 404)
  assert.equal((await anyone.post('/v1/webhooks/stripe', {})).body.code, 'provider_unknown')
  assert.equal((await anyone.post('/v1/webhooks/test', {})).body.code, 'webhook_refused')
  assert.equal((await anyone.post('/v1/webhooks/test', 'x'.repeat(600_000))).status, 400)
})
