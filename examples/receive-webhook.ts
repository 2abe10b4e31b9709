// Receives webhooks of a studio: verifies each, takes it once, and says what happened.
//   MAEPSI_WEBHOOK_SECRET=whsec_… PORT=8080 node examples/receive-webhook.ts
// Behind https, give its address under Account → Webhooks. Any library for Standard Webhooks does what `isGenuine` does.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { WebhookDelivery } from '../sdk/contract/webhooks.ts'

const key = Buffer.from((process.env['MAEPSI_WEBHOOK_SECRET'] ?? '').replace(/^whsec_/, ''), 'base64')
if (key.length === 0) throw new Error('Put the secret of the webhook into MAEPSI_WEBHOOK_SECRET')
/** What is older is refused: somebody may have kept it to send it again. */
const MOST_SECONDS = 300

/** The ids that were taken: a try whose answer got lost comes again under the same. Keep them in a database. */
const taken = new Set<string>()

function isGenuine(headers: IncomingHttpHeaders, body: string): boolean {
  const id = String(headers['webhook-id'])
  const seconds = Number(headers['webhook-timestamp'])
  if (!(Math.abs(Date.now() / 1000 - seconds) <= MOST_SECONDS)) return false
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice('v1,'.length), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected))
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString()
  if (!isGenuine(request.headers, body)) {
    response.writeHead(401).end()
    return
  }
  const id = String(request.headers['webhook-id'])
  if (!taken.has(id)) {
    taken.add(id)
    const { type, data } = JSON.parse(body) as WebhookDelivery['payload']
    console.log(`${type} ${JSON.stringify(data)}`)
  }
  response.writeHead(204).end()
})
server.listen(Number(process.env['PORT'] ?? 8080), () => console.log('Listening'))
