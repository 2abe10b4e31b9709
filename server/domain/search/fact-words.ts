// What people call the facts of a look in Korean, English and Japanese, and what each means.

export type Fact =
  | { readonly about: 'view' | 'body' | 'backdrop'; readonly is: string }
  | { readonly about: 'number'; readonly is: number }
  | { readonly about: 'favourite' }

const WORDS: Readonly<Record<'view' | 'body' | 'backdrop', Readonly<Record<string, readonly string[]>>>> = {
  view: {
    front: ['front', '앞', '정면', '앞면', '前', '正面'],
    back: ['back', '뒤', '뒷면', '후면', '後', '後ろ', '背面'],
    left: ['left', '왼쪽', '왼', '左', '左斜め'],
    right: ['right', '오른쪽', '오른', '右', '右斜め'],
    side: ['side', '옆', '옆면', '측면', '横', '側面'],
  },
  body: {
    female: ['female', 'woman', 'women', '여성', '여자', '女性'],
    male: ['male', 'man', 'men', '남성', '남자', '男性'],
  },
  backdrop: {
    paper: ['paper', '종이', 'ペーパー', '紙'],
    white: ['white', '흰색', '하양', '하얀', '화이트', '白', 'ホワイト'],
    grey: ['grey', 'gray', '회색', '그레이', 'グレー', '灰色'],
    sand: ['sand', '모래', '샌드', 'サンド'],
    transparent: ['transparent', 'clear', '투명', '透明'],
  },
}
const FAVOURITE = ['favourite', 'favorite', '즐겨찾기', 'お気に入り']

const KNOWN: ReadonlyMap<string, Fact> = new Map([
  ...FAVOURITE.map((word) => [word, { about: 'favourite' }] as const),
  ...Object.entries(WORDS).flatMap(([about, of]) =>
    Object.entries(of).flatMap(([is, words]) => words.map((word) => [word, { about, is } as Fact] as const)),
  ),
])

/** The fact a word stands for: `#12` and `12` are the number of a look; null for what is part of a name. */
export function factOf(word: string): Fact | null {
  const digits = /^#?(\d{1,6})$/.exec(word)?.[1]
  return digits === undefined ? (KNOWN.get(word) ?? null) : { about: 'number', is: Number(digits) }
}
