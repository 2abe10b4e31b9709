// What the door does with requests no operation should ever see, and what it says of itself.
import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { Browser, openTestDoor, type Door } from '#test/door.ts'

let door: Door
let browser: Browser

before(async () => {
  door = await openTestDoor()
  browser = new Browser(door)
  await browser.signUp('door')
})

after(() => door.close())

test('an error is a problem document with a stable code, a sentence and the request id', async () => {
  const answer = await browser.get('/v1/nowhere', { 'x-request-id': 'abc-123' })
  assert.equal(answer.status, 404)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(answer.headers.get('x-request-id'), 'abc-123')
  assert.equal(answer.body.code, 'not_found')
  assert.equal(answer.body.status, 404)
  assert.equal(answer.body.requestId, 'abc-123')
  assert.match(answer.body.title, /\.$/)
  assert.match((await browser.get('/v1/users/me')).headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
})

test('bodies that are no JSON, or not the JSON asked for, are told apart', async () => {
  const post = async (body: unknown, type = 'application/json') => {
    const answer = await browser.post('/v1/api-keys', body, { 'content-type': type })
    return [answer.status, answer.body.code]
  }
  assert.deepEqual(await post('{"name": '), [400, 'bad_json'])
  assert.deepEqual(await post(''), [400, 'bad_json'])
  assert.deepEqual(await post('{"__proto__": {"name": "x"}}'), [400, 'bad_json'])
  assert.deepEqual(await post('name=x', 'application/x-www-form-urlencoded'), [400, 'bad_request'])
  assert.deepEqual(await post('null'), [400, 'bad_request'])
  assert.deepEqual(await post('[]'), [400, 'bad_request'])
  assert.deepEqual(await post({ name: '   ' }), [400, 'bad_request'])
  assert.deepEqual(await post({ name: 'x\u0000y' }), [400, 'bad_request'])
  assert.deepEqual(await post({ name: 'x'.repeat(2_000_000) }), [400, 'bad_request'])
  const { body } = await browser.post('/v1/api-keys', { name: 7 })
  assert.deepEqual(
    body.details.fields.map((field: { in: string; path: string }) => [field.in, field.path]),
    [['body', 'name']],
  )
})

test('ids that are no ids, and addresses that are none, find nothing and break nothing', async () => {
  const remove = async (id: string) => (await browser.send('DELETE', `/v1/api-keys/${id}`)).body
  const bad = await remove('17')
  assert.equal(bad.code, 'bad_request')
  assert.equal(bad.details.fields[0].in, 'params')
  assert.equal(bad.details.fields[0].path, 'id')
  assert.equal((await remove('0192f0aa-0000-7000-8000-000000000000')).code, 'not_found')
  for (const path of ['/v1/%00', '/v1/%ff%', '/v1/users/me/', '/v1//users', '/v1'])
    assert.ok([400, 404].includes((await browser.get(path)).status), path)
  assert.equal((await browser.send('DELETE', '/v1/users/me')).body.code, 'not_found')
})

test('nobody signed in is told so before the body is read', async () => {
  const answer = await new Browser(door).post('/v1/api-keys', '{"broken')
  assert.equal(answer.status, 401)
  assert.equal(answer.body.code, 'signed_out')
  assert.equal(answer.headers.get('www-authenticate'), 'Bearer')
  const key = { authorization: `Bearer mk_${'x'.repeat(43)}` }
  assert.equal((await new Browser(door).get('/v1/users/me', key)).body.code, 'signed_out')
})

async function stored(): Promise<number> {
  let files = 0
  for await (const file of door.studio.storage.list('pictures')) files += file.bytes > 0 ? 1 : 0
  return files
}

test('a profile picture goes in as raw bytes and comes out by a signed URL', async () => {
  const put = (bytes: Uint8Array, type = 'image/jpeg') =>
    browser.send('PUT', '/v1/users/me/picture', bytes, { 'content-type': type })
  const jpeg = await sharp({ create: { width: 900, height: 700, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  // Some programs name every body JSON; a picture it is all the same.
  for (const type of ['image/jpeg', 'application/json']) {
    const { status, body } = await put(jpeg, type)
    assert.equal(status, 200)
    const file = await fetch(door.url + body.pictureUrl)
    assert.equal(file.headers.get('content-type'), 'image/webp')
    const { width, height } = await sharp(Buffer.from(await file.arrayBuffer())).metadata()
    assert.deepEqual([width, height], [512, 512])
  }
  assert.equal(await stored(), 1)
  assert.equal((await put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).body.code, 'photo_type')
  assert.equal((await put(Buffer.alloc(0))).body.code, 'photo_empty')
  assert.equal((await put(jpeg.subarray(0, jpeg.length / 2))).body.code, 'photo_broken')
  assert.equal((await put(Buffer.alloc(26 * 1024 * 1024 + 1))).body.code, 'photo_big')
  assert.equal(await stored(), 1)
  assert.equal((await browser.send('DELETE', '/v1/users/me/picture')).body.pictureUrl, null)
  assert.equal(await stored(), 0)
})

test('an upload that is refused half-way is taken in to its end, so that the answer is seen', async () => {
  const bytes = 40 * 1024 * 1024
  const { hostname, port } = new URL(door.url)
  const socket = createConnection(Number(port), hostname)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.write(
    `PUT /v1/users/me/picture HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${browser.cookie}\r\ncontent-type: image/png\r\ncontent-length: ${bytes}\r\nconnection: close\r\n\r\n`,
  )
  for (let sent = 0; sent < bytes; sent += 1 << 20)
    await new Promise((resolve) => socket.write(Buffer.alloc(1 << 20), resolve))
  await new Promise((resolve) => socket.once('close', resolve))
  assert.match(answer, /^HTTP\/1.1 413 /)
  assert.match(answer, /"photo_big"/)
})

test('answers cannot be framed, sniffed or kept', async () => {
  const { headers } = await browser.get('/v1/users/me')
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.equal(headers.get('x-frame-options'), 'DENY')
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
})

test('a flood from one address is turned away, and told when to come back', async () => {
  const flood = new Browser(door)
  const answers = await Promise.all(Array.from({ length: 1_300 }, () => flood.get('/v1/users/me')))
  const refused = answers.filter(({ status }) => status === 429)
  assert.equal(refused.length, 100)
  assert.equal(refused[0]?.body.code, 'too_many_requests')
  assert.ok(Number(refused[0]?.headers.get('retry-after')) > 0)
  assert.equal((await new Browser(door).get('/v1/users/me')).status, 401)
})
