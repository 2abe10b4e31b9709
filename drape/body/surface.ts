// Turns a symmetric signed distance into a closed mesh by surface nets, pulled onto the true surface.
import { normalise, smoothNormals } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import type { Distance } from './shapes.ts'

/** The half space to mesh: x from 0 to `right`, all in cm. */
export interface Extent {
  readonly right: number
  readonly bottom: number
  readonly top: number
  readonly back: number
  readonly front: number
}

const BLOCK = 4

/** Samples `distance` on a half grid; blocks far from the surface hold their centre's value. */
function sampleHalf(
  distance: Distance,
  extent: Extent,
  step: number,
  size: readonly [number, number, number],
) {
  const [nx, ny, nz] = size
  const values = new Float32Array(nx * ny * nz)
  for (let j = 0; j < ny; j += BLOCK)
    for (let k = 0; k < nz; k += BLOCK)
      for (let i = 0; i < nx; i += BLOCK) {
        const h = (BLOCK / 2) * step
        const centre = distance(i * step + h, extent.bottom + j * step + h, extent.back + k * step + h)
        const far = Math.abs(centre) > BLOCK * step * 1.5
        for (let b = j; b < Math.min(j + BLOCK, ny); b++)
          for (let c = k; c < Math.min(k + BLOCK, nz); c++)
            for (let a = i; a < Math.min(i + BLOCK, nx); a++)
              values[(b * nz + c) * nx + a] = far
                ? centre
                : distance(a * step, extent.bottom + b * step, extent.back + c * step)
      }
  return values
}

/** Moves a vertex onto the surface (Newton along the gradient) and reads its normal. */
function settle(distance: Distance, p: Float32Array, n: Float32Array, at: number, step: number): void {
  const e = 0.12
  let [x, y, z] = [p[at], p[at + 1], p[at + 2]]
  for (let round = 0; round < 2; round++) {
    const gx = (distance(x + e, y, z) - distance(x - e, y, z)) / (2 * e)
    const gy = (distance(x, y + e, z) - distance(x, y - e, z)) / (2 * e)
    const gz = (distance(x, y, z + e) - distance(x, y, z - e)) / (2 * e)
    const length = Math.sqrt(gx * gx + gy * gy + gz * gz) || 1e-6
    n[at] = gx / length
    n[at + 1] = gy / length
    n[at + 2] = gz / length
    if (round === 1) break
    const f = distance(x, y, z) / length
    const move = Math.max(-0.6 * step, Math.min(0.6 * step, f)) / length
    x -= gx * move
    y -= gy * move
    z -= gz * move
  }
  p[at] = x
  p[at + 1] = y
  p[at + 2] = z
}

/**
 * Meshes the surface `distance = 0`, which must be symmetric in x, at a grid of `step` cm.
 * Surface nets after S. Gibson, "Constrained Elastic Surface Nets" (1998), without the relaxation.
 */
export function surface(distance: Distance, extent: Extent, step: number): Mesh {
  const nx = Math.ceil(extent.right / step) + 1
  const ny = Math.ceil((extent.top - extent.bottom) / step) + 1
  const nz = Math.ceil((extent.front - extent.back) / step) + 1
  const half = sampleHalf(distance, extent, step, [nx, ny, nz])
  const wide = 2 * nx - 1
  const value = (i: number, j: number, k: number): number => half[(j * nz + k) * nx + Math.abs(i - nx + 1)]
  const cell = (i: number, j: number, k: number): number => (j * nz + k) * wide + i
  const vertexOf = new Int32Array(wide * ny * nz).fill(-1)
  const right: number[] = []
  const corner = new Float64Array(8)
  for (let j = 0; j < ny - 1; j++)
    for (let k = 0; k < nz - 1; k++)
      for (let i = nx - 1; i < wide - 1; i++) {
        let inside = 0
        for (let c = 0; c < 8; c++) {
          corner[c] = value(i + (c & 1), j + ((c >> 1) & 1), k + (c >> 2))
          if (corner[c] < 0) inside++
        }
        if (inside === 0 || inside === 8) continue
        let [sx, sy, sz, n] = [0, 0, 0, 0]
        for (let a = 0; a < 8; a++)
          for (let axis = 1; axis < 8; axis <<= 1) {
            const b = a | axis
            if (a === b || corner[a] < 0 === corner[b] < 0) continue
            const t = corner[a] / (corner[a] - corner[b])
            sx += (a & 1) + (axis === 1 ? t : 0)
            sy += ((a >> 1) & 1) + (axis === 2 ? t : 0)
            sz += (a >> 2) + (axis === 4 ? t : 0)
            n++
          }
        vertexOf[cell(i, j, k)] = right.length / 3
        right.push(
          (i - nx + 1 + sx / n) * step,
          extent.bottom + (j + sy / n) * step,
          extent.back + (k + sz / n) * step,
        )
      }
  const positions = new Float32Array(right.length * 2)
  positions.set(right)
  const normals = new Float32Array(positions.length)
  for (let i = 0; i < right.length; i += 3) settle(distance, positions, normals, i, step)
  const count = right.length / 3
  for (let i = 0; i < right.length; i++) {
    const sign = i % 3 === 0 ? -1 : 1
    positions[right.length + i] = sign * positions[i]
    normals[right.length + i] = sign * normals[i]
  }
  for (let j = 0; j < ny - 1; j++)
    for (let k = 0; k < nz - 1; k++)
      for (let i = nx - 1; i < wide - 1; i++) {
        const v = vertexOf[cell(i, j, k)]
        if (v >= 0) vertexOf[cell(wide - 2 - i, j, k)] = v + count
      }
  const triangles: number[] = []
  const quad = (a: number, b: number, c: number, d: number, flip: boolean): void => {
    if (flip) triangles.push(a, c, b, a, d, c)
    else triangles.push(a, b, c, a, c, d)
  }
  const at = (i: number, j: number, k: number): number => vertexOf[cell(i, j, k)]
  for (let j = 1; j < ny - 1; j++)
    for (let k = 1; k < nz - 1; k++)
      for (let i = 1; i < wide - 1; i++) {
        const here = value(i, j, k) < 0
        if (here !== value(i + 1, j, k) < 0)
          quad(at(i, j, k), at(i, j - 1, k), at(i, j - 1, k - 1), at(i, j, k - 1), !here)
        if (here !== value(i, j + 1, k) < 0)
          quad(at(i, j, k), at(i, j, k - 1), at(i - 1, j, k - 1), at(i - 1, j, k), !here)
        if (here !== value(i, j, k + 1) < 0)
          quad(at(i, j, k), at(i - 1, j, k), at(i - 1, j - 1, k), at(i, j - 1, k), !here)
      }
  const mesh = { positions, normals, triangles: Uint32Array.from(triangles) }
  normalise(normals)
  smoothNormals(normals, mesh.triangles, 4)
  return mesh
}
