// Where a letter is going to be read, how long it may be there, and how it sounds: data, with where each number comes from.

export const TONES = ['plain', 'warm', 'premium', 'witty'] as const
export type Tone = (typeof TONES)[number]

export const MARKETS = ['smartstore', 'coupang', 'musinsa', 'instagram', 'own'] as const
export type Market = (typeof MARKETS)[number]

/** A length that a market allows. `verified` is false where no source of the market's own was found: then it is a guide, not a rule. */
export interface Limit {
  readonly most: number
  readonly unit: 'characters' | 'bytes'
  readonly verified: boolean
  /** Where the number was read; null where it is our own guess. */
  readonly source: string | null
}

export interface MarketRule {
  /** Of the title; null where the market has none. */
  readonly title: Limit | null
  /** Of everything that is copied as text. */
  readonly text: Limit | null
  /** Most tags under the text; 0 where nobody writes any. */
  readonly tags: number
}

/** Sources were read in November 2026. */
export const MARKET_RULES: Readonly<Record<Market, MarketRule>> = {
  // A seller's account of the registration page: 100 characters can be typed, 50 and fewer are advised.
  smartstore: {
    title: { most: 100, unit: 'characters', verified: false, source: 'https://hanssam177.tistory.com/36' },
    text: null,
    tags: 0,
  },
  coupang: {
    title: { most: 100, unit: 'characters', verified: false, source: null },
    text: null,
    tags: 0,
  },
  musinsa: {
    title: { most: 80, unit: 'bytes', verified: false, source: null },
    text: null,
    tags: 0,
  },
  instagram: {
    title: null,
    text: {
      most: 2200,
      unit: 'characters',
      verified: true,
      source: 'https://www.ayrshare.com/docs/apis/post/social-networks/instagram',
    },
    tags: 5,
  },
  own: { title: null, text: null, tags: 0 },
}

/** How long a text is, as a market counts: characters as people see them, or bytes where a Hangul syllable is two, as in EUC-KR. */
export function lengthIn(unit: Limit['unit'], text: string): number {
  const characters = Array.from(text.normalize('NFC'))
  if (unit === 'characters') return characters.length
  return characters.reduce((sum, character) => sum + (character.codePointAt(0)! < 128 ? 1 : 2), 0)
}
