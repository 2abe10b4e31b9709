// How far before or behind the body's middle a laid-on sheet lies: over the body, and softly towards its edges.
import { distanceAt } from '../body/distance-grid.ts'
import type { DistanceGrid } from '../body/distance-grid.ts'
import type { Neighbours } from '../pattern/spread.ts'

/** cm between the sheet and what it lies on, and from where the way to the body is walked. */
const GAP = 0.6
const FAR = 32

/** Rounds of smoothing, and how far each overshoots. */
const ROUNDS = 160
const EAGER = 1.7
/** cm by which a sheet is raised over the mean of its neighbours: its own soft thickness. */
const SOFT = 0.012

/** z at which a line of sight at (x, y), from before (`side` 1) or behind (-1), meets what stands there; null where it passes. */
export function meets(grid: DistanceGrid, x: number, y: number, side: 1 | -1): number | null {
  let z = FAR * side
  while (z * side > -FAR) {
    const d = distanceAt(grid, x, y, z) - GAP
    if (d <= 0.05) return z
    z -= side * Math.max(0.2, d * 0.9)
  }
  return null
}

/**
 * Depths of a sheet: never inside what it lies on, elsewhere as even as a skin drawn over it; its edge, where nothing is
 * under it, at `edge`. `floor` holds the least depth of a vertex (towards the viewer is positive), -Infinity where free;
 * `rim` is 1 at the sheet's edge.
 */
export function relief(
  floor: Float32Array,
  rim: Uint8Array,
  near: Neighbours,
  edge: Float32Array,
): Float32Array {
  const depth = Float32Array.from(floor, (f, v) => (f > -Infinity ? f : edge[v]))
  const free: number[] = []
  for (let v = 0; v < depth.length; v++)
    if (near.start[v + 1] > near.start[v] && !(rim[v] && floor[v] === -Infinity)) free.push(v)
  for (let round = 0; round < ROUNDS; round++) {
    const eager = round < ROUNDS - 15 ? EAGER : 1
    for (const v of free) {
      let [sum, n] = [0, 0]
      for (let i = near.start[v]; i < near.start[v + 1]; i++) {
        const w = near.list[i]
        if (rim[v] && !rim[w]) continue
        sum += depth[w]
        n++
      }
      if (n === 0) continue
      const even = depth[v] + eager * (sum / n + (rim[v] ? 0 : SOFT) - depth[v])
      depth[v] = Math.max(floor[v], even)
    }
  }
  return depth
}
