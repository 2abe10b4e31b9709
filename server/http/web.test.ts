// The web app through the door: its page at its addresses, its files cached, nothing that is not its own.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { buildWeb } from '../build-web.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'

let door: Door
const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

before(async () => {
  await buildWeb(() => {})
  door = await openTestDoor()
})

after(() => door.close())

test(
  'every address of the app gets its one page, which may run no script of its own',
  { timeout: 300_000 },
  async () => {
    for (const path of [
      '/',
      '/login',
      '/projects/0192f0aa-0000-7000-8000-000000000000/looks?filter=all',
      '/v1x',
    ]) {
      const { status, headers, body } = await new Browser(door).get(path, page)
      assert.equal(status, 200, path)
      assert.match(body, /<div id="root">/)
      assert.equal(headers.get('cache-control'), 'no-cache')
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'self'/)
      assert.doesNotMatch(policy, /script-src|unsafe-eval/)
      assert.doesNotMatch(body, /<script(?![^>]* src=)/)
    }
  },
)

test('files with a hash in their name are kept for good, and come compressed', async () => {
  const [file = ''] = /\/assets\/[\w.-]+\.js/.exec(readFileSync('dist/web/index.html', 'utf8')) ?? []
  const answer = await new Browser(door).get(file, { 'accept-encoding': 'br' })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(answer.headers.get('content-encoding'), 'br')
  assert.match(answer.headers.get('content-type') ?? '', /javascript/)
  assert.equal((await new Browser(door).get('/favicon.svg')).headers.get('cache-control'), 'no-cache')
})

test('what is not there is not the app', async () => {
  for (const path of [
    '/v1/nowhere',
    '/assets/gone-12345678.js',
    '/files/x',
    '/docs/more',
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
  ]) {
    const { status, body } = await new Browser(door).get(path, path.includes('package') ? {} : page)
    assert.ok(status === 404 || !String(body).includes('maepsi-studio'), path)
    if (path.startsWith('/v1')) assert.equal(body.code, 'not_found')
  }
  assert.equal((await new Browser(door).get('/assets/gone-12345678.js', page)).status, 404)
  assert.equal((await new Browser(door).post('/login', {})).status, 404)
})
