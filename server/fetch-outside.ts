// The one way to addresses that others name: results of vendors, links to import. Never reaches this machine's own network.
import { lookup, type LookupAddress } from 'node:dns'
import { lookup as lookupAll } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, fetch, type BodyInit } from 'undici'

/** Why a fetch came to nothing. `unsent`: the server cannot have read a byte of it. */
export type OutsideReason =
  | 'address' // not http(s), or it leads to a private address
  | 'unsent'
  | 'broken' // the line broke, or the answer did, after something may have been read
  | 'slow'
  | 'big'

export class OutsideError extends Error {
  override name = 'OutsideError'
  readonly reason: OutsideReason

  constructor(reason: OutsideReason, options?: ErrorOptions) {
    super(`could not be fetched: ${reason}`, options)
    this.reason = reason
  }
}

export interface OutsideWish {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
  /** An answer longer than this is broken off. */
  readonly mostBytes: number
  /** What goes beyond `mostBytes` is left unread instead. */
  readonly cut?: boolean
  readonly timeoutMs: number
  /** Origins the operator has configured: these alone may be private, and plain http. */
  readonly trusted?: readonly string[]
  readonly signal?: AbortSignal
}

export interface OutsideAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

const MOST_REDIRECTS = 3
const CONNECT_MS = 10_000

/** Whether an IP address is one of the public internet's: not loopback, private, link-local, carrier's, multicast or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** Looks a name up and answers its public addresses alone; a name with none is as good as unknown. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0)
    const open = addresses.filter(({ address }) => isPublicAddress(address))
    if (open.length === 0) return callback(new OutsideError('address'), '', 0)
    if (options.all) return callback(null, open)
    callback(null, open[0].address, open[0].family)
  })
}

// Checked where the connection is made: a name that is looked up twice may answer differently the second time.
const guarded = new Agent({ connect: { lookup: lookupPublic, timeout: CONNECT_MS } })
const trusting = new Agent({ connect: { timeout: CONNECT_MS } })

/**
 * Fetches an address. Redirects are followed by hand, for GET only, each checked as the first; what authorises is left behind where
 * the origin changes. Throws OutsideError; throws the signal's reason when aborted.
 */
export async function fetchOutside(address: string, wish: OutsideWish): Promise<OutsideAnswer> {
  const deadline = AbortSignal.timeout(wish.timeoutMs)
  const signal = wish.signal ? AbortSignal.any([wish.signal, deadline]) : deadline
  try {
    let url = readAddress(address)
    let headers = wish.headers ?? {}
    for (let hops = 0; ; hops++) {
      const trusted = wish.trusted?.includes(url.origin) ?? false
      if (!trusted) checkAddress(url)
      const answer = await fetch(url, {
        method: wish.method ?? 'GET',
        headers,
        body: wish.body,
        redirect: 'manual',
        signal,
        dispatcher: trusted ? trusting : guarded,
      })
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || location === null || wish.body !== undefined)
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          bytes: await readWhole(answer.body, wish.mostBytes, wish.cut ?? false),
        }
      await answer.body?.cancel()
      if (hops >= MOST_REDIRECTS) throw new OutsideError('address')
      const next = readAddress(new URL(location, url).href)
      if (next.origin !== url.origin) headers = {}
      url = next
    }
  } catch (error) {
    wish.signal?.throwIfAborted()
    throw reasonOf(error, deadline.aborted)
  }
}

/** Whether an address is one that `fetchOutside` asks: looked at before it is kept, and again each time it is asked. */
export async function isOutside(address: string, trusted: readonly string[]): Promise<boolean> {
  try {
    const url = readAddress(address)
    if (trusted.includes(url.origin)) return true
    checkAddress(url)
    const found = await lookupAll(url.hostname.replace(/^\[|\]$/g, ''), { all: true })
    return found.some((one) => isPublicAddress(one.address))
  } catch {
    return false
  }
}

function readAddress(address: string): URL {
  if (!URL.canParse(address)) throw new OutsideError('address')
  const url = new URL(address)
  if (url.username || url.password) throw new OutsideError('address')
  return url
}

/** Names are checked when they are looked up; an address written out never is, so it is checked here. */
function checkAddress({ protocol, hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol !== 'https:' || (ipaddr.isValid(host) && !isPublicAddress(host)))
    throw new OutsideError('address')
}

async function readWhole(
  body: AsyncIterable<Uint8Array> | null,
  most: number,
  cut: boolean,
): Promise<Buffer> {
  if (!body) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body) {
    bytes += part.byteLength
    parts.push(part)
    if (bytes <= most) continue
    if (!cut) throw new OutsideError('big')
    // Leaving the loop cancels what is still to come.
    return Buffer.concat(parts, most)
  }
  return Buffer.concat(parts, bytes)
}

/** Before a connection stands nothing was sent. */
const UNSENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

function reasonOf(error: unknown, late: boolean): OutsideError {
  if (error instanceof OutsideError) return error
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof OutsideError) return cause
  if (late) return new OutsideError('slow', { cause: error })
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return new OutsideError(UNSENT.has(code) ? 'unsent' : 'broken', { cause: error })
}
