// Turns a signed distance into a closed mesh by surface nets, pulled onto the true surface.
import { normalise, smoothNormals } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import type { Distance } from './shapes.ts'

/** The space to mesh, in cm. Where `left` is missing the distance is symmetric in x, and x runs from 0. */
export interface Extent {
  readonly left?: number
  readonly right: number
  readonly bottom: number
  readonly top: number
  readonly back: number
  readonly front: number
}

/** Edge, in cells, of the blocks that are looked at as one, from coarse to fine. */
const BLOCKS = [8, 4, 2] as const

/** How much further than a block's own radius its middle must be from the surface for the block to be passed over. */
const SAFETY = 1.35

/** In cells: the surface does not pass next to a sample further from it than this. */
const NEAR = 2.5

interface Samples {
  readonly values: Float32Array
  readonly nx: number
  readonly ny: number
  readonly nz: number
}

/** Samples `distance` on a grid; blocks far from the surface hold their middle's value. */
function sample(
  distance: Distance,
  { x0, extent, step }: { x0: number; extent: Extent; step: number },
): Samples {
  const nx = Math.ceil((extent.right - x0) / step) + 1
  const ny = Math.ceil((extent.top - extent.bottom) / step) + 1
  const nz = Math.ceil((extent.front - extent.back) / step) + 1
  const values = new Float32Array(nx * ny * nz)
  const fill = (i0: number, j0: number, k0: number, level: number): void => {
    const edge = BLOCKS[level]
    const h = (edge / 2) * step
    const far = distance(x0 + i0 * step + h, extent.bottom + j0 * step + h, extent.back + k0 * step + h)
    const passed = Math.abs(far) > h * 1.74 * SAFETY + 0.4
    if (!passed && level < BLOCKS.length - 1) {
      const part = edge / 2
      for (let c = 0; c < 8; c++) {
        const [i, j, k] = [i0 + part * (c & 1), j0 + part * ((c >> 1) & 1), k0 + part * (c >> 2)]
        if (i < nx && j < ny && k < nz) fill(i, j, k, level + 1)
      }
      return
    }
    for (let j = j0; j < Math.min(j0 + edge, ny); j++)
      for (let k = k0; k < Math.min(k0 + edge, nz); k++)
        for (let i = i0; i < Math.min(i0 + edge, nx); i++)
          values[(j * nz + k) * nx + i] = passed
            ? far
            : distance(x0 + i * step, extent.bottom + j * step, extent.back + k * step)
  }
  for (let j = 0; j < ny; j += BLOCKS[0])
    for (let k = 0; k < nz; k += BLOCKS[0]) for (let i = 0; i < nx; i += BLOCKS[0]) fill(i, j, k, 0)
  return { values, nx, ny, nz }
}

/** The right half doubled to the left. */
function mirrored({ values, nx, ny, nz }: Samples): Samples {
  const wide = 2 * nx - 1
  const both = new Float32Array(wide * ny * nz)
  for (let row = 0; row < ny * nz; row++)
    for (let i = 0; i < wide; i++) both[row * wide + i] = values[row * nx + Math.abs(i - nx + 1)]
  return { values: both, nx: wide, ny, nz }
}

/** Moves a vertex onto the surface (Newton along the gradient) and reads its normal. */
function settle(distance: Distance, p: Float32Array, n: Float32Array, at: number, step: number): void {
  const e = 0.1
  let [x, y, z] = [p[at], p[at + 1], p[at + 2]]
  for (let round = 0; round < 2; round++) {
    // Four corners of a tetrahedron give the gradient and, by their mean, the value.
    const a = distance(x + e, y - e, z - e)
    const b = distance(x - e, y - e, z + e)
    const c = distance(x - e, y + e, z - e)
    const d = distance(x + e, y + e, z + e)
    const gx = (a - b - c + d) / (4 * e)
    const gy = (c + d - a - b) / (4 * e)
    const gz = (b + d - a - c) / (4 * e)
    const length = Math.sqrt(gx * gx + gy * gy + gz * gz) || 1e-6
    n[at] = gx / length
    n[at + 1] = gy / length
    n[at + 2] = gz / length
    if (round === 1) break
    const f = (a + b + c + d) / 4 / length
    const move = Math.max(-0.6 * step, Math.min(0.6 * step, f)) / length
    x -= gx * move
    y -= gy * move
    z -= gz * move
  }
  p[at] = x
  p[at + 1] = y
  p[at + 2] = z
}

