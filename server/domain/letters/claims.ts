// What a letter may not claim unless a fact bears it out: the words of such claims in three languages, and how they are found.
import { COLOUR_WORDS, COLOURS } from '#sdk/contract/garment-words.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import type { LetterBasis } from './basis.ts'
import { FABRICS, factIn } from './fact-words.ts'

export type ClaimKind = 'number' | 'fabric' | 'care' | 'fit' | 'proof' | 'function' | 'trade' | 'colour'

export interface Claim {
  readonly kind: ClaimKind
  readonly words: string
}

/** Words of one syllable or one sign hide in others: these are looked for by their surroundings below. */
const cloths = [
  ...FABRICS.filter((word) => word.length > 1),
  '순면',
  '가죽',
  '스웨이드',
  '벨벳',
  '코듀로이',
  '트위드',
  '플리스',
  '쉬폰',
  '시폰',
  '새틴',
  '니트',
  '저지',
  '트윌',
  '옥스퍼드',
  '기모',
  'leather',
  'suede',
  'velvet',
  'corduroy',
  'tweed',
  'fleece',
  'chiffon',
  'satin',
  'knit',
  'jersey',
  'twill',
  'oxford cloth',
  'wool',
  'レザー',
  'スエード',
  'ベルベット',
  'コーデュロイ',
  'ツイード',
  'フリース',
  'シフォン',
  'サテン',
  'ニット',
  'ジャージ',
  'ツイル',
]
const WORDS: Readonly<Record<Exclude<ClaimKind, 'number' | 'colour'>, readonly string[]>> = {
  fabric: cloths,
  care: [
    '세탁',
    '드라이클리닝',
    '손빨래',
    '다림질',
    'wash',
    'dry clean',
    'dry-clean',
    'iron',
    'tumble',
    '洗濯',
    '手洗い',
    'クリーニング',
    'アイロン',
  ],
  fit: [
    '오버핏',
    '슬림핏',
    '정핏',
    '와이드핏',
    '레귤러핏',
    '오버사이즈',
    '넉넉한',
    '여유 있는',
    '여유로운 핏',
    'oversized',
    'slim fit',
    'slim-fit',
    'relaxed fit',
    'loose fit',
    'roomy',
    'fitted',
    'ゆったり',
    'スリム',
    'オーバーサイズ',
    'タイト',
  ],
  proof: [
    '인증',
    'KC',
    'OEKO-TEX',
    'GOTS',
    'RDS',
    '오가닉',
    '유기농',
    '친환경',
    '특허',
    '무형광',
    'organic',
    'certified',
    'certification',
    'eco-friendly',
    'sustainable',
    'recycled',
    'patent',
    '認証',
    'オーガニック',
    '特許',
    'エコ',
    'サステナブル',
  ],
  function: [
    '방수',
    '발수',
    '신축성',
    '스트레치',
    '흡습',
    '속건',
    '항균',
    '자외선',
    '구김',
    '보온',
    '통기성',
    '냉감',
    '쿨링',
    '피부에',
    '부드러운 촉감',
    'waterproof',
    'water-repellent',
    'stretch',
    'breathable',
    'quick-dry',
    'moisture',
    'wrinkle',
    'antibacterial',
    'UV',
    'thermal',
    'insulat',
    'soft to the touch',
    '防水',
    '撥水',
    'ストレッチ',
    '通気',
    '速乾',
    '吸汗',
    '抗菌',
    'シワ',
    '保温',
    '裏起毛',
    '肌ざわり',
  ],
  trade: [
    '국내 제작',
    '국내산',
    '국산',
    '수입',
    '할인',
    '무료배송',
    '무료 배송',
    '1위',
    '베스트셀러',
    '한정',
    '최저가',
    '명품',
    'made in',
    'imported',
    'discount',
    'free shipping',
    'best-selling',
    'bestseller',
    'limited edition',
    'handmade',
    'luxury',
    '日本製',
    '韓国製',
    '送料無料',
    '限定',
    'ランキング',
    '割引',
    '人気No',
  ],
}

/** Words that any sentence about care has, whatever it says: free where the seller has said something about it. */
const ANY_CARE = new Set(['세탁', 'wash', '洗濯'])

/** The claims of a sentence that neither a fact nor a photo bears out. */
export function claimsIn(sentence: string, basis: LetterBasis): Claim[] {
  const given = givenWords(basis)
  const claims: Claim[] = []
  const say = (kind: ClaimKind, words: string) => {
    if (!given.includes(words.toLowerCase())) claims.push({ kind, words })
  }
  for (const [number] of sentence.normalize('NFKC').matchAll(/\d+(?:[.,]\d+)*/g))
    if (!numbersOf(given).has(number)) claims.push({ kind: 'number', words: number })
  for (const kind of Object.keys(WORDS) as (keyof typeof WORDS)[])
    for (const word of WORDS[kind])
      if (holds(sentence, word) && !(kind === 'care' && basis.facts.care && ANY_CARE.has(word)))
        say(kind, word)
  // 면 and 마 by themselves, or before what only a cloth has.
  for (const [, word] of sentence.matchAll(
    /(?:^|[\s,·(])(면|마)(?=\s*(?:\d|소재|혼방|원단)|(?:으로|로|은|이|예)?[\s,.·)]|$)/gu,
  ))
    say('fabric', word)
  for (const [word] of sentence.matchAll(/[綿麻毛絹](?=素材|製|\d|100|の生地|でできた)/gu))
    say('fabric', word)
  return [...claims, ...colourClaims(sentence, basis, given)]
}

function colourClaims(sentence: string, { seen, language }: LetterBasis, given: string): Claim[] {
  const known = seen.flatMap(({ colours }) =>
    colours.map((colour) => COLOUR_WORDS[colour][language].toLowerCase()),
  )
  return COLOURS.flatMap((colour) => {
    const word = COLOUR_WORDS[colour][language]
    const isSign = language === 'ja' && word.length === 1
    const found = isSign
      ? new RegExp(`(?<!面|紅|真)${word}(?=の|色|を|が|い)`, 'u').test(sentence)
      : holds(sentence, word)
    const lower = word.toLowerCase()
    // A part of a colour that is there is no other colour: `blue` where it is light blue.
    if (!found || given.includes(lower) || known.some((one) => one.includes(lower) || lower.includes(one)))
      return []
    return [{ kind: 'colour' as const, words: word }]
  })
}

/** Everything the seller has said, in every language it can be said in. */
function givenWords({ facts, productName }: LetterBasis): string {
  const texts = Object.values(facts).filter((fact) => typeof fact === 'string')
  const all = texts.flatMap((fact) => [fact, ...LANGUAGES.map((language) => factIn(language, fact))])
  return [...all, productName ?? ''].join('\n').normalize('NFKC').toLowerCase()
}

function numbersOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number))
}

/** Latin words are looked for whole, or `knit` would be in `knitting` and `red` in `layered`; the others by their signs. */
function holds(sentence: string, word: string): boolean {
  if (/^[\x20-\x7e]+$/.test(word)) {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return new RegExp(`(?<![a-z])${escaped}(?:s|es|ed|able|ing|ant|ion)?(?![a-z])`, 'i').test(sentence)
  }
  return sentence.includes(word)
}
