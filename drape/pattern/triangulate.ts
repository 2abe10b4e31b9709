// Fills a closed outline with triangles of about one size (Delaunay by insertion and edge flips).
import type { Point } from '../garment.ts'
import { contains, distanceToLine } from './polyline.ts'

/** `points` begins with the outline's own; three indices a triangle, clockwise on a picture whose y runs down. */
export interface Filling {
  readonly points: readonly Point[]
  readonly triangles: readonly number[]
}

/** A fixed tiny shove by index: keeps points off each other's lines and circles. */
function shove(i: number): number {
  const h = Math.imul(i ^ 0x9e3779b9, 0x85ebca6b)
  return (((h ^ (h >>> 13)) >>> 8) & 0xffff) / 0xffff - 0.5
}

/** Points of a triangular lattice inside the ring, none nearer to it or to `within` than 0.6 of the spacing. */
function lattice(ring: readonly Point[], spacing: number, within: readonly Point[]): Point[] {
  const closed = [...ring, ring[0]]
  const xs = ring.map((p) => p.x)
  const ys = ring.map((p) => p.y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const rise = (spacing * Math.sqrt(3)) / 2
  const points: Point[] = []
  for (let row = 0, y = top + rise / 2; y < bottom; row++, y += rise)
    for (let x = left + (row % 2 ? spacing / 2 : 0); x < right; x += spacing)
      if (
        contains(ring, x, y) &&
        distanceToLine(closed, x, y) > 0.6 * spacing &&
        !within.some((p) => Math.hypot(p.x - x, p.y - y) < 0.6 * spacing)
      )
        points.push({ x, y })
  return points
}

/** Delaunay triangles of `points`: indices in threes, counter-clockwise for y up. */
export function delaunay(points: readonly Point[]): number[] {
  const n = points.length
  const xs = Float64Array.from(points, (p) => p.x)
  const ys = Float64Array.from(points, (p) => p.y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [low, high] = [Math.min(...ys), Math.max(...ys)]
  const size = Math.max(right - left, high - low, 1)
  const [cx, cy] = [(left + right) / 2, (low + high) / 2]
  const X = Float64Array.of(
    ...xs.map((x, i) => x + shove(2 * i) * size * 2e-6),
    cx - 30 * size,
    cx + 30 * size,
    cx,
  )
  const Y = Float64Array.of(
    ...ys.map((y, i) => y + shove(2 * i + 1) * size * 2e-6),
    cy - 20 * size,
    cy - 20 * size,
    cy + 30 * size,
  )
  const corner: number[] = [n, n + 1, n + 2]
  const across: number[] = [-1, -1, -1]
  const turn = (a: number, b: number, c: number): number =>
    (X[b] - X[a]) * (Y[c] - Y[a]) - (X[c] - X[a]) * (Y[b] - Y[a])
  const inCircle = (a: number, b: number, c: number, p: number): boolean => {
    const [ax, ay] = [X[a] - X[p], Y[a] - Y[p]]
    const [bx, by] = [X[b] - X[p], Y[b] - Y[p]]
    const [ex, ey] = [X[c] - X[p], Y[c] - Y[p]]
    const [aa, bb, cc] = [ax * ax + ay * ay, bx * bx + by * by, ex * ex + ey * ey]
    return ax * (by * cc - bb * ey) - ay * (bx * cc - bb * ex) + aa * (bx * ey - by * ex) > 0
  }
  const link = (t: number, was: number, now: number): void => {
    if (t < 0) return
    for (let k = 0; k < 3; k++) if (across[3 * t + k] === was) across[3 * t + k] = now
  }
  const set = (t: number, c: readonly number[], a: readonly number[]): void => {
    for (let k = 0; k < 3; k++) {
      corner[3 * t + k] = c[k]
      across[3 * t + k] = a[k]
    }
  }
  let last = 0
  for (let p = 0; p < n; p++) {
    let t = last
    for (let step = 0; step < 4 * n + 100; step++) {
      let next = -1
      for (let k = 0; k < 3; k++)
        if (turn(corner[3 * t + ((k + 1) % 3)], corner[3 * t + ((k + 2) % 3)], p) < 0) {
          next = across[3 * t + k]
          break
        }
      if (next < 0) break
      t = next
    }
    const [a, b, c] = corner.slice(3 * t, 3 * t + 3)
    const [na, nb, nc] = across.slice(3 * t, 3 * t + 3)
    const u = corner.length / 3
    const v = u + 1
    set(t, [p, b, c], [na, u, v])
    set(u, [p, c, a], [nb, v, t])
    set(v, [p, a, b], [nc, t, u])
    link(nb, t, u)
    link(nc, t, v)
    const check = [t, u, v]
    while (check.length) {
      const f = check.pop()!
      const g = across[3 * f]
      if (g < 0) continue
      const [, q, r] = corner.slice(3 * f, 3 * f + 3)
      const k = [0, 1, 2].find((i) => across[3 * g + i] === f)!
      const o = corner[3 * g + k]
      if (!inCircle(p, q, r, o)) continue
      const overQO = across[3 * g + ((k + 1) % 3)]
      const overOR = across[3 * g + ((k + 2) % 3)]
      const overRP = across[3 * f + 1]
      const overPQ = across[3 * f + 2]
      set(f, [p, q, o], [overQO, g, overPQ])
      set(g, [p, o, r], [overOR, overRP, f])
      link(overQO, g, f)
      link(overRP, f, g)
      check.push(f, g)
    }
    last = t
  }
  const out: number[] = []
  for (let t = 0; t < corner.length; t += 3)
    if (corner[t] < n && corner[t + 1] < n && corner[t + 2] < n)
      out.push(corner[t], corner[t + 1], corner[t + 2])
  return out
}

/** Fills `ring` (its points spaced about `spacing`) with triangles; `within` are corners wanted inside, kept after the ring's. */
export function fill(ring: readonly Point[], spacing: number, within: readonly Point[] = []): Filling {
  const points = [...ring, ...within, ...lattice(ring, spacing, within)]
  const all = delaunay(points)
  const triangles: number[] = []
  for (let t = 0; t < all.length; t += 3) {
    const [a, b, c] = [points[all[t]], points[all[t + 1]], points[all[t + 2]]]
    const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
    if (Math.abs(area) < spacing * spacing * 0.004) continue
    if (contains(ring, (a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3))
      triangles.push(all[t], all[t + 1], all[t + 2])
  }
  return { points, triangles }
}
