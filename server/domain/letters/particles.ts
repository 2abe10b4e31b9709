// Korean particles and the copula after any word: right by the sound a word ends in, be it Hangul, a number, a unit or Latin letters.

/** Particles by whether a final consonant comes before them. */
const PAIRS = {
  '은/는': ['은', '는'],
  '이/가': ['이', '가'],
  '을/를': ['을', '를'],
  '과/와': ['과', '와'],
  '이에요/예요': ['이에요', '예요'],
  '이고/고': ['이고', '고'],
  '이라/라': ['이라', '라'],
} as const

export type Particle = keyof typeof PAIRS | '으로/로'

/** Whether a digit, read in Sino-Korean, ends in a consonant; ㄹ apart, since 으로 takes it as a vowel. */
const DIGITS = ['ㅇ', 'ㄹ', '', 'ㅁ', '', '', 'ㄱ', 'ㄹ', 'ㄹ', ''] as const
/** What follows the last digit that is not zero: 십, 백, 천, 만. */
const ZEROS = ['', 'ㅂ', 'ㄱ', 'ㄴ', 'ㄴ'] as const
/** Units as they are read: 퍼센트, 센티미터, 밀리미터, 미터, 킬로그램, 그램, 도, 온스, 인치. */
const UNITS: Readonly<Record<string, string>> = {
  '%': '',
  '％': '',
  cm: '',
  mm: '',
  m: '',
  kg: 'ㅁ',
  g: 'ㅁ',
  '℃': '',
  '°': '',
  oz: 'ㅅ',
  inch: '',
  in: '',
}
/** Latin letters whose Korean names end in a consonant: 엘, 엠, 엔, 알. */
const LETTERS: Readonly<Record<string, string>> = { L: 'ㄹ', M: 'ㅁ', N: 'ㄴ', R: 'ㄹ' }
const FINALS = ['', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ'] as const

/** The final consonant a text ends in when read aloud: empty after a vowel, any sign of a consonant else. */
export function finalOf(text: string): string {
  // Brackets and marks at the end are not read.
  const read = text
    .normalize('NFC')
    .replace(/\([^()]*\)\s*$/u, '')
    .replace(/[\s"'’”)\]」』.,!?~·…-]+$/u, '')
  const last = read.at(-1)
  if (last === undefined) return ''
  const code = last.charCodeAt(0)
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28
    return FINALS[final] ?? 'ㅂ'
  }
  const unit = /(?<=\d\s*)(%|％|cm|mm|kg|inch|in|oz|m|g|℃|°)$/iu.exec(read)?.[1]
  if (unit !== undefined) return UNITS[unit.toLowerCase()]
  if (last === '%' || last === '％') return ''
  const number = /\d+$/.exec(read)?.[0]
  if (number !== undefined) {
    const zeros = /0*$/.exec(number)![0].length
    return zeros === 0
      ? DIGITS[Number(number.at(-1))]
      : number.length === zeros
        ? 'ㅇ'
        : (ZEROS[zeros] ?? 'ㄱ')
  }
  const latin = /[a-z]+$/iu.exec(read)?.[0]
  if (latin === undefined) return ''
  // A size or an abbreviation is spelt, a word is read.
  if (latin === latin.toUpperCase()) return LETTERS[latin.at(-1)!] ?? ''
  return /(?:[lmn]|ng|le)$/i.test(latin) ? (/l$|le$/i.test(latin) ? 'ㄹ' : 'ㄴ') : ''
}

/** A word with the particle it takes: `withParticle('바지', '은/는')` is 바지는. */
export function withParticle(text: string, particle: Particle): string {
  const final = finalOf(text)
  if (particle === '으로/로') return `${text}${final === '' || final === 'ㄹ' ? '로' : '으로'}`
  // After what is not written in Hangul both are heard; the full form reads better.
  const full = particle === '이고/고' && !/[가-힣]\s*$/u.test(text)
  return `${text}${PAIRS[particle][final === '' && !full ? 1 : 0]}`
}
