// Alive, ready, measured; and how the door closes.
import assert from 'node:assert/strict'
import { Agent, get, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { openApp } from './open-app.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'

let door: Door
const token = 'a token of the operator'

before(async () => {
  door = await openTestDoor({ MAEPSI_METRICS_TOKEN: token })
})

after(() => door.close())

test('a healthy studio is alive and ready', async () => {
  const browser = new Browser(door)
  assert.equal((await browser.get('/healthz')).status, 200)
  const ready = await browser.get('/readyz')
  assert.equal(ready.status, 200)
  assert.deepEqual(ready.body, { status: 'ready', database: true, storage: true })
})

test('metrics go by route template, and only to whom the operator lets', async () => {
  const browser = new Browser(door)
  await browser.signUp('measured')
  await browser.send('DELETE', '/v1/api-keys/0192f0aa-0000-7000-8000-000000000000')
  assert.equal((await browser.get('/metrics')).body.code, 'not_allowed')
  assert.equal((await browser.get('/metrics', { authorization: 'Bearer wrong' })).body.code, 'not_allowed')
  const { status, body } = await browser.get('/metrics', { authorization: `Bearer ${token}` })
  assert.equal(status, 200)
  assert.match(
    body,
    /maepsi_http_request_seconds_count\{method="DELETE",route="\/v1\/api-keys\/:id",status="404"\} 1/,
  )
  assert.match(body, /maepsi_jobs\{status="PENDING"\} 0/)
  assert.match(body, /maepsi_workers 0/)
  assert.doesNotMatch(body, /0192f0aa/)
})

test('a door that closes says so first, and lets requests under way finish', async () => {
  const app = await openApp(door.studio)
  const reached = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  app.get('/slow', async () => {
    reached.resolve()
    await finish.promise
    return 'finished'
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true })
  const ask = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => get(url + path, { agent }, resolve).on('error', reject))
  const slow = ask('/slow')
  await reached.promise
  app.stopping = true
  const ready = await ask('/readyz')
  assert.equal(ready.statusCode, 503)
  ready.resume()
  const closed = app.close()
  finish.resolve()
  const answer = await slow
  assert.equal(answer.statusCode, 200)
  answer.resume()
  await closed
  await assert.rejects(ask('/healthz'))
  agent.destroy()
})
