// A local server that speaks the wire of every hosted engine, gives small real pictures, counts what was bought, and misbehaves as told.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { openVideo } from '#drape/node-video.ts'
import { comfy } from './comfy.ts'
import { fal } from './fal.ts'
import { fashn } from './fashn.ts'
import { google } from './google.ts'
import { kling } from './kling.ts'
import { openai } from './openai.ts'
import { replicate } from './replicate.ts'
import { fingerprint, PAGE, type Asked, type Bought, type Mood, type Reply, type World } from './wire.ts'

export interface Stand {
  readonly url: string
  readonly bought: Bought[]
  /** Every submit that came, taken or not. */
  readonly submits: string[]
  /** Moods of the next submits, one each; then all goes well. */
  readonly moods: Mood[]
  /** Polls until a call is ready. */
  polls: number
  /** Waits before the answer to each submit is sent. */
  beforeAnswer: (() => Promise<void>) | null
  /** The same before each answer about a call, and before each picture. */
  beforePoll: (() => Promise<void>) | null
  beforeResult: (() => Promise<void>) | null
  clear(): void
  close(): Promise<void>
}

const VENDORS = [fashn, fal, replicate, google, openai, kling, comfy]

export async function startStand(): Promise<Stand> {
  const links = new Map<string, Bought>()
  const stand = {
    url: '',
    bought: [] as Bought[],
    submits: [] as string[],
    moods: [] as Mood[],
    polls: 1,
    beforeAnswer: null as Stand['beforeAnswer'],
    beforePoll: null as Stand['beforePoll'],
    beforeResult: null as Stand['beforeResult'],
  }
  const world: World = {
    get url() {
      return stand.url
    },
    take(vendor) {
      stand.submits.push(vendor)
      return stand.moods.shift() ?? 'well'
    },
    async buy(call) {
      const result = call.result ?? `${call.id}.png`
      const one = { ...call, polls: 0, cancelled: false, result }
      stand.bought.push(one)
      links.set(one.result, one)
      await stand.beforeAnswer?.()
      return one
    },
    find: (vendor, id) => stand.bought.find((one) => one.vendor === vendor && one.id === id),
    isReady: (one) => one.mood !== 'slow' && ++one.polls > stand.polls,
    linkTo: (one) =>
      one.mood === 'private' ? 'https://169.254.169.254/secret.png' : `${stand.url}/results/${one.result}`,
    pictureOf,
  }
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const raw = Buffer.concat(parts)
    const url = new URL(request.url ?? '/', 'http://stand')
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      raw,
      json: parse(raw),
      form: async () =>
        new Response(new Uint8Array(raw), {
          headers: { 'content-type': request.headers['content-type']! },
        }).formData(),
    }
    if (asked.path.startsWith('/results/')) await stand.beforeResult?.()
    else if (asked.method === 'GET') await stand.beforePoll?.()
    const reply = (await resultOf(asked, links)) ??
      (await firstOf(asked, world)) ?? { status: 404, json: { detail: 'no such route' } }
    if (reply.cut) request.socket.destroy()
    else
      response
        .writeHead(reply.status, { 'content-type': reply.type ?? 'application/json', ...reply.headers })
        .end(reply.bytes ?? JSON.stringify(reply.json ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stand.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(stand, {
    clear() {
      stand.bought.length = stand.submits.length = stand.moods.length = 0
      stand.polls = 1
      stand.beforeAnswer = stand.beforePoll = stand.beforeResult = null
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

async function firstOf(asked: Asked, world: World): Promise<Reply | null> {
  for (const vendor of VENDORS) {
    const reply = await vendor(asked, world)
    if (reply) return reply
  }
  return null
}

async function resultOf({ path }: Asked, links: ReadonlyMap<string, Bought>): Promise<Reply | null> {
  if (!path.startsWith('/results/')) return null
  const one = links.get(path.slice('/results/'.length))
  if (!one || one.mood === 'expired') return { status: 404, bytes: Buffer.from('gone'), type: 'text/plain' }
  if (one.mood === 'page') return PAGE
  if (path.endsWith('.mp4')) return { status: 200, bytes: await filmOf(), type: 'video/mp4' }
  return { status: 200, bytes: await pictureOf(one), type: 'image/png' }
}

/** A picture of its own for every call, so that one can tell which went where. */
async function pictureOf(one: Bought): Promise<Buffer> {
  const [width, height] = one.mood === 'small' ? [1, 1] : one.mood === 'wide' ? [1200, 600] : [576, 768]
  const background = `#${fingerprint(one.id).slice(0, 6)}`
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}

let film: Promise<Uint8Array> | null = null

/** Two seconds of grey: a real video, made once. */
async function filmOf(): Promise<Uint8Array> {
  film ??= (async () => {
    const [width, height] = [48, 64]
    const video = openVideo({ width, height, framesPerSecond: 6 })
    try {
      for (let n = 0; n < 12; n++) await video.add(new Uint8Array((width * height * 3) / 2).fill(100 + n))
      return await video.close()
    } finally {
      video.end()
    }
  })()
  return film
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return undefined
  }
}
