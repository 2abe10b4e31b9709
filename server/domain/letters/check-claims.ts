// Looks over what a model wrote: sentences that claim what nobody has said are taken out, and gaps put where facts are missing.
import type { Topic } from '#sdk/contract/letters.ts'
import { GAP_FACTS, type LetterBasis, type WrittenLetter, type WrittenLine } from './basis.ts'
import { claimsIn } from './claims.ts'
import { lineAbout } from './write-built-in.ts'

/** A letter that claims only what is known, and what was taken out of it. */
export interface CheckedLetter {
  readonly written: WrittenLetter
  /** `fabric: silk`, each once. */
  readonly removed: readonly string[]
}

/** A paragraph of a model that has less than this left says nothing any more. */
const LEAST = 4

/**
 * Takes unproven claims out of a model's letter; `plain` is the built-in writer's, whose words stand in where nothing is left. A line
 * about a fact that is missing becomes its gap, whatever the model made of it.
 */
export function checkClaims(letter: WrittenLetter, plain: WrittenLetter, basis: LetterBasis): CheckedLetter {
  const removed = new Set<string>()
  const clean = (text: string): string =>
    sentencesOf(text)
      .filter((sentence) => {
        const claims = claimsIn(sentence, basis)
        for (const { kind, words } of claims) removed.add(`${kind}: ${words}`)
        return claims.length === 0
      })
      .join('')
      .trim()
  const orPlain = (text: string, other: string) => (clean(text).length >= LEAST ? clean(text) : other)
  const title =
    claimsIn(letter.title, basis).length === 0 ? letter.title.trim() : (clean(letter.title), plain.title)
  const lines = letter.lines.flatMap((line): WrittenLine[] => {
    if (missing(line.topic, basis)) return []
    const text = clean(line.text)
    return text.length >= LEAST ? [{ topic: line.topic, text }] : []
  })
  const gaps = GAP_FACTS.filter((fact) => !lines.some(({ topic }) => topic === fact)).flatMap((fact) => {
    const line = lineAbout(fact, basis)
    return line ? [line] : []
  })
  return {
    written: {
      title: title || plain.title,
      summary: orPlain(letter.summary, plain.summary),
      lines: [
        ...lines.filter(({ topic }) => topic !== 'tags'),
        ...gaps,
        ...lines.filter(({ topic }) => topic === 'tags'),
      ],
    },
    removed: [...removed],
  }
}

/** The line would be about a fact nobody has given. */
function missing(topic: Topic, basis: LetterBasis): boolean {
  return lineAbout(topic, basis)?.gap !== undefined
}

function sentencesOf(text: string): string[] {
  return text.match(/[^.!?。！？\n]+(?:\.(?=\d)[^.!?。！？\n]+)*[.!?。！？\n]*\s*/gu) ?? []
}
