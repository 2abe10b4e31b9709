// Has a language model write a letter, and looks over what it wrote.
import { z } from 'zod'
import { lengthIn, MARKET_RULES, type Market } from '#sdk/contract/letter-markets.ts'
import { TOPICS } from '#sdk/contract/letters.ts'
import type { Studio } from '../../studio.ts'
import type { LetterBasis, WrittenLetter } from './basis.ts'
import { checkClaims, type CheckedLetter } from './check-claims.ts'
import { briefOf } from './model-brief.ts'
import { writeBuiltIn } from './write-built-in.ts'

/** What a model answers. Limits travel with the schema; models may ignore them, so they are held again below. */
export const ModelLetter = z.object({
  title: z.string().min(1).max(120),
  summary: z.string().min(1).max(600),
  lines: z
    .array(z.object({ topic: z.enum(TOPICS), text: z.string().min(1).max(200) }))
    .min(1)
    .max(9),
})

export interface ModelOrder {
  readonly basis: LetterBasis
  readonly turn: number
  /** Lines that stay, for the model not to repeat. */
  readonly kept: readonly string[]
  readonly pictures: readonly { readonly bytes: Uint8Array; readonly mediaType: string }[]
  readonly signal: AbortSignal
}

/** Throws EngineError when the model cannot or will not; the signal's reason when aborted. */
export async function writeByModel(
  model: NonNullable<Studio['writer']>,
  { basis, turn, kept, pictures, signal }: ModelOrder,
): Promise<CheckedLetter> {
  const { system, text } = briefOf(basis, kept)
  const answer = await model.write({ system, text, pictures, schema: ModelLetter, signal })
  const plain = writeBuiltIn(basis, turn)
  const { written, removed } = checkClaims(answer, plain, basis)
  return { written: { ...written, title: shortEnough(written, plain, basis.market) }, removed }
}

function shortEnough({ title }: WrittenLetter, plain: WrittenLetter, market: Market): string {
  const limit = MARKET_RULES[market].title
  return limit && lengthIn(limit.unit, title) > limit.most ? plain.title : title
}
