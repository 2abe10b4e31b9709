// Takes in the bodies of requests: JSON for most operations, and for some the raw bytes of one picture, as a stream.
import { finished } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { StudioError } from '../errors.ts'
import type { App } from './app.ts'

/** What is still taken in of a body that was refused: a browser shows our answer only once it could send everything. */
const MOST_DRAINED = 100 * 1024 * 1024

/** The bytes of one picture on their way in. */
export interface ImageBody {
  readonly bytes: AsyncIterable<Uint8Array>
  /** As the sender announced it; null when it did not. */
  readonly declaredBytes: number | null
}

/** Gives operations with `config.body = 'image'` their bytes, whatever type they are sent as; all others take JSON alone. */
export function takeBodies(app: App): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
      if (takesImage(request)) return payload
      const text = await readText(payload, request.routeOptions.bodyLimit)
      if (text === '' && !request.routeOptions.schema?.body) return undefined
      // PostgreSQL cannot keep this character.
      if (text.includes('\\u0000')) throw badBody('text must not contain the character U+0000')
      return new Promise((resolve, reject) => {
        void parseJson(request, text, (error, json) => (error ? reject(error) : resolve(json)))
      })
    },
  )
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
    if (takesImage(request)) return payload
    throw new StudioError('bad_request', {
      fields: [{ in: 'header', path: 'content-type', message: 'this operation takes application/json' }],
    })
  })
  app.addHook('onSend', async (request) => {
    if (request.routeOptions.config.body === 'image' && !request.raw.readableEnded) await drain(request)
  })
}

/** The picture a request brings; without a body there are no bytes. */
export function imageBody(request: FastifyRequest): ImageBody {
  const declared = request.headers['content-length']
  return {
    bytes: (request.body as AsyncIterable<Uint8Array> | null | undefined) ?? (async function* () {})(),
    declaredBytes: declared === undefined ? null : Number(declared),
  }
}

function takesImage(request: FastifyRequest): boolean {
  return request.routeOptions.config.body === 'image'
}

async function readText(payload: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of payload) {
    bytes += chunk.length
    if (bytes <= limit) chunks.push(chunk)
    else if (bytes > MOST_DRAINED) break
  }
  if (bytes > limit) throw badBody(`the body is larger than ${limit} bytes`)
  return Buffer.concat(chunks).toString('utf8')
}

function badBody(message: string): StudioError {
  return new StudioError('bad_request', { fields: [{ in: 'body', path: '', message }] })
}

/** Throws away what is still coming. Whoever stopped reading may have left a `readable` listener, which would hold it up. */
async function drain({ raw }: FastifyRequest): Promise<void> {
  let bytes = 0
  raw.removeAllListeners('readable')
  raw.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MOST_DRAINED) raw.destroy()
  })
  raw.resume()
  await finished(raw).catch(() => {})
}
