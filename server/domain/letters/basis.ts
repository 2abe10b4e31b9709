// What a letter may say: everything it is written from, and nothing else.
import type { Market, Tone } from '#sdk/contract/letter-markets.ts'
import type { FactName, Facts, SeenGarment, Topic } from '#sdk/contract/letters.ts'
import type { Language } from '#sdk/contract/users.ts'
import type { View } from '#sdk/contract/vto-jobs.ts'
import { factIn } from './fact-words.ts'

export interface LetterBasis {
  readonly language: Language
  readonly market: Market
  readonly tone: Tone
  readonly productName: string | null
  readonly facts: Facts
  readonly seen: readonly SeenGarment[]
  /** From where its looks show it, each once. */
  readonly views: readonly View[]
}

/** A line before it has an id. */
export interface WrittenLine {
  readonly topic: Topic
  readonly text: string
  readonly gap?: FactName
}

export interface WrittenLetter {
  readonly title: string
  readonly summary: string
  readonly lines: readonly WrittenLine[]
}

/** The words of a letter in one language. `turn` chooses among wordings; every number gives one. */
export interface Voice {
  /** What it is, without a sentence around it; empty when nothing is known. */
  title(basis: LetterBasis): string
  summary(basis: LetterBasis, turn: number): string
  /** A line about something; null when there is nothing to say. */
  line(topic: Topic, basis: LetterBasis, turn: number): string | null
}

/** Facts whose absence shows as a gap, in the order in which a buyer asks for them. */
export const GAP_FACTS = ['fabric', 'size', 'care', 'fit'] as const satisfies readonly FactName[]

/** Letters that a reader of the language cannot be expected to read. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ko: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  en: /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ja: /\p{Script=Hangul}/u,
}

/** A fact the seller gave, in the letter's language; null when they gave none, or none that its readers could read. */
export function factOf(
  { facts, language }: Pick<LetterBasis, 'facts' | 'language'>,
  name: FactName,
): string | null {
  const fact = factIn(language, facts[name]?.trim() ?? '')
  return fact === '' || FOREIGN[language].test(fact) ? null : fact
}

/** The product's name, where readers of the letter can read it: an English sentence around a Korean name is none. */
export function nameOf({
  productName,
  language,
}: Pick<LetterBasis, 'productName' | 'language'>): string | null {
  const name = productName?.trim() ?? ''
  return name === '' || FOREIGN[language].test(name) ? null : name
}

/** The garments of which more is known than where they are worn. */
export function knownOf(seen: readonly SeenGarment[]): SeenGarment[] {
  return seen.filter(({ kind, colours }) => kind !== null || colours.length > 0)
}

/** The facts still missing. */
export function gapsOf(facts: Facts): FactName[] {
  return GAP_FACTS.filter((name) => !facts[name]?.trim())
}

/** One of several wordings. */
export function turned<T>(wordings: readonly T[], turn: number): T {
  return wordings[((turn % wordings.length) + wordings.length) % wordings.length]
}

/** The sides the looks show, in the order one walks around. */
export function sidesOf(views: readonly View[]): ('front' | 'side' | 'back')[] {
  const sides = new Set(views.map((view) => (view === 'front' || view === 'back' ? view : 'side')))
  return (['front', 'side', 'back'] as const).filter((side) => sides.has(side))
}
