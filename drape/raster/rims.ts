// Gives cloth a hair of thickness: a rolled edge along hems, cuffs, necks and fronts, so that it does not look like paper.
import type { Surface } from './scene.ts'

/** Triangles to be drawn with a surface, as further vertices of its own. */
export interface Rim {
  readonly positions: readonly number[]
  readonly normals: readonly number[]
  readonly uv: readonly number[]
  readonly triangles: readonly number[]
}

/** The roll, from the cloth's edge on, in cm: outwards from the edge, along the normal, and where its normal points. */
const ROLL = [
  { out: 0, up: 0, outward: 0.25, upward: 1 },
  { out: 0.1, up: -0.07, outward: 1, upward: 0.1 },
  { out: 0.02, up: -0.19, outward: 0.3, upward: -1 },
  { out: -0.35, up: -0.2, outward: 0, upward: -1 },
] as const

/** A free edge from vertex `a` to `b`, its cloth on the left as seen from outside. */
interface FreeEdge {
  readonly a: number
  readonly b: number
  readonly surface: number
}

/** Edges that only one triangle has, in sheets that share their vertices. */
function freeEdges(surfaces: readonly Surface[]): ReadonlyMap<Float32Array, FreeEdge[]> {
  const sheets = Map.groupBy(
    surfaces.keys().filter((i) => surfaces[i].paint && !surfaces[i].paint?.outer.alpha),
    (i) => surfaces[i].mesh.positions,
  )
  const free = new Map<Float32Array, FreeEdge[]>()
  for (const [positions, members] of sheets) {
    const count = positions.length / 3
    const seen = new Map<number, FreeEdge>()
    for (const surface of members) {
      const { triangles } = surfaces[surface].mesh
      for (let t = 0; t < triangles.length; t++) {
        const a = triangles[t]
        const b = triangles[t % 3 === 2 ? t - 2 : t + 1]
        // The other triangle of an edge runs along it the other way.
        if (!seen.delete(b * count + a)) seen.set(a * count + b, { a, b, surface })
      }
    }
    free.set(positions, [...seen.values()])
  }
  return free
}

/** The rim of every surface that has one. */
export function rimsOf(surfaces: readonly Surface[]): ReadonlyMap<number, Rim> {
  const rims = new Map<
    number,
    { positions: number[]; normals: number[]; uv: number[]; triangles: number[] }
  >()
  for (const [positions, edges] of freeEdges(surfaces)) {
    const { normals } = surfaces[edges[0]?.surface ?? 0].mesh
    const outward = new Map<number, number[]>()
    for (const { a, b } of edges) {
      const [ex, ey, ez] = [0, 1, 2].map((k) => positions[3 * b + k] - positions[3 * a + k])
      for (const v of [a, b]) {
        const [nx, ny, nz] = normals.subarray(3 * v, 3 * v + 3)
        const sum = outward.get(v) ?? [0, 0, 0]
        sum[0] += ey * nz - ez * ny
        sum[1] += ez * nx - ex * nz
        sum[2] += ex * ny - ey * nx
        outward.set(v, sum)
      }
    }
    const made = new Map<string, number>()
    for (const { a, b, surface } of edges) {
      const rim = rims.get(surface) ?? { positions: [], normals: [], uv: [], triangles: [] }
      rims.set(surface, rim)
      const { uv } = surfaces[surface].paint!
      const [first, second] = [a, b].map((v) => {
        const key = `${surface}/${v}`
        const known = made.get(key)
        if (known !== undefined) return known
        const at = rim.positions.length / 3
        made.set(key, at)
        const out = outward.get(v)!
        const length = Math.hypot(...out) || 1
        for (const step of ROLL) {
          const n = [0, 1, 2].map((k) => (step.outward * out[k]) / length + step.upward * normals[3 * v + k])
          const size = Math.hypot(...n) || 1
          for (let k = 0; k < 3; k++) {
            const move = (step.out * out[k]) / length + step.up * normals[3 * v + k]
            rim.positions.push(positions[3 * v + k] + move)
            rim.normals.push(n[k] / size)
          }
          rim.uv.push(uv[2 * v], uv[2 * v + 1])
        }
        return at
      })
      for (let step = 0; step < ROLL.length - 1; step++) {
        const [p, q] = [first + step, second + step]
        rim.triangles.push(p, p + 1, q, q, p + 1, q + 1)
      }
    }
  }
  return rims
}
