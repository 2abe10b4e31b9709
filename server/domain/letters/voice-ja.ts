// The built-in writer's Japanese: です・ます, short sentences.
import {
  COLOUR_WORDS,
  KIND_WORDS,
  type Length,
  NECKLINE_WORDS,
  PATTERN_WORDS,
  type Pattern,
  SLEEVE_WORDS,
  SLOT_WORDS,
} from '#sdk/contract/garment-words.ts'
import type { SeenGarment, Topic } from '#sdk/contract/letters.ts'
import { factOf, knownOf, nameOf, sidesOf, turned, type LetterBasis, type Voice } from './basis.ts'

const LENGTHS: Readonly<Record<Length, string>> = {
  cropped: '丈はウエストあたりまでのショート丈です',
  mini: '丈はひざ上のミニ丈です',
  knee: '丈はひざのあたりまでです',
  midi: '丈はひざ下のミディ丈です',
  long: '丈は足首に向かって長いロング丈です',
}
const PATTERNS: Readonly<Record<Pattern, readonly [string, string]>> = {
  solid: ['無地です', '柄のない無地です'],
  stripe: ['ストライプが入っています', 'ストライプ柄です'],
  check: ['チェック柄が入っています', 'チェック柄です'],
  dot: ['ドット柄が入っています', 'ドット柄です'],
  print: ['全体に柄が入っています', '柄が全体に広がっています'],
  graphic: ['前面にプリントが入っています', '前面のプリントが目を引きます'],
}
const SIDES = { front: '前', side: '横', back: '後ろ' } as const

const noun = ({ kind, slot }: SeenGarment): string => (kind ? KIND_WORDS[kind] : SLOT_WORDS[slot]).ja
const colour = (garment: SeenGarment): string | null =>
  garment.colours[0] ? COLOUR_WORDS[garment.colours[0]].ja : null

/** `紺のストライプの長袖トップス` */
function phrase(garment: SeenGarment, named: string | null): string {
  const { pattern, sleeve, kind } = garment
  const dyed = named ?? colour(garment)
  const figure = pattern && pattern !== 'solid' ? PATTERN_WORDS[pattern].ja : null
  return [
    dyed && `${dyed}の`,
    figure && (figure.endsWith('入り') ? figure : `${figure}の`),
    sleeve && !(kind === 'outer' && sleeve === 'long') && SLEEVE_WORDS[sleeve].ja,
    noun(garment),
  ]
    .filter(Boolean)
    .join('')
}

const isSentence = (text: string): boolean => /(?:です|ます|ください|[。.!?！？])\s*$/u.test(text)
const ended = (text: string): string => (/[。.!?！？…]\s*$/u.test(text) ? text.trim() : `${text.trim()}。`)

function stated(what: string, fact: string): string {
  if (isSentence(fact)) return ended(fact)
  // What says itself what it is, as ゆったりシルエット, is not told again.
  return fact.trim().endsWith(what) ? `${fact.trim()}です。` : `${what}は${fact.trim()}です。`
}

function shortColour(basis: LetterBasis): string | null {
  const named = factOf(basis, 'colour')
  return basis.seen.length === 1 &&
    named &&
    named.length <= 12 &&
    !/[,、,/・]/u.test(named) &&
    !isSentence(named)
    ? named
    : null
}

function subject(basis: LetterBasis): string {
  const words = knownOf(basis.seen).map((garment) => phrase(garment, shortColour(basis)))
  return words.length === 2 ? words.join('と') : words.join('、')
}

function summary(basis: LetterBasis, turn: number): string {
  const { tone } = basis
  const name = nameOf(basis)
  const s = subject(basis)
  if (!s) return [...(name ? [`${name}をご紹介します。`] : []), ...details(basis)].join('')
  const one = knownOf(basis.seen).length === 1
  const openings = {
    plain: name
      ? [one ? `「${name}」は${s}です。` : `「${name}」は${s}のコーデです。`]
      : one
        ? [`${s}です。`, `${s}をご紹介します。`]
        : [`${s}を合わせたコーデです。`],
    warm: one
      ? [`今回ご紹介するのは${s}です。`, `${s}をお探しの方に、ゆっくり見ていただきたい一着です。`]
      : [`今回ご紹介するのは、${s}のコーデです。`, `${s}を一緒に着てみました。`],
    premium: one
      ? [`${s}を、そのままの姿でお見せします。`]
      : [`${s}を、ひとつのコーディネートとしてお見せします。`],
    witty: one
      ? [`ひとことで言うと、${s}です。`, `長い説明の前に、まずは${s}です。`]
      : [`何を合わせるか迷ったら、${s}の組み合わせはいかがでしょう。`, `ひとことで言うと、${s}です。`],
  }[tone]
  return [turned(openings, turn), ...details(basis)].join('')
}

