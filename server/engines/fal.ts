// fal.ai: a queue before many models (docs.fal.ai); here those that dress a person.
import type { EngineSetting } from '../config-engines.ts'
import { VendorError, type Call, type Polled, type Submitted, type Vendor } from './vendor.ts'
import { picturesOf, promptOf } from './prompt.ts'
import { FalQueue } from './fal-queue.ts'
import { dataUri, outputsAt } from './vendor-http.ts'

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
  readonly #queue: FalQueue

  /** Throws an Error for a model whose inputs are not known here. */
  constructor(setting: EngineSetting, place: { url: string; model: string }) {
    const { model } = place
    const wire = WIRES.find(({ starts }) => model.startsWith(starts))
    if (!wire)
      throw new Error(
        `fal has no try-on called ${model}; known: ${WIRES.map(({ starts }) => starts).join(', ')}`,
      )
    this.#wire = wire
    this.model = model
    this.#queue = new FalQueue(setting, place)
    this.origin = this.#queue.origin
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
    return this.#queue.submit(this.#wire.inputOf(call))
  }

  async poll(ref: string): Promise<Polled> {
    const result = await this.#queue.result(ref)
    if (result === null) return { state: 'waiting' }
    const { images, image, has_nsfw_concepts: blocked } = result
    if (blocked === true || (Array.isArray(blocked) && blocked.some(Boolean)))
      throw new VendorError('content_blocked')
    const files: readonly { url?: unknown }[] = Array.isArray(images) ? images : [image]
    return { state: 'made', outputs: outputsAt(files.map((file) => file?.url)) }
  }

  async cancel(ref: string): Promise<void> {
    await this.#queue.cancel(ref)
  }

  async test(): Promise<string | null> {
    return this.#queue.test()
  }
}
