// /v1/shared: what whoever holds a link may do. A cookie of its own tells one visiting browser from another.
import {
  comment,
  comments,
  enter,
  heart,
  looks,
  open,
  setName,
  unheart,
  videos,
  type Shared,
  type SharedComment,
  type SharedLook,
  type SharedVideo,
} from '#sdk/contract/shared.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createLinkComment, listLinkComments, type CommentRow } from '../domain/comments/comments.ts'
import {
  enterLink,
  findLink,
  givePassword,
  nameVisitor,
  noteOpening,
  type OpenLink,
} from '../domain/share-links/open-link.ts'
import {
  heartLook,
  listSharedLooks,
  sumUpLooks,
  type SharedLookRow,
} from '../domain/share-links/shared-looks.ts'
import {
  countSharedVideos,
  listSharedVideos,
  type SharedVideoRow,
} from '../domain/share-links/shared-videos.ts'
import { POSTER } from '../domain/videos/videos.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { asLink, signFile } from './files.ts'
import { visitorOf } from './signed-in.ts'

const COOKIE = 'maepsi_visitor'
/** Longer than most links open. */
const COOKIE_SECONDS = 90 * 24 * 3600

export function sharedRoutes(app: App, studio: Studio): void {
  app.route({
    ...open,
    handler: async (request) => {
      const link = await findLink(studio, request.params.token, secretOf(request))
      if (!link.locked) await noteOpening(studio, link)
      return present(studio, link)
    },
  })

  app.route({
    ...enter,
    handler: async (request, reply) => {
      const { token } = request.params
      const visitor = { secret: secretOf(request), address: visitorOf(request).address }
      const secret = await givePassword(studio, token, visitor, request.body.password)
      keepCookie(studio, reply, secret)
      const link = await findLink(studio, token, secret)
      await noteOpening(studio, link)
      return present(studio, link)
    },
  })

  app.route({
    ...setName,
    handler: async (request, reply) => {
      const { token } = request.params
      const secret = await nameVisitor(studio, token, secretOf(request), request.body.name)
      keepCookie(studio, reply, secret)
      return present(studio, await findLink(studio, token, secret))
    },
  })

  app.route({
    ...looks,
    handler: async (request) => {
      const link = await enterLink(studio, request.params.token, secretOf(request))
      const { items, next } = await listSharedLooks(studio, link, request.query)
      return { items: items.map((row) => presentLook(studio, link, row)), next }
    },
  })

  app.route({
    ...videos,
    handler: async (request) => {
      const link = await enterLink(studio, request.params.token, secretOf(request))
      const { items, next } = await listSharedVideos(studio, link, request.query)
      return { items: items.map((row) => presentVideo(studio, link, row)), next }
    },
  })

  const like = (hearted: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { token, imageId } = request.params as { token: string; imageId: string }
    const link = await enterLink(studio, token, secretOf(request))
    await heartLook(studio, link, imageId, hearted)
    return reply.code(204).send(null)
  }
  app.route({ ...heart, handler: like(true) })
  app.route({ ...unheart, handler: like(false) })

  app.route({
    ...comments,
    handler: async (request) => {
      const link = await enterLink(studio, request.params.token, secretOf(request))
      const rows = await listLinkComments(studio, link, request.params.imageId)
      return { items: rows.map(presentComment) }
    },
  })

  app.route({
    ...comment,
    handler: async (request, reply) => {
      const link = await enterLink(studio, request.params.token, secretOf(request))
      const row = await createLinkComment(studio, link, request.params.imageId, request.body.body)
      return reply.code(201).send(presentComment(row))
    },
  })
}

function secretOf({ headers }: FastifyRequest): string | null {
  return /(?:^|;\s*)maepsi_visitor=([\w-]{43})(?:;|$)/.exec(headers.cookie ?? '')?.[1] ?? null
}

function keepCookie(studio: Studio, reply: FastifyReply, secret: string): void {
  const https = studio.config.url.startsWith('https:')
  const parts = [
    `${COOKIE}=${secret}`,
    `Max-Age=${COOKIE_SECONDS}`,
    'Path=/v1/shared',
    'HttpOnly',
    'SameSite=Lax',
  ]
  void reply.header('set-cookie', [...parts, ...(https ? ['Secure'] : [])].join('; '))
}

async function present(studio: Studio, link: OpenLink): Promise<Shared> {
  if (link.locked) return { locked: true }
  const { count, pictures } = await sumUpLooks(studio, link)
  return {
    locked: false,
    projectName: link.project_name,
    ownerName: link.owner_name,
    lookCount: count,
    pictures,
    videoCount: await countSharedVideos(studio, link),
    mayHeart: link.may_heart,
    mayComment: link.may_comment,
    mayDownload: link.may_download,
    expiresAt: link.expires_at.toISOString(),
    visitorName: link.visitor_name,
  }
}

function presentLook(studio: Studio, link: OpenLink, row: SharedLookRow): SharedLook {
  const { width, height, view } = row.details
  const sized = (name: string) => signFile(studio, asLink(link), row.url.replace(/[^/]+$/, name))
  const number = String(row.number).padStart(2, '0')
  const download = `${link.project_name} ${number}${/[.]\w+$/.exec(row.url)?.[0] ?? ''}`
  return {
    id: row.id,
    number: row.number,
    width,
    height,
    view,
    isFavourite: row.is_selected,
    isMain: row.is_main,
    hearted: row.hearted,
    commentCount: row.comment_count,
    urls: { small: sized('240.webp'), medium: sized('480.webp'), large: sized('1024.webp') },
    downloadUrl: link.may_download ? signFile(studio, asLink(link), row.url, { download }) : null,
  }
}

function presentVideo(studio: Studio, link: OpenLink, row: SharedVideoRow): SharedVideo {
  const { kind, width, height, seconds, sound = false } = row.details
  const sign = (key: string) => signFile(studio, asLink(link), key)
  const download = `${row.product_name ?? link.project_name}.mp4`
  return {
    id: row.id,
    kind,
    productName: row.product_name,
    width,
    height,
    seconds,
    sound,
    isFavourite: row.is_selected,
    isMain: row.is_main,
    posterUrl: sign(row.url.replace(/[^/]+$/, POSTER)),
    url: sign(row.url),
    downloadUrl: link.may_download ? signFile(studio, asLink(link), row.url, { download }) : null,
  }
}

function presentComment({ id, author, body, mine, created_at }: CommentRow): SharedComment {
  return { id, author: author ?? '', body, mine, createdAt: created_at.toISOString() }
}
