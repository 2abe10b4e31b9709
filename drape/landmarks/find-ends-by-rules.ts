// Contour rules for where an upper garment ends: cuffs, waist and hem, once its armpits are known.

import { nearest, section, turnings } from './contour.ts'
import { HANDS, distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Point } from '../garment.ts'

/** Cuff corners of both sleeves (where `sleeved`), hem corners and the narrowest place between armpit and hem. */
export function findEnds(outline: Outline, found: Points, sleeved: boolean): Points {
  const { pitLeft, pitRight, shoulderLeft, shoulderRight } = found
  if (!pitLeft || !pitRight) return {}
  const { contour } = outline
  const at = (point: Point): number => nearest(contour, point)
  const body = section(contour, at(pitRight), at(pitLeft)).map((i) => contour[i])
  const ends: Points = { ...hemOf(body) }
  if (sleeved && shoulderLeft && shoulderRight) {
    const right = cuffOf(outline, section(contour, at(shoulderRight), at(pitRight)))
    const left = cuffOf(outline, section(contour, at(pitLeft), at(shoulderLeft)).toReversed())
    Object.assign(ends, {
      cuffOuterRight: right?.outer,
      cuffInnerRight: right?.inner,
      cuffOuterLeft: left?.outer,
      cuffInnerLeft: left?.inner,
    })
  }
  for (const { hand, sign } of HANDS) {
    const pit = found[`pit${hand}`]
    const hem = ends[`hem${hand}`]
    if (pit && hem) ends[`waist${hand}`] = narrowest(body, pit, hem, sign, outline.axis)
  }
  return ends
}

function hemOf(body: readonly Point[]): Points {
  return body.length ? { hemLeft: lowest(body, -1), hemRight: lowest(body, 1) } : {}
}

function lowest(body: readonly Point[], sign: number): Point {
  return body.reduce((best, p) => ((p.x - best.x) * sign + p.y > best.y ? p : best))
}

/** The two sharpest convex corners of the sleeve's far part; `walk` goes from the shoulder to the armpit. */
function cuffOf({ contour, high }: Outline, walk: readonly number[]): { outer: Point; inner: Point } | null {
  if (walk.length < 8) return null
  const turns = turnings(contour, Math.max(3, Math.round((high * 0.025) / 2)))
  const root = {
    x: (contour[walk[0]].x + contour[walk[walk.length - 1]].x) / 2,
    y: (contour[walk[0]].y + contour[walk[walk.length - 1]].y) / 2,
  }
  const far = Math.max(...walk.map((i) => distance(contour[i], root)))
  const corners = walk
    .filter((i) => distance(contour[i], root) > 0.6 * far && -turns[i] > 20)
    .filter((i, _, all) =>
      all.every((j) => distance(contour[i], contour[j]) > 0.05 * high || turns[i] <= turns[j]),
    )
  let best: { outer: Point; inner: Point } | null = null
  let bestScore = 0
  for (const [k, i] of corners.entries()) {
    for (const j of corners.slice(k + 1)) {
      const reach = distance(contour[i], root) + distance(contour[j], root)
      const score = -turns[i] - turns[j] + (60 * reach) / (2 * far)
      if (distance(contour[i], contour[j]) < 0.06 * far || score <= bestScore) continue
      bestScore = score
      best = { outer: contour[i], inner: contour[j] }
    }
  }
  return best
}

function narrowest(
  body: readonly Point[],
  pit: Point,
  hem: Point,
  sign: number,
  axis: number,
): Point | undefined {
  const from = pit.y + 0.25 * (hem.y - pit.y)
  const to = pit.y + 0.6 * (hem.y - pit.y)
  const side = body.filter((p) => (p.x - axis) * sign > 0 && p.y > from && p.y < to)
  if (!side.length) return undefined
  return side.reduce((best, p) => ((p.x - best.x) * sign < 0 ? p : best))
}
