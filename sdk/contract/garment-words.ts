// What a photo can be read to show of a garment, and how that is said: one table of words for the studio, the letters and the API.
import type { Language } from './users.ts'

export const KINDS = ['top', 'outer', 'dress', 'trousers', 'shorts', 'skirt'] as const
export type Kind = (typeof KINDS)[number]

export const PATTERNS = ['solid', 'stripe', 'check', 'dot', 'print', 'graphic'] as const
export type Pattern = (typeof PATTERNS)[number]

export const SLEEVES = ['none', 'short', 'long'] as const
export type Sleeve = (typeof SLEEVES)[number]

export const LENGTHS = ['cropped', 'mini', 'knee', 'midi', 'long'] as const
export type Length = (typeof LENGTHS)[number]

export const NECKLINES = ['round', 'v'] as const
export type Neckline = (typeof NECKLINES)[number]

type Word = Readonly<Record<Language, string>>
const word = (ko: string, en: string, ja: string): Word => ({ ko, en, ja })

/** Colours by name. `ja` is the noun; in front of another noun it takes の. */
export const COLOUR_WORDS = {
  black: word('검정', 'black', '黒'),
  charcoal: word('차콜', 'charcoal', 'チャコール'),
  grey: word('회색', 'grey', 'グレー'),
  lightGrey: word('연회색', 'light grey', 'ライトグレー'),
  white: word('흰색', 'white', '白'),
  ivory: word('아이보리', 'ivory', 'アイボリー'),
  cream: word('크림색', 'cream', 'クリーム色'),
  beige: word('베이지', 'beige', 'ベージュ'),
  camel: word('카멜', 'camel', 'キャメル'),
  brown: word('갈색', 'brown', '茶色'),
  darkBrown: word('진갈색', 'dark brown', 'こげ茶'),
  brick: word('벽돌색', 'brick red', 'れんが色'),
  red: word('빨간색', 'red', '赤'),
  wine: word('와인색', 'wine red', 'ワインレッド'),
  pink: word('분홍색', 'pink', 'ピンク'),
  palePink: word('연분홍색', 'pale pink', '淡いピンク'),
  coral: word('코랄', 'coral', 'コーラル'),
  orange: word('주황색', 'orange', 'オレンジ'),
  mustard: word('머스터드', 'mustard', 'マスタード'),
  yellow: word('노란색', 'yellow', '黄色'),
  paleYellow: word('연노란색', 'pale yellow', '淡い黄色'),
  khaki: word('카키', 'khaki', 'カーキ'),
  olive: word('올리브색', 'olive', 'オリーブ'),
  green: word('초록색', 'green', '緑'),
  darkGreen: word('진초록색', 'dark green', '深緑'),
  sage: word('세이지', 'sage green', 'セージグリーン'),
  mint: word('민트', 'mint', 'ミント'),
  teal: word('청록색', 'teal', '青緑'),
  skyBlue: word('하늘색', 'light blue', '水色'),
  blue: word('파란색', 'blue', '青'),
  slateBlue: word('청회색', 'slate blue', '青みグレー'),
  denimBlue: word('중청색', 'mid blue', 'ミディアムブルー'),
  navy: word('남색', 'navy', '紺'),
  purple: word('보라색', 'purple', '紫'),
  lavender: word('연보라색', 'lavender', 'ラベンダー'),
} as const satisfies Record<string, Word>

export type Colour = keyof typeof COLOUR_WORDS
export const COLOURS = Object.keys(COLOUR_WORDS) as [Colour, ...Colour[]]

export const KIND_WORDS: Readonly<Record<Kind, Word>> = {
  top: word('상의', 'top', 'トップス'),
  outer: word('아우터', 'outer layer', 'アウター'),
  dress: word('원피스', 'dress', 'ワンピース'),
  trousers: word('바지', 'trousers', 'パンツ'),
  shorts: word('반바지', 'shorts', 'ショートパンツ'),
  skirt: word('스커트', 'skirt', 'スカート'),
}

/** Of a garment whose kind is not clear, all that is known is where it is worn. */
export const SLOT_WORDS: Readonly<Record<'upper' | 'bottom' | 'onepiece' | 'outer', Word>> = {
  upper: word('상의', 'top', 'トップス'),
  bottom: word('하의', 'bottoms', 'ボトムス'),
  onepiece: word('원피스', 'one-piece', 'ワンピース'),
  outer: word('아우터', 'outer layer', 'アウター'),
}

export const PATTERN_WORDS: Readonly<Record<Pattern, Word>> = {
  solid: word('무지', 'plain', '無地'),
  stripe: word('줄무늬', 'striped', 'ストライプ'),
  check: word('체크무늬', 'checked', 'チェック柄'),
  dot: word('물방울무늬', 'dotted', 'ドット柄'),
  print: word('프린트', 'printed', '柄入り'),
  graphic: word('그래픽', 'graphic', 'プリント入り'),
}

export const SLEEVE_WORDS: Readonly<Record<Sleeve, Word>> = {
  none: word('민소매', 'sleeveless', 'ノースリーブ'),
  short: word('반소매', 'short-sleeved', '半袖'),
  long: word('긴소매', 'long-sleeved', '長袖'),
}

export const LENGTH_WORDS: Readonly<Record<Length, Word>> = {
  cropped: word('짧은 기장', 'cropped', 'ショート丈'),
  mini: word('미니 기장', 'mini length', 'ミニ丈'),
  knee: word('무릎 기장', 'knee length', 'ひざ丈'),
  midi: word('미디 기장', 'midi length', 'ミディ丈'),
  long: word('롱 기장', 'long', 'ロング丈'),
}

export const NECKLINE_WORDS: Readonly<Record<Neckline, Word>> = {
  round: word('라운드넥', 'round neck', 'ラウンドネック'),
  v: word('브이넥', 'V-neck', 'Vネック'),
}
