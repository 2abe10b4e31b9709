// Finds the two corners of a cuff on the contour of a sleeve that stands off the body.

import { nearest, section, turnings } from './contour.ts'
import { HANDS, distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Point } from '../garment.ts'
import type { Snapped } from './snap.ts'

// Corners turn at least this much over an arm of this share of the garment's long side, and lie this far apart.
const LEAST_TURN = 18
const ARM = 0.022
const APART = 0.03
// A cuff is at least this share as wide as the fit's.
const SLIM = 0.4
// A corner lies at least this share of the way to the sleeve's end, and within this share of the long side of the fit's.
const OUT = 0.6
const NEAR = 0.15

/** Cuff corners of the sleeves whose armpit lies on the contour: a straight edge between two corners at the far end. */
export function findCuffs(outline: Outline, points: Points, fitted: Points, holds: Snapped['holds']): Points {
  const { contour } = outline
  const found: Points = {}
  const at = (point: Point): number => nearest(contour, point)
  for (const { hand } of HANDS) {
    const shoulder = points[`shoulder${hand}`]
    const pit = points[`pit${hand}`]
    const outer = fitted[`cuffOuter${hand}`]
    const inner = fitted[`cuffInner${hand}`]
    if (!shoulder || !pit || !outer || !inner || holds[`pit${hand}`] === 'template') continue
    const walk =
      hand === 'Right'
        ? section(contour, at(shoulder), at(pit))
        : section(contour, at(pit), at(shoulder)).toReversed()
    const cuff = cuffOf(outline, walk, outer, inner)
    if (cuff) Object.assign(found, { [`cuffOuter${hand}`]: cuff.outer, [`cuffInner${hand}`]: cuff.inner })
  }
  return found
}

/** `walk` goes from the shoulder to the armpit. */
function cuffOf(
  { contour, wide, high }: Outline,
  walk: readonly number[],
  outer: Point,
  inner: Point,
): { outer: Point; inner: Point } | null {
  const long = Math.max(wide, high)
  if (walk.length < 8 || walk.length > 0.6 * contour.length) return null
  const turns = turnings(contour, Math.max(3, Math.round((long * ARM) / 2)))
  const first = contour[walk[0]]
  const last = contour[walk[walk.length - 1]]
  const reaches = walk.map((i) => distance(contour[i], first))
  const far = Math.max(...reaches)
  const corners = walk.flatMap((i, k) => {
    const isOut = reaches[k] > OUT * far && distance(contour[i], last) > 0.4 * APART * long
    const isPeak = [-3, -2, -1, 1, 2, 3].every((d) => turns[i] <= turns[walk[k + d] ?? i])
    return isOut && isPeak && -turns[i] > LEAST_TURN ? [k] : []
  })
  let best: { outer: Point; inner: Point } | null = null
  let bestScore = 0
  for (const k of corners) {
    for (const l of corners) {
      const a = contour[walk[k]]
      const b = contour[walk[l]]
      const across = distance(a, b)
      if (l <= k || across < Math.max(APART * long, SLIM * distance(outer, inner))) continue
      const off = [distance(a, outer) / long, distance(b, inner) / long]
      if (Math.max(...off) > NEAR) continue
      let bow = 0
      for (let m = k + 1; m < l; m++) bow = Math.max(bow, beside(contour[walk[m]], a, b) / across)
      const sharp = Math.min(60, -turns[walk[k]]) + Math.min(60, -turns[walk[l]])
      const reach = (reaches[k] + reaches[l]) / (2 * far)
      const score = sharp / 60 + 1.5 * reach - 2.5 * Math.max(0, bow - 0.06) - 3 * (off[0] + off[1])
      if (score <= bestScore) continue
      bestScore = score
      best = { outer: a, inner: b }
    }
  }
  return best
}

function beside(p: Point, a: Point, b: Point): number {
  return Math.abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / (distance(a, b) || 1)
}
