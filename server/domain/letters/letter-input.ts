// All a worker needs to write a letter, as the job's row keeps it.
import type { Market, Tone } from '#sdk/contract/letter-markets.ts'
import type { Facts } from '#sdk/contract/letters.ts'
import type { Slot, Handles } from '#sdk/contract/products.ts'
import type { Language } from '#sdk/contract/users.ts'
import type { View } from '#sdk/contract/vto-jobs.ts'
import type { JobInput, PhotoWish } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import type { PhotoToDescribe } from '../products/describe-photos.ts'
import type { ProductRow } from '../products/products.ts'
import { keptFacts } from './facts.ts'

/** The letter a job writes; running it again from this alone writes it from the same facts. */
export interface LetterWish {
  readonly language: Language
  readonly market: Market
  readonly tone: Tone
  readonly productName: string | null
  readonly facts: Facts
  readonly struck: readonly string[]
  readonly photos: readonly PhotoToDescribe[]
  readonly views: readonly View[]
  /** Storage keys of looks, the chosen ones first. */
  readonly lookKeys: readonly string[]
  /** The letter to write again; null for a new one. */
  readonly letterId: string | null
  /** Of that letter only these lines; null for all of it. */
  readonly lines: readonly string[] | null
  /** Which wording: goes up every time the letter is written again. */
  readonly turn: number
  /** A language model writes it. */
  readonly model: boolean
}

export interface LetterInput extends Pick<JobInput, 'ratio' | 'size'> {
  readonly engine: 'letter'
  /** Kept from the sweep for as long as the job may be run. */
  readonly photos: readonly PhotoWish[]
  readonly looks: readonly [{ readonly view: 'letter'; readonly price: number }]
  readonly letter: LetterWish
}

/** More looks than this say nothing more to a model. */
const MOST_LOOKS = 4

/** Everything a product says of itself at this moment. */
export async function gatherWish(
  studio: Studio,
  product: ProductRow,
): Promise<Pick<LetterWish, 'productName' | 'facts' | 'struck' | 'photos' | 'views' | 'lookKeys'>> {
  const [kept, looks] = await Promise.all([
    keptFacts(studio.db, product.id),
    studio.db
      .selectFrom('generate_img')
      .select(['url', 'is_selected', 'details'])
      .where('product_id', '=', product.id)
      .where('deleted_at', 'is', null)
      .orderBy('is_selected', 'desc')
      .orderBy('created_at', 'desc')
      .limit(40)
      .execute(),
  ])
  // What the seller chose is shown; where nothing is chosen yet, everything is.
  const shown = looks.some((look) => look.is_selected) ? looks.filter((look) => look.is_selected) : looks
  const viewOf = ({ details }: (typeof looks)[number]) => (details as { view?: View } | null)?.view
  return {
    productName: product.name,
    ...kept,
    photos: product.photos
      .filter(({ side }) => side === 'front')
      .map(({ key, slot, working_key, handles }) => ({ key, slot, working_key, handles })),
    views: [...new Set(shown.map(viewOf).filter((view) => view !== undefined))],
    lookKeys: shown.flatMap(({ url }) => (url ? [url] : [])).slice(0, MOST_LOOKS),
  }
}

/** The photos as a job names them. */
export function photoWishes(
  photos: readonly { readonly slot: Slot; readonly working_key: string; readonly handles: Handles | null }[],
): PhotoWish[] {
  return photos.map(({ slot, working_key, handles }) => ({
    slot,
    side: 'front',
    key: working_key,
    ...(handles !== null && { handles }),
  }))
}
