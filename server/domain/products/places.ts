// The eight places for a photo on a product, and the column of each.
import { SIDES, SLOTS, type Side, type Slot } from '#sdk/contract/products.ts'

export interface Place {
  readonly slot: Slot
  readonly side: Side
}

/** Holds the key of a photo (not a URL), or null. */
export type PlaceColumn = `${Slot}_${'f' | 'b'}_image_url`

/** Every place in the order it is shown. */
export const PLACES: readonly (Place & { readonly column: PlaceColumn })[] = SLOTS.flatMap((slot) =>
  SIDES.map((side) => ({ slot, side, column: columnOf({ slot, side }) })),
)

export const PLACE_COLUMNS = PLACES.map(({ column }) => column)

export function columnOf({ slot, side }: Place): PlaceColumn {
  return `${slot}_${side === 'front' ? 'f' : 'b'}_image_url`
}

/** The keys of a product's photos by place. */
export type Filled = Readonly<Record<PlaceColumn, string | null>>

/** The slots that hold a photo. */
export function slotsOf(filled: Filled): Slot[] {
  return PLACES.flatMap(({ slot, column }) => (filled[column] === null ? [] : [slot]))
}

/** Those of the filled slots that `slot` cannot stand beside: a one-piece excludes upper and bottom, and they exclude it. */
export function excludedBy(slot: Slot, filled: readonly Slot[]): Slot[] {
  const others: Slot[] = slot === 'onepiece' ? ['upper', 'bottom'] : slot === 'outer' ? [] : ['onepiece']
  return others.filter((other) => filled.includes(other))
}
