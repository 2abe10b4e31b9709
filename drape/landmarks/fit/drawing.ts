// A garment template drawn as polygons, and the curves it is drawn with.

import type { LandmarkName } from '../../garment.ts'

/** Edge of a part: an outline, hidden under another part for certain, or hidden where another part lies over it. */
export const SEEN = 0
export const HIDDEN = 1
export const MAYBE = 2

export interface Part {
  /** Corners, x and y in turn. */
  readonly xy: number[]
  /** Kind of the edge from each corner to the next. */
  readonly edges: number[]
}

export interface Drawing {
  /** The silhouette is the union of the parts. At most three; a second and third are a pair. */
  readonly parts: readonly Part[]
  readonly marks: Partial<Record<LandmarkName, readonly [number, number]>>
  /** Polylines where a seam would show inside the silhouette, x and y in turn. */
  readonly seams: readonly number[][]
}

/** A part in the pixels of a fit target. */
export interface PlacedPart {
  readonly xy: Float64Array
  readonly edges: readonly number[]
}

/** A drawing in the pixels of a fit target. */
export interface Placed {
  readonly parts: readonly PlacedPart[]
  readonly marks: Drawing['marks']
  readonly seams: readonly Float64Array[]
}

export type Pair = readonly [number, number]

/** Points of a Catmull-Rom curve through the knots, `steps` a span; the last knot included. */
export function throughKnots(knots: readonly Pair[], steps: number): Pair[] {
  const points: Pair[] = []
  const last = knots.length - 1
  for (let i = 0; i < last; i++) {
    const a = knots[Math.max(0, i - 1)]
    const b = knots[i]
    const c = knots[i + 1]
    const d = knots[Math.min(last, i + 2)]
    for (let k = 0; k < steps; k++) {
      const t = k / steps
      points.push([spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)])
    }
  }
  points.push(knots[last])
  return points
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return (
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
  )
}

/** Points of a quadratic Bézier curve, both ends included. */
export function bend(from: Pair, control: Pair, to: Pair, steps: number): Pair[] {
  const points: Pair[] = []
  for (let k = 0; k <= steps; k++) {
    const t = k / steps
    const u = 1 - t
    points.push([
      u * u * from[0] + 2 * u * t * control[0] + t * t * to[0],
      u * u * from[1] + 2 * u * t * control[1] + t * t * to[1],
    ])
  }
  return points
}
