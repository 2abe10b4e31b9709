// The built-in writer's Korean: 해요체, short sentences, particles by sound.
import {
  COLOUR_WORDS,
  KIND_WORDS,
  type Length,
  LENGTH_WORDS,
  NECKLINE_WORDS,
  PATTERN_WORDS,
  type Pattern,
  SLEEVE_WORDS,
  SLOT_WORDS,
} from '#sdk/contract/garment-words.ts'
import type { SeenGarment, Topic } from '#sdk/contract/letters.ts'
import { factOf, knownOf, nameOf, sidesOf, turned, type LetterBasis, type Voice } from './basis.ts'
import { withParticle as p } from './particles.ts'

const LENGTHS: Readonly<Record<Length, string>> = {
  cropped: '허리선 가까이에서 끝나는 짧은 기장이에요',
  mini: '무릎 위로 올라오는 미니 기장이에요',
  knee: '무릎 근처까지 오는 기장이에요',
  midi: '무릎 아래로 내려오는 미디 기장이에요',
  long: '발목 쪽으로 길게 내려오는 롱 기장이에요',
}
const PATTERNS: Readonly<Record<Pattern, readonly [string, string]>> = {
  solid: ['무늬 없는 무지 디자인이에요', '무늬가 없어요'],
  stripe: ['줄무늬가 들어가 있어요', '무늬는 줄무늬예요'],
  check: ['체크무늬가 들어가 있어요', '무늬는 체크예요'],
  dot: ['물방울무늬가 들어가 있어요', '무늬는 물방울이에요'],
  print: ['전체에 프린트가 들어가 있어요', '프린트가 고루 들어가 있어요'],
  graphic: ['앞면에 그래픽이 들어가 있어요', '앞면 그래픽이 눈에 띄어요'],
}
const SIDES = { front: '앞모습', side: '옆모습', back: '뒷모습' } as const

const noun = ({ kind, slot }: SeenGarment): string => (kind ? KIND_WORDS[kind] : SLOT_WORDS[slot]).ko
const colour = (garment: SeenGarment): string | null =>
  garment.colours[0] ? COLOUR_WORDS[garment.colours[0]].ko : null

/** `남색 줄무늬 긴소매 상의` */
function phrase(garment: SeenGarment, named: string | null): string {
  const { pattern, sleeve, kind } = garment
  return [
    named ?? colour(garment),
    pattern && pattern !== 'solid' && PATTERN_WORDS[pattern].ko,
    sleeve && !(kind === 'outer' && sleeve === 'long') && SLEEVE_WORDS[sleeve].ko,
    noun(garment),
  ]
    .filter(Boolean)
    .join(' ')
}

function list(words: readonly string[]): string {
  if (words.length === 2) return `${p(words[0], '과/와')} ${words[1]}`
  return words.join(', ')
}

function subject(basis: LetterBasis): string {
  const seen = knownOf(basis.seen)
  const named = seen.length === 1 ? shortColour(basis) : null
  return list(seen.map((garment) => phrase(garment, named)))
}

/** The seller's name of the colour, where it is a name and not a sentence. */
function shortColour(basis: LetterBasis): string | null {
  const named = factOf(basis, 'colour')
  return named && named.length <= 12 && !/[,，/·]/u.test(named) && !isSentence(named) ? named : null
}

const isSentence = (text: string): boolean => /(?:[요다죠]|[.!?。])\s*$/u.test(text)
const ended = (text: string): string => (/[.!?。…]\s*$/u.test(text) ? text.trim() : `${text.trim()}.`)

/** `소재는 면 100%예요`; what says itself what it is, as 여유 있는 핏, is not told again. */
function phrased(what: string, fact: string): string {
  const lead = fact.trim().endsWith(what.split(' ').at(-1)!) ? '' : `${p(what, '은/는')} `
  return `${lead}${p(fact, '이에요/예요')}`
}

/** `소재는 면 100%예요.`, or the seller's own sentence. */
function stated(what: string, fact: string): string {
  return isSentence(fact) ? ended(fact) : `${phrased(what, fact)}.`
}

function summary(basis: LetterBasis, turn: number): string {
  const { tone } = basis
  const name = nameOf(basis)
  const s = subject(basis)
  if (!s) return [...(name ? [`${p(name, '을/를')} 소개해요.`] : []), ...details(basis)].join(' ')
  const opening = knownOf(basis.seen).length === 1 ? single(s, name, tone) : set(s, name, tone)
  return [ended(turned(opening, turn)), ...details(basis)].slice(0, 3).join(' ')
}

