// Irons a settled cloth: small unevenness is smoothed away, its normals are made.
import { normalise } from '../body/mesh.ts'
import type { Neighbours } from '../pattern/spread.ts'
import { GAP, LIMB_GAP, pushOut } from './settle.ts'
import type { Hanging } from './settle.ts'

/** Smooths `positions` in place. `rim` is not 0 on free edges, which are smoothed only along themselves. */
export function iron(
  positions: Float32Array,
  hanging: Hanging,
  near: Neighbours,
  rim: Uint16Array,
  rounds: number,
): void {
  const count = hanging.hold.length
  for (let round = 0; round < rounds; round++) {
    const was = positions.slice()
    for (let v = 0; v < count; v++) {
      let [x, y, z, n] = [0, 0, 0, 0]
      for (let i = near.start[v]; i < near.start[v + 1]; i++) {
        const w = near.list[i]
        if (rim[v] && !(rim[w] & rim[v])) continue
        x += was[3 * w]
        y += was[3 * w + 1]
        z += was[3 * w + 2]
        n++
      }
      if (n < 2) continue
      const k = 0.45
      positions[3 * v] += (x / n - was[3 * v]) * k
      positions[3 * v + 1] += (y / n - was[3 * v + 1]) * k
      positions[3 * v + 2] += (z / n - was[3 * v + 2]) * k
    }
    for (let v = 0; v < count; v++) {
      const limb = hanging.limb[v] === 1
      pushOut(positions, 3 * v, limb ? hanging.limbs : hanging.trunk, (limb ? LIMB_GAP : GAP) * 0.95, 9)
    }
  }
}

/** Unit normals of a mesh, softened over neighbours `rounds` times. */
export function normalsOf(
  positions: Float32Array,
  sheets: readonly Uint32Array[],
  near: Neighbours,
  rounds: number,
): Float32Array {
  const normals = new Float32Array(positions.length)
  for (const triangles of sheets)
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]]
      const [ux, uy, uz] = [0, 1, 2].map((k) => positions[b + k] - positions[a + k])
      const [vx, vy, vz] = [0, 1, 2].map((k) => positions[c + k] - positions[a + k])
      const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
      for (const p of [a, b, c]) for (let k = 0; k < 3; k++) normals[p + k] += n[k]
    }
  normalise(normals)
  for (let round = 0; round < rounds; round++) {
    const was = normals.slice()
    for (let v = 0; v < near.start.length - 1; v++)
      for (let i = near.start[v]; i < near.start[v + 1]; i++)
        for (let k = 0; k < 3; k++) normals[3 * v + k] += 0.6 * was[3 * near.list[i] + k]
    normalise(normals)
  }
  return normals
}
