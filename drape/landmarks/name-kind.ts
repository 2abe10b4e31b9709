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
// Trousers longer than this, in half waist widths, are not shorts, nor are those with legs so much longer than the rise.
const SHORTS_UP_TO = 4.2
const LONG_LEGS = 1.5

type Fitted = Pick<Candidate, 'family' | 'values'>

/** The proportions of a fitted template by their names, in half body widths. */
export function proportionsOf({ family, values }: Fitted): (name: string) => number {
  const within = clampValues(family, values)
  return (name) => within[POSE + family.index[name]]
}

/** How far what hangs from the shoulders is beyond a top, towards a dress. */
export function beyondTop(fit: Fitted): number {
  const get = proportionsOf(fit)
  return get('length') + 2 * (0.9 - get('waist')) + FLARE * Math.max(0, get('hem') - 1.3) - DRESS_FROM
}

/** The kind, and how far (0 = on the border) the deciding measure is from naming another one. */
export function nameKind(fit: Fitted, slot: Slot, opens = false): { kind: GarmentKind; margin: number } {
  const { family } = fit
  const get = proportionsOf(fit)
  if (family.cut === 'skirt') return { kind: 'skirt', margin: 1 }
  if (family.cut === 'trousers') {
    const legs = (get('length') - get('rise')) / get('rise')
    const beyond = Math.max(get('length') - SHORTS_UP_TO, Math.min(legs - LONG_LEGS, get('length') - 3.3))
    return { kind: beyond > 0 ? 'trousers' : 'shorts', margin: Math.abs(beyond) }
  }
  // The slot decides what lies on the border.
  const lean = slot === 'onepiece' ? 1.2 : -0.2
  const beyond = beyondTop(fit) + lean
  // What is sold to be worn over the rest opens, even where its front is too dark to show it.
  if (slot === 'outer' && (opens || family.cut === 'sleeved')) return { kind: 'outer', margin: 1 }
  return { kind: beyond > 0 ? 'dress' : 'top', margin: Math.abs(beyond) }
}

/** How the garment is held up, from the cut of its template. */
export function nameTopology(cut: Cut, strapless: boolean): Topology {
  if (cut === 'trousers' || cut === 'skirt') return 'waist'
  if (cut === 'sleeved') return 'sleeved'
  if (strapless) return 'strapless'
  return cut === 'strap' ? 'strap' : 'sleeveless'
}