function single(s: string, name: string | null, tone: LetterBasis['tone']): string[] {
  const plain = name ? [`${p(name, '은/는')} ${p(s, '이에요/예요')}`] : [p(s, '이에요/예요')]
  return {
    plain: [...plain, `${p(s, '을/를')} 소개해요`],
    warm: [
      `이번에 보여 드릴 옷은 ${p(s, '이에요/예요')}`,
      `${p(s, '을/를')} 찾고 계셨다면 천천히 살펴봐 주세요`,
    ],
    premium: [`${p(s, '을/를')} 있는 그대로 담았어요`, `${p(s, '을/를')} 색과 선이 잘 보이도록 담았어요`],
    witty: [`한 줄로 말하면 ${p(s, '이에요/예요')}`, `길게 말할 것 없이, ${p(s, '이에요/예요')}`],
  }[tone]
}

function set(s: string, name: string | null, tone: LetterBasis['tone']): string[] {
  const plain = name
    ? [`${p(name, '은/는')} ${p(s, '을/를')} 함께 입은 한 벌이에요`]
    : [`${p(s, '을/를')} 함께 입은 한 벌이에요`]
  return {
    plain: [...plain, `${p(s, '으로/로')} 맞춘 한 벌이에요`],
    warm: [`이번에 보여 드릴 한 벌은 ${p(s, '이에요/예요')}`, `${p(s, '을/를')} 함께 입어 봤어요`],
    premium: [`${p(s, '을/를')} 한 벌로 담았어요`, `${p(s, '을/를')} 함께 입은 모습으로 보여 드려요`],
    witty: [`뭘 맞춰 입을지 고민된다면, ${s} 조합은 어떠세요?`, `한 줄로 말하면 ${p(s, '이에요/예요')}`],
  }[tone]
}

/** What follows the opening: what the seller said first, else what the opening has not said of the photos. */
function details(basis: LetterBasis): string[] {
  const [fabric, fit] = [factOf(basis, 'fabric'), factOf(basis, 'fit')]
  if (fabric && fit && !isSentence(fabric) && !isSentence(fit))
    return [`소재는 ${p(fabric, '이고/고')}, ${phrased('핏', fit)}.`]
  const given = [fabric && stated('소재', fabric), fit && stated('핏', fit)].filter(
    (one) => typeof one === 'string',
  )
  if (given.length > 0) return given
  const several = basis.seen.length > 1
  return basis.seen.flatMap((garment) => {
    const { neckline, length } = garment
    if (length) return [`${several ? `${p(noun(garment), '은/는')} ` : ''}${LENGTHS[length]}.`]
    const neck = neckline && p(NECKLINE_WORDS[neckline].ko, '이에요/예요')
    return neck ? [`${several ? `${noun(garment)} ` : ''}넥라인은 ${neck}.`] : []
  })
}

function colours(basis: LetterBasis, turn: number): string | null {
  const named = factOf(basis, 'colour')
  if (named) return turned([stated('색상', named), stated('컬러', named)], turn)
  const known = basis.seen.filter(({ colours: all }) => all.length > 0)
  if (known.length === 0) return null
  if (known.length > 1) {
    const each = (particle: '은/는' | '이/가') =>
      known.map((garment) => `${p(noun(garment), particle)} ${colour(garment)!}`).join(', ')
    return turned([`${p(each('은/는'), '이에요/예요')}.`, `색상은 ${p(each('이/가'), '이에요/예요')}.`], turn)
  }
  const [first, second] = known[0].colours.map((one) => COLOUR_WORDS[one].ko)
  if (second)
    return turned(
      [
        `${first} 바탕에 ${p(second, '이/가')} 들어가 있어요.`,
        `바탕은 ${p(first, '이고/고')}, ${second}도 섞여 있어요.`,
      ],
      turn,
    )
  return turned([`색상은 ${p(first, '이에요/예요')}.`, `사진에서는 ${first}에 가까워 보여요.`], turn)
}

const hasGround = ({ seen }: LetterBasis): boolean => seen.length === 1 && seen[0].colours.length > 1

