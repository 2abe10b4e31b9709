// Presses a lower layer under the one over it: where they cross near a free edge, both would be seen in teeth.
import type { DistanceGrid } from '../body/distance-grid.ts'
import { distanceAt } from '../body/distance-grid.ts'
import type { Mesh } from '../body/mesh.ts'
import { ramp } from '../pattern/polyline.ts'

/** cm by which the lower layer lies below the upper one, and the most it is moved; cm kept off the body. */
const BELOW = 0.45
const MOST = 2.2
const OFF = 0.12
/** Cosine between two layers' normals from which one lies over the other. */
const FACING = 0.15
/** cm beside a vertex of the cover within which it presses fully, and beyond which no more. */
const FULLY = 1.1
const NOT = 2.6

/**
 * The vertices of `lower` pressed beneath `cover` where both face the same way, never nearer than a hair to what stands in `body`.
 * Each is moved against the normal of the cover's nearest vertex, less the farther that is to the side.
 */
export function pressUnder(lower: Mesh, cover: Mesh, body: DistanceGrid): Float32Array {
  const { positions: under, normals } = lower
  const out = under.slice()
  const cells = new Map<number, number[]>()
  const key = (x: number, y: number, z: number): number => (x * 512 + y) * 512 + z
  const at = (v: number): number => Math.floor(v / NOT) + 128
  const { positions: p, normals: n } = cover
  for (const v of new Set(cover.triangles)) {
    const k = key(at(p[3 * v]), at(p[3 * v + 1]), at(p[3 * v + 2]))
    const cell = cells.get(k)
    if (cell) cell.push(v)
    else cells.set(k, [v])
  }
  for (let k = 0; k < under.length; k += 3) {
    const [x, y, z] = [under[k], under[k + 1], under[k + 2]]
    let [best, nearest] = [NOT * NOT + MOST * MOST, -1]
    for (let i = at(x) - 1; i <= at(x) + 1; i++)
      for (let j = at(y) - 1; j <= at(y) + 1; j++)
        for (let l = at(z) - 1; l <= at(z) + 1; l++)
          for (const v of cells.get(key(i, j, l)) ?? []) {
            const far = (p[3 * v] - x) ** 2 + (p[3 * v + 1] - y) ** 2 + (p[3 * v + 2] - z) ** 2
            if (far < best) [best, nearest] = [far, v]
          }
    if (nearest < 0) continue
    const v = 3 * nearest
    if (normals[k] * n[v] + normals[k + 1] * n[v + 1] + normals[k + 2] * n[v + 2] < FACING) continue
    const below = (p[v] - x) * n[v] + (p[v + 1] - y) * n[v + 1] + (p[v + 2] - z) * n[v + 2]
    if (below >= BELOW || below < -MOST) continue
    const sideways = Math.sqrt(Math.max(0, best - below * below))
    const room = distanceAt(body, x, y, z) - OFF
    const by = Math.min(BELOW - below, Math.max(0, room)) * (1 - ramp(FULLY, NOT, sideways))
    for (let c = 0; c < 3; c++) out[k + c] -= by * n[v + c]
  }
  return out
}
