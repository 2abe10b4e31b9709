// What a language model is told: the facts, what the photos show, how it shall sound, and above all what it must not say.
import {
  COLOUR_WORDS,
  KIND_WORDS,
  LENGTH_WORDS,
  NECKLINE_WORDS,
  PATTERN_WORDS,
  SLEEVE_WORDS,
  SLOT_WORDS,
} from '#sdk/contract/garment-words.ts'
import { MARKET_RULES, type Tone } from '#sdk/contract/letter-markets.ts'
import type { SeenGarment } from '#sdk/contract/letters.ts'
import { gapsOf, type LetterBasis } from './basis.ts'

const LANGUAGES = {
  ko: 'Korean (해요체, short sentences, no passive, no exclamation marks)',
  en: 'English (plain, present tense)',
  ja: 'Japanese (です・ます, short sentences)',
} as const
const TONES: Readonly<Record<Tone, string>> = {
  plain: 'plain and factual',
  warm: 'warm, as to a regular customer',
  premium: 'calm and restrained, as a fine shop would',
  witty: 'light and a little witty, never silly',
}

/** The instructions and the brief of a letter. */
export function briefOf(basis: LetterBasis, kept: readonly string[]): { system: string; text: string } {
  const { language, tone, market, facts, seen, views, productName } = basis
  const { title, tags } = MARKET_RULES[market]
  const given = Object.entries(facts).flatMap(([name, fact]) =>
    fact?.trim() ? [`- ${name}: ${fact.trim()}`] : [],
  )
  const system = [
    'You write product copy for people who sell clothes.',
    `Write in ${LANGUAGES[language]}. The tone is ${TONES[tone]}.`,
    'Say only what the facts below and the pictures show. Never state a fabric, a size, a measure, care, fit, origin, certificate, function (stretch, waterproof, warm …), price or any number that is not among the facts. If a fact is missing, do not write about it at all.',
    'The pictures of the clothes being worn were made with AI: say nothing about the person in them or how the clothes feel.',
    `Answer with a title, a summary of two or three sentences, and five to seven lines of one sentence each, each about one topic.${tags > 0 ? ` The last line has the topic "tags": at most ${tags} hashtags.` : ' No hashtags.'}`,
  ].join('\n')
  const text = [
    productName ? `Name of the product: ${productName}` : null,
    `Facts the seller confirmed:\n${given.join('\n') || '- none'}`,
    `Read from the photos:\n${seen.map((garment) => `- ${inWords(garment)}`).join('\n') || '- nothing'}`,
    views.length > 0 ? `The looks show it from: ${views.join(', ')}` : null,
    `Do not write about: ${gapsOf(facts).join(', ') || 'nothing is missing'}`,
    title ? `The title has at most ${title.most} ${title.unit}.` : null,
    kept.length > 0
      ? `These lines stay as they are; do not repeat them:\n${kept.map((line) => `- ${line}`).join('\n')}`
      : null,
  ]
  return { system, text: text.filter((part) => part !== null).join('\n\n') }
}

function inWords({ slot, kind, colours, pattern, sleeve, length, neckline }: SeenGarment): string {
  const words = [
    kind ? KIND_WORDS[kind].en : SLOT_WORDS[slot].en,
    colours.length > 0 && `colours ${colours.map((colour) => COLOUR_WORDS[colour].en).join(', ')}`,
    pattern && PATTERN_WORDS[pattern].en,
    sleeve && SLEEVE_WORDS[sleeve].en,
    length && LENGTH_WORDS[length].en,
    neckline && NECKLINE_WORDS[neckline].en,
  ]
  return words.filter(Boolean).join('; ')
}
