// fal.ai: a queue before many models (docs.fal.ai). A request that is COMPLETED may still have failed: its result says so.
import type { EngineSetting } from '../config-engines.ts'
import { VendorError, type Call, type Polled, type Submitted, type Vendor } from './vendor.ts'
import { picturesOf, promptOf } from './prompt.ts'
import { dataUri, outputsAt, refusal, said, Unanswered, VendorHttp, type Answer } from './vendor-http.ts'

/** How one of its models is asked; found by the beginning of its name. */
interface Wire {
  readonly starts: string
  readonly garments: number
  readonly backdrop?: boolean
  readonly seed?: boolean
  readonly large?: boolean
  readonly commercial: 'yes' | 'no' | 'ask'
  inputOf(call: Call): Record<string, unknown>
}

const WIRES: readonly Wire[] = [
  {
    starts: 'fal-ai/fashn/tryon',
    garments: 1,
    seed: true,
    commercial: 'yes',
    inputOf: ({ person, garments: [garment], seed }) => ({
      model_image: dataUri(person),
      garment_image: dataUri(garment.picture),
      category: { upper: 'tops', outer: 'tops', bottom: 'bottoms', onepiece: 'one-pieces' }[garment.slot],
      num_samples: 1,
      output_format: 'png',
      seed,
    }),
  },
  {
    starts: 'fal-ai/kling/v1-5/kolors-virtual-try-on',
    garments: 1,
    commercial: 'yes',
    inputOf: ({ person, garments: [garment] }) => ({
      human_image_url: dataUri(person),
      garment_image_url: dataUri(garment.picture),
    }),
  },
  {
    starts: 'fal-ai/cat-vton',
    garments: 1,
    seed: true,
    commercial: 'no',
    inputOf: ({ person, garments: [garment], width, height, seed }) => ({
      human_image_url: dataUri(person),
      garment_image_url: dataUri(garment.picture),
      cloth_type: { upper: 'upper', outer: 'outer', bottom: 'lower', onepiece: 'overall' }[garment.slot],
      image_size: { width, height },
      seed,
    }),
  },
  {
    starts: 'fal-ai/leffa/virtual-tryon',
    garments: 1,
    seed: true,
    commercial: 'ask',
    inputOf: ({ person, garments: [garment], seed }) => ({
      human_image_url: dataUri(person),
      garment_image_url: dataUri(garment.picture),
      garment_type: {
        upper: 'upper_body',
        outer: 'upper_body',
        bottom: 'lower_body',
        onepiece: 'dresses',
      }[garment.slot],
      output_format: 'png',
      seed,
    }),
  },
  {
    starts: 'fal-ai/nano-banana',
    garments: 4,
    backdrop: true,
    seed: true,
    large: true,
    commercial: 'yes',
    inputOf: (call) => ({
      prompt: promptOf(call),
      image_urls: picturesOf(call).map(dataUri),
      aspect_ratio: call.ratio,
      num_images: 1,
      output_format: 'png',
      seed: call.seed,
    }),
  },
]

export class Fal implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 20
  readonly sameId = false
  readonly can: Vendor['can']
  readonly #wire: Wire
  readonly #http: VendorHttp

  /** Throws an Error for a model whose inputs are not known here. */
  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    const wire = WIRES.find(({ starts }) => model.startsWith(starts))
    if (!wire)
      throw new Error(
        `fal has no try-on called ${model}; known: ${WIRES.map(({ starts }) => starts).join(', ')}`,
      )
    this.#wire = wire
    this.model = model
    this.#http = new VendorHttp(url, async () => ({ ...headers, authorization: `Key ${key ?? ''}` }))
    this.origin = this.#http.origin
    this.can = {
      slots: ['upper', 'bottom', 'onepiece', 'outer'],
      garments: wire.garments,
      person: true,
      backdrop: wire.backdrop ?? false,
      outputs: 1,
      seed: wire.seed ?? false,
      ratios: ['3:4', '1:1', '4:5'],
      sizes: wire.large ? ['standard', 'large'] : ['standard'],
      durations: [],
      cancel: true,
      resultHours: 168,
      commercial: wire.commercial,
      watermarks: wire.garments > 1 ? ['SynthID'] : [],
    }
  }

  async submit(call: Call): Promise<Submitted> {
    const answer = await this.#http.submit(`/${this.model}`, { json: this.#wire.inputOf(call) })
    const id: unknown = answer.json?.request_id
    if (answer.status < 300 && typeof id === 'string') return { ref: id }
    if (answer.status < 300) throw new VendorError('submit_unknown', said(answer))
    throw refusedBy(answer)
  }

  async poll(ref: string): Promise<Polled> {
    const answer = await this.#http.ask(`${this.#pathOf(ref)}/status`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status >= 300) throw refusedBy(answer)
    const { status } = answer.json
    if (status === 'IN_QUEUE' || status === 'IN_PROGRESS') return { state: 'waiting' }
    if (status !== 'COMPLETED') throw new Unanswered(true)
    const result = await this.#http.ask(this.#pathOf(ref), { broken: true })
    if (result.status === 400 && /still in progress/i.test(result.text)) return { state: 'waiting' }
    if (result.status === 404) throw new VendorError('lost', said(result))
    if (result.status >= 300) throw failedBy(result)
    const { images, image, has_nsfw_concepts: blocked } = result.json
    if (blocked === true || (Array.isArray(blocked) && blocked.some(Boolean)))
      throw new VendorError('content_blocked')
    const files: readonly { url?: unknown }[] = Array.isArray(images) ? images : [image]
    return { state: 'made', outputs: outputsAt(files.map((file) => file?.url)) }
  }

  async cancel(ref: string): Promise<void> {
    await this.#http.ask(`${this.#pathOf(ref)}/cancel`, { method: 'PUT' })
  }

  async test(): Promise<string | null> {
    // A request that never was: who knows the key says so by not finding it.
    const answer = await this.#http.check(`${this.#pathOf('00000000-0000-4000-8000-000000000000')}/status`)
    if (answer.status === 404 || answer.status < 300) return null
    throw refusedBy(answer)
  }

  /** Requests live under owner and alias alone, whatever stands behind those in the model's name. */
  #pathOf(ref: string): string {
    return `/${this.model.split('/').slice(0, 2).join('/')}/requests/${encodeURIComponent(ref)}`
  }
}

function refusedBy(answer: Answer): VendorError {
  const funds = answer.status === 403 && /exhausted balance/i.test(answer.text)
  return refusal(answer, funds ? 'out_of_funds' : undefined)
}

function failedBy(answer: Answer): VendorError {
  const [first] = Array.isArray(answer.json?.detail) ? answer.json.detail : [{}]
  const type = String(first?.type ?? '')
  if (/image_load|file_download/.test(type)) return refusal(answer, 'input_unreadable')
  if (/content_policy|safety|moderation/.test(type)) return refusal(answer, 'content_blocked')
  if (/pose/i.test(String(first?.msg ?? ''))) return refusal(answer, 'pose_not_found')
  return refusedBy(answer)
}
