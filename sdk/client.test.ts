// The client against a small HTTP server: what it sends, what it makes of answers, and live events across a lost line.

import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { answerJson, openServer, type Reply } from '../test/http-server.ts'
import { MaepsiError, openMaepsi } from './client.ts'
import { contract } from './contract/contract.ts'

const ID = '0190b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'

async function serve(t: TestContext, reply: Reply) {
  const { url, asked } = await openServer(t, reply)
  return { asked, maepsi: openMaepsi({ url: `${url}/`, key: 'mk_test' }) }
}

test('there is a function for every operation of the contract', () => {
  const maepsi = openMaepsi()
  for (const [word, operations] of Object.entries(contract)) {
    for (const verb of Object.keys(operations)) {
      assert.equal(
        typeof (maepsi as unknown as Record<string, Record<string, unknown>>)[word][verb],
        'function',
      )
    }
  }
})

test('params, query and body go where the operation says, signed with the key', async (t) => {
  const { maepsi, asked } = await serve(t, (response) => answerJson(response, 200, { items: [], next: null }))
  assert.deepEqual(await maepsi.images.list({ query: { projectId: ID, limit: 5, after: undefined } }), {
    items: [],
    next: null,
  })
  await maepsi.products.update({ params: { id: 'a/b' }, body: { name: 'Tee' } })
  const [list, update] = asked
  assert.deepEqual([list.method, list.url], ['GET', `/v1/images?projectId=${ID}&limit=5`])
  assert.equal(list.headers.authorization, 'Bearer mk_test')
  assert.deepEqual([update.method, update.url], ['PATCH', '/v1/products/a%2Fb'])
  assert.equal(update.headers['content-type'], 'application/json')
  assert.deepEqual(JSON.parse(update.body.toString()), { name: 'Tee' })
})

test('what an operation needs is asked for by its type', async (t) => {
  const { maepsi, asked } = await serve(t, (response) => answerJson(response, 200, {}))
  // @ts-expect-error -- a product cannot be got without its id
  await maepsi.products.get().catch(() => null)
  // @ts-expect-error -- a slot has one of four names
  await maepsi.products.removePhoto({ params: { id: ID, slot: 'hat', side: 'front' } })
  const name: string | null = (await maepsi.products.get({ params: { id: ID } })).name
  assert.equal(name, undefined)
  assert.equal(asked.length, 3)
})

test('a picture goes as raw bytes', async (t) => {
  const { maepsi, asked } = await serve(t, (response) => answerJson(response, 200, {}))
  const params = { id: ID, slot: 'upper', side: 'front' } as const
  await maepsi.products.putPhoto({
    params,
    query: { fileName: 'a b.jpg' },
    body: new Uint8Array([255, 216, 0]),
  })
  await maepsi.products.putPhoto({ params, body: new Blob(['x'], { type: 'image/png' }) })
  assert.equal(asked[0].url, `/v1/products/${ID}/photos/upper/front?fileName=a+b.jpg`)
  assert.deepEqual([...asked[0].body], [255, 216, 0])
  assert.equal(asked[0].headers['content-type'], 'application/octet-stream')
  assert.equal(asked[1].headers['content-type'], 'image/png')
})

test('no content is null', async (t) => {
  const { maepsi } = await serve(t, (response) => response.writeHead(204).end())
  assert.equal(await maepsi.users.signOut(), null)
})

test('a refusal keeps its code, status, details and request id', async (t) => {
  const problem = {
    type: 'about:blank',
    title: 'Not enough points',
    status: 402,
    code: 'points_short',
    detail: 'You have 3 and need 8.',
    details: { short: 5 },
    requestId: 'r1',
  }
  const { maepsi } = await serve(t, (response) => answerJson(response, 402, problem))
  await assert.rejects(maepsi.points.balance(), (error: unknown) => {
    assert.ok(error instanceof MaepsiError)
    assert.deepEqual(
      [error.code, error.status, error.requestId, error.message],
      ['points_short', 402, 'r1', 'You have 3 and need 8.'],
    )
    assert.deepEqual(error.details, { short: 5 })
    return true
  })
})

test('an answer that is no studio’s, and no answer at all, are errors of their own', async (t) => {
  const { maepsi } = await serve(t, (response) => response.writeHead(502).end('<html>'))
  await assert.rejects(maepsi.users.me(), { name: 'MaepsiError', code: 'internal', status: 502 })
  const nobody = openMaepsi({ url: 'http://127.0.0.1:9' })
  await assert.rejects(nobody.users.me(), { name: 'MaepsiError', code: 'offline', status: 0 })
})

test('aborting a call throws the reason', async (t) => {
  const { maepsi } = await serve(t, () => {})
  const control = new AbortController()
  const waiting = maepsi.users.me({ signal: control.signal })
  control.abort(new Error('enough'))
  await assert.rejects(waiting, /enough/)
})

test('live events go on after a lost line, from the last one heard', async (t) => {
  const { maepsi, asked } = await serve(t, (response, _seen, n) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': hello there\n\n')
    response.write(`id: ${n}0\ndata: {"type":"hello"}\n\n`)
    // An event may come in pieces, and with the line ends of another system.
    response.write(`id: ${n}1\r\ndata: {"type":"pro`)
    setTimeout(() => response.end(`ject","projectId":"${n}"}\r\n\r\n`), 20)
  })
  const control = new AbortController()
  const heard: string[] = []
  for await (const event of maepsi.live({ signal: control.signal })) {
    heard.push(event.type === 'project' ? `project ${event.projectId}` : event.type)
    if (heard.length === 4) control.abort()
  }
  assert.deepEqual(heard, ['hello', 'project 1', 'hello', 'project 2'])
  assert.deepEqual(
    asked.map(({ headers }) => headers['last-event-id']),
    [undefined, '11'],
  )
  assert.equal(asked[0].headers.authorization, 'Bearer mk_test')
})

test('live events end with an error where connecting again would not help', async (t) => {
  const problem = {
    type: 'about:blank',
    title: 'Signed out',
    status: 401,
    code: 'signed_out',
    requestId: 'r2',
  }
  const { maepsi, asked } = await serve(t, (response) => answerJson(response, 401, problem))
  await assert.rejects(maepsi.live().next(), { code: 'signed_out' })
  assert.equal(asked.length, 1)
})
