// The writer that needs no key: says what the photos and the seller's facts show, and leaves a gap where a fact is missing.
import { lengthIn, MARKET_RULES } from '#sdk/contract/letter-markets.ts'
import type { FactName, Topic } from '#sdk/contract/letters.ts'
import type { Language } from '#sdk/contract/users.ts'
import {
  GAP_FACTS,
  nameOf,
  type LetterBasis,
  type Voice,
  type WrittenLetter,
  type WrittenLine,
} from './basis.ts'
import { ENGLISH } from './voice-en.ts'
import { JAPANESE } from './voice-ja.ts'
import { KOREAN } from './voice-ko.ts'

const VOICES: Readonly<Record<Language, Voice>> = { ko: KOREAN, en: ENGLISH, ja: JAPANESE }

/** In the order in which a buyer wants to know; tags come last, where there are any. */
const ORDER: readonly Topic[] = ['colour', 'shape', 'fit', 'fabric', 'size', 'care', 'notes', 'wear']
/** More lines than this nobody reads. */
const MOST_LINES = 7

/** A whole letter. The same basis and turn give the same words. */
export function writeBuiltIn(basis: LetterBasis, turn = 0): WrittenLetter {
  const voice = VOICES[basis.language]
  const lines: WrittenLine[] = ORDER.flatMap((topic) => {
    const line = lineAbout(topic, basis, turn)
    return line ? [line] : []
  })
  // What the seller wrote themselves comes before from where the looks are taken.
  const kept = lines.length > MOST_LINES ? lines.filter(({ topic }) => topic !== 'wear') : lines
  const tags = MARKET_RULES[basis.market].tags > 0 ? voice.line('tags', basis, turn) : null
  return {
    title: titleOf(basis),
    summary: voice.summary(basis, turn),
    lines: tags ? [...kept, { topic: 'tags', text: tags }] : kept,
  }
}

/** One line about something: its words, or the gap where the fact for them is missing; null when there is nothing to say. */
export function lineAbout(topic: Topic, basis: LetterBasis, turn = 0): WrittenLine | null {
  const text = VOICES[basis.language].line(topic, basis, turn)
  if (text) return { topic, text }
  const gap = GAP_FACTS.find((fact: FactName) => fact === topic)
  return gap ? { topic, text: '', gap } : null
}

/** The product's name and what it is, as long as the market's title allows. */
function titleOf(basis: LetterBasis): string {
  const what = VOICES[basis.language].title(basis)
  // Where nothing else is known, a name that few can read is still the name.
  const name = nameOf(basis) ?? (what ? '' : (basis.productName?.trim() ?? ''))
  const limit = MARKET_RULES[basis.market].title
  const whole = [name, what].filter(Boolean).join(' – ')
  const fits = (text: string) => !limit || lengthIn(limit.unit, text) <= limit.most
  const best = [whole, what, name].find((text) => text !== '' && fits(text))
  if (best !== undefined) return best
  const letters = Array.from(name || what)
  while (!fits(letters.join(''))) letters.pop()
  return letters.join('').trim()
}
