// Places the waist of what hangs from the shoulders: where it is narrowest, else where a waist usually is.

import { nearest, section } from './contour.ts'
import { distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Point } from '../garment.ts'
import type { Snapped } from './snap.ts'

// Where a waist usually lies on the way from armpit to hem, and how much narrower a place far from it must be: the share
// of the width, by the square of the distance.
const USUAL = { top: 0.42, dress: 0.31 }
const STRAY = 0.8
const FROM = 0.14
const TO = 0.66
const STEPS = 26

/** Both ends of the waist at one height of the garment's own axis. None where a side is hidden by a sleeve. */
export function placeWaist(
  { contour }: Outline,
  { pitLeft, pitRight, hemLeft, hemRight }: Points,
  holds: Snapped['holds'],
  isDress: boolean,
): Points {
  if (!pitLeft || !pitRight || !hemLeft || !hemRight) return {}
  if (holds.pitLeft === 'template' || holds.pitRight === 'template') return {}
  const top = middle(pitLeft, pitRight)
  const bottom = middle(hemLeft, hemRight)
  const length = distance(top, bottom)
  const down = { x: (bottom.x - top.x) / length, y: (bottom.y - top.y) / length }
  const at = (p: Point): number => nearest(contour, p)
  const right = innermost(contour, section(contour, at(pitRight), at(hemRight)), top, down, length, 1)
  const left = innermost(contour, section(contour, at(hemLeft), at(pitLeft)), top, down, length, -1)
  const usual = isDress ? USUAL.dress : USUAL.top
  const chest = distance(pitLeft, pitRight)
  let best = -1
  let least = Infinity
  for (let k = 0; k <= STEPS; k++) {
    const share = FROM + ((TO - FROM) * k) / STEPS
    const cost = (right[k] - left[k]) / chest + STRAY * (share - usual) ** 2
    const isBody = Math.min(right[k], -left[k]) > 0.2 * chest && right[k] - left[k] < 2.5 * chest
    if (!isBody || cost >= least) continue
    least = cost
    best = k
  }
  if (best < 0) return {}
  const along = (FROM + ((TO - FROM) * best) / STEPS) * length
  const put = (off: number): Point => ({
    x: top.x + down.x * along + down.y * off,
    y: top.y + down.y * along - down.x * off,
  })
  return { waistLeft: put(left[best]), waistRight: put(right[best]) }
}

/** How far a side lies from the axis at each step, to the right positive; NaN where it does not come by. */
function innermost(
  contour: readonly Point[],
  side: readonly number[],
  top: Point,
  down: Point,
  length: number,
  sign: number,
): Float64Array {
  const offs = new Float64Array(STEPS + 1).fill(NaN)
  for (let n = 1; n < side.length; n++) {
    const [a, b] = [contour[side[n - 1]], contour[side[n]]].map((p) => ({
      t: ((p.x - top.x) * down.x + (p.y - top.y) * down.y) / length,
      off: (p.x - top.x) * down.y - (p.y - top.y) * down.x,
    }))
    const [low, high] = a.t < b.t ? [a, b] : [b, a]
    const first = Math.max(0, Math.ceil(((low.t - FROM) / (TO - FROM)) * STEPS))
    for (let k = first; k <= STEPS && FROM + ((TO - FROM) * k) / STEPS <= high.t; k++) {
      const share = FROM + ((TO - FROM) * k) / STEPS
      const off = low.off + ((high.off - low.off) * (share - low.t)) / (high.t - low.t || 1)
      if (!(sign * off >= sign * offs[k])) offs[k] = off
    }
  }
  return offs
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
