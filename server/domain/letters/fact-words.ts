// Common words of facts in all three languages, so that a fact typed in one can stand in a letter in another.
import { LANGUAGES, type Language } from '#sdk/contract/users.ts'

/** One meaning a row: ko, en, ja; spellings of the same word are set apart by `|`, the first is the one written. */
const ROWS = [
  ['면|코튼', 'cotton', '綿|コットン'],
  ['린넨|리넨|마', 'linen', 'リネン|麻'],
  ['울|양모', 'wool', 'ウール|毛'],
  ['캐시미어', 'cashmere', 'カシミヤ'],
  ['실크|견', 'silk', 'シルク|絹'],
  ['폴리에스터|폴리에스테르|폴리', 'polyester', 'ポリエステル'],
  ['나일론', 'nylon', 'ナイロン'],
  ['레이온', 'rayon|viscose', 'レーヨン'],
  ['스판덱스|폴리우레탄|스판|엘라스탄', 'elastane|spandex', 'ポリウレタン'],
  ['아크릴', 'acrylic', 'アクリル'],
  ['모달', 'modal', 'モダール'],
  ['텐셀', 'Tencel', 'テンセル'],
  ['데님', 'denim', 'デニム'],
  ['오버핏', 'oversized', 'オーバーサイズ'],
  ['세미오버핏|세미 오버핏', 'semi-oversized', 'ややゆったり'],
  ['레귤러핏|레귤러 핏|정핏', 'regular', 'レギュラー'],
  ['슬림핏|슬림 핏', 'slim', 'スリム'],
  ['와이드핏|와이드 핏', 'wide', 'ワイド'],
  ['손세탁', 'hand wash', '手洗い'],
  ['드라이클리닝|드라이 클리닝', 'dry clean', 'ドライクリーニング'],
  ['세탁기 세탁|기계 세탁', 'machine wash', '洗濯機洗い'],
  ['단독 세탁|단독세탁', 'wash separately', '単独洗い'],
  ['단독 손세탁|단독손세탁', 'hand wash separately', '単独手洗い'],
  ['프리|프리사이즈|프리 사이즈', 'one size', 'フリーサイズ'],
] as const

const SPELLINGS = ROWS.map((row) => row.map((words) => words.split('|')))

/**
 * A fact in the letter's language, where it is made of nothing but known words, numbers and signs; else as its seller wrote it, since
 * half a translation is worse than none.
 */
export function factIn(language: Language, fact: string): string {
  const to = LANGUAGES.indexOf(language)
  const parts = fact.split(/([,，、/·+&\n]|\d+(?:\.\d+)?\s*[%％]?)/u)
  const said: string[] = []
  for (const part of parts) {
    const word = part.trim()
    if (word === '' || /^[\d.\s%％,，、/·+&]+$/u.test(word) || /^[SMLX\d-]+$/u.test(word)) {
      said.push(part)
      continue
    }
    const row = SPELLINGS.find((all) =>
      all.some((one) => one.some((known) => known.toLowerCase() === word.toLowerCase())),
    )
    if (!row) return fact
    if (row[to].some((known) => known.toLowerCase() === word.toLowerCase())) {
      said.push(part)
      continue
    }
    const lead = /^\s*/u.exec(part)![0]
    const tail = /\s*$/u.exec(part)![0]
    said.push(lead + row[to][0] + tail)
  }
  const text = said.join('')
  // Japanese puts a number right behind its word, and has a comma of its own.
  return language === 'ja' ? text.replace(/(?<=\P{ASCII}) (?=\d)/gu, '').replace(/\s*[,，]\s*/g, '、') : text
}

/** Every spelling of every fabric known here: what a check for fabrics nobody named looks for. */
export const FABRICS: readonly string[] = SPELLINGS.slice(0, 13).flatMap((row) => row.flat())
