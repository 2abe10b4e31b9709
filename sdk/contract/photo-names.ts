// What the names of garment photos say in Korean, English and Japanese: which garment, and from which side.
import type { Side, Slot } from './products.ts'

/** Words of the Latin alphabet, which must stand by themselves so that "stop.jpg" is no top; and words that count anywhere. */
interface Words<T> {
  readonly of: T
  readonly latin: string
  readonly cjk: string
}

// Backs come first: 뒷면 holds no word for the front, but "back of the front" would.
const SIDE_WORDS: readonly Words<Side>[] = [
  { of: 'back', latin: 'back|rear|b', cjk: '뒷모습|뒷면|뒷|뒤|후면|後ろ|後|背面|うしろ|バック' },
  { of: 'front', latin: 'front|f', cjk: '앞모습|앞면|앞|정면|전면|前面|前|正面|まえ|フロント' },
]

const SLOT_WORDS: readonly Words<Slot>[] = [
  {
    of: 'onepiece',
    latin: 'one-?piece|dress(?:es)?|jumpsuits?|overalls?',
    cjk: '원피스|드레스|점프수트|ワンピース|ドレス',
  },
  {
    of: 'outer',
    latin: 'outer(?:wear)?|jackets?|coats?|cardigans?|blazers?|parkas?',
    cjk: '아우터|자켓|재킷|코트|가디건|점퍼|アウター|ジャケット|コート',
  },
  {
    of: 'bottom',
    latin: 'bottoms?|pants|trousers|jeans|skirts?|shorts|slacks|leggings',
    cjk: '하의|바지|팬츠|치마|스커트|청바지|ボトムス?|パンツ|スカート|ズボン',
  },
  {
    of: 'upper',
    latin: 'uppers?|tops?|tees?|t-?shirts?|shirts?|blouses?|sweaters?|knits?|hoodies?',
    cjk: '상의|티셔츠|셔츠|블라우스|니트|후드|맨투맨|トップス|シャツ|ブラウス|ニット',
  },
]

/** Words that may stand beside one that says a place, and say nothing. */
const FILLERS = 'views?|side|photos?|image|img|사진|컷|写真'

/** The source of a regular expression for text that is made of nothing but words for places, as in `upper_back` or `상의 뒤`. */
export const PLACE_SOURCE = (() => {
  const words = [...SIDE_WORDS, ...SLOT_WORDS].flatMap(({ latin, cjk }) => [latin, cjk])
  const word = `(?:${[...words, FILLERS].join('|')})`
  return `${word}(?:[ _.-]*${word})*`
})()

const patternOf = <T>({ of, latin, cjk }: Words<T>): readonly [T, RegExp] => [
  of,
  // A word of its own is one after a separator or a change of script.
  new RegExp(`(?:^|[^a-z])(?:${latin})(?=$|[^a-z])|${cjk}`, 'i'),
]
const SIDE_PATTERNS = SIDE_WORDS.map(patternOf)
const SLOT_PATTERNS = SLOT_WORDS.map(patternOf)

const hintOf = <T>(name: string, patterns: readonly (readonly [T, RegExp])[]): T | null =>
  patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? null

/** What words say about a garment's place; null where they say nothing. */
export function readWords(words: string): { readonly slot: Slot | null; readonly side: Side | null } {
  return { slot: hintOf(words, SLOT_PATTERNS), side: hintOf(words, SIDE_PATTERNS) }
}

/** What a file name says about its garment. Hangul may come decomposed, as macOS writes it. */
export function readName(fileName: string): { readonly slot: Slot | null; readonly side: Side | null } {
  return readWords(withoutEnding(fileName))
}

/** A name or path without its ending, composed. */
export function withoutEnding(name: string): string {
  return name.normalize('NFC').replace(/\.[^./]*$/, '')
}
