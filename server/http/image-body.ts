// Takes the raw bytes of a picture as a request's body, up to a limit.
import type { FastifyRequest } from 'fastify'
import { StudioError } from '../errors.ts'
import type { App } from './app.ts'

const MAX_BYTES = 25 * 1024 * 1024
/** What is still read and thrown away of a body that is too big: a browser shows our answer only when it could send everything. */
const MAX_DRAINED = 4 * MAX_BYTES

/** Gives operations with `config.body = 'image'` their bytes whatever the type they are sent as; all others take JSON alone. */
export function takeImageBodies(app: App): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addHook('onRoute', (route) => {
    if (route.config?.body === 'image') route.bodyLimit = MAX_BYTES
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (takesImage(request)) done(null, body)
    else if (body.length === 0 && !request.routeOptions.schema?.body) done(null, undefined)
    else void parseJson(request, body.toString('utf8'), done)
  })
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
    if (takesImage(request)) return readBytes(payload)
    throw new StudioError('bad_request', {
      fields: [{ in: 'header', path: 'content-type', message: 'this operation takes application/json' }],
    })
  })
}

/** The picture a request brought. Throws `photo_empty` when it brought none. */
export function imageBody(request: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new StudioError('photo_empty')
  return request.body
}

function takesImage(request: FastifyRequest): boolean {
  return request.routeOptions.config.body === 'image'
}

async function readBytes(payload: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of payload) {
    bytes += chunk.length
    if (bytes <= MAX_BYTES) chunks.push(chunk)
    else if (bytes > MAX_DRAINED) break
  }
  if (bytes > MAX_BYTES) throw new StudioError('photo_big', { maxBytes: MAX_BYTES })
  return Buffer.concat(chunks)
}
