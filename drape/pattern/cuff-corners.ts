// The two corners of a sleeve's opening, found as the bends that best explain the outline from shoulder to armpit.
import type { Point } from '../garment.ts'
import { distanceToLine, lengthOf, resample } from './polyline.ts'

const SAMPLES = 48

const apart = (a: Point, b: Point): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

/** Cosine between the directions a-b and c-d. */
function cosine(a: Point, b: Point, c: Point, d: Point): number {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y]
  return (ux * vx + uy * vy) / (Math.hypot(ux, uy) * Math.hypot(vx, vy) || 1)
}

/** Squared misfit of a run of the outline to the straight line between its ends, for every pair of ends. */
function runMisfits(outline: readonly Point[]): Float64Array {
  const n = outline.length
  const table = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      let sum = 0
      for (let k = i + 1; k < j; k++)
        sum += distanceToLine([outline[i], outline[j]], outline[k].x, outline[k].y) ** 2
      table[i * n + j] = sum
    }
  return table
}

/**
 * Corners on the way from shoulder to armpit: the upper edge may bend once, the opening and the lower edge are straight,
 * and an opening square to the sleeve is liked better. `given` corners are kept where they explain the outline nearly as well.
 */
export function cuffCorners(way: readonly Point[], given: readonly [Point, Point] | null): [Point, Point] {
  const outline = resample(way, 1e9, SAMPLES)
  const n = outline.length
  const last = n - 1
  const misfit = runMisfits(outline)
  const unit = n * (0.02 * lengthOf(outline)) ** 2
  const cost = (outer: number, inner: number): number => {
    let top = Infinity
    for (let bend = 1; bend <= outer; bend++)
      top = Math.min(top, misfit[bend] + (bend < outer ? misfit[bend * n + outer] : 0))
    const from = outline[Math.max(0, outer - 10)]
    const [a, b] = [outline[outer], outline[inner]]
    const upper = cosine(from, a, a, b)
    const lower = cosine(outline[last], b, a, b)
    return (
      top +
      misfit[outer * n + inner] +
      misfit[inner * n + last] +
      unit * 0.6 * (upper * upper + 0.6 * lower * lower)
    )
  }
  let best: [number, number] = [Math.floor(n * 0.4), Math.floor(n * 0.65)]
  let least = Infinity
  for (let outer = 5; outer < n - 8; outer++)
    for (let inner = outer + 3; inner < n - 2; inner++) {
      const e = cost(outer, inner)
      if (e < least) [least, best] = [e, [outer, inner]]
    }
  if (given) {
    const at = given.map((p) => outline.reduce((b, q, i) => (apart(q, p) < apart(outline[b], p) ? i : b), 0))
    if (at[0] < at[1] && at[0] > 1 && cost(at[0], at[1]) < 1.35 * least + 0.1 * unit)
      return [given[0], given[1]]
  }
  return [outline[best[0]], outline[best[1]]]
}
