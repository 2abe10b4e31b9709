// Administration over HTTP: closed to everybody else on every route, views that only look, and suspension felt at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import * as operations from '#sdk/contract/admin.ts'
import { endView } from '#sdk/contract/admin.ts'
import { Browser, openTestDoor, person, type Door } from '#test/door.ts'

let door: Door
let admin: Browser
let adminId: string
before(async () => {
  door = await openTestDoor()
  admin = new Browser(door)
  const me = await admin.signUp('chief')
  assert.equal(me.isAdmin, true)
  adminId = me.id
})
after(() => door.close())

/** A body that fits each operation which takes one. */
const BODIES: Readonly<Record<string, object>> = {
  setAdmin: { isAdmin: true, reason: 'because' },
  grant: { id: uuidv7(), usageType: 'credit', amount: 1, reason: 'because' },
  refundJob: { amount: 1, reason: 'because' },
  drainWorker: { drained: true },
  retryFailures: { failReason: 'engine_failed', reason: 'because' },
  decideReport: { giveBack: true, reason: 'because' },
  confirmPayment: { reason: 'because' },
  rejectPayment: { reason: 'because' },
}

const closed = Object.entries(operations).flatMap(([name, value]) =>
  typeof value === 'object' && 'method' in value && value !== endView ? [{ name, operation: value }] : [],
)

test('every route of administration is closed to users, programs without the scope, and nobody', async () => {
  assert.ok(closed.length > 20)
  const [user, nobody] = [new Browser(door), new Browser(door)]
  await user.signUp('jimin')
  const made = await user.post('/v1/api-keys', { name: 'mine' })
  const key = { authorization: `Bearer ${made.body.key}` }
  for (const { name, operation } of closed) {
    const path = operation.url.replace(':id', uuidv7())
    const body = operation.method === 'GET' ? undefined : (BODIES[name] ?? { reason: 'because' })
    const status = async (browser: Browser, headers?: Record<string, string>) =>
      (await browser.send(operation.method, path, body, headers)).status
    assert.equal(await status(user), 403, name)
    assert.equal(await status(new Browser(door), key), 403, name)
    assert.equal(await status(nobody), 401, name)
  }
  const { body } = await admin.get('/v1/admin/audit')
  assert.deepEqual(body.items, [])
})

test('a view shows what the user sees, changes nothing, shows no secret, is written down, and ends by one press', async () => {
  const user = new Browser(door)
  const { id } = await user.signUp('sora')
  await user.post('/v1/collections', { name: '가을' })
  assert.equal((await admin.post(`/v1/admin/users/${id}/view`, {})).status, 400)
  const session = admin.cookie
  const started = await admin.post(`/v1/admin/users/${id}/view`, { reason: '문의 답변' })
  assert.equal(started.status, 200)
  const view = new Browser(door)
  view.cookie = `${session}; ${admin.cookie}`
  admin.cookie = session

  const me = await view.get('/v1/users/me')
  assert.deepEqual([me.body.id, me.body.viewedBy, me.body.isAdmin], [id, 'chief', false])
  assert.equal((await view.get('/v1/collections')).body.items[0].name, '가을')
  assert.equal((await view.get('/v1/points')).body.credit, 100)
  const refused = async (method: string, path: string, body?: unknown) => {
    const answer = await view.send(method, path, body)
    assert.deepEqual([answer.status, answer.body.code], [403, 'viewing'], `${method} ${path}`)
  }
  await refused('POST', '/v1/collections', { name: 'mine' })
  await refused('PATCH', '/v1/users/me', { name: 'changed' })
  await refused('POST', '/v1/vto-jobs', {})
  await refused('POST', '/v1/users', person('another'))
  await refused('GET', '/v1/admin/users')
  await refused('POST', `/v1/admin/users/${adminId}/suspend`, { reason: 'because' })
  await refused('POST', '/v1/api-keys', { name: 'theirs' })
  // The cookie opens nothing beside somebody else's session.
  const other = new Browser(door)
  const { id: otherId } = await other.signUp('hana')
  const stolen = new Browser(door)
  stolen.cookie = `${other.cookie}; ${view.cookie.split('; ')[1]}`
  assert.equal((await stolen.get('/v1/users/me')).body.id, otherId)

  const kept = view.cookie
  assert.equal((await view.post('/v1/admin/view/end')).status, 204)
  view.cookie = kept
  assert.equal((await view.get('/v1/users/me')).body.id, adminId)
  const { body } = await admin.get(`/v1/admin/audit?userId=${id}`)
  assert.deepEqual(
    body.items.map(
      ({ act, reason, admin: who }: { act: string; reason: string; admin: { name: string } }) => [
        act,
        reason,
        who.name,
      ],
    ),
    [
      ['view_end', null, 'chief'],
      ['view_start', '문의 답변', 'chief'],
    ],
  )
  assert.ok(body.items[1].address)
  assert.equal((await admin.post(`/v1/admin/users/${adminId}/view`, { reason: 'me' })).status, 403)
})

