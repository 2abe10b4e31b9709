// Fetching what others name: private addresses stay out of reach, redirects and sizes are held to, a trusted origin is let through.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { fetchOutside, isPublicAddress, OutsideError, type OutsideReason } from './fetch-outside.ts'

let server: Server
let origin: string
const asked: string[] = []
before(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trim())
    if (request.url === '/big') response.end('x'.repeat(5_000))
    else if (request.url === '/again') response.writeHead(302, { location: '/again' }).end()
    else if (request.url === '/away') response.writeHead(302, { location: 'https://127.0.0.1/secret' }).end()
    else if (request.url === '/cut') request.socket.destroy()
    else if (request.url !== '/never') response.end('here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

const limits = { mostBytes: 1_000, timeoutMs: 5_000 }
const refused = async (work: Promise<unknown>, reason: OutsideReason) =>
  assert.rejects(work, (error) => error instanceof OutsideError && error.reason === reason)

test('only addresses of the public internet are public', () => {
  for (const address of ['93.184.216.34', '2606:2800:220:1::1']) assert.ok(isPublicAddress(address), address)
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'localhost',
  ])
    assert.ok(!isPublicAddress(address), address)
})

test('a private address is never asked, however it is written', async () => {
  const port = new URL(origin).port
  const before = asked.length
  for (const address of [
    origin,
    `https://127.0.0.1:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:7f00:1]:${port}/`,
    `https://localhost:${port}/`,
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://name:word@example.com/',
    'no address',
  ])
    await refused(fetchOutside(address, limits), 'address')
  assert.equal(asked.length, before)
})

test('a trusted origin is asked; what it sends elsewhere is checked again', async () => {
  const trusted = { ...limits, trusted: [origin] }
  const answer = await fetchOutside(`${origin}/`, { ...trusted, headers: { authorization: 'Bearer x' } })
  assert.equal(answer.status, 200)
  assert.equal(answer.bytes.toString(), 'here')
  assert.equal(asked.at(-1), '/ Bearer x')
  await refused(fetchOutside(`${origin}/away`, trusted), 'address')
  await refused(fetchOutside(`${origin}/again`, trusted), 'address')
})

test('what is too big, too slow or broken off is told apart from what was never sent', async () => {
  const gone = createServer()
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
  const nobody = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`
  await new Promise((resolve) => gone.close(resolve))
  const trusted = { ...limits, trusted: [origin, nobody] }
  await refused(fetchOutside(`${origin}/big`, trusted), 'big')
  await refused(fetchOutside(`${origin}/never`, { ...trusted, timeoutMs: 50 }), 'slow')
  await refused(fetchOutside(`${origin}/cut`, { ...trusted, method: 'POST', body: 'paid' }), 'broken')
  await refused(fetchOutside(nobody, { ...trusted, method: 'POST', body: 'paid' }), 'unsent')
})
