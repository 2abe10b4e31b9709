// HTTP as all vendors need it: a submit is one POST and no more, questions may be asked again, and what goes wrong has one name.
import type { FormData } from 'undici'
import { fetchOutside, OutsideError, type OutsideAnswer, type OutsideWish } from '../fetch-outside.ts'
import { VendorError, type VendorCode } from './vendor.ts'

/** Answers with pictures in them are long: eight of 2048 pixels, in base64. */
const MOST_ANSWER = 96 * 1024 * 1024
const ASK_MS = 20_000

/** An answer of a vendor; `json` is undefined when it was none. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  // oxlint-disable-next-line typescript/no-explicit-any -- every vendor's adapter checks what it takes out
  readonly json: any
  readonly text: string
}

type Question = Pick<OutsideWish, 'method' | 'headers' | 'body'>

/** A question that was not answered this time: the call itself may be well. */
export class Unanswered extends Error {
  override name = 'Unanswered'
  /** An answer came and made no sense, as when a proxy talks in HTML. */
  readonly nonsense: boolean
  readonly waitMs: number | null

  constructor(nonsense: boolean, { waitMs = null, cause }: { waitMs?: number | null; cause?: unknown } = {}) {
    super(nonsense ? 'the answer made no sense' : 'no answer', { cause })
    this.nonsense = nonsense
    this.waitMs = waitMs
  }
}

export class VendorHttp {
  readonly base: string
  readonly origin: string
  readonly #headers: () => Promise<Readonly<Record<string, string>>>
  readonly #submitMs: number

  /** `submitMs` is how long the answer to a submit may take: with vendors that answer with the picture, as long as that takes. */
  constructor(
    base: string,
    headers: () => Promise<Readonly<Record<string, string>>>,
    { submitMs = 60_000 }: { submitMs?: number } = {},
  ) {
    this.base = base.replace(/\/$/, '')
    this.origin = new URL(base).origin
    this.#headers = headers
    this.#submitMs = submitMs
  }

  /**
   * Sends one POST, and never a second. Answers what came with a status below 500 and made sense; throws submit_unknown when nobody
   * can know whether it was taken, unreachable when it cannot have been sent, and provider_failure or capacity when it was refused.
   */
  async submit(
    path: string,
    body: { readonly json: unknown } | { readonly form: FormData },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    let answer: Answer
    try {
      answer = await this.#send(path, {
        method: 'POST',
        ...bodyOf(body, headers),
        mostBytes: MOST_ANSWER,
        timeoutMs: this.#submitMs,
      })
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      const sent = error.reason !== 'unsent' && error.reason !== 'address'
      throw new VendorError(sent ? 'submit_unknown' : 'unreachable', error.reason, { cause: error })
    }
    // These come from a machine in between, which cannot say what became of the call.
    if (answer.status === 502 || answer.status === 504 || answer.status >= 520)
      throw new VendorError('submit_unknown', said(answer))
    if (answer.status >= 200 && answer.status < 300 && answer.json === undefined)
      throw new VendorError('submit_unknown', said(answer))
    return answer
  }

  /** Asks; throws Unanswered where asking again may help. `broken` takes a 5xx in JSON for an answer too. */
  async ask(
    path: string,
    { broken = false, ...wish }: Question & { readonly broken?: boolean } = {},
  ): Promise<Answer> {
    let answer: Answer
    try {
      answer = await this.#send(path, { ...wish, mostBytes: MOST_ANSWER, timeoutMs: ASK_MS })
    } catch (error) {
      if (error instanceof OutsideError) throw new Unanswered(false, { cause: error })
      throw error
    }
    if (answer.status === 429 || (answer.status >= 500 && !(broken && answer.json)))
      throw new Unanswered(false, { waitMs: waitOf(answer), cause: new Error(said(answer)) })
    if (answer.status < 300 && answer.json === undefined)
      throw new Unanswered(true, { cause: new Error(said(answer)) })
    return answer
  }

  /** Asks once, for a test of the key: what stands in the way is named as for a submit. */
  async check(path: string, wish: Question = {}): Promise<Answer> {
    try {
      return await this.ask(path, wish)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      throw new VendorError(error.nonsense ? 'bad_answer' : 'unreachable', error.message, { cause: error })
    }
  }

  /** The headers that open the vendor's door, for results that lie behind it. */
  async headers(): Promise<Readonly<Record<string, string>>> {
    return this.#headers()
  }

  async #send(path: string, wish: OutsideWish): Promise<Answer> {
    const url = /^https?:/.test(path) ? path : this.base + path
    const ours = new URL(url).origin === this.origin
    // The key opens our vendor's door and no other.
    const headers = { ...(ours && (await this.#headers())), ...wish.headers }
    return read(await fetchOutside(url, { ...wish, headers, trusted: [this.origin] }), secretsIn(headers))
  }
}

function bodyOf(
  body: { readonly json: unknown } | { readonly form: FormData },
  headers: Readonly<Record<string, string>>,
): Pick<OutsideWish, 'headers' | 'body'> {
  if ('form' in body) return { headers, body: body.form }
  return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body.json) }
}

function read({ status, headers, bytes }: OutsideAnswer, secrets: readonly string[]): Answer {
  const whole = bytes.toString()
  // Some vendors answer a key they do not know with the key itself, and texts are logged.
  const text = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), whole)
  let json: unknown
  try {
    json = JSON.parse(whole)
  } catch {
    json = undefined
  }
  // A number or a word is JSON too, and never what was asked for.
  return { status, headers, json: typeof json === 'object' && json !== null ? json : undefined, text }
}

/** What must not be told of the headers that were sent. */
function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers).flatMap((value) => value.split(' ').filter((word) => word.length >= 8))
}

/** What an answer says, short enough for a log. */
export function said(answer: Answer): string {
  return `${answer.status} ${answer.text.slice(0, 300)}`
}

/** How long the vendor asks to be left alone, in ms; null when it does not say. Dates are taken as well as seconds. */
export function waitOf({ headers }: Pick<Answer, 'headers'>): number | null {
  const value = headers['retry-after']
  if (value === undefined) return null
  const seconds = Number(value)
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

/** Why a submit was refused, by its status alone; vendors know better where they say more. */
export function refusal(answer: Answer, code: VendorCode = codeOf(answer.status)): VendorError {
  return new VendorError(code, said(answer), { waitMs: waitOf(answer) })
}

function codeOf(status: number): VendorCode {
  switch (status) {
    case 401:
    case 403:
      return 'auth'
    case 402:
      return 'out_of_funds'
    case 429:
      return 'rate_limited'
    case 503:
      return 'capacity'
  }
  return status >= 500 ? 'provider_failure' : 'invalid_input'
}

/** A picture as vendors take it in JSON. */
export function dataUri({ bytes, contentType }: { bytes: Uint8Array; contentType: string }): string {
  return `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`
}

/** Results named by addresses; empty ones were no result. */
export function outputsAt(urls: unknown): { readonly url: string }[] {
  const list = Array.isArray(urls) ? urls : [urls]
  const found = list.filter((url): url is string => typeof url === 'string' && url !== '')
  if (found.length === 0) throw new VendorError('empty_output')
  return found.map((url) => ({ url }))
}
