// Gemini's image models: an editor that dresses a person in everything at once, and answers with the picture.
import type { EngineSetting } from '../config-engines.ts'
import { googleRefusal } from './google-error.ts'
import { picturesOf, promptOf } from './prompt.ts'
import { VendorError, type Call, type Submitted, type Vendor } from './vendor.ts'
import { said, VendorHttp, type Answer } from './vendor-http.ts'

/** Ends of an answer that mean a rule was hit, not a fault. */
const BLOCKED =
  /^(SAFETY|IMAGE_SAFETY|PROHIBITED_CONTENT|IMAGE_PROHIBITED_CONTENT|RECITATION|IMAGE_RECITATION|BLOCKLIST|SPII|IMAGE_OTHER)$/

export class Gemini implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 20
  readonly sameId = false
  readonly can: Vendor['can']
  readonly #http: VendorHttp

  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#http = new VendorHttp(url, async () => ({ ...headers, 'x-goog-api-key': key ?? '' }), {
      submitMs: 180_000,
    })
    this.origin = this.#http.origin
    this.can = {
      slots: ['upper', 'bottom', 'onepiece', 'outer'],
      garments: 4,
      person: true,
      backdrop: true,
      outputs: 1,
      seed: true,
      ratios: ['3:4', '1:1', '4:5'],
      // The first generation has one size.
      sizes: model.startsWith('gemini-2.5') ? ['standard'] : ['standard', 'large'],
      durations: [],
      cancel: false,
      resultHours: null,
      commercial: 'yes',
      watermarks: ['SynthID'],
    }
  }

  async submit(call: Call): Promise<Submitted> {
    const images = picturesOf(call).map(({ bytes, contentType }) => ({
      inlineData: { mimeType: contentType, data: Buffer.from(bytes).toString('base64') },
    }))
    const answer = await this.#http.submit(`/v1beta/models/${this.model}:generateContent`, {
      json: {
        contents: [{ role: 'user', parts: [{ text: promptOf(call) }, ...images] }],
        generationConfig: {
          responseModalities: ['IMAGE'],
          imageConfig: {
            aspectRatio: call.ratio,
            ...(this.can.sizes.includes('large') && { imageSize: call.size === 'large' ? '2K' : '1K' }),
          },
          seed: call.seed,
        },
      },
    })
    if (answer.status !== 200) throw googleRefusal(answer)
    return { outputs: [{ bytes: pictureIn(answer) }] }
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check(`/v1beta/models/${this.model}`)
    if (answer.status !== 200) throw googleRefusal(answer)
    return typeof answer.json.displayName === 'string' ? answer.json.displayName : null
  }
}

/** The picture of an answer. A 200 may hold none: blocked, or with words instead. */
function pictureIn(answer: Answer): Buffer {
  const { blockReason: block } = answer.json.promptFeedback ?? {}
  if (block) throw new VendorError('content_blocked', String(block))
  const candidate = answer.json.candidates?.[0]
  const parts: unknown = candidate?.content?.parts
  for (const part of Array.isArray(parts) ? parts : []) {
    const data: unknown = part?.inlineData?.data
    if (typeof data === 'string' && data !== '') return Buffer.from(data, 'base64')
  }
  const reason = String(candidate?.finishReason ?? '')
  throw new VendorError(
    BLOCKED.test(reason) ? 'content_blocked' : 'empty_output',
    `${reason} ${said(answer)}`,
  )
}
