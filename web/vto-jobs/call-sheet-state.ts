// What the call sheet says: the price both ways, what is left afterwards, and why a run cannot start yet.
import type { Balance } from '#sdk/contract/points.ts'
import { MAX_LOOKS, priceOfRun } from '#sdk/contract/price.ts'
import type { LookPrices, PayWith, PriceList } from '#sdk/contract/price.ts'
import type { Photo } from '#sdk/contract/products.ts'
import type { Choice } from './direction-choice.ts'

/** A reason why the button does not work yet, naming the control that mends it. */
export type Need =
  | { readonly code: 'photo_missing' | 'views' | 'offline' | 'loading' | 'too_many_looks' }
  | {
      readonly code: 'front_missing' | 'upload_failed' | 'uploading' | 'photo_checking' | 'photo_stopped'
      readonly place: string
    }
  | { readonly code: 'pay_not_possible' }
  | { readonly code: 'credit_only' | 'person_missing' | 'back_missing' | 'ratio' }
  | { readonly code: 'points_short'; readonly pay: PayWith; readonly short: number }

/** A photo that is not with the studio yet: the place it is for, and whether sending it failed. */
export interface UploadAt {
  readonly place: string
  readonly failed: boolean
}

/** One way to pay: null total when that kind of point cannot pay this run. */
export interface Offer {
  readonly pay: PayWith
  readonly each: number | null
  readonly total: number | null
  readonly have: number
  /** What is left afterwards; negative when it is short. */
  readonly left: number | null
}

/** What an engine asks for beyond photos and a view; of Drape it is nothing. */
export interface EngineWants {
  /** Calls a look takes. */
  readonly calls: number
  readonly needs: readonly ('person_missing' | 'back_missing' | 'ratio')[]
}

export interface CallSheet {
  readonly looks: number
  readonly offers: readonly Offer[]
  readonly chosen: Offer
  /** Empty: the run may start. */
  readonly needs: readonly Need[]
  /** How many looks the chosen points pay when they do not pay all of them; 0 when none. */
  readonly fewer: number
  /** Another kind of point that would pay the whole run when the chosen one does not. */
  readonly instead: PayWith | null
}

const HAVE = {
  look_book_ticket: 'lookBookTicket',
  credit: 'credit',
  subscription: 'includedLook',
} as const satisfies Record<PayWith, keyof Balance>

/** Works the call sheet out. `uploading` names the places whose photo is on its way, or did not get here. */
export function callSheet(from: {
  readonly photos: readonly Pick<Photo, 'slot' | 'side' | 'verdict'>[]
  readonly uploading: readonly UploadAt[]
  readonly choice: Choice
  readonly balance: Balance | undefined
  readonly prices: (LookPrices & Partial<PriceList>) | undefined
  readonly engine?: EngineWants
  readonly online: boolean
}): CallSheet {
  const { choice, balance, prices } = from
  const looks = choice.views.length
  const offerFor = (pay: PayWith): Offer => {
    const price = prices
      ? priceOfRun({ looks, size: choice.size, pay, calls: from.engine?.calls ?? 1 }, prices)
      : null
    const have = balance?.[HAVE[pay]] ?? 0
    const total = price?.total ?? null
    return { pay, each: price?.each ?? null, total, have, left: total === null ? null : have - total }
  }
  const kinds: PayWith[] = ['look_book_ticket', 'credit']
  if (balance && balance.includedLook > 0) kinds.unshift('subscription')
  const offers = kinds.map(offerFor)
  const chosen = offers.find((offer) => offer.pay === choice.pay) ?? offers[0]
  const short = chosen.left !== null && chosen.left < 0
  const needs: Need[] = []
  if (!from.online) needs.push({ code: 'offline' })
  if (!balance || !prices) needs.push({ code: 'loading' })
  needs.push(...photoNeeds(from.photos, from.uploading))
  if (looks === 0) needs.push({ code: 'views' })
  if (looks > MAX_LOOKS) needs.push({ code: 'too_many_looks' })
  for (const code of from.engine?.needs ?? []) needs.push({ code })
  if (prices && chosen.total === null)
    needs.push({ code: prices.creditOnly ? 'credit_only' : 'pay_not_possible' })
  if (balance && short) needs.push({ code: 'points_short', pay: chosen.pay, short: -chosen.left })
  const able = chosen.each ? Math.floor(chosen.have / chosen.each) : 0
  return {
    looks,
    offers,
    chosen,
    needs,
    fewer: short ? able : 0,
    instead: short ? (offers.find((offer) => offer.left !== null && offer.left >= 0)?.pay ?? null) : null,
  }
}

function photoNeeds(
  photos: readonly Pick<Photo, 'slot' | 'side' | 'verdict'>[],
  uploading: readonly UploadAt[],
): Need[] {
  const needs: Need[] = uploading.map(({ place, failed }) => ({
    code: failed ? 'upload_failed' : 'uploading',
    place,
  }))
  const onTheWay = uploading.map(({ place }) => place)
  const filled = new Set([...onTheWay, ...photos.map((photo) => `${photo.slot}-${photo.side}`)])
  if (filled.size === 0) needs.push({ code: 'photo_missing' })
  for (const place of filled) {
    const front = place.replace('-back', '-front')
    if (!filled.has(front)) needs.push({ code: 'front_missing', place: front })
  }
  for (const photo of photos) {
    const place = `${photo.slot}-${photo.side}`
    if (onTheWay.includes(place)) continue
    if (photo.verdict === null) needs.push({ code: 'photo_checking', place })
    else if (photo.verdict.level === 'stop') needs.push({ code: 'photo_stopped', place })
  }
  return needs
}
