// fal.ai: the models behind its queue that bring a picture to life. Each has its own names for the same few inputs.
import type { EngineSetting } from '../config-engines.ts'
import { FalQueue } from './fal-queue.ts'
import { AVOID, filmPrompt } from './film-prompt.ts'
import { FILM_CAN, type FilmCall, type Polled, type Submitted, type Vendor } from './vendor.ts'
import { dataUri, outputsAt } from './vendor-http.ts'

interface Wire {
  readonly starts: string
  readonly durations: readonly number[]
  readonly watermarks?: readonly string[]
  inputOf(call: FilmCall): Record<string, unknown>
}

/** Sound is on by default and costs more: these videos are silent. */
const WIRES: readonly Wire[] = [
  {
    starts: 'fal-ai/kling-video/v2.5',
    durations: [5, 10],
    inputOf: (call) => ({
      ...wordsOf(call),
      image_url: dataUri(call.picture),
      duration: String(call.seconds),
    }),
  },
  {
    starts: 'fal-ai/kling-video/v2.6',
    durations: [5, 10],
    inputOf: (call) => ({
      ...wordsOf(call),
      start_image_url: dataUri(call.picture),
      duration: String(call.seconds),
      generate_audio: false,
    }),
  },
  {
    starts: 'fal-ai/kling-video/v3',
    durations: [4, 6, 8],
    inputOf: (call) => ({
      ...wordsOf(call),
      start_image_url: dataUri(call.picture),
      duration: String(call.seconds),
      generate_audio: false,
    }),
  },
  {
    starts: 'fal-ai/veo3',
    durations: [4, 6, 8],
    watermarks: ['SynthID'],
    inputOf: (call) => ({
      ...wordsOf(call),
      image_url: dataUri(call.picture),
      duration: `${call.seconds}s`,
      aspect_ratio: 'auto',
      generate_audio: false,
    }),
  },
]

export class FalFilm implements Vendor<FilmCall> {
  readonly model: string
  readonly origin: string
  readonly seconds = 120
  readonly sameId = false
  readonly can: Vendor['can']
  readonly #wire: Wire
  readonly #queue: FalQueue

  /** Throws an Error for a model whose inputs are not known here. */
  constructor(setting: EngineSetting, place: { url: string; model: string }) {
    const wire = WIRES.find(({ starts }) => place.model.startsWith(starts))
    if (!wire)
      throw new Error(
        `fal has no video model called ${place.model}; known: ${WIRES.map(({ starts }) => starts).join(', ')}`,
      )
    this.#wire = wire
    this.#queue = new FalQueue(setting, place)
    this.model = place.model
    this.origin = this.#queue.origin
    this.can = { ...FILM_CAN, durations: [...wire.durations], cancel: true, resultHours: 168 }
    if (wire.watermarks) this.can = { ...this.can, watermarks: [...wire.watermarks] }
  }

  async submit(call: FilmCall): Promise<Submitted> {
    return this.#queue.submit(this.#wire.inputOf(call))
  }

  async poll(ref: string): Promise<Polled> {
    const result = await this.#queue.result(ref)
    return result === null ? { state: 'waiting' } : { state: 'made', outputs: outputsAt(result.video?.url) }
  }

  async cancel(ref: string): Promise<void> {
    await this.#queue.cancel(ref)
  }

  async test(): Promise<string | null> {
    return this.#queue.test()
  }
}

function wordsOf({ motion }: FilmCall): Record<string, string> {
  return { prompt: filmPrompt(motion), negative_prompt: AVOID }
}
