// Replicate: predictions of published models (replicate.com/docs/reference/http). Results lie there for about an hour.
import type { EngineSetting } from '../config-engines.ts'
import {
  VendorError,
  type Call,
  type Polled,
  type Submitted,
  type Vendor,
  type VendorCode,
} from './vendor.ts'
import { promptOf } from './prompt.ts'
import { dataUri, outputsAt, refusal, said, Unanswered, VendorHttp } from './vendor-http.ts'

interface Wire {
  readonly starts: string
  readonly garments: number
  readonly commercial: 'yes' | 'no' | 'ask'
  inputOf(call: Call): Record<string, unknown>
}

const WIRES: readonly Wire[] = [
  {
    starts: 'prunaai/p-image-try-on',
    garments: 4,
    commercial: 'ask',
    inputOf: (call) => ({
      person_image: dataUri(call.person),
      garment_images: call.garments.map(({ picture }) => dataUri(picture)),
      prompt: promptOf(call),
      seed: call.seed,
      preserve_input_size: true,
      output_format: 'png',
    }),
  },
  {
    starts: 'cuuupid/idm-vton',
    garments: 1,
    commercial: 'no',
    inputOf: ({ person, garments: [garment], seed }) => ({
      human_img: dataUri(person),
      garm_img: dataUri(garment.picture),
      garment_des: { upper: 'top', outer: 'jacket', bottom: 'bottom', onepiece: 'dress' }[garment.slot],
      category: {
        upper: 'upper_body',
        outer: 'upper_body',
        bottom: 'lower_body',
        onepiece: 'dresses',
      }[garment.slot],
      steps: 30,
      seed,
    }),
  },
]

export class Replicate implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 25
  readonly sameId = false
  readonly can: Vendor['can']
  readonly #wire: Wire
  readonly #http: VendorHttp

  /** A model is `owner/name`, or `owner/name:version` where it is no official one. Throws an Error for one whose inputs are not known. */
  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    const wire = WIRES.find(({ starts }) => model.startsWith(starts))
    if (!wire)
      throw new Error(
        `Replicate has no try-on called ${model}; known: ${WIRES.map(({ starts }) => starts).join(', ')}`,
      )
    this.#wire = wire
    this.model = model
    this.#http = new VendorHttp(url, async () => ({ ...headers, authorization: `Bearer ${key ?? ''}` }))
    this.origin = this.#http.origin
    this.can = {
      slots: ['upper', 'bottom', 'onepiece', 'outer'],
      garments: wire.garments,
      person: true,
      backdrop: false,
      outputs: 1,
      seed: true,
      ratios: ['3:4', '1:1', '4:5'],
      sizes: ['standard'],
      durations: [],
      cancel: true,
      resultHours: 1,
      commercial: wire.commercial,
      watermarks: [],
    }
  }

  async submit(call: Call): Promise<Submitted> {
    const [name, version] = this.model.split(':')
    const input = this.#wire.inputOf(call)
    const answer = version
      ? await this.#http.submit('/v1/predictions', { json: { version, input } })
      : await this.#http.submit(`/v1/models/${name}/predictions`, { json: { input } })
    const id: unknown = answer.json?.id
    if (answer.status < 300 && typeof id === 'string') return { ref: id }
    if (answer.status < 300) throw new VendorError('submit_unknown', said(answer))
    throw refusal(answer)
  }

  async poll(ref: string): Promise<Polled> {
    const answer = await this.#http.ask(`/v1/predictions/${encodeURIComponent(ref)}`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status >= 300) throw refusal(answer)
    const { status, output, error, data_removed: removed } = answer.json
    switch (status) {
      case 'starting':
      case 'processing':
        return { state: 'waiting' }
      case 'succeeded':
        if (removed === true) throw new VendorError('lost', 'its data was removed')
        return { state: 'made', outputs: outputsAt(output) }
      case 'failed':
        throw new VendorError(reasonOf(String(error)), String(error))
      case 'canceled':
      case 'aborted':
        throw new VendorError('provider_failure', String(status))
    }
    throw new Unanswered(true)
  }

  async cancel(ref: string): Promise<void> {
    await this.#http.ask(`/v1/predictions/${encodeURIComponent(ref)}/cancel`, { method: 'POST' })
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check('/v1/account')
    if (answer.status !== 200) throw refusal(answer)
    return typeof answer.json.username === 'string' ? answer.json.username : null
  }
}

/** Models put their errors into words of their own. */
function reasonOf(error: string): VendorCode {
  if (/nsfw|safety|sensitive/i.test(error)) return 'content_blocked'
  if (/pose|person|human/i.test(error)) return 'pose_not_found'
  if (/cannot identify image|download|unreadable|load/i.test(error)) return 'input_unreadable'
  if (/out of memory|CUDA/i.test(error)) return 'capacity'
  return 'provider_failure'
}
