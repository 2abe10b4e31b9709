// Tells when a garment lies in a slot it is not worn in.

import type { GarmentKind, Landmarks, Slot } from '../garment.ts'

// The slots each kind may be worn in; the first is its own. A long silhouette in `outer` is a coat.
const HOMES: Readonly<Record<GarmentKind, readonly Slot[]>> = {
  outer: ['outer', 'upper'],
  top: ['upper', 'outer'],
  dress: ['onepiece', 'outer'],
  trousers: ['bottom'],
  shorts: ['bottom'],
  skirt: ['bottom'],
}

// What is claimed must be surer than what is merely drawn.
const LEAST_CONFIDENCE = 0.3

/** The slot the garment belongs in, or null where the given one will do or the kind is not sure. */
export function findBetterSlot({ kind, likelySlot, confidence, doubts }: Landmarks, slot: Slot): Slot | null {
  if (
    HOMES[kind].includes(slot) ||
    likelySlot === slot ||
    doubts.includes('kind_unsure') ||
    confidence < LEAST_CONFIDENCE
  )
    return null
  return HOMES[kind][0]
}
