// OpenAI's image models: an editor that dresses a person in everything at once, and answers with the picture.
import { FormData } from 'undici'
import type { EngineSetting } from '../config-engines.ts'
import { picturesOf, promptOf } from './prompt.ts'
import { VendorError, type Call, type Submitted, type Vendor, type VendorCode } from './vendor.ts'
import { refusal, said, VendorHttp, type Answer } from './vendor-http.ts'

const CODES: Readonly<Record<string, VendorCode>> = {
  invalid_api_key: 'auth',
  insufficient_quota: 'out_of_funds',
  billing_hard_limit_reached: 'out_of_funds',
  rate_limit_exceeded: 'rate_limited',
  moderation_blocked: 'content_blocked',
  content_policy_violation: 'content_blocked',
}

export class OpenAi implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 60
  readonly sameId = false
  readonly can: Vendor['can']
  readonly #http: VendorHttp
  readonly #anySize: boolean

  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#anySize = /^gpt-image-[2-9]/.test(model)
    this.#http = new VendorHttp(url, async () => ({ ...headers, authorization: `Bearer ${key ?? ''}` }), {
      submitMs: 240_000,
    })
    this.origin = this.#http.origin
    this.can = {
      slots: ['upper', 'bottom', 'onepiece', 'outer'],
      garments: 4,
      person: true,
      backdrop: true,
      outputs: 10,
      seed: false,
      // Before the second generation its upright pictures are 2:3, which is cut to 3:4 and is too far from 4:5.
      ratios: this.#anySize ? ['3:4', '1:1', '4:5'] : ['3:4', '1:1'],
      sizes: this.#anySize ? ['standard', 'large'] : ['standard'],
      durations: [],
      cancel: false,
      resultHours: null,
      commercial: 'yes',
      watermarks: ['C2PA'],
    }
  }

  async submit(call: Call): Promise<Submitted> {
    const form = new FormData()
    form.set('model', this.model)
    form.set('prompt', promptOf(call))
    for (const [i, { bytes, contentType }] of picturesOf(call).entries())
      form.append('image[]', new Blob([new Uint8Array(bytes)], { type: contentType }), `${i}.jpg`)
    form.set('n', '1')
    form.set('size', this.#sizeOf(call))
    form.set('quality', 'high')
    form.set('output_format', 'png')
    if (this.model.startsWith('gpt-image-1.5')) form.set('input_fidelity', 'high')
    const answer = await this.#http.submit('/v1/images/edits', { form })
    if (answer.status !== 200) throw refusedBy(answer)
    const data: unknown = answer.json.data?.[0]?.b64_json
    if (typeof data !== 'string' || data === '') throw new VendorError('empty_output', said(answer))
    return { outputs: [{ bytes: Buffer.from(data, 'base64') }] }
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check(`/v1/models/${this.model}`)
    if (answer.status !== 200) throw refusedBy(answer)
    return this.model
  }

  #sizeOf({ ratio, width, height }: Call): string {
    if (!this.#anySize) return ratio === '1:1' ? '1024x1024' : '1024x1536'
    const whole = (pixels: number) => Math.round(pixels / 16) * 16
    return `${whole(width)}x${whole(height)}`
  }
}

function refusedBy(answer: Answer): VendorError {
  return refusal(answer, CODES[String(answer.json?.error?.code)])
}
