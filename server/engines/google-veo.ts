// Veo by the Gemini API: a long-running operation, and a video that lies behind the same key.
import type { EngineSetting } from '../config-engines.ts'
import { AVOID, filmPrompt } from './film-prompt.ts'
import { googleRefusal } from './google-error.ts'
import { FILM_CAN, VendorError, type FilmCall, type Polled, type Submitted, type Vendor } from './vendor.ts'
import { said, VendorHttp } from './vendor-http.ts'

export class Veo implements Vendor<FilmCall> {
  readonly model: string
  readonly origin: string
  readonly seconds = 90
  readonly sameId = false
  readonly can = { ...FILM_CAN, durations: [4, 6, 8], resultHours: 48, watermarks: ['SynthID'] }
  readonly #http: VendorHttp

  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#http = new VendorHttp(url, async () => ({ ...headers, 'x-goog-api-key': key ?? '' }))
    this.origin = this.#http.origin
  }

  async submit({ picture, motion, seconds }: FilmCall): Promise<Submitted> {
    const { bytes, contentType: mimeType } = picture
    const image = { bytesBase64Encoded: Buffer.from(bytes).toString('base64'), mimeType }
    const answer = await this.#http.submit(`/v1beta/models/${this.model}:predictLongRunning`, {
      json: {
        instances: [{ prompt: filmPrompt(motion), image }],
        // Of the two shapes it knows, that of a standing figure.
        parameters: {
          durationSeconds: seconds,
          aspectRatio: '9:16',
          personGeneration: 'allow_adult',
          negativePrompt: AVOID,
        },
      },
    })
    if (answer.status !== 200) throw googleRefusal(answer)
    const name: unknown = answer.json.name
    if (typeof name !== 'string') throw new VendorError('submit_unknown', said(answer))
    return { ref: name }
  }

  async poll(ref: string): Promise<Polled> {
    const answer = await this.#http.ask(`/v1beta/${ref}`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status !== 200) throw googleRefusal(answer)
    const { done, error, response } = answer.json
    if (done !== true) return { state: 'waiting' }
    if (error) throw new VendorError(error.code === 3 ? 'invalid_input' : 'provider_failure', said(answer))
    const made = response?.generateVideoResponse ?? {}
    if (made.raiMediaFilteredCount > 0)
      throw new VendorError('content_blocked', String(made.raiMediaFilteredReasons))
    const url: unknown = made.generatedSamples?.[0]?.video?.uri
    if (typeof url !== 'string' || url === '') throw new VendorError('empty_output', said(answer))
    // The key opens the vendor's own door and no other.
    const headers = new URL(url).origin === this.origin ? await this.#http.headers() : undefined
    return { state: 'made', outputs: [{ url, ...(headers && { headers }) }] }
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check(`/v1beta/models/${this.model}`)
    if (answer.status !== 200) throw googleRefusal(answer)
    return typeof answer.json.displayName === 'string' ? answer.json.displayName : null
  }
}
