// Fits templates to a silhouette from two different sets of starts, so that their spread tells how sure the fit is.

import { CUTS } from './fit/families.ts'
import { makeTarget } from './fit/make-target.ts'
import { search } from './fit/search.ts'
import { nameKind } from './name-kind.ts'
import type { Cut } from './fit/families.ts'
import type { Effort, Fit } from './fit/search.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Slot } from '../garment.ts'

const FINE = 150
const COARSE = 75
// Two searches whose misfits differ more than this, or that name different kinds, ask for a third.
const DIFFER = 0.012

const WIDE: Pick<Effort, 'starts' | 'most' | 'finish'> = { starts: 30, most: [12, 6, 2], finish: [350, 1000] }
const NARROW: Pick<Effort, 'starts' | 'most' | 'finish'> = { starts: 24, most: [8, 4, 2], finish: [300, 800] }

// What a silhouette must gain to be read against its slot. A skirt has few parameters and always pays a little.
const FROM_WAIST: Effort['handicap'] = { sleeved: 0.012, armhole: 0.012, strap: 0.012, skirt: 0.004 }
const FROM_SHOULDER: Effort['handicap'] = { trousers: 0.012, skirt: 0.03 }

// A skirt is the outline of a wide short top without sleeves, too, which fits it hardly better. Of tops no skirt comes within 0.019.
const SKIRT_WITHIN = 0.01

/** `quick` fits once and cannot tell how sure it is by itself. */
export type Care = 'quick' | 'full'

/** Two or three fits (one when quick), the one of least misfit first. Deterministic. */
export function fitTwice(outline: Outline, lab: Float32Array, slot: Slot, care: Care, held: Points): Fit[] {
  const fine = makeTarget(outline, lab, FINE, held)
  const coarse = makeTarget(outline, lab, COARSE, held)
  const handicap = slot === 'bottom' ? FROM_WAIST : FROM_SHOULDER
  const run = (seed: number, cuts: readonly Cut[], effort: Pick<Effort, 'starts' | 'most' | 'finish'>): Fit =>
    search(fine, coarse, { seed, cuts, ...effort, handicap })
  // A skirt gets one start beside all the others; one that lies among bottoms and was read as a top gets more.
  const orSkirt = (found: Fit): Fit => {
    if (slot !== 'bottom' || found.family.cut === 'skirt' || found.family.cut === 'trousers') return found
    return fitSkirt(outline, lab, found, held) ?? found
  }
  const first = orSkirt(run(1, CUTS, WIDE))
  if (care === 'quick') return [first]
  // Only cuts that came near can win the second time.
  const near = CUTS.filter((cut) => (first.rivals[cut] ?? Infinity) < first.misfit + 0.06)
  const second = run(2, near, NARROW)
  const fits = [first, second]
  const differ =
    Math.abs(first.misfit - second.misfit) > DIFFER ||
    nameKind(first, slot).kind !== nameKind(second, slot).kind ||
    first.family.cut !== second.family.cut
  if (differ) fits.push(run(3, near, NARROW))
  return fits.sort((a, b) => judged(a, handicap) - judged(b, handicap))
}

/** The skirt that what was read as a top may be as well, or null where it hardly can. */
export function fitSkirt(outline: Outline, lab: Float32Array, top: Fit, held: Points = {}): Fit | null {
  const [fine, coarse] = [FINE, COARSE].map((size) => makeTarget(outline, lab, size, held))
  const skirt = search(fine, coarse, { seed: 4, cuts: ['skirt'], ...NARROW, handicap: {} })
  return skirt.misfit < top.misfit + SKIRT_WITHIN ? skirt : null
}

function judged({ family, misfit }: Fit, handicap: Effort['handicap']): number {
  return misfit + (handicap[family.cut] ?? 0)
}
