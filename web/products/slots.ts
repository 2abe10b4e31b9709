// The eight places of a product: their order, and which of them exclude each other.
import type { Photo, Side, Slot } from '#sdk/contract/products.ts'

/** A place is a slot and a side of the garment. */
export interface Place {
  readonly slot: Slot
  readonly side: Side
}

/** Slots in the order the studio shows them: along the body, the rarer ones last. */
export const SLOT_ORDER: readonly Slot[] = ['upper', 'bottom', 'outer', 'onepiece']

/** All eight places, fronts before backs within each slot. */
export const PLACES: readonly Place[] = SLOT_ORDER.flatMap((slot) => [
  { slot, side: 'front' as const },
  { slot, side: 'back' as const },
])

export const placeKey = (place: Place): `${Slot}-${Side}` => `${place.slot}-${place.side}`

/** The photo in a place, if any. */
export function photoAt(photos: readonly Photo[], place: Place): Photo | undefined {
  return photos.find((photo) => photo.slot === place.slot && photo.side === place.side)
}

/**
 * Which slots keep this one closed, given the filled places: a one-piece excludes upper and bottom and the other way round.
 * Empty when the slot is open.
 */
export function closedBy(filled: readonly Place[], slot: Slot): Slot[] {
  const rivals: readonly Slot[] =
    slot === 'onepiece' ? ['upper', 'bottom'] : slot === 'outer' ? [] : ['onepiece']
  return rivals.filter((rival) => filled.some((place) => place.slot === rival))
}