/** The vertices: one in every cell the surface passes through, at the mean of where it cuts the cell's edges. */
function vertices({ values, nx, ny, nz }: Samples, from: number, near: number) {
  const vertexOf = new Int32Array(nx * ny * nz).fill(-1)
  const places: number[] = []
  const corner = new Float64Array(8)
  for (let j = 0; j < ny - 1; j++)
    for (let k = 0; k < nz - 1; k++)
      for (let i = from; i < nx - 1; i++) {
        const o = (j * nz + k) * nx + i
        if (Math.abs(values[o]) > near) continue
        let inside = 0
        for (let c = 0; c < 8; c++) {
          corner[c] = values[o + (c & 1) + ((c >> 1) & 1) * nx * nz + (c >> 2) * nx]
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
        vertexOf[o] = places.length / 3
        places.push(i + sx / n, j + sy / n, k + sz / n)
      }
  return { vertexOf, places }
}

/** The quads between the vertices round every edge the surface cuts, as triangles. */
function triangulate(
  { values, nx, ny, nz }: Samples,
  { vertexOf, count }: { vertexOf: Int32Array; count: number },
  near: number,
): Uint32Array {
  // A closed net has about as many quads as vertices.
  let triangles = new Uint32Array(8 * count)
  let n = 0
  const quad = (a: number, b: number, c: number, d: number, flip: boolean): void => {
    if (n + 6 > triangles.length) {
      const more = new Uint32Array(2 * triangles.length + 6)
      more.set(triangles)
      triangles = more
    }
    triangles[n] = a
    triangles[n + 1] = flip ? c : b
    triangles[n + 2] = flip ? b : c
    triangles[n + 3] = a
    triangles[n + 4] = flip ? d : c
    triangles[n + 5] = flip ? c : d
    n += 6
  }
  const [up, ahead] = [nx * nz, nx]
  for (let j = 1; j < ny - 1; j++)
    for (let k = 1; k < nz - 1; k++)
      for (let i = 1; i < nx - 1; i++) {
        const o = (j * nz + k) * nx + i
        if (Math.abs(values[o]) > near) continue
        const here = values[o] < 0
        const at = (less: number): number => vertexOf[o - less]
        if (here !== values[o + 1] < 0) quad(at(0), at(up), at(up + ahead), at(ahead), !here)
        if (here !== values[o + up] < 0) quad(at(0), at(ahead), at(ahead + 1), at(1), !here)
        if (here !== values[o + ahead] < 0) quad(at(0), at(1), at(up + 1), at(up), !here)
      }
  return triangles.slice(0, n)
}

/**
 * Meshes the surface `distance = 0` at a grid of `step` cm.
 * Surface nets after S. Gibson, "Constrained Elastic Surface Nets" (1998), without the relaxation.
 */
export function surface(distance: Distance, extent: Extent, step: number): Mesh {
  const { left } = extent
  const own = sample(distance, { x0: left ?? 0, extent, step })
  const samples = left === undefined ? mirrored(own) : own
  const { nx } = samples
  const middle = left === undefined ? own.nx - 1 : 0
  const { vertexOf, places } = vertices(samples, middle, NEAR * step)
  const own3 = places.length
  const positions = new Float32Array(left === undefined ? 2 * own3 : own3)
  for (let i = 0; i < own3; i += 3) {
    positions[i] = (left ?? 0) + (places[i] - middle) * step
    positions[i + 1] = extent.bottom + places[i + 1] * step
    positions[i + 2] = extent.back + places[i + 2] * step
  }
  const normals = new Float32Array(positions.length)
  for (let i = 0; i < own3; i += 3) settle(distance, positions, normals, i, step)
  if (left === undefined) {
    for (let i = 0; i < own3; i++) {
      const sign = i % 3 === 0 ? -1 : 1
      positions[own3 + i] = sign * positions[i]
      normals[own3 + i] = sign * normals[i]
    }
    for (let o = 0; o < vertexOf.length; o++) {
      const i = o % nx
      if (vertexOf[o] >= 0 && vertexOf[o] < own3 / 3 && i >= middle)
        vertexOf[o - i + nx - 2 - i] = vertexOf[o] + own3 / 3
    }
  }
  const mesh = {
    positions,
    normals,
    triangles: triangulate(samples, { vertexOf, count: positions.length / 3 }, NEAR * step),
  }
  normalise(normals)
  smoothNormals(normals, mesh.triangles, 1)
  return mesh
}
