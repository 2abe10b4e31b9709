// People through the door: accounts, sessions, passwords and API keys, and who is refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Browser, openAnotherDoor, openTestDoor, person, type Door } from '#test/door.ts'

let door: Door

before(async () => {
  door = await openTestDoor()
})

after(() => door.close())

const remove = (id: string) =>
  door.studio.db.updateTable('users').set({ deleted_at: new Date() }).where('id', '=', id).execute()

test('of two first sign-ups at once exactly one becomes the administrator', async () => {
  const users = await Promise.all(['first', 'second'].map((name) => new Browser(door).signUp(name)))
  assert.equal(users.filter(({ isAdmin }) => isAdmin).length, 1)
})

test('an account signs up, out and in again', async () => {
  const browser = new Browser(door)
  const up = await browser.post('/v1/users', { ...person('jimin'), language: 'ja' })
  assert.equal(up.status, 201)
  const cookie = up.headers.getSetCookie().join()
  assert.match(cookie, /^maepsi_session=/)
  assert.match(cookie, /HttpOnly/i)
  assert.match(cookie, /SameSite=Lax/i)
  assert.doesNotMatch(cookie, /Secure/i)

  const me = await browser.get('/v1/users/me')
  assert.equal(me.body.email, 'jimin@example.test')
  assert.equal(me.body.language, 'ja')
  assert.equal(me.body.isAdmin, false)
  const points = await door.studio.db
    .selectFrom('points')
    .select('credit')
    .where('user_id', '=', me.body.id)
    .executeTakeFirst()
  assert.equal(points?.credit, 100)

  const session = browser.cookie
  assert.equal((await browser.post('/v1/users/sign-out')).status, 204)
  assert.equal(browser.cookie, '')
  browser.cookie = session
  assert.equal((await browser.get('/v1/users/me')).body.code, 'signed_out')

  assert.equal((await new Browser(door).post('/v1/users/sign-out')).status, 204)

  const again = await browser.post('/v1/users/sign-in', { ...person('jimin'), email: 'JIMIN@example.test' })
  assert.equal(again.status, 200)
  assert.equal((await browser.get('/v1/users/me')).status, 200)
})

test('what does not let anyone in says why', async () => {
  const browser = new Browser(door)
  await browser.signUp('taken')
  const other = new Browser(door)
  const codeOf = async (path: string, body: unknown) => (await other.post(path, body)).body.code
  assert.equal(await codeOf('/v1/users', person('taken')), 'email_taken')
  assert.equal(await codeOf('/v1/users', { ...person('weak'), password: 'password123' }), 'password_weak')
  assert.equal(await codeOf('/v1/users', { ...person('short'), password: 'short' }), 'bad_request')
  const wrong = { ...person('taken'), password: 'eight grey mannequins' }
  assert.equal(await codeOf('/v1/users/sign-in', wrong), 'wrong_password')
  assert.equal(await codeOf('/v1/users/sign-in', person('nobody')), 'wrong_password')
  assert.equal(other.cookie, '')
})

test('two sign-ups with one e-mail at once make one account', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => new Browser(door).post('/v1/users', person('twin'))))
  assert.equal(answers.filter(({ status }) => status === 201).length, 1)
  assert.equal(answers.filter(({ body }) => body.code === 'email_taken').length, 2)
})

test('a closed studio takes its first account and no other', async () => {
  const closed = await openTestDoor({ MAEPSI_SIGN_UP: 'false' })
  try {
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => new Browser(closed).post('/v1/users', person(name))),
    )
    assert.equal(answers.filter(({ status }) => status === 201).length, 1)
    assert.equal(answers.filter(({ body }) => body.code === 'sign_up_closed').length, 2)
    assert.equal((await new Browser(closed).post('/v1/users', person('d'))).body.code, 'sign_up_closed')
  } finally {
    await closed.close()
  }
})

test('guessing passwords is stopped, counted over all processes', async () => {
  await new Browser(door).signUp('guessed')
  const second = await openAnotherDoor(door.studio)
  const browser = new Browser(door)
  const wrong = { ...person('guessed'), password: 'eight grey mannequins' }
  for (let i = 0; i < 10; i++) assert.equal((await browser.post('/v1/users/sign-in', wrong)).status, 401)
  const stopped = await browser.post('/v1/users/sign-in', wrong)
  assert.equal(stopped.body.code, 'too_many_requests')
  assert.ok(Number(stopped.headers.get('retry-after')) > 0)
  const there = Object.assign(new Browser(second), { address: browser.address })
  assert.equal((await there.post('/v1/users/sign-in', person('guessed'))).status, 429)
  assert.equal((await new Browser(door).post('/v1/users/sign-in', person('guessed'))).status, 200)
  await second.app.close()
})

test('a profile changes by what is given', async () => {
  const browser = new Browser(door)
  await browser.signUp('minji')
  const change = (body: unknown) => browser.send('PATCH', '/v1/users/me', body)
  const changed = await change({ name: ' Min-ji ', lastName: 'Kim', language: 'en' })
  assert.deepEqual([changed.body.name, changed.body.lastName, changed.body.language], ['Min-ji', 'Kim', 'en'])
  assert.equal((await change({ lastName: null })).body.lastName, null)
  assert.equal((await browser.get('/v1/users/me')).body.name, 'Min-ji')
  assert.equal((await change({ language: 'xx' })).body.code, 'bad_request')
})

