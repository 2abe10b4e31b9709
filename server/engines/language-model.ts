// The language model that writes letters: one of four makes, behind one call that answers what a schema asks for, or says why not.
import type * as ai from 'ai'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import { EngineError } from './engine.ts'

/** What a model is asked. */
export interface ModelWish<Schema extends z.ZodType> {
  readonly system: string
  readonly text: string
  /** Sent along where the model takes pictures. */
  readonly pictures: readonly { readonly bytes: Uint8Array; readonly mediaType: string }[]
  readonly schema: Schema
  readonly signal: AbortSignal
}

type Settings = NonNullable<Config['letterModel']>

/** What is shown of an answer that did not fit, when the model is asked to mend it. */
const MOST_SHOWN = 4_000

export class LanguageModel {
  /** `google/gemini-2.5-flash` */
  readonly name: string
  readonly takesPictures: boolean
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
    this.name = `${settings.provider}/${settings.model}`
    this.takesPictures = settings.pictures
  }

  /**
   * Asks the model, and once more when its answer does not fit the schema. Throws EngineError: writer_key, writer_funds, writer_busy,
   * writer_slow, writer_refused, writer_nonsense, writer_model (it does not know the model or the way it is asked), writer_down; throws
   * the signal's reason when aborted.
   */
  async write<Schema extends z.ZodType>(wish: ModelWish<Schema>): Promise<z.output<Schema>> {
    const late = AbortSignal.timeout(1_000 * this.#settings.seconds)
    const signal = AbortSignal.any([wish.signal, late])
    // Half a second and 70 MB: only a worker that writes pays for it.
    const sdk = await import('ai')
    globalThis.AI_SDK_LOG_WARNINGS = false
    try {
      const model = await modelOf(this.#settings)
      const first = await answerOf(sdk, model, wish, signal, null)
      if (first.fits) return first.output
      const second = await answerOf(sdk, model, wish, signal, first.text)
      if (second.fits) return second.output
      throw new EngineError('writer_nonsense', { retryable: false })
    } catch (error) {
      wish.signal.throwIfAborted()
      throw late.aborted
        ? new EngineError('writer_slow', { retryable: false, cause: error })
        : told(sdk, error)
    }
  }
}

type Answer<T> = { readonly fits: true; readonly output: T } | { readonly fits: false; readonly text: string }

async function answerOf<Schema extends z.ZodType>(
  { generateText, NoObjectGeneratedError, NoOutputGeneratedError, Output }: typeof ai,
  model: ai.LanguageModel,
  { system, text, pictures, schema }: ModelWish<Schema>,
  signal: AbortSignal,
  misfit: string | null,
): Promise<Answer<z.output<Schema>>> {
  const files = pictures.map(({ bytes, mediaType }) => ({ type: 'file' as const, data: bytes, mediaType }))
  const mend: ai.ModelMessage[] =
    misfit === null
      ? []
      : [
          { role: 'assistant', content: misfit.slice(0, MOST_SHOWN) || '{}' },
          {
            role: 'user',
            content: 'That does not fit the schema. Answer again with JSON that does, and nothing else.',
          },
        ]
  try {
    const result = await generateText({
      model,
      output: Output.object({ schema }),
      system,
      messages: [{ role: 'user', content: [{ type: 'text', text }, ...files] }, ...mend],
      // A busy server is asked once more, as it says itself when.
      maxRetries: misfit === null ? 1 : 0,
      abortSignal: signal,
    })
    if (result.finishReason === 'content-filter')
      throw new EngineError('writer_refused', { retryable: false })
    return { fits: true, output: result.output as z.output<Schema> }
  } catch (error) {
    if (NoObjectGeneratedError.isInstance(error)) {
      if (error.finishReason === 'content-filter')
        throw new EngineError('writer_refused', { retryable: false, cause: error })
      return { fits: false, text: error.text ?? '' }
    }
    if (NoOutputGeneratedError.isInstance(error)) return { fits: false, text: '' }
    throw error
  }
}

async function modelOf({ provider, model, key, url }: Settings): Promise<ai.LanguageModel> {
  const settings = { apiKey: key ?? '', ...(url !== null && { baseURL: url }) }
  switch (provider) {
    case 'google': {
      const { createGoogleGenerativeAI } = await import('@ai-sdk/google')
      return createGoogleGenerativeAI(settings).languageModel(model)
    }
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai')
      return createOpenAI(settings).languageModel(model)
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic')
      return createAnthropic(settings).languageModel(model)
    }
    default: {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      const open = createOpenAICompatible({
        name: 'compatible',
        baseURL: url!,
        supportsStructuredOutputs: true,
        ...(key !== null && { apiKey: key }),
      })
      return open.languageModel(model)
    }
  }
}

/** A vendor's error in our words. */
function told({ APICallError, RetryError }: typeof ai, thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown
  const error = RetryError.isInstance(thrown) ? thrown.lastError : thrown
  const say = (code: string) => new EngineError(code, { retryable: false, cause: error })
  if (!APICallError.isInstance(error)) return say('writer_down')
  const { statusCode: status = 0, responseBody = '' } = error
  // Some vendors answer 429 for an empty purse as well.
  if (status === 402 || /insufficient_quota|billing|credit balance/i.test(responseBody))
    return say('writer_funds')
  if (status === 401 || status === 403) return say('writer_key')
  if (status === 429) return say('writer_busy')
  if (/content[_ ]?(filter|policy)|safety|prohibited/i.test(responseBody)) return say('writer_refused')
  if (status >= 400 && status < 500) return say('writer_model')
  return say(status >= 200 && status < 300 ? 'writer_nonsense' : 'writer_down')
}
