// Walks around a silhouette and measures the walk.

import type { Point } from '../garment.ts'

const STEPS = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
]

/**
 * The outline of the mask's topmost part, clockwise on screen, in pixel centres, smoothed over seven steps and thinned
 * to about every 2 px (Moore neighbours, stopped when the first step comes round again). Empty for an empty mask.
 */
export function traceContour(mask: Uint8Array, width: number, height: number): Point[] {
  const start = mask.indexOf(1)
  if (start < 0) return []
  const walk: Point[] = []
  let x = start % width
  let y = Math.floor(start / width)
  let heading = 6
  let first = -1
  for (let n = 0; n < 4 * mask.length; n++) {
    let turn = 0
    for (; turn < 8; turn++) {
      const [dx, dy] = STEPS[(heading + 6 + turn) & 7]
      const u = x + dx
      const v = y + dy
      if (u >= 0 && v >= 0 && u < width && v < height && mask[v * width + u] === 1) break
    }
    if (turn === 8) return [{ x: x + 0.5, y: y + 0.5 }]
    heading = (heading + 6 + turn) & 7
    const step = (y * width + x) * 8 + heading
    if (step === first) break
    if (first < 0) first = step
    walk.push({ x: x + 0.5, y: y + 0.5 })
    x += STEPS[heading][0]
    y += STEPS[heading][1]
  }
  return smoothed(walk)
}

/** Every second point of the walk, each the mean of seven. */
function smoothed(walk: readonly Point[]): Point[] {
  const n = walk.length
  return Array.from({ length: Math.ceil(n / 2) }, (_, k) => {
    let x = 0
    let y = 0
    for (let i = 2 * k - 3; i <= 2 * k + 3; i++) {
      const point = walk[(i + 7 * n) % n]
      x += point.x / 7
      y += point.y / 7
    }
    return { x, y }
  })
}

/**
 * How much the contour turns at each point, in degrees, between arms of `reach` points: positive where the garment is
 * concave (an armpit), negative where it is convex (a cuff corner).
 */
export function turnings(contour: readonly Point[], reach: number): Float32Array {
  const n = contour.length
  return Float32Array.from(contour, (point, i) => {
    const before = contour[(i - reach + n * reach) % n]
    const after = contour[(i + reach) % n]
    const ax = point.x - before.x
    const ay = point.y - before.y
    const bx = after.x - point.x
    const by = after.y - point.y
    return (-Math.atan2(ax * by - ay * bx, ax * bx + ay * by) * 180) / Math.PI
  })
}

/** A place where the contour lies inside its convex hull. */
export interface Pocket {
  /** Contour indices of the hull points at its mouth, clockwise. */
  readonly from: number
  readonly to: number
  /** Contour index of the deepest point, and its depth in pixels. */
  readonly deepest: number
  readonly depth: number
}

/** The pockets between the contour and its convex hull, deepest first. */
export function findPockets(contour: readonly Point[]): Pocket[] {
  const n = contour.length
  const hull = hullOf(contour)
  const pockets: Pocket[] = []
  for (const [k, from] of hull.entries()) {
    const to = hull[(k + 1) % hull.length]
    const span = (to - from + n) % n
    if (span < 6) continue
    const a = contour[from]
    const b = contour[to]
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
    let depth = 0
    let deepest = from
    for (let step = 1; step < span; step++) {
      const p = contour[(from + step) % n]
      const d = Math.abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length
      if (d > depth) {
        depth = d
        deepest = (from + step) % n
      }
    }
    pockets.push({ from, to, deepest, depth })
  }
  return pockets.sort((a, b) => b.depth - a.depth)
}

/** Indices of the hull's corners in contour order (Andrew's monotone chain). */
function hullOf(contour: readonly Point[]): number[] {
  const order = contour
    .map((_, i) => i)
    .sort((i, j) => contour[i].x - contour[j].x || contour[i].y - contour[j].y)
  const chain = (indices: readonly number[]): number[] => {
    const out: number[] = []
    for (const i of indices) {
      while (
        out.length > 1 &&
        cross(contour[out[out.length - 2]], contour[out[out.length - 1]], contour[i]) <= 0
      )
        out.pop()
      out.push(i)
    }
    return out.slice(0, -1)
  }
  return [...new Set([...chain(order), ...chain(order.toReversed())])].sort((a, b) => a - b)
}

function cross(o: Point, a: Point, b: Point): number {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)
}

/** Index of the contour point nearest to a point. */
export function nearest(contour: readonly Point[], point: Point): number {
  let best = 0
  let least = Infinity
  for (const [i, p] of contour.entries()) {
    const d = (p.x - point.x) ** 2 + (p.y - point.y) ** 2
    if (d < least) {
      least = d
      best = i
    }
  }
  return best
}

/** The contour indices from one to another, clockwise, both included. */
export function section(contour: readonly Point[], from: number, to: number): number[] {
  const n = contour.length
  return Array.from({ length: ((to - from + n) % n) + 1 }, (_, k) => (from + k) % n)
}
