// Names the kind of garment a fitted template stands for.

import { POSE } from './fit/place-template.ts'
import { clampValues } from './fit/objective.ts'
import type { Candidate } from './fit/starts.ts'
import type { Cut } from './fit/families.ts'
import type { GarmentKind, Slot, Topology } from '../garment.ts'

// Length in half body widths, plus twice how far the waist is nipped in: a dress is beyond. Fitted on 66 real photos.
const DRESS_FROM = 4.65
// A hem much wider than the chest is a skirt's: what each half body width beyond 1.3 counts.
const FLARE = 0.6
// Trousers longer than this, in half waist widths, or with legs this narrow, are not shorts.
const SHORTS_UP_TO = 4.2

/** The kind, and how far (0 = on the border) the deciding measure is from naming another one. */
export function nameKind(
  { family, values }: Pick<Candidate, 'family' | 'values'>,
  slot: Slot,
  opens = false,
): { kind: GarmentKind; margin: number } {
  const within = clampValues(family, values)
  const get = (name: string): number => within[POSE + family.index[name]]
  if (family.cut === 'skirt') return { kind: 'skirt', margin: 1 }
  if (family.cut === 'trousers') {
    const beyond = get('length') - SHORTS_UP_TO
    return { kind: beyond > 0 ? 'trousers' : 'shorts', margin: Math.abs(beyond) }
  }
  // The slot decides what lies on the border.
  const lean = slot === 'onepiece' ? 0.9 : -0.5
  const flare = FLARE * Math.max(0, get('hem') - 1.3)
  const beyond = get('length') + 2 * (0.9 - get('waist')) + flare - DRESS_FROM + lean
  if (opens && slot === 'outer') return { kind: 'outer', margin: 1 }
  return { kind: beyond > 0 ? 'dress' : 'top', margin: Math.abs(beyond) }
}

/** How the garment is held up, from the cut of its template. */
export function nameTopology(cut: Cut, strapless: boolean): Topology {
  if (cut === 'trousers' || cut === 'skirt') return 'waist'
  if (cut === 'sleeved') return 'sleeved'
  if (strapless) return 'strapless'
  return cut === 'strap' ? 'strap' : 'sleeveless'
}
