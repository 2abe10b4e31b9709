// API keys through the door: revoked at once, and a slip of the hand taken back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Browser, openTestDoor, person, type Door } from '#test/door.ts'

let door: Door
before(async () => {
  door = await openTestDoor()
})
after(() => door.close())

test('a revoked key opens nothing, and comes back within a minute for the session that revoked it', async (t) => {
  const browser = new Browser(door)
  await browser.signUp('slipped')
  const other = new Browser(door)
  await other.post('/v1/users/sign-in', person('slipped'))
  const { body: made } = await browser.post('/v1/api-keys', { name: 'bot' })
  const asKey = async () =>
    (await new Browser(door).get('/v1/collections', { authorization: `Bearer ${made.key}` })).status
  const restore = async (from: Browser) => (await from.post(`/v1/api-keys/${made.id}/restore`)).status
  assert.equal(await restore(browser), 404, 'nothing was revoked')
  assert.equal((await browser.send('DELETE', `/v1/api-keys/${made.id}`)).status, 204)
  assert.equal(await asKey(), 401)
  assert.equal(await restore(other), 404, 'another session of the same person')
  assert.equal(await restore(browser), 204)
  assert.equal(await asKey(), 200)
  assert.equal(await restore(browser), 404, 'again')
  await browser.send('DELETE', `/v1/api-keys/${made.id}`)
  const { now } = door.studio
  t.after(() => Object.assign(door.studio, { now }))
  Object.assign(door.studio, { now: () => new Date(Date.now() + 61_000) })
  assert.equal(await restore(browser), 404, 'too late')
  assert.equal(await asKey(), 401)
})
