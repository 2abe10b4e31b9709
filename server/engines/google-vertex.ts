// Vertex Virtual Try-On: one garment a call, the picture in the answer. The key is a service account, exchanged for a token.
import { sign } from 'node:crypto'
import * as z from 'zod/mini'
import type { EngineSetting } from '../config-engines.ts'
import { fetchOutside, OutsideError } from '../fetch-outside.ts'
import { googleRefusal } from './google-error.ts'
import { VendorError, type Call, type Picture, type Submitted, type Vendor } from './vendor.ts'
import { said, VendorHttp, type Answer } from './vendor-http.ts'

const Account = z.object({
  client_email: z.string(),
  private_key: z.string(),
  project_id: z.optional(z.string()),
  token_uri: z._default(z.url({ protocol: /^https?$/ }), 'https://oauth2.googleapis.com/token'),
})

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
/** A token is renewed this long before it ends. */
const EARLY_MS = 5 * 60_000

export class Vertex implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 20
  readonly sameId = false
  readonly can: Vendor['can'] = {
    slots: ['upper', 'bottom', 'onepiece', 'outer'],
    garments: 1,
    person: true,
    backdrop: false,
    outputs: 4,
    // Seeds and watermarks exclude each other there, and the watermark stays.
    seed: false,
    ratios: ['3:4', '1:1', '4:5'],
    sizes: ['standard'],
    durations: [],
    cancel: false,
    resultHours: null,
    commercial: 'yes',
    watermarks: ['SynthID', 'C2PA'],
  }
  readonly #http: VendorHttp
  readonly #account: z.infer<typeof Account>
  readonly #path: string
  #token: { readonly text: string; readonly until: number } | null = null

  /** `key` is the text of the account's JSON file. Throws an Error when it is none. */
  constructor(
    { key, project, location = 'us-central1', headers }: EngineSetting,
    { url, model }: { url: string; model: string },
  ) {
    this.#account = readAccount(key)
    this.model = model
    this.#http = new VendorHttp(
      url,
      async () => ({ ...headers, authorization: `Bearer ${await this.#freshToken()}` }),
      { submitMs: 180_000 },
    )
    this.origin = this.#http.origin
    const place = project ?? this.#account.project_id
    if (!place) throw new Error('Vertex needs a project: name one, or use an account that does')
    this.#path = `/v1/projects/${place}/locations/${location}/publishers/google/models/${model}`
  }

  async submit({ person, garments: [garment] }: Call): Promise<Submitted> {
    const answer = await this.#http.submit(`${this.#path}:predict`, {
      json: {
        instances: [
          { personImage: { image: inline(person) }, productImages: [{ image: inline(garment.picture) }] },
        ],
        parameters: {
          sampleCount: 1,
          personGeneration: 'allow_adult',
          addWatermark: true,
          outputOptions: { mimeType: 'image/png' },
        },
      },
    })
    if (answer.status !== 200) throw googleRefusal(answer)
    return { outputs: [{ bytes: pictureIn(answer) }] }
  }

  async test(): Promise<string | null> {
    await this.#freshToken()
    return this.#account.client_email
  }

  async #freshToken(): Promise<string> {
    if (this.#token && this.#token.until > Date.now()) return this.#token.text
    const { token_uri: address } = this.#account
    let answer
    try {
      answer = await fetchOutside(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: assertionOf(this.#account),
        }).toString(),
        mostBytes: 100_000,
        timeoutMs: 20_000,
        trusted: [new URL(address).origin],
      })
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      // Nothing of the call itself has been sent.
      throw new VendorError('unreachable', error.reason, { cause: error })
    }
    const token = answer.status === 200 ? readToken(answer.bytes) : null
    if (!token) throw new VendorError('auth', `the account gets no token: ${answer.status}`)
    this.#token = { text: token.text, until: Date.now() + token.seconds * 1_000 - EARLY_MS }
    return token.text
  }
}

function readToken(bytes: Buffer): { text: string; seconds: number } | null {
  try {
    const { access_token: text, expires_in: seconds } = JSON.parse(bytes.toString())
    return typeof text === 'string' ? { text, seconds: Number(seconds) || 3_600 } : null
  } catch {
    return null
  }
}

function readAccount(key: string | undefined): z.infer<typeof Account> {
  try {
    return Account.parse(JSON.parse(key ?? ''))
  } catch {
    // The parser's own words would quote the private key.
    throw new Error('Vertex needs the JSON file of a service account as its key')
  }
}

function assertionOf({
  client_email: iss,
  private_key: pem,
  token_uri: aud,
}: z.infer<typeof Account>): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const head = encode({ alg: 'RS256', typ: 'JWT' })
  const body = `${head}.${encode({ iss, scope: SCOPE, aud, iat: now, exp: now + 3_600 })}`
  return `${body}.${sign('sha256', Buffer.from(body), pem).toString('base64url')}`
}

function inline({ bytes, contentType }: Picture): object {
  return { bytesBase64Encoded: Buffer.from(bytes).toString('base64'), mimeType: contentType }
}

function pictureIn(answer: Answer): Buffer {
  const [sample] = Array.isArray(answer.json.predictions) ? answer.json.predictions : []
  if (sample?.raiFilteredReason) throw new VendorError('content_blocked', String(sample.raiFilteredReason))
  const data: unknown = sample?.bytesBase64Encoded
  if (typeof data !== 'string' || data === '') throw new VendorError('empty_output', said(answer))
  return Buffer.from(data, 'base64')
}
