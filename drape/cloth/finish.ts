// Irons a settled cloth: small unevenness is smoothed away, its normals are made.
import { normalise } from '../body/mesh.ts'
import type { Neighbours } from '../pattern/spread.ts'
import { GAP, LIMB_GAP, pushOut } from './settle.ts'
import type { Hanging } from './settle.ts'

/**
 * A weight for every neighbour in `near.list`, so that the weighted mean of a vertex's neighbours in the flat cloth is the
 * vertex itself: smoothing with them evens out folds and does not shift the cloth's picture sideways. The least change of
 * equal weights that does so: 1/n - d M⁻¹ m, with d a neighbour's offset, m their mean and M the mean of d dᵀ. `places` are
 * two numbers a vertex; where `alike` is 1 (seams, where two sheets lie on each other) the weights stay equal.
 */
export function evenWeights(near: Neighbours, places: Float32Array, alike: Uint8Array): Float32Array {
  const { start, list } = near
  const weights = new Float32Array(list.length)
  for (let v = 0; v < alike.length; v++) {
    const [from, to] = [start[v], start[v + 1]]
    const n = to - from
    let [mx, my, xx, xy, yy] = [0, 0, 0, 0, 0]
    for (let i = from; i < to; i++) {
      const dx = (places[2 * list[i]] - places[2 * v]) / n
      const dy = (places[2 * list[i] + 1] - places[2 * v + 1]) / n
      mx += dx
      my += dy
      xx += n * dx * dx
      xy += n * dx * dy
      yy += n * dy * dy
    }
    const det = xx * yy - xy * xy
    const [px, py] = alike[v] || det < 1e-9 ? [0, 0] : [(yy * mx - xy * my) / det, (xx * my - xy * mx) / det]
    for (let i = from; i < to; i++) {
      const [dx, dy] = [places[2 * list[i]] - places[2 * v], places[2 * list[i] + 1] - places[2 * v + 1]]
      weights[i] = (1 - (dx * px + dy * py)) / n
    }
  }
  return weights
}

/** Smooths `positions` in place by the neighbours' `weights`. `rim` is not 0 on free edges, which are smoothed only along themselves. */
export function iron(
  positions: Float32Array,
  hanging: Hanging,
  near: Neighbours,
  weights: Float32Array,
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
        const weight = rim[v] ? 1 : weights[i]
        x += was[3 * w] * weight
        y += was[3 * w + 1] * weight
        z += was[3 * w + 2] * weight
        n += weight
      }
      if (n < (rim[v] ? 2 : 0.9)) continue
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
