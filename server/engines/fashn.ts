// FASHN: try-on of one garment a call (docs.fashn.ai, API v1). No look-up by our own id, no cancel; a failed call is not charged.
import type { EngineSetting } from '../config-engines.ts'
import {
  VendorError,
  type Call,
  type Polled,
  type Submitted,
  type Vendor,
  type VendorCode,
} from './vendor.ts'
import { dataUri, outputsAt, refusal, said, Unanswered, VendorHttp, type Answer } from './vendor-http.ts'

const CATEGORY = { upper: 'tops', bottom: 'bottoms', onepiece: 'one-pieces', outer: 'tops' } as const

/** Names of errors that end a call, in our words. */
const RUNTIME: Readonly<Record<string, VendorCode>> = {
  ImageLoadError: 'input_unreadable',
  ContentModerationError: 'content_blocked',
  PoseError: 'pose_not_found',
  InputValidationError: 'invalid_input',
  PipelineError: 'provider_failure',
  ThirdPartyError: 'provider_failure',
  '3rdPartyProviderError': 'provider_failure',
  InternalServerError: 'provider_failure',
}

export class Fashn implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 15
  readonly sameId = false
  readonly can: Vendor['can'] = {
    slots: ['upper', 'bottom', 'onepiece', 'outer'],
    garments: 1,
    person: true,
    backdrop: false,
    outputs: 4,
    seed: true,
    ratios: ['3:4', '1:1', '4:5'],
    sizes: ['standard'],
    durations: [],
    cancel: false,
    resultHours: 72,
    commercial: 'yes',
    watermarks: [],
  }
  readonly #http: VendorHttp

  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#http = new VendorHttp(url, async () => ({ ...headers, authorization: `Bearer ${key ?? ''}` }))
    this.origin = this.#http.origin
  }

  async submit({ person, garments: [garment], seed }: Call): Promise<Submitted> {
    const max = this.model !== 'tryon-v1.6'
    const inputs = {
      model_image: dataUri(person),
      [max ? 'product_image' : 'garment_image']: dataUri(garment.picture),
      ...(!max && { category: CATEGORY[garment.slot], num_samples: 1 }),
      output_format: 'png',
      seed,
    }
    const answer = await this.#http.submit('/v1/run', { json: { model_name: this.model, inputs } })
    const id: unknown = answer.json?.id
    if (answer.status === 200 && typeof id === 'string') return { ref: id }
    if (answer.status === 200) throw new VendorError('submit_unknown', said(answer))
    throw refusedBy(answer)
  }

  async poll(ref: string): Promise<Polled> {
    const answer = await this.#http.ask(`/v1/status/${encodeURIComponent(ref)}`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status !== 200) throw refusedBy(answer)
    const { status, output, error } = answer.json
    switch (status) {
      case 'starting':
      case 'in_queue':
      case 'processing':
        return { state: 'waiting' }
      case 'completed':
        return { state: 'made', outputs: outputsAt(output) }
      case 'failed':
        throw new VendorError(RUNTIME[String(error?.name)] ?? 'provider_failure', said(answer))
      case 'canceled':
      case 'time_out':
        throw new VendorError('provider_failure', said(answer))
    }
    throw new Unanswered(true)
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check('/v1/credits')
    if (answer.status !== 200) throw refusedBy(answer)
    const total: unknown = answer.json.credits?.total
    if (total === 0) throw new VendorError('out_of_funds')
    return typeof total === 'number' ? `${total} credits` : null
  }
}

function refusedBy(answer: Answer): VendorError {
  const funds = answer.status === 429 && answer.json?.error === 'OutOfCredits'
  return refusal(answer, funds ? 'out_of_funds' : undefined)
}
