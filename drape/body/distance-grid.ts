// Distances to a solid on a 1 cm grid, read with their gradient: what cloth is pushed out of.
import type { Extent } from './surface.ts'
import type { Distance } from './shapes.ts'

/** Signed distances in cm, index `(j * nz + k) * nx + i`; y = y0 + j, z = z0 + k. */
export interface DistanceGrid {
  readonly values: Float32Array
  readonly nx: number
  readonly ny: number
  readonly nz: number
  /** x of column 0. A half grid starts at 0 and is mirrored. */
  readonly x0: number
  readonly y0: number
  readonly z0: number
  readonly half: boolean
}

/** Cells along the edge of a block that is looked at as one. */
const BLOCK = 4

/** cm from the surface, outside and inside, beyond which one value does for a block. */
const FAR = 6.5
const DEEP = 9

/** Where a grid's cells are; a space without `left` is symmetric and sampled from x = 0. */
function cells(extent: Extent): Omit<DistanceGrid, 'values'> {
  const half = extent.left === undefined
  const [x0, y0, z0] = [Math.floor(extent.left ?? 0), Math.floor(extent.bottom), Math.floor(extent.back)]
  const size = (end: number, start: number): number => Math.ceil(end) - start + 1
  return {
    nx: size(extent.right, x0),
    ny: size(extent.top, y0),
    nz: size(extent.front, z0),
    x0,
    y0,
    z0,
    half,
  }
}

/** The values made true distances near the surface, by the slope of the samples. */
function trued(raw: Float32Array, { nx, ny, nz, half }: Omit<DistanceGrid, 'values'>): Float32Array {
  const values = raw.slice()
  for (let j = 1; j < ny - 1; j++)
    for (let k = 1; k < nz - 1; k++)
      for (let i = half ? 0 : 1; i < nx - 1; i++) {
        const o = (j * nz + k) * nx + i
        const d = raw[o]
        if (Math.abs(d) > 3) continue
        const gx = half && i === 0 ? 0 : (raw[o + 1] - raw[o - 1]) / 2
        const gy = (raw[o + nx * nz] - raw[o - nx * nz]) / 2
        const gz = (raw[o + nx] - raw[o - nx]) / 2
        values[o] = d / Math.max(0.6, Math.min(1.25, Math.sqrt(gx * gx + gy * gy + gz * gz)))
      }
  return values
}

/** Samples two distances of the same space at once: `both` writes them into its last argument. */
export function distanceGrids(
  both: (x: number, y: number, z: number, out: Float64Array) => void,
  extent: Extent,
): [DistanceGrid, DistanceGrid] {
  const frame = cells(extent)
  const { nx, ny, nz, x0, y0, z0 } = frame
  const [first, second] = [new Float32Array(nx * ny * nz), new Float32Array(nx * ny * nz)]
  const out = new Float64Array(2)
  for (let j = 0; j < ny; j += BLOCK)
    for (let k = 0; k < nz; k += BLOCK)
      for (let i = 0; i < nx; i += BLOCK) {
        both(x0 + i + BLOCK / 2, y0 + j + BLOCK / 2, z0 + k + BLOCK / 2, out)
        const [p, q] = [out[0], out[1]]
        const far = Math.min(p, q) > FAR || Math.max(p, q) < -DEEP
        for (let b = j; b < Math.min(j + BLOCK, ny); b++)
          for (let c = k; c < Math.min(k + BLOCK, nz); c++)
            for (let a = i; a < Math.min(i + BLOCK, nx); a++) {
              const o = (b * nz + c) * nx + a
              if (!far) both(x0 + a, y0 + b, z0 + c, out)
              first[o] = far ? p : out[0]
              second[o] = far ? q : out[1]
            }
      }
  return [
    { ...frame, values: trued(first, frame) },
    { ...frame, values: trued(second, frame) },
  ]
}

/** Samples one distance. */
export function distanceGrid(distance: Distance, extent: Extent): DistanceGrid {
  return distanceGrids((x, y, z, out) => out.fill(distance(x, y, z)), extent)[0]
}

/**
 * Reads the grid at a point: distance, then the gradient, into `out` (4 numbers).
 * Trilinear; outside the grid the nearest cell is read.
 */
export function readGrid(grid: DistanceGrid, x: number, y: number, z: number, out: Float64Array): void {
  const { values, nx, ny, nz } = grid
  const side = grid.half && x < 0 ? -1 : 1
  let u = x * side - grid.x0
  let v = y - grid.y0
  let w = z - grid.z0
  u = u < 0 ? 0 : u > nx - 1.001 ? nx - 1.001 : u
  v = v < 0 ? 0 : v > ny - 1.001 ? ny - 1.001 : v
  w = w < 0 ? 0 : w > nz - 1.001 ? nz - 1.001 : w
  const i = u | 0
  const j = v | 0
  const k = w | 0
  const a = u - i
  const b = v - j
  const c = w - k
  const q = (j * nz + k) * nx + i
  const qz = q + nx
  const qy = q + nz * nx
  const qyz = qy + nx
  const d000 = values[q]
  const d001 = values[qz]
  const d010 = values[qy]
  const d011 = values[qyz]
  const x00 = values[q + 1] - d000
  const x01 = values[qz + 1] - d001
  const x10 = values[qy + 1] - d010
  const x11 = values[qyz + 1] - d011
  const e00 = d000 + x00 * a
  const e01 = d001 + x01 * a
  const e10 = d010 + x10 * a
  const e11 = d011 + x11 * a
  const f0 = e00 + (e01 - e00) * c
  const f1 = e10 + (e11 - e10) * c
  out[0] = f0 + (f1 - f0) * b
  out[1] = side * ((x00 * (1 - c) + x01 * c) * (1 - b) + (x10 * (1 - c) + x11 * c) * b)
  out[2] = f1 - f0
  out[3] = (e01 - e00) * (1 - b) + (e11 - e10) * b
}

const scratch = new Float64Array(4)

/** The distance alone. */
export function distanceAt(grid: DistanceGrid, x: number, y: number, z: number): number {
  readGrid(grid, x, y, z, scratch)
  return scratch[0]
}
