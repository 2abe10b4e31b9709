// The description of the API: whole, true to the routes, and readable where nothing may be loaded from elsewhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { contract } from '#sdk/contract/contract.ts'
import { ERROR_CODES } from '#sdk/contract/errors.ts'
import type { Operation } from '#sdk/contract/operation.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'
import type { OpenApi } from './openapi.ts'

let door: Door

before(async () => {
  door = await openTestDoor()
})

after(() => door.close())

const operations = Object.values(contract).flatMap((word) => Object.values(word as Record<string, Operation>))

test('every operation of the contract has a route, and is described with its errors', async () => {
  const api = (await new Browser(door).get('/openapi.json')).body as OpenApi & { openapi: string }
  assert.equal(api.openapi, '3.1.0')
  for (const { method, url } of operations) {
    assert.ok(door.app.hasRoute({ method, url }), `${method} ${url} has no route`)
    const described = api.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    assert.ok(described, `${method} ${url} is not described`)
    assert.ok(described['x-errors'].includes('internal'))
    for (const code of described['x-errors']) assert.ok(ERROR_CODES.includes(code))
  }
  const text = JSON.stringify(api)
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    assert.ok(api.components.schemas[name], `${name} is referred to and not there`)
})

test('an operation of the contract that is not open lets nobody in unseen', async () => {
  for (const { method, url, config } of operations) {
    if (config?.open) continue
    const path = url.replaceAll(/:\w+/g, '0192f0aa-0000-7000-8000-000000000000')
    const answer = await new Browser(door).send(method, path)
    assert.equal(answer.body.code, 'signed_out', `${method} ${url}`)
  }
})

test('the page at /docs names every operation and error, and every link in it leads somewhere', async () => {
  const { headers, body } = await new Browser(door).get('/docs')
  assert.match(headers.get('content-type') ?? '', /^text\/html/)
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'sha256-/)
  assert.doesNotMatch(body, /<script|undefined|\[object/)
  const ids = new Set([...String(body).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  for (const [, target] of String(body).matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target)
  for (const code of ERROR_CODES) assert.ok(ids.has(code), code)
  for (const [word, members] of Object.entries(contract))
    for (const name of Object.keys(members)) assert.ok(ids.has(`${word}.${name}`), `${word}.${name}`)
})
