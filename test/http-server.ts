// A small HTTP server for tests of what calls one: it answers as told and remembers what it was asked.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Answers one request, the `n`th from 1. */
export type Reply = (response: ServerResponse, asked: Asked, n: number) => void

/** Listens on a port of this machine, a free one where none is said, until the test ends. */
export async function openServer(
  t: Pick<TestContext, 'after'>,
  reply: Reply,
  port = 0,
): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    asked.push(seen)
    reply(response, seen, asked.length)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