test('a view ends by itself, and with the office of who opened it', async () => {
  const [user, deputy] = [new Browser(door), new Browser(door)]
  const [{ id }, second] = [await user.signUp('yuna'), await deputy.signUp('deputy')]
  const office = (isAdmin: boolean) =>
    admin.send('PUT', `/v1/admin/users/${second.id}/admin`, { isAdmin, reason: 'helps' })
  assert.equal((await office(true)).body.isAdmin, true)
  const session = deputy.cookie
  await deputy.post(`/v1/admin/users/${id}/view`, { reason: 'looking' })
  deputy.cookie = `${session}; ${deputy.cookie}`
  const kept = deputy.cookie
  const seen = async () => {
    deputy.cookie = kept
    return (await deputy.get('/v1/users/me')).body.id
  }
  assert.equal(await seen(), id)
  await office(false)
  assert.equal(await seen(), second.id)
  await office(true)
  assert.equal(await seen(), id)
  await door.studio.db
    .updateTable('admin_view')
    .set({ ends_at: new Date() })
    .where('user_id', '=', id)
    .execute()
  assert.equal(await seen(), second.id)
  await office(false)
})

test('a suspended user is out at once: session, key, files, live stream, and the sign-in says why', async () => {
  const user = new Browser(door)
  const { id } = await user.signUp('mina')
  const { key } = (await user.post('/v1/api-keys', { name: 'mine' })).body
  const stream = await fetch(`${door.url}/v1/live`, { headers: { cookie: user.cookie } })
  const reader = stream.body!.getReader()
  await reader.read()
  const suspended = await admin.post(`/v1/admin/users/${id}/suspend`, { reason: 'spam' })
  assert.ok(suspended.body.suspendedAt)
  while (!(await reader.read()).done);
  const session = user.cookie
  assert.equal((await user.get('/v1/users/me')).status, 401)
  assert.equal((await new Browser(door).get('/v1/users/me', { authorization: `Bearer ${key}` })).status, 401)
  const wrong = await user.post('/v1/users/sign-in', { ...person('mina'), password: 'not this one' })
  assert.equal(wrong.body.code, 'wrong_password')
  const right = await user.post('/v1/users/sign-in', person('mina'))
  assert.deepEqual([right.status, right.body.code], [403, 'suspended'])
  await admin.post(`/v1/admin/users/${id}/lift`, { reason: 'sorry' })
  user.cookie = session
  assert.equal((await user.get('/v1/users/me')).status, 401)
  assert.equal((await user.post('/v1/users/sign-in', person('mina'))).status, 200)
})

test('users are found by name, e-mail and id; a grant too large is refused in words', async () => {
  const user = new Browser(door)
  const { id } = await user.signUp('seo_yeon')
  const find = async (q: string) =>
    (await admin.get(`/v1/admin/users?q=${encodeURIComponent(q)}`)).body.items.map(
      (one: { id: string }) => one.id,
    )
  for (const q of ['SEO_YEON', 'seo_yeon@example', id, 'yeon seo_']) assert.deepEqual(await find(q), [id], q)
  assert.deepEqual(await find('seo%yeon'), [])
  const grant = (amount: number) =>
    admin.post(`/v1/admin/users/${id}/grants`, {
      id: uuidv7(),
      usageType: 'credit',
      amount,
      reason: 'hello there',
    })
  const big = await grant(3_000_000_000)
  assert.deepEqual([big.status, big.body.code, big.body.details.most], [422, 'amount_big', 2 ** 31 - 101])
  assert.deepEqual((await grant(20)).body, { before: 100, after: 120 })
  const { body } = await user.get('/v1/points/usage')
  assert.deepEqual([body.items[0].amount, body.items[0].note], [20, 'hello there'])
  assert.equal((await admin.get('/v1/admin/grants')).body.items[0].user.id, id)
  assert.equal((await admin.get(`/v1/admin/users/${id}`)).body.balance.credit, 120)
  assert.equal((await admin.get(`/v1/admin/users/${uuidv7()}`)).status, 404)
  assert.equal((await admin.get(`/v1/admin/jobs/${uuidv7()}`)).status, 404)
})
