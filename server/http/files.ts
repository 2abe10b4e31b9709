// Serves every stored file, by a URL signed for one user or link and good for minutes; who may see the file is looked up again.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { maySeeByLink } from '../domain/share-links/shared-looks.ts'
import { maySeeFile } from '../domain/users/may-see.ts'
import { NotFound, StudioError } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { readRange } from './range.ts'
import { Remembered } from './remembered.ts'
import { Transfers } from './transfers.ts'

/** A URL ends at the second next of these moments: good for 10 to 20 minutes, and the same text for 10, so that browsers cache it. */
const STEP_SECONDS = 600
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  mp4: 'video/mp4',
  glb: 'model/gltf-binary',
  zip: 'application/zip',
}

/** As whom addresses for the visitors of a link are signed: none of another link, or from before its password, will do. */
export function asLink(link: { readonly id: string; readonly generation: number }): { readonly id: string } {
  return { id: `link.${link.id}.${link.generation}` }
}

/**
 * The URL by which `user` may fetch a stored file in the next minutes. With `download`, browsers save it under that name
 * (any language; the ending is the caller's) instead of showing it. Call it only for files the user was found to own or share.
 */
export function signFile(
  studio: Studio,
  user: { readonly id: string },
  key: string,
  { download }: { readonly download?: string } = {},
): string {
  const ends = (Math.floor(studio.now().getTime() / 1000 / STEP_SECONDS) + 2) * STEP_SECONDS
  const grant = { key, userId: user.id, ends, download }
  const query = new URLSearchParams({ u: user.id, e: String(ends), s: sign(studio, grant) })
  if (download !== undefined) query.set('download', download)
  return `/files/${key}?${query.toString()}`
}

/** `GET /files/<key>`. */
export function fileRoutes(app: App, studio: Studio): void {
  const maySee = async (who: string, key: string) => {
    const [, linkId, generation] = /^link[.]([0-9a-f-]{36})[.](\d+)$/.exec(who) ?? []
    return linkId === undefined
      ? maySeeFile(studio, who, key)
      : maySeeByLink(studio, linkId, Number(generation), key)
  }
  // The answers are forgotten before transfers are asked about: both hear the same, in this order.
  const granted = new Remembered(app, studio, maySee)
  const transfers = new Transfers(app, studio, (who, key) => granted.ask(who, key))

  app.route({
    method: ['GET', 'HEAD'],
    url: '/files/*',
    handler: async (request, reply) => {
      const key = (request.params as { '*': string })['*']
      const { u = '', e = '', s = '', download } = request.query as Record<string, string | undefined>
      const ends = Number(e)
      if (!isSigned(studio, { key, userId: u, ends, download }, s)) throw new NotFound('file')
      const left = ends - studio.now().getTime() / 1000
      if (left <= 0) throw new StudioError('link_expired')
      if (!(await granted.ask(u, key))) throw new NotFound('file')
      return send(studio, request, reply, {
        key,
        left,
        download,
        watch: (stream) => transfers.watch(u, key, stream),
      })
    },
  })
}

interface Sending {
  readonly key: string
  /** Seconds until its address ends. */
  readonly left: number
  readonly download: string | undefined
  readonly watch: (stream: Readable) => Readable
}

async function send(
  studio: Studio,
  request: FastifyRequest,
  reply: FastifyReply,
  { key, left, download, watch }: Sending,
): Promise<unknown> {
  const file = await studio.storage.stat(key)
  if (!file) throw new NotFound('file')
  const type = TYPES[key.slice(key.lastIndexOf('.') + 1).toLowerCase()]
  // A key is never written twice with other bytes, so it is its content's name.
  const tag = `"${createHmac('sha256', 'file').update(key).digest('base64url').slice(0, 22)}"`
  void reply.headers({
    'cache-control': `private, max-age=${Math.floor(left)}, immutable`,
    etag: tag,
    'accept-ranges': 'bytes',
    'last-modified': file.modifiedAt.toUTCString(),
    'content-type': type ?? 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': disposition(type !== undefined && download === undefined, download ?? key),
  })
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(tag)) return reply.code(304).send()
  const condition = request.headers['if-range']
  const sameFile = condition === undefined || condition === tag
  const range = sameFile ? readRange(request.headers.range, file.bytes) : null
  if (range === 'unsatisfiable')
    return reply
      .code(416)
      .header('content-range', `bytes */${file.bytes}`)
      .header('cache-control', 'no-store')
      .send()
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 }
  if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`)
  void reply.header('content-length', end - start + 1)
  if (request.method === 'HEAD' || file.bytes === 0) return reply.send()
  return reply.send(watch(await studio.storage.open(key, range ?? undefined)))
}

interface Grant {
  readonly key: string
  readonly userId: string
  /** Seconds since 1970. */
  readonly ends: number
  readonly download: string | undefined
}

function sign(studio: Studio, { key, userId, ends, download = '' }: Grant): string {
  const secret = createHmac('sha256', studio.config.secret).update('files').digest()
  return createHmac('sha256', secret).update(`${key}\n${userId}\n${ends}\n${download}`).digest('base64url')
}

function isSigned(studio: Studio, grant: Grant, signature: string): boolean {
  const right = Buffer.from(sign(studio, grant))
  const given = Buffer.from(signature)
  return right.length === given.length && timingSafeEqual(right, given)
}

/** `Content-Disposition` for any name: plain ASCII for old programs, UTF-8 (RFC 6266) for the rest, path and control characters out. */
function disposition(inline: boolean, name: string): string {
  const clean = name
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .slice(0, 200)
    .trim()
  const safe = /^[.]*$/.test(clean) ? 'file' : clean
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_')
  const utf8 = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${utf8}`
}