function pattern({ seen }: LetterBasis, turn: number): string | null {
  const known = seen.filter((garment) => garment.pattern !== null)
  if (known.length === 0) return null
  if (seen.length === 1) return `${turned(PATTERNS[known[0].pattern!], turn)}.`
  const figured = known.filter((garment) => garment.pattern !== 'solid')
  if (figured.length === 0) return known.length === seen.length ? '모두 무늬 없는 무지 디자인이에요.' : null
  return figured
    .map((garment) => {
      if (garment.pattern === 'graphic') return `${noun(garment)} 앞면에는 그래픽이 들어가 있어요.`
      return `${noun(garment)}에는 ${p(PATTERN_WORDS[garment.pattern!].ko, '이/가')} 들어가 있어요.`
    })
    .join(' ')
}

function shape({ seen }: LetterBasis, turn: number): string | null {
  const each = seen.flatMap((garment) => {
    const { neckline, sleeve, length, kind } = garment
    const neck = neckline && NECKLINE_WORDS[neckline].ko
    const arm = sleeve && kind !== 'outer' ? SLEEVE_WORDS[sleeve].ko : null
    const lead = seen.length > 1 ? `${p(noun(garment), '은/는')} ` : ''
    const parts = [neck, arm, length && LENGTH_WORDS[length].ko].filter((part) => typeof part === 'string')
    if (parts.length === 0) return []
    if (parts.length === 1 && length) return [`${lead}${LENGTHS[length]}.`]
    if (parts.length === 1) {
      const what = lead || (neck ? '넥라인은 ' : sleeve === 'none' ? '' : '소매는 ')
      return [`${what}${p(parts[0], '이에요/예요')}.`]
    }
    if (neck && arm && !length && turned([true, false], turn))
      return [
        `${seen.length > 1 ? `${noun(garment)} ` : ''}넥라인은 ${neck}, 소매는 ${p(arm, '이에요/예요')}.`,
      ]
    return [`${lead}${parts[0]}에 ${p(parts.slice(1).join(', '), '이에요/예요')}.`]
  })
  return each.length > 0 ? each.join(' ') : null
}

function wear({ views }: LetterBasis, turn: number): string | null {
  const sides = sidesOf(views).map((side) => SIDES[side])
  if (sides.length === 0) return null
  return turned(
    [
      `착용 이미지에서 ${p(list(sides), '을/를')} 확인할 수 있어요.`,
      `${p(list(sides), '을/를')} 착용 이미지로 담았어요.`,
    ],
    turn,
  )
}

function tags(basis: LetterBasis): string | null {
  const named = basis.seen.length === 1 ? shortColour(basis) : null
  const words = basis.seen.flatMap((garment) => [
    noun(garment),
    (named ?? colour(garment)) && `${named ?? colour(garment)}${noun(garment)}`,
    garment.sleeve && garment.kind !== 'outer' && `${SLEEVE_WORDS[garment.sleeve].ko}${noun(garment)}`,
    garment.pattern && garment.pattern !== 'solid' && `${PATTERN_WORDS[garment.pattern].ko}${noun(garment)}`,
  ])
  const all = [...new Set(words.filter((word) => typeof word === 'string'))].slice(0, 5)
  return all.length > 0 ? all.map((word) => `#${word.replaceAll(' ', '')}`).join(' ') : null
}

/** Facts as lines: what they are called, in two ways. */
const NAMED = {
  fit: ['핏', '입었을 때의 핏'],
  fabric: ['소재', '원단'],
  size: ['사이즈', '준비한 사이즈'],
  care: ['세탁 방법', '관리 방법'],
} as const

export const KOREAN: Voice = {
  title: subject,
  summary,
  line(topic: Topic, basis, turn) {
    if (topic === 'colour')
      // A second colour is told in the words that a pattern would be told in: then it has the others.
      return (
        [colours(basis, turn), pattern(basis, hasGround(basis) ? 1 : turn)].filter(Boolean).join(' ') || null
      )
    if (topic === 'pattern') return pattern(basis, turn)
    if (topic === 'shape') return shape(basis, turn)
    if (topic === 'wear') return wear(basis, turn)
    if (topic === 'tags') return tags(basis)
    if (topic === 'notes') {
      const notes = factOf(basis, 'notes')
      return notes && ended(notes)
    }
    if (topic === 'free') return null
    const fact = factOf(basis, topic)
    return fact && stated(turned(NAMED[topic], turn), fact)
  },
}
