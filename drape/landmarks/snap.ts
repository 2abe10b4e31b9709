// Moves fitted landmarks onto the contour's own corners.

import { turnings } from './contour.ts'
import { distance } from './rule-points.ts'
import type { Cut } from './fit/families.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { LandmarkName, Point } from '../garment.ts'

/** How a landmark came to its place: at a corner, on the contour, or where the template alone put it. */
export type Hold = 'corner' | 'edge' | 'template'

export interface Snapped {
  readonly points: Points
  readonly holds: Readonly<Partial<Record<LandmarkName, Hold>>>
}

// Landmarks move at most this share of the garment's long side; a fork twice as far.
const REACH = 0.045

/** Each landmark at the nearest contour corner of its kind. A hidden armpit or inner cuff stays where the fit saw it. */
export function snap(marks: Points, cut: Cut, { contour, wide, high }: Outline): Snapped {
  const long = Math.max(wide, high)
  const turns = turnings(contour, Math.max(3, Math.round((long * REACH) / 2)))
  const points: Points = {}
  const holds: Partial<Record<LandmarkName, Hold>> = {}
  for (const [key, mark] of Object.entries(marks)) {
    const name = key as LandmarkName
    const wanted = cornerKind(name, cut)
    const reach = long * REACH * (name === 'fork' ? 2 : 1)
    // The armhole's lower corner may not jump up to the shoulder.
    const shoulder = name.startsWith('pit') && cut !== 'sleeved' ? marks[shoulderOf(name)] : undefined
    const keepOff = shoulder ? 0.6 * distance(shoulder, mark) : 0
    let corner: Point | null = null
    let bestScore = 0.06
    let edge = mark
    let nearest = Infinity
    for (const [i, p] of contour.entries()) {
      const far = distance(p, mark)
      if (far < nearest) {
        nearest = far
        edge = p
      }
      if (far > reach || !wanted || (shoulder && distance(p, shoulder) < keepOff)) continue
      const sharp = Math.min(1, Math.max(0, (wanted * turns[i] - 20) / 50))
      const score = sharp * Math.exp((-2 * far * far) / (reach * reach))
      if (score <= bestScore) continue
      bestScore = score
      corner = p
    }
    const mayHide =
      cut === 'sleeved' && ['pit', 'cuffInner', 'waist'].some((begins) => name.startsWith(begins))
    const hold = corner ? 'corner' : nearest < long * REACH * 0.6 && !mayHide ? 'edge' : 'template'
    holds[name] = hold
    points[name] = corner ?? (hold === 'edge' ? edge : mark)
  }
  return { points, holds }
}

/** 1 for a concave corner, -1 for a convex one, 0 for a place on a smooth edge. */
function cornerKind(name: LandmarkName, cut: Cut): number {
  if (name === 'fork') return 1
  if (cut === 'sleeved' && name.startsWith('pit')) return 1
  const fromWaist = cut === 'trousers' || cut === 'skirt'
  if (name.startsWith('waist')) return fromWaist ? -1 : 0
  return cut === 'sleeved' && name.startsWith('shoulder') ? 0 : -1
}

function shoulderOf(pit: LandmarkName): LandmarkName {
  return pit === 'pitLeft' ? 'shoulderLeft' : 'shoulderRight'
}
