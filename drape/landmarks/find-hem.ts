// Finds the hem's corners on the part of the contour between the armpits.

import { nearest, section } from './contour.ts'
import { distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Point } from '../garment.ts'
import type { Snapped } from './snap.ts'

// A corner farther than this share of the long side from the fit's is not the hem's: a pleat, a tail, a knot.
const NEAR = 0.12

/** Once both armpits lie on the contour, what is between them is the body, and its lowest corners are the hem. */
export function findHem({ contour, wide, high }: Outline, points: Points, holds: Snapped['holds']): Points {
  const { pitLeft, pitRight, hemLeft, hemRight } = points
  if (!pitLeft || !pitRight || !hemLeft || !hemRight) return {}
  if (holds.pitLeft === 'template' || holds.pitRight === 'template') return {}
  const body = section(contour, nearest(contour, pitRight), nearest(contour, pitLeft))
  const found: Points = {}
  for (const [name, fitted, sign] of [
    ['hemLeft', hemLeft, -1],
    ['hemRight', hemRight, 1],
  ] as const) {
    const corner = lowest(contour, body, sign)
    if (corner && distance(corner, fitted) < NEAR * Math.max(wide, high)) found[name] = corner
  }
  return found
}

function lowest(contour: readonly Point[], body: readonly number[], sign: number): Point | null {
  let best: Point | null = null
  for (const i of body) {
    const p = contour[i]
    if (!best || (p.x - best.x) * sign + p.y > best.y) best = p
  }
  return best
}
