// What the stand-in's vendors have in common: how a call may go, what came in, and what is answered.
import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** How one call goes. What a vendor has no word for, it does not do. */
export type Mood =
  | 'well'
  | 'key' // it does not know the key
  | 'funds'
  | 'rate' // too many, with Retry-After
  | 'broken' // 500, nothing taken
  | 'full' // 503, nothing taken
  | 'gateway' // 502 from a machine in between, after the call was taken
  | 'drop' // taken, and the line cut before the answer
  | 'html' // taken, and a page answered
  | 'invalid'
  | 'slow' // never ready
  | 'nonsense' // asked after, it answers a page
  | 'failed'
  | 'blocked'
  | 'pose'
  | 'unreadable'
  | 'empty' // done, without a picture
  | 'small' // a picture of one pixel
  | 'wide' // a picture of another ratio
  | 'expired' // a link to nothing
  | 'private' // a link into the studio's own network
  | 'page' // a link to a page
  | 'lost' // it does not know the call any more

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly raw: Buffer
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever a vendor's clients send
  readonly json: any
  form(): Promise<FormData>
}

export interface Reply {
  readonly status: number
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The line is cut instead. */
  readonly cut?: boolean
}

/** A call that was taken, so bought. */
export interface Bought {
  readonly id: string
  readonly vendor: string
  readonly model: string
  readonly mood: Mood
  /** Fingerprints of what came along. */
  readonly person: string
  readonly garments: readonly string[]
  /** What else was said. */
  readonly said: Readonly<Record<string, unknown>>
  polls: number
  cancelled: boolean
  readonly result: string
}

/** What the vendors' parts work with. */
export interface World {
  readonly url: string
  take(vendor: string): Mood
  buy(call: Omit<Bought, 'polls' | 'cancelled' | 'result'> & { readonly result?: string }): Promise<Bought>
  find(vendor: string, id: string): Bought | undefined
  isReady(one: Bought): boolean
  /** Where its picture lies. */
  linkTo(one: Bought): string
  pictureOf(one: Bought): Promise<Buffer>
}

export const GOOD_KEY = 'good'

export function fingerprint(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12)
}

/** The bytes of a data URI, or of bare base64. */
export function bytesOf(text: unknown): Buffer {
  return Buffer.from(String(text).replace(/^data:[^,]*,/, ''), 'base64')
}

export const PAGE: Reply = {
  status: 200,
  bytes: Buffer.from('<html>One moment, please</html>'),
  type: 'text/html',
}

/** The same for all vendors: what may go wrong before anything is taken. null: it may be taken. */
export function refusalOf(mood: Mood, inWords: (status: number, mood: Mood) => unknown): Reply | null {
  const status = { key: 401, funds: 402, rate: 429, broken: 500, full: 503, invalid: 400 }[mood as 'key']
  if (status === undefined) return null
  return {
    status,
    json: inWords(status, mood),
    ...(mood === 'rate' && { headers: { 'retry-after': '0.02' } }),
  }
}

/** The answer to a submit that was taken: the right one, or none that says so. */
export function answerOf(mood: Mood, right: Reply): Reply {
  if (mood === 'drop') return { status: 0, cut: true }
  if (mood === 'gateway')
    return { status: 502, bytes: Buffer.from('<html>Bad gateway</html>'), type: 'text/html' }
  return mood === 'html' ? PAGE : right
}