test('a new password ends every other session', async () => {
  const [here, there] = [new Browser(door), new Browser(door)]
  await here.signUp('sora')
  await there.post('/v1/users/sign-in', person('sora'))
  const change = (current: string, next: string) => here.post('/v1/users/me/password', { current, next })
  assert.equal((await change('not my password', 'nine grey mannequins')).body.code, 'wrong_password')
  assert.equal((await change(person('sora').password, 'aaaaaaaaaa')).body.code, 'password_weak')
  assert.equal((await there.get('/v1/users/me')).status, 200)
  assert.equal((await change(person('sora').password, 'nine grey mannequins')).status, 204)
  assert.equal((await here.get('/v1/users/me')).status, 200)
  assert.equal((await there.get('/v1/users/me')).status, 401)
  assert.equal((await there.post('/v1/users/sign-in', person('sora'))).body.code, 'wrong_password')
})

test('an API key opens everything but the making of keys, until it is revoked', async () => {
  const browser = new Browser(door)
  const user = await browser.signUp('robot')
  const made = await browser.post('/v1/api-keys', { name: 'laptop' })
  assert.equal(made.status, 201)
  assert.match(made.body.key, /^mk_[\w-]{43}$/)
  const program = new Browser(door)
  const withKey = { authorization: `Bearer ${made.body.key}` }
  assert.equal((await program.get('/v1/users/me', withKey)).body.id, user.id)
  assert.equal((await program.send('PATCH', '/v1/users/me', { name: 'R2' }, withKey)).body.name, 'R2')
  assert.equal((await program.post('/v1/api-keys', { name: 'more' }, withKey)).body.code, 'not_allowed')
  const { items } = (await browser.get('/v1/api-keys')).body
  assert.equal(items.length, 1)
  assert.ok(made.body.key.startsWith(items[0].prefix))
  assert.equal(items[0].key, undefined)
  assert.notEqual(items[0].lastUsedAt, null)
  const kept = await door.studio.db.selectFrom('api_key').selectAll().execute()
  assert.ok(!JSON.stringify(kept).includes(made.body.key))

  const stranger = new Browser(door)
  await stranger.signUp('stranger')
  assert.equal((await stranger.send('DELETE', `/v1/api-keys/${made.body.id}`)).body.code, 'not_found')
  assert.equal((await browser.send('DELETE', `/v1/api-keys/${made.body.id}`)).status, 204)
  assert.equal((await program.get('/v1/users/me', withKey)).body.code, 'signed_out')
})

test('a deleted user is refused everywhere', async () => {
  const browser = new Browser(door)
  const { id } = await browser.signUp('gone')
  const { key } = (await browser.post('/v1/api-keys', { name: 'k' })).body
  await remove(id)
  assert.equal((await browser.get('/v1/users/me')).body.code, 'signed_out')
  assert.equal((await new Browser(door).get('/v1/users/me', { authorization: `Bearer ${key}` })).status, 401)
  assert.equal(
    (await new Browser(door).post('/v1/users/sign-in', person('gone'))).body.code,
    'wrong_password',
  )
  assert.equal((await new Browser(door).post('/v1/users', person('gone'))).body.code, 'email_taken')
})

test('other sites cannot act with the cookie of this one', async () => {
  const browser = new Browser(door)
  await browser.signUp('target')
  const patch = (headers: Record<string, string>) =>
    browser.send('PATCH', '/v1/users/me', { name: 'Hacked' }, headers)
  assert.equal((await patch({ origin: 'https://evil.example' })).body.code, 'not_allowed')
  assert.equal((await patch({ 'sec-fetch-site': 'cross-site' })).body.code, 'not_allowed')
  assert.equal((await patch({ 'sec-fetch-site': 'same-site' })).body.code, 'not_allowed')
  assert.equal((await patch({ origin: door.url, 'sec-fetch-site': 'same-origin' })).status, 200)
  const forced = await new Browser(door).post('/v1/users/sign-in', person('target'), {
    origin: 'https://evil.example',
  })
  assert.equal(forced.body.code, 'not_allowed')
})

test('a session cookie that was tampered with is none', async () => {
  const browser = new Browser(door)
  await browser.signUp('cookie')
  browser.cookie = browser.cookie.replace(/=(.)/, (_, first: string) => `=${first === 'a' ? 'b' : 'a'}`)
  assert.equal((await browser.get('/v1/users/me')).status, 401)
})

test('an API key does what it was made for and nothing else', async () => {
  const browser = new Browser(door)
  await browser.signUp('scoped')
  const made = await browser.post('/v1/api-keys', { name: 'reader', scopes: ['read'], dailyCap: 10 })
  assert.deepEqual([made.status, made.body.scopes, made.body.dailyCap], [201, ['read'], 10])
  const withKey = { authorization: `Bearer ${made.body.key}` }
  const program = new Browser(door)
  assert.equal((await program.get('/v1/users/me', withKey)).status, 200)
  const write = await program.send('PATCH', '/v1/users/me', { name: 'x' }, withKey)
  assert.deepEqual([write.status, write.body.code, write.body.details.scope], [403, 'scope_missing', 'write'])
  const spend = await program.post('/v1/vto-jobs', {}, withKey)
  assert.deepEqual([spend.body.code, spend.body.details?.scope], ['scope_missing', 'spend'])
  assert.equal(
    (await program.send('DELETE', `/v1/api-keys/${made.body.id}`, undefined, withKey)).body.code,
    'not_allowed',
  )
  const admin = await browser.post('/v1/api-keys', { name: 'admin', scopes: ['admin'] })
  assert.equal(admin.body.code, 'not_allowed')
})
