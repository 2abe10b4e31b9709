// Kling: Kolors virtual try-on, one garment a call; and videos of one picture.
import type { EngineSetting } from '../config-engines.ts'
import { AVOID, filmPrompt } from './film-prompt.ts'
import { bare, KlingTasks } from './kling-tasks.ts'
import { FILM_CAN, type Call, type FilmCall, type Polled, type Submitted, type Vendor } from './vendor.ts'
import { outputsAt } from './vendor-http.ts'

/** What both make of a task's `images` or `videos`. */
type Files = readonly { readonly url?: unknown }[] | undefined

export class Kling implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 30
  readonly sameId = false
  readonly can: Vendor['can'] = {
    slots: ['upper', 'bottom', 'onepiece', 'outer'],
    garments: 1,
    person: true,
    backdrop: false,
    outputs: 1,
    seed: false,
    ratios: ['3:4', '1:1', '4:5'],
    sizes: ['standard'],
    durations: [],
    cancel: false,
    resultHours: 720,
    commercial: 'yes',
    watermarks: [],
  }
  readonly #tasks: KlingTasks

  constructor(setting: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#tasks = new KlingTasks(setting, url, '/v1/images/kolors-virtual-try-on')
    this.origin = this.#tasks.origin
  }

  async submit({ id, person, garments: [garment] }: Call): Promise<Submitted> {
    const pictures = { human_image: bare(person), cloth_image: bare(garment.picture) }
    return this.#tasks.submit(id, { model_name: this.model, ...pictures })
  }

  async find(id: string): Promise<string | null> {
    return this.#tasks.find(id)
  }

  async poll(ref: string): Promise<Polled> {
    const result = await this.#tasks.result(ref)
    return result === null ? { state: 'waiting' } : madeOf(result.images)
  }

  async test(): Promise<string | null> {
    return this.#tasks.test()
  }
}

export class KlingFilm implements Vendor<FilmCall> {
  readonly model: string
  readonly origin: string
  readonly seconds = 120
  readonly sameId = false
  readonly can = { ...FILM_CAN, durations: [5, 10], resultHours: 720 }
  readonly #tasks: KlingTasks

  constructor(setting: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#tasks = new KlingTasks(setting, url, '/v1/videos/image2video')
    this.origin = this.#tasks.origin
  }

  async submit({ id, picture, motion, seconds }: FilmCall & { readonly id: string }): Promise<Submitted> {
    return this.#tasks.submit(id, {
      model_name: this.model,
      image: bare(picture),
      prompt: filmPrompt(motion),
      negative_prompt: AVOID,
      duration: String(seconds),
      mode: 'pro',
      sound: 'off',
    })
  }

  async find(id: string): Promise<string | null> {
    return this.#tasks.find(id)
  }

  async poll(ref: string): Promise<Polled> {
    const result = await this.#tasks.result(ref)
    return result === null ? { state: 'waiting' } : madeOf(result.videos)
  }

  async test(): Promise<string | null> {
    return this.#tasks.test()
  }
}

function madeOf(files: Files): Polled {
  return { state: 'made', outputs: outputsAt(Array.isArray(files) ? files.map((file) => file?.url) : []) }
}
