// Tucks an upper into the waistband it is worn with: drawn in at the band, a little full above it, gone below it.
import type { Body } from '../body/body.ts'
import type { Mesh } from '../body/mesh.ts'
import { normalsOf } from '../cloth/finish.ts'
import { pushOut } from '../cloth/settle.ts'
import { neighboursOf } from '../pattern/spread.ts'
import type { Worn } from '../texture/worn.ts'

/** Directions around the body in which the band is known. */
const WAYS = 72

/** cm above the band over which the cloth is drawn in; how far it is full there, at most; how deep it goes under the band. */
const ABOVE = 10
const FULL = 1.6
const UNDER = 3
/** cm the cloth at the band lies inside it, and keeps off the body. */
const INSIDE = 0.25
const OFF = 0.2

/** cm of a fold's depth for each cm the cloth is wider than the band. */
const FOLD = 0.07

/** The upper end of a bottom: its height and its distance from the middle, by direction. */
interface Band {
  readonly height: Float32Array
  readonly radius: Float32Array
  readonly x: number
  readonly z: number
}

const wayOf = (band: Band, x: number, z: number): number =>
  ((Math.atan2(x - band.x, z - band.z) / (2 * Math.PI)) * WAYS + WAYS) % WAYS

function readWay(table: Float32Array, way: number): number {
  const i = Math.floor(way) % WAYS
  return table[i] + (table[(i + 1) % WAYS] - table[i]) * (way - Math.floor(way))
}

/** Fills directions that hold no value from their neighbours, and evens all out. */
function even(table: Float32Array): void {
  const known = table.findIndex((v) => v > 0)
  for (let i = 0; i < WAYS; i++) {
    const at = (known + i) % WAYS
    if (!(table[at] > 0)) table[at] = table[(at + WAYS - 1) % WAYS]
  }
  for (let round = 0; round < 3; round++) {
    const was = table.slice()
    for (let i = 0; i < WAYS; i++)
      table[i] = (was[(i + WAYS - 1) % WAYS] + 2 * was[i] + was[(i + 1) % WAYS]) / 4
  }
}

function bandOf(bottom: Worn, body: Body): Band | null {
  const { positions } = bottom.front
  const { measures, figure } = body
  let top = -Infinity
  for (let v = 0; v < bottom.rim.length; v++) if (bottom.rim[v]) top = Math.max(top, positions[3 * v + 1])
  if (top < figure.marks.hipY) return null
  const band: Band = {
    height: new Float32Array(WAYS),
    radius: new Float32Array(WAYS),
    x: measures.trunkX(top),
    z: (measures.front(top) + measures.back(top)) / 2,
  }
  for (let v = 0; v < bottom.rim.length; v++) {
    const [x, y, z] = [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]]
    if (!bottom.rim[v] || y < top - 12) continue
    const way = Math.floor(wayOf(band, x, z))
    if (band.height[way] > 0 && band.height[way] >= y) continue
    band.height[way] = y
    band.radius[way] = Math.hypot(x - band.x, z - band.z)
  }
  even(band.height)
  even(band.radius)
  return band
}

/** Folds of cloth gathered at a band, -1..1, by direction. */
const fold = (angle: number): number =>
  0.5 * Math.sin(17 * angle + 0.7) + 0.3 * Math.sin(29 * angle + 2.1) + 0.2 * Math.sin(41 * angle + 4.4)

/** The sheet without what lies wholly deeper than `UNDER` cm below the band. */
function shortened(sheet: Mesh, deep: Uint8Array): Uint32Array {
  const kept: number[] = []
  const t = sheet.triangles
  for (let i = 0; i < t.length; i += 3)
    if (!(deep[t[i]] && deep[t[i + 1]] && deep[t[i + 2]])) kept.push(t[i], t[i + 1], t[i + 2])
  return Uint32Array.from(kept)
}

/**
 * `upper` tucked into `bottom`; as it was where the bottom has no band at the waist, or the upper ends above it. Lengths
 * in cm. The cloth within `ABOVE` cm over the band is drawn towards it by a smooth step and stands out by a parabola.
 */
export function tuck(upper: Worn, bottom: Worn, body: Body): Worn {
  const band = bandOf(bottom, body)
  if (!band) return upper
  const positions = upper.front.positions.slice()
  const count = positions.length / 3
  const deep = new Uint8Array(count)
  let [lowest, hem] = [Infinity, 0]
  for (let v = 0; v < count; v++)
    if (!upper.sleeve[v]) {
      lowest = Math.min(lowest, positions[3 * v + 1])
      hem = Math.max(hem, readWay(band.height, wayOf(band, positions[3 * v], positions[3 * v + 2])))
    }
  if (lowest > hem - 1) return upper
  for (let v = 0; v < count; v++) {
    if (upper.sleeve[v]) continue
    const k = 3 * v
    const way = wayOf(band, positions[k], positions[k + 2])
    const over = positions[k + 1] - readWay(band.height, way)
    if (over > ABOVE) continue
    if (over < -UNDER) deep[v] = 1
    const [dx, dz] = [positions[k] - band.x, positions[k + 2] - band.z]
    const own = Math.hypot(dx, dz) || 1
    const ring = Math.max(1, readWay(band.radius, way) - INSIDE)
    const s = Math.max(0, over / ABOVE)
    const drawn = 1 - s * s * (3 - 2 * s)
    const wide = Math.max(0, own - ring)
    const full = Math.min(FULL, 0.5 * wide + 0.3) * 6.75 * s * (1 - s) * (1 - s)
    const folds =
      over < 0 ? 0 : FOLD * Math.min(6, wide) * fold((2 * Math.PI * way) / WAYS) * drawn * Math.min(1, 4 * s)
    const radius = own + (ring - own) * drawn + full + folds
    positions[k] = band.x + (dx / own) * radius
    positions[k + 2] = band.z + (dz / own) * radius
    // The fullness hangs over a little.
    positions[k + 1] -= Math.min(0.8, 0.4 * wide) * 6.75 * s * (1 - s) * (1 - s)
    pushOut(positions, k, body.armless, OFF, 2)
  }
  const front = { positions, normals: upper.front.normals, triangles: shortened(upper.front, deep) }
  const back = { positions, normals: upper.back.normals, triangles: shortened(upper.back, deep) }
  const near = neighboursOf(count, upper.front.triangles, upper.back.triangles)
  const normals = normalsOf(positions, [upper.front.triangles, upper.back.triangles], near, 2)
  const rim = upper.rim.map((r, v) => (deep[v] ? 0 : r))
  return { ...upper, front: { ...front, normals }, back: { ...back, normals }, rim }
}
