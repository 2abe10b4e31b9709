// The built-in writer's English: plain sentences in the present tense.
import {
  COLOUR_WORDS,
  KIND_WORDS,
  type Length,
  PATTERN_WORDS,
  type Pattern,
  SLEEVE_WORDS,
  SLOT_WORDS,
} from '#sdk/contract/garment-words.ts'
import type { SeenGarment, Topic } from '#sdk/contract/letters.ts'
import { factOf, knownOf, nameOf, sidesOf, turned, type LetterBasis, type Voice } from './basis.ts'

const LENGTHS: Readonly<Record<Length, string>> = {
  cropped: 'ends near the waist',
  mini: 'ends above the knee',
  knee: 'ends around the knee',
  midi: 'ends below the knee, at midi length',
  long: 'reaches down towards the ankle',
}
const PATTERNS: Readonly<Record<Pattern, string>> = {
  solid: 'is plain, with no pattern',
  stripe: 'has stripes',
  check: 'has a check pattern',
  dot: 'has polka dots',
  print: 'has a print all over',
  graphic: 'has a graphic on the front',
}
/** Words for a fit around which a sentence can be built. */
const FITS = [
  'oversized',
  'semi-oversized',
  'relaxed',
  'loose',
  'regular',
  'slim',
  'wide',
  'straight',
  'boxy',
  'tailored',
  'fitted',
  'true to size',
] as const
const NECKS = { round: 'a round neck', v: 'a V-neck' } as const
const SIDES = { front: 'the front', side: 'the side', back: 'the back' } as const

const noun = ({ kind, slot }: SeenGarment): string => (kind ? KIND_WORDS[kind] : SLOT_WORDS[slot]).en
const isPlural = (garment: SeenGarment): boolean =>
  noun(garment).endsWith('s') && !noun(garment).endsWith('dress')
const colour = (garment: SeenGarment): string | null =>
  garment.colours[0] ? COLOUR_WORDS[garment.colours[0]].en : null

