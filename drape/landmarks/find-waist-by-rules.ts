// Contour rules for what hangs from the waist: trousers, shorts, skirts.

import { support } from './outline.ts'
import type { Outline } from './outline.ts'
import type { Points, RulePoints } from './rule-points.ts'
import type { Point } from '../garment.ts'

/** Waist corners, hem corners and, where two legs part, the fork with the legs' inner corners. */
export function findWaistByRules(outline: Outline): RulePoints {
  const { contour, box, axis, wide, high } = outline
  const points: Points = {}
  const put = (name: keyof Points, point: Point | null): void => {
    if (point) points[name] = point
  }
  put('waistLeft', support(contour, -0.6, -1))
  put('waistRight', support(contour, 0.6, -1))
  put('hemLeft', support(contour, -0.6, 1))
  put('hemRight', support(contour, 0.6, 1))
  const fork = findFork(outline)
  if (fork) {
    points.fork = fork
    const low = (p: Point): boolean => p.y > box.bottom - 0.12 * high
    put(
      'cuffInnerLeft',
      support(contour, 0.6, 1, (p) => low(p) && p.x < Math.min(axis, fork.x + wide * 0.05)),
    )
    put(
      'cuffInnerRight',
      support(contour, -0.6, 1, (p) => low(p) && p.x > Math.max(axis, fork.x - wide * 0.05)),
    )
    put('cuffOuterLeft', points.hemLeft ?? null)
    put('cuffOuterRight', points.hemRight ?? null)
  }
  return { points, sleeved: false, strapless: false, mirrored: false }
}

/** The deepest central pocket that opens downwards, at least a twentieth of the height deep. */
export function findFork({ contour, pockets, box, axis, wide, high }: Outline): Point | null {
  const pocket = pockets.find((candidate) => {
    const deepest = contour[candidate.deepest]
    const mouth = Math.max(contour[candidate.from].y, contour[candidate.to].y)
    return (
      Math.abs(deepest.x - axis) < wide * 0.22 &&
      deepest.y > box.top + high * 0.12 &&
      mouth > box.top + high * 0.8 &&
      candidate.depth > high * 0.05
    )
  })
  return pocket ? contour[pocket.deepest] : null
}
