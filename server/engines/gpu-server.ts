// A GPU server of your own, or anything else that speaks the small HTTP contract of docs/engines.md.
import { FormData } from 'undici'
import * as z from 'zod/mini'
import { Capabilities } from '#sdk/contract/engines.ts'
import { View } from '#sdk/contract/vto-jobs.ts'
import type { EngineSetting } from '../config-engines.ts'
import {
  VendorError,
  type Call,
  type Polled,
  type Submitted,
  type Vendor,
  type VendorCode,
} from './vendor.ts'
import { refusal, said, Unanswered, VendorHttp } from './vendor-http.ts'

/** What a server that does not say more is taken to be able to do. */
const MODEST: Capabilities = {
  slots: ['upper', 'bottom', 'onepiece', 'outer'],
  garments: 1,
  person: true,
  backdrop: false,
  outputs: 1,
  seed: true,
  ratios: ['3:4', '1:1', '4:5'],
  sizes: ['standard', 'large'],
  durations: [],
  cancel: true,
  resultHours: null,
  commercial: 'ask',
  watermarks: [],
}

/** What GET /v1/capabilities answers; unknown words are left out, missing ones are the modest ones. */
export const GpuCapabilities = z.object({
  name: z.string(),
  version: z.string(),
  can: z.partial(Capabilities),
  views: z.optional(z.array(View)),
})

export const GPU_CODES = [
  'invalid_input',
  'input_unreadable',
  'pose_not_found',
  'content_blocked',
  'provider_failure',
  'capacity',
] as const satisfies readonly VendorCode[]

export class GpuServer implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 30
  readonly sameId = true
  readonly can: Capabilities
  readonly views: Vendor['views']
  readonly #http: VendorHttp

  private constructor(model: string, http: VendorHttp, can: Capabilities, views?: Vendor['views']) {
    this.model = model
    this.#http = http
    this.origin = http.origin
    this.can = can
    this.views = views
  }

  /** Asks the server what it can do; one that is not there is taken at its most modest until the next start. */
  static async open(
    { key, headers }: EngineSetting,
    { url, model }: { url: string; model: string },
  ): Promise<GpuServer> {
    const http = new VendorHttp(url, async () => ({
      ...headers,
      ...(key && { authorization: `Bearer ${key}` }),
    }))
    const told = await capabilitiesOf(http).catch(() => null)
    if (!told) return new GpuServer(model, http, MODEST)
    return new GpuServer(`${told.name} ${told.version}`, http, { ...MODEST, ...told.can }, told.views)
  }

  async submit(call: Call): Promise<Submitted> {
    const { person, garments, id: key, ratio, size, ...wish } = call
    const form = new FormData()
    if (this.can.person) form.set('person', blob(person.bytes, person.contentType), 'person.jpg')
    for (const [i, { picture }] of garments.entries())
      form.set(`garment${i}`, blob(picture.bytes, picture.contentType), `garment${i}.jpg`)
    const parts = garments.map(({ slot, side }, i) => ({ part: `garment${i}`, slot, side }))
    form.set('wish', JSON.stringify({ garments: parts, ratio, size, ...wish }))
    const answer = await this.#http.submit('/v1/jobs', { form }, { 'idempotency-key': key })
    const id: unknown = answer.json?.id
    if ((answer.status === 202 || answer.status === 200) && typeof id === 'string') return { ref: id }
    if (answer.status < 300) throw new VendorError('submit_unknown', said(answer))
    throw refusal(answer, codeIn(answer.json?.code))
  }

  async poll(ref: string): Promise<Polled> {
    const path = `/v1/jobs/${encodeURIComponent(ref)}`
    const answer = await this.#http.ask(path)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status !== 200) throw refusal(answer)
    const { status, percent, outputs, code, message } = answer.json
    switch (status) {
      case 'queued':
      case 'running':
        return { state: 'waiting', ...(typeof percent === 'number' && { percent }) }
      case 'done': {
        const headers = await this.#http.headers()
        const count = typeof outputs === 'number' ? outputs : 0
        const found = Array.from({ length: count }, (_, n) => ({
          url: `${this.#http.base}${path}/outputs/${n}`,
          headers,
        }))
        if (found.length === 0) throw new VendorError('empty_output')
        return { state: 'made', outputs: found }
      }
      case 'failed':
        throw new VendorError(codeIn(code) ?? 'provider_failure', String(message ?? ''))
      case 'cancelled':
        throw new VendorError('provider_failure', 'cancelled there')
    }
    throw new Unanswered(true)
  }

  async cancel(ref: string): Promise<void> {
    await this.#http.ask(`/v1/jobs/${encodeURIComponent(ref)}`, { method: 'DELETE' })
  }

  async test(): Promise<string | null> {
    const { name, version } = await capabilitiesOf(this.#http)
    return `${name} ${version}`
  }
}

async function capabilitiesOf(http: VendorHttp): Promise<z.infer<typeof GpuCapabilities>> {
  const answer = await http.check('/v1/capabilities')
  if (answer.status !== 200) throw refusal(answer)
  const parsed = GpuCapabilities.safeParse(answer.json)
  if (!parsed.success) throw new VendorError('bad_answer', said(answer))
  return parsed.data
}

function codeIn(code: unknown): VendorCode | undefined {
  return GPU_CODES.find((one) => one === code)
}

function blob(bytes: Uint8Array, type: string): Blob {
  return new Blob([new Uint8Array(bytes)], { type })
}