/** What follows the opening: what the seller said first, else what the opening has not said of the photos. */
function details(basis: LetterBasis): string[] {
  const [fabric, fit] = [factOf(basis, 'fabric'), factOf(basis, 'fit')]
  if (fabric && fit && !isSentence(fabric) && !isSentence(fit))
    return [`素材は${fabric}、シルエットは${fit}です。`]
  const given = [fabric && stated('素材', fabric), fit && stated('シルエット', fit)].filter(
    (text) => typeof text === 'string',
  )
  if (given.length > 0) return given
  return basis.seen.flatMap((garment) => {
    const { neckline, length } = garment
    const lead = basis.seen.length > 1 ? `${noun(garment)}の` : ''
    if (length) return [`${lead}${LENGTHS[length]}。`]
    return neckline ? [`${lead}ネックラインは${NECKLINE_WORDS[neckline].ja}です。`] : []
  })
}

function colours(basis: LetterBasis, turn: number): string | null {
  const named = factOf(basis, 'colour')
  if (named) return stated(turned(['色', 'カラー'], turn), named)
  const known = basis.seen.filter(({ colours: all }) => all.length > 0)
  if (known.length === 0) return null
  if (known.length > 1) {
    const each = known.map((garment) => `${noun(garment)}は${colour(garment)!}`)
    return `${each.join('、')}です。`
  }
  const [first, second] = known[0].colours.map((one) => COLOUR_WORDS[one].ja)
  if (second)
    return turned(
      [`${first}をベースに、${second}が入っています。`, `ベースは${first}で、${second}も入っています。`],
      turn,
    )
  return turned([`色は${first}です。`, `写真では${first}に近い色に見えます。`], turn)
}

const hasGround = ({ seen }: LetterBasis): boolean => seen.length === 1 && seen[0].colours.length > 1

function pattern({ seen }: LetterBasis, turn: number): string | null {
  const known = seen.filter((garment) => garment.pattern !== null)
  if (known.length === 0) return null
  if (seen.length === 1) return `${turned(PATTERNS[known[0].pattern!], turn)}。`
  const figured = known.filter((garment) => garment.pattern !== 'solid')
  if (figured.length === 0) return known.length === seen.length ? 'どれも柄のない無地です。' : null
  return figured
    .map((garment) =>
      `${noun(garment)}には${PATTERNS[garment.pattern!][0]}。`
        .replace('には前面に', 'の前面には')
        .replace('には全体に', '全体に'),
    )
    .join('')
}

function shape({ seen }: LetterBasis, turn: number): string | null {
  const each = seen.flatMap((garment) => {
    const { neckline, sleeve, length, kind } = garment
    const lead = seen.length > 1 ? `${noun(garment)}は` : ''
    const neck = neckline && NECKLINE_WORDS[neckline].ja
    const arm = sleeve && kind !== 'outer' ? SLEEVE_WORDS[sleeve].ja : null
    const upper =
      neck && arm
        ? turned([`${lead}${neck}で、袖は${arm}です。`, `${lead}${neck}の${arm}です。`], turn)
        : neck
          ? `${lead || 'ネックラインは'}${neck}です。`
          : arm
            ? `${lead || (sleeve === 'none' ? '' : '袖は')}${arm}です。`
            : null
    const hem = length && `${upper ? '' : lead ? `${noun(garment)}の` : ''}${LENGTHS[length]}。`
    const sentence = [upper, hem].filter(Boolean).join('')
    return sentence ? [sentence] : []
  })
  return each.length > 0 ? each.join('') : null
}

function wear({ views }: LetterBasis, turn: number): string | null {
  const sides = sidesOf(views).map((side) => SIDES[side])
  if (sides.length === 0) return null
  return turned(
    [
      `着用画像で${sides.join('・')}からの姿をご覧いただけます。`,
      `${sides.join('・')}から見た着用画像を載せています。`,
    ],
    turn,
  )
}

function tags(basis: LetterBasis): string | null {
  const words = basis.seen.flatMap((garment) => [
    noun(garment),
    colour(garment) && `${colour(garment)}${noun(garment)}`,
    garment.sleeve && garment.kind !== 'outer' && `${SLEEVE_WORDS[garment.sleeve].ja}${noun(garment)}`,
    garment.pattern && garment.pattern !== 'solid' && `${PATTERN_WORDS[garment.pattern].ja}${noun(garment)}`,
  ])
  const all = [...new Set(words.filter((word) => typeof word === 'string'))].slice(0, 5)
  return all.length > 0 ? all.map((word) => `#${word}`).join(' ') : null
}

const NAMED = {
  fit: ['シルエット', '着たときのシルエット'],
  fabric: ['素材', '生地の素材'],
  size: ['サイズ', 'ご用意しているサイズ'],
  care: ['お手入れ方法', '洗濯方法'],
} as const

export const JAPANESE: Voice = {
  title: subject,
  summary,
  line(topic: Topic, basis, turn) {
    if (topic === 'colour')
      // A second colour is told in the words that a pattern would be told in: then it has the others.
      return (
        [colours(basis, turn), pattern(basis, hasGround(basis) ? 1 : turn)].filter(Boolean).join('') || null
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
