// The calls a run takes of an engine that dresses a person photo garment by garment: the same plan in browser, server and engine.
import type { Side, Slot } from './products.ts'
import type { View } from './vto-jobs.ts'

/** From the skin outwards: the one after is drawn over the one before. */
const DRESSING_ORDER = ['onepiece', 'bottom', 'upper', 'outer'] as const satisfies readonly Slot[]

/** One call of an engine: these garments onto the person, or onto the picture of the call before. */
export interface PlannedCall {
  /** Which look of the run it is for. */
  readonly n: number
  readonly view: View
  readonly slots: readonly Slot[]
}

/**
 * The calls of a run, look by look, in the order they are made. `garments` is how many the engine dresses by one call. A look from
 * behind needs a back photo of everything worn, so every look takes as many calls as the first.
 */
export function planOf(
  { garments }: { readonly garments: number },
  photos: readonly { readonly slot: Slot; readonly side: Side }[],
  views: readonly View[],
): PlannedCall[] {
  const worn = DRESSING_ORDER.filter((slot) =>
    photos.some((one) => one.slot === slot && one.side === 'front'),
  )
  const portions: Slot[][] = []
  for (let at = 0; at < worn.length; at += garments) portions.push(worn.slice(at, at + garments))
  return views.flatMap((view, n) => portions.map((slots) => ({ n, view, slots })))
}

/** Calls one look takes. */
export function callsOfLook(
  can: { readonly garments: number; readonly person: boolean },
  photos: readonly { readonly slot: Slot; readonly side: Side }[],
): number {
  return can.person ? Math.max(1, planOf(can, photos, ['front']).length) : 1
}

/** What is worn and has no back photo: a look from behind cannot be made of it without inventing. */
export function slotsWithoutBack(
  photos: readonly { readonly slot: Slot; readonly side: Side }[],
): readonly Slot[] {
  const backs = new Set(photos.flatMap(({ slot, side }) => (side === 'back' ? [slot] : [])))
  return DRESSING_ORDER.filter(
    (slot) => !backs.has(slot) && photos.some((one) => one.slot === slot && one.side === 'front'),
  )
}
