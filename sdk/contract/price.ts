// The price of a run: the one function that knows it, run by the browser to show it and by the server to check it.

/** What one look costs. Tickets pay looks of standard size only. */
export interface PriceList {
  /** Credits for a look of standard size. */
  readonly look: number
  /** Credits for a look of large size. */
  readonly lookLarge: number
  /** Credits for a turntable video. */
  readonly turntable: number
  /** Credits for a letter by a language model. */
  readonly letter: number
}

/** What one call of an engine costs; the studio's list is that of Drape, whose looks take one. */
export interface LookPrices extends Pick<PriceList, 'look' | 'lookLarge'> {
  /** Tickets and included looks do not pay it. */
  readonly creditOnly?: boolean
}

export const SIZES = ['standard', 'large'] as const
export type Size = (typeof SIZES)[number]

export const RATIOS = ['3:4', '1:1', '4:5'] as const
export type Ratio = (typeof RATIOS)[number]

/** Most looks one run may ask for. */
export const MAX_LOOKS = 40

/** The kinds of point that can pay looks. */
export type PayWith = 'credit' | 'look_book_ticket' | 'subscription'

export interface RunPrice {
  /** Price of each look, in the kind of point asked for. */
  readonly each: number
  readonly looks: number
  readonly total: number
}

/**
 * The price of a run of `looks` looks, or null when that kind of point cannot pay it: a look-book ticket and an included look are
 * one look of standard size each; credits pay anything by the price list. `calls` is how many calls of the engine one look takes.
 */
export function priceOfRun(
  run: { readonly looks: number; readonly size: Size; readonly pay: PayWith; readonly calls?: number },
  list: LookPrices,
): RunPrice | null {
  if (run.pay !== 'credit' && (run.size !== 'standard' || list.creditOnly)) return null
  const call = run.size === 'large' ? list.lookLarge : list.look
  const each = run.pay !== 'credit' ? 1 : (run.calls ?? 1) * call
  return { each, looks: run.looks, total: each * run.looks }
}

/** The kinds of point that can pay a video. */
export type PayVideoWith = 'credit' | 'video_ticket'

/** The price of one video, in the kind of point asked for: one video ticket, or credits by the price list. */
export function priceOfVideo({ pay }: { readonly pay: PayVideoWith }, list: PriceList): number {
  return pay === 'video_ticket' ? 1 : list.turntable
}

/** The price in credits of a look brought to life for so many seconds; null when the engine has none for it. */
export function priceOfMotion(
  { seconds }: { readonly seconds: number },
  prices: { readonly second?: number | undefined } | null,
): number | null {
  return prices?.second === undefined ? null : Math.ceil(prices.second * seconds)
}

/** Single lines of a letter cost this share of a whole one each, rounded up, and together no more than a whole one. */
const LINE_SHARE = 0.25

/**
 * The price in credits of a letter, or of some lines of one (`lines`, null for all of it). What the built-in writer writes is free:
 * `model` says whether a language model would write it.
 */
export function priceOfLetter(
  { lines, model }: { readonly lines: number | null; readonly model: boolean },
  { letter }: Pick<PriceList, 'letter'>,
): number {
  if (!model) return 0
  return lines === null ? letter : Math.min(letter, lines * Math.ceil(letter * LINE_SHARE))
}

/** Pixels of a look: standard 1152 and large 1536 wide at 3:4; the other ratios keep the height of 3:4 or its nearest even size. */
export function pixelsOf(ratio: Ratio, size: Size): { readonly width: number; readonly height: number } {
  const height = size === 'large' ? 2048 : 1536
  if (ratio === '3:4') return { width: (height * 3) / 4, height }
  if (ratio === '1:1') return { width: height, height }
  return { width: Math.round((height * 4) / 5 / 2) * 2, height }
}
