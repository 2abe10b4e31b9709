// The small HTTP contract of docs/engines.md, spoken by this reference server before any model.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Jobs, type Job } from './jobs.ts'
import type { Model, Wish } from './model.ts'

export interface RunningServer {
  readonly url: string
  close(): Promise<void>
}

const MOST_BYTES = 100 * 1024 * 1024

/** What is answered instead of a result. */
class Answer extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export async function startServer(
  model: Model,
  { host, port, key }: { readonly host: string; readonly port: number; readonly key: string | null },
): Promise<RunningServer> {
  const jobs = new Jobs(model)
  const server = createServer((request, response) => {
    answer(model, jobs, key, request, response).catch((error: unknown) => {
      const { status, code, message } =
        error instanceof Answer ? error : new Answer(500, 'provider_failure', 'It broke here.')
      if (!(error instanceof Answer)) console.error(error)
      send(response, status, { code, message })
    })
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      await jobs.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  model: Model,
  jobs: Jobs,
  key: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (key !== null && !same(request.headers.authorization ?? '', `Bearer ${key}`))
    throw new Answer(401, 'auth', 'The key is not the one of this server.')
  const { method, url = '' } = request
  if (method === 'GET' && url === '/v1/capabilities') {
    const { name, version, can, views } = model
    return send(response, 200, { name, version, can, views })
  }
  if (method === 'POST' && url === '/v1/jobs') return send(response, 202, told(await take(jobs, request)))
  const [, id, n] = /^\/v1\/jobs\/([\w-]+)(?:\/outputs\/(\d+))?$/.exec(url) ?? []
  const job = id && jobs.get(id)
  if (!job) throw new Answer(404, 'lost', 'There is no such job: it never was, or ended long ago.')
  if (n !== undefined) return sendPicture(response, job.outputs[Number(n)])
  if (method === 'DELETE') jobs.cancel(job)
  send(response, 200, told(job))
}

async function take(jobs: Jobs, request: IncomingMessage): Promise<Job> {
  const key = request.headers['idempotency-key'] ?? randomUUID()
  if (typeof key !== 'string' || !/^[\w-]{1,100}$/.test(key))
    throw new Answer(400, 'invalid_input', 'An idempotency key is up to 100 letters, digits and hyphens.')
  const form = await readForm(request)
  const wish = form.get('wish')
  if (typeof wish !== 'string') throw new Answer(400, 'invalid_input', 'The part called wish is missing.')
  const files = [...form].filter((part): part is [string, File] => part[1] instanceof File)
  const parts = await Promise.all(
    files.map(async ([name, file]) => [name, new Uint8Array(await file.arrayBuffer())] as const),
  )
  return jobs.add(key, readWish(wish), new Map(parts))
}

async function readForm(request: IncomingMessage): Promise<FormData> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength
    if (bytes > MOST_BYTES) throw new Answer(413, 'invalid_input', 'The pictures are too big.')
    pieces.push(piece)
  }
  try {
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    return await new Response(new Uint8Array(Buffer.concat(pieces)), { headers }).formData()
  } catch {
    throw new Answer(400, 'invalid_input', 'The body is no multipart form.')
  }
}

function readWish(text: string): Wish {
  try {
    const wish = JSON.parse(text) as Partial<Wish>
    if (!Array.isArray(wish.garments) || wish.garments.length === 0) throw new Error('no garments')
    const whole = {
      view: 'front',
      body: 'female',
      seed: 0,
      backdrop: 'white',
      tucked: false,
      open: false,
      ...wish,
    }
    const { width = 1152, height = 1536 } = wish
    if (![width, height].every((side) => Number.isInteger(side) && side >= 64 && side <= 4096))
      throw new Error('no such size')
    return { ...whole, garments: wish.garments, width, height }
  } catch (error) {
    throw new Answer(400, 'invalid_input', `The wish is not understood: ${(error as Error).message}`)
  }
}

function told({ id, status, percent, outputs, code, message }: Job): object {
  return { id, status, percent, outputs: outputs.length, code, message }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendPicture(response: ServerResponse, picture: Uint8Array | undefined): void {
  if (!picture) throw new Answer(404, 'lost', 'There is no such output.')
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(picture)
}

/** Compares without telling by the time it takes how much was right. */
function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}
