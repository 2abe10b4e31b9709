// Engines in words: their names, and why one gave no picture.
import type { Translate } from './i18n.ts'

/** Codes of failed looks that engines of others bring along; the words of each are in the part `engines`. */
const FAILS = [
  'auth',
  'out_of_funds',
  'rate_limited',
  'capacity',
  'provider_failure',
  'unreachable',
  'invalid_input',
  'input_unreadable',
  'pose_not_found',
  'content_blocked',
  'empty_output',
  'bad_answer',
  'wrong_size',
  'timeout',
  'lost',
  'submit_unknown',
  'person_missing',
] as const

const find = (code: string | null) => FAILS.find((one) => one === code)

/** Why a look was not made and what helps, as a sentence; null for a code that is not an engine's. */
export function engineFail(code: string | null, t: Translate): string | null {
  const known = find(code)
  return known ? t(`engines.fail.${known}`) : null
}

/** The same in a few words. */
export function engineWhy(code: string | null, t: Translate): string | null {
  const known = find(code)
  return known ? t(`engines.why.${known}`) : null
}

/** Names of vendors as they write them themselves. */
const NAMES: Readonly<Record<string, string>> = {
  drape: 'Drape',
  fashn: 'FASHN',
  fal: 'fal',
  replicate: 'Replicate',
  gemini: 'Gemini',
  vertex: 'Vertex',
  openai: 'OpenAI',
  kling: 'Kling',
  comfy: 'ComfyUI',
  gpu: 'GPU',
}

/** What an engine is called on the screen; one its operator has named keeps that name. */
export const engineName = (name: string): string => NAMES[name] ?? name