/** `a navy striped long-sleeved top` */
function phrase(garment: SeenGarment, named: string | null, article = true): string {
  const { pattern, sleeve, kind } = garment
  const words = [
    named ?? colour(garment),
    pattern && pattern !== 'solid' && PATTERN_WORDS[pattern].en,
    sleeve && !(kind === 'outer' && sleeve === 'long') && SLEEVE_WORDS[sleeve].en,
    noun(garment),
  ]
    .filter(Boolean)
    .join(' ')
  if (!article || isPlural(garment)) return words
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const ended = (text: string): string => (/[.!?。…]\s*$/u.test(text) ? text.trim() : `${text.trim()}.`)
const isSentence = (text: string): boolean => /[.!?。]\s*$/u.test(text)

function shortColour(basis: LetterBasis): string | null {
  const named = factOf(basis, 'colour')
  return basis.seen.length === 1 && named && /^[\x20-\x7e]{1,20}$/.test(named) && !/[,/.]/.test(named)
    ? named.toLowerCase()
    : null
}

function stated(what: string, fact: string): string {
  return isSentence(fact) ? ended(fact) : ended(`${what}: ${fact}`)
}

function summary(basis: LetterBasis, turn: number): string {
  const { tone } = basis
  const seen = knownOf(basis.seen)
  const name = nameOf(basis)
  const words = seen.map((garment) => phrase(garment, shortColour(basis)))
  if (words.length === 0) return [...(name ? [`This is ${name}.`] : []), ...details(basis)].join(' ')
  const s = list(words)
  const one = words.length === 1
  const verb = one && isPlural(seen[0]) ? 'are' : 'is'
  const theyAre = one && isPlural(seen[0]) ? 'they are' : 'it is'
  const openings = {
    plain: name
      ? [`${capital(name)} ${one ? `${verb} ${s}` : together(words)}.`]
      : [one ? `${capital(s)}.` : `${capital(s)}, worn as one outfit.`],
    warm: one
      ? [
          `Looking for ${s}? Here ${theyAre}.`,
          `Take a look at ${theyAre === 'they are' ? 'these' : 'this'} ${phrase(seen[0], shortColour(basis), false)}.`,
        ]
      : [`Here is an outfit for you: ${s}.`, `${capital(s)}, worn together.`],
    premium: one ? [`${capital(s)}, shown just as ${theyAre}.`] : [`${capital(s)}, presented as one outfit.`],
    witty: one
      ? [`In one line: ${s}.`, `Long story short: ${s}.`]
      : [`Wondering what goes with what? Try ${s}.`, `Long story short: ${s}.`],
  }[tone]
  return [turned(openings, turn), ...details(basis)].join(' ')
}

/** `pairs a top with trousers`; of more than two, `brings together …`. */
function together(words: readonly string[]): string {
  return words.length === 2 ? `pairs ${words[0]} with ${words[1]}` : `brings together ${list(words)}`
}

/** `55% linen, 45% cotton`: in English the number comes first. */
function numberFirst(fabric: string): string {
  return fabric.replace(/(\p{L}[\p{L} -]*?)\s+(\d+(?:\.\d+)?)\s*%/gu, '$2% $1')
}

/** What follows the opening: what the seller said first, else what the opening has not said of the photos. */
function details(basis: LetterBasis): string[] {
  const [fabric, fit] = [factOf(basis, 'fabric'), factOf(basis, 'fit')]
  const made = fabric && !isSentence(fabric) && `the fabric is ${numberFirst(fabric)}`
  const cut = FITS.find((one) => one === fit?.toLowerCase().replace(/ fit$/, ''))
  if (made && cut) return [`${capital(made)}, and the fit is ${cut}.`]
  const given = [made ? `${capital(made)}.` : fabric, cut ? `The fit is ${cut}.` : fit && stated('Fit', fit)]
  const said = given.filter((text) => typeof text === 'string')
  if (said.length > 0) return said
  return basis.seen.flatMap((garment) => {
    const { neckline, length } = garment
    const what = about(garment, basis.seen)
    if (length) return [`${what} ${agreed(garment, LENGTHS[length])}.`]
    return neckline ? [`${what} has ${NECKS[neckline]}.`] : []
  })
}

function colours(basis: LetterBasis, turn: number): string | null {
  const named = factOf(basis, 'colour')
  if (named) return stated(turned(['Colour', 'Colour name'], turn), named)
  const known = basis.seen.filter(({ colours: all }) => all.length > 0)
  if (known.length === 0) return null
  if (known.length > 1)
    return `${capital(list(known.map((garment) => `the ${noun(garment)} ${isPlural(garment) ? 'are' : 'is'} ${colour(garment)!}`)))}.`
  const [first, second] = known[0].colours.map((one) => COLOUR_WORDS[one].en)
  if (second)
    return turned([`${capital(second)} on ${first}.`, `Mostly ${first}, with some ${second}.`], turn)
  return turned([`The colour is ${first}.`, `In the photo the colour is closest to ${first}.`], turn)
}

/** `It` where there is one garment, `The top` where there are several. */
function about(garment: SeenGarment, seen: readonly SeenGarment[]): string {
  return seen.length > 1 ? `The ${noun(garment)}` : isPlural(garment) ? 'They' : 'It'
}

function agreed(garment: SeenGarment, verb: string): string {
  return isPlural(garment)
    ? verb
        .replace(/^is /, 'are ')
        .replace(/^has /, 'have ')
        .replace(/^(end|reache?)s /, (_, stem: string) => `${stem === 'reache' ? 'reach' : stem} `)
    : verb
}

function pattern({ seen }: LetterBasis): string | null {
  const known = seen.filter((garment) => garment.pattern !== null)
  const figured = known.filter((garment) => garment.pattern !== 'solid')
  if (figured.length === 0 && known.length > 1 && known.length === seen.length)
    return 'Every piece is plain, with no pattern.'
  const told = seen.length === 1 ? known : figured
  return told.length > 0
    ? told
        .map((garment) => `${about(garment, seen)} ${agreed(garment, PATTERNS[garment.pattern!])}.`)
        .join(' ')
    : null
}

function shape({ seen }: LetterBasis, turn: number): string | null {
  const each = seen.flatMap((garment) => {
    const { neckline, sleeve, length, kind } = garment
    const neck = neckline && NECKS[neckline]
    const arm = sleeve && kind !== 'outer' ? sleeve : null
    const arms = arm && (arm === 'none' ? 'no sleeves' : `${arm} sleeves`)
    const parts = [neck, arms].filter((part) => part !== null && part !== undefined && part !== '')
    const upper =
      parts.length > 0 &&
      `${about(garment, seen)} has ${(turned([0, 1], turn) ? parts.toReversed() : parts).join(' and ')}.`
    const hem = length && `${about(garment, seen)} ${agreed(garment, LENGTHS[length])}.`
    const sentence = [upper, hem].filter(Boolean).join(' ')
    return sentence ? [sentence] : []
  })
  return each.length > 0 ? each.join(' ') : null
}

function wear({ views, seen }: LetterBasis, turn: number): string | null {
  const sides = sidesOf(views).map((side) => SIDES[side])
  if (sides.length === 0) return null
  const it = seen.length === 1 && isPlural(seen[0]) ? 'them' : 'it'
  return turned(
    [`See ${it} worn, from ${list(sides)}.`, `The pictures show ${it} worn, from ${list(sides)}.`],
    turn,
  )
}

function tags(basis: LetterBasis): string | null {
  const words = basis.seen.flatMap((garment) => [
    noun(garment),
    colour(garment) && `${colour(garment)} ${noun(garment)}`,
    garment.pattern && garment.pattern !== 'solid' && `${PATTERN_WORDS[garment.pattern].en} ${noun(garment)}`,
  ])
  const all = [...new Set(words.filter((word) => typeof word === 'string'))].slice(0, 5)
  return all.length > 0 ? all.map((word) => `#${word.replace(/[\s-]/g, '')}`).join(' ') : null
}

const NAMED = {
  fit: ['Fit', 'How it fits'],
  fabric: ['Fabric', 'Material'],
  size: ['Size', 'Sizes and measurements'],
  care: ['Care', 'How to wash it'],
} as const

export const ENGLISH: Voice = {
  title: (basis) =>
    capital(list(knownOf(basis.seen).map((garment) => phrase(garment, shortColour(basis), false)))),
  summary,
  line(topic: Topic, basis, turn) {
    if (topic === 'colour') return [colours(basis, turn), pattern(basis)].filter(Boolean).join(' ') || null
    if (topic === 'pattern') return pattern(basis)
    if (topic === 'shape') return shape(basis, turn)
    if (topic === 'wear') return wear(basis, turn)
    if (topic === 'tags') return tags(basis)
    if (topic === 'notes') {
      const notes = factOf(basis, 'notes')
      return notes && ended(notes)
    }
    if (topic === 'free') return null
    const fact = factOf(basis, topic)
    if (!fact) return null
    const said = { fabric: numberFirst(fact), fit: fact.replace(/ fit$/i, ''), size: fact, care: fact }[topic]
    return stated(turned(NAMED[topic], turn), said)
  },
}
