// The broad colours of a cut-out on a grid of half its size, continued to where no cloth shows.
import { boxBlur } from '../cutout/blur.ts'
import type { Cutout } from '../garment.ts'
import { pushPull } from './push-pull.ts'

/** Pixels of the cut-out along each side of a cell. */
export const CELL = 2

/** Three floats a cell. */
export interface Ground {
  readonly values: Float32Array
  readonly width: number
  readonly height: number
}

/** Means of a cut-out's sRGB over the pixels of each cell that are 1 in `good`, and how many there were (0..1). */
function cellsOf(
  { rgb, width }: Cutout,
  good: Uint8Array,
  wide: number,
  tall: number,
): { values: Float32Array; weight: Float32Array } {
  const values = new Float32Array(3 * wide * tall)
  const weight = new Float32Array(wide * tall)
  for (let y = 0; y < tall * CELL; y++)
    for (let x = 0; x < wide * CELL; x++) {
      const i = y * width + x
      if (!good[i]) continue
      const o = (y >> 1) * wide + (x >> 1)
      weight[o]++
      values[3 * o] += rgb[3 * i]
      values[3 * o + 1] += rgb[3 * i + 1]
      values[3 * o + 2] += rgb[3 * i + 2]
    }
  for (let o = 0; o < weight.length; o++) {
    if (weight[o] === 0) continue
    for (let c = 0; c < 3; c++) values[3 * o + c] /= weight[o]
    weight[o] /= CELL * CELL
  }
  return { values, weight }
}

/** The colours of what is `good`, as they are; unknown elsewhere. */
export function knownColours(cutout: Cutout, good: Uint8Array): { ground: Ground; known: Uint8Array } {
  const width = cutout.width >> 1
  const height = cutout.height >> 1
  const { values, weight } = cellsOf(cutout, good, width, height)
  return { ground: { values, width, height }, known: new Uint8Array(weight.map((w) => (w > 0 ? 1 : 0))) }
}

/** Mean colours within `radius` pixels; known where at least `enough` of the pixels around, and the cell itself, are good. */
export function meanColours(
  cutout: Cutout,
  good: Uint8Array,
  radius: number,
  enough: number,
): { ground: Ground; known: Uint8Array } {
  const width = cutout.width >> 1
  const height = cutout.height >> 1
  const { values, weight } = cellsOf(cutout, good, width, height)
  const reach = Math.max(1, Math.round(radius / CELL))
  const weights = boxBlur(weight, width, height, reach)
  const plane = new Float32Array(weight.length)
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < plane.length; i++) plane[i] = values[3 * i + c] * weight[i]
    const blurred = boxBlur(plane, width, height, reach)
    for (let i = 0; i < plane.length; i++) values[3 * i + c] = weights[i] > 1e-4 ? blurred[i] / weights[i] : 0
  }
  const known = new Uint8Array(weight.length)
  for (let i = 0; i < known.length; i++) if (weight[i] > 0 && weights[i] > enough) known[i] = 1
  return { ground: { values, width, height }, known }
}

/** Continues a ground to where it is not known, in place. */
export function fillGround({ values, width, height }: Ground, known: Uint8Array): void {
  pushPull(values, known, width, height)
}

/** The bilinear value at a place of the cut-out (pixel centres at whole numbers), into `out`. */
export function readGround({ values, width, height }: Ground, x: number, y: number, out: Float32Array): void {
  const u = Math.max(0, Math.min(width - 1, (x - 0.5) / CELL))
  const v = Math.max(0, Math.min(height - 1, (y - 0.5) / CELL))
  const i = Math.floor(u)
  const j = Math.floor(v)
  const a = u - i
  const b = v - j
  const right = i < width - 1 ? 3 : 0
  const p = 3 * (j * width + i)
  const q = j < height - 1 ? p + 3 * width : p
  for (let c = 0; c < 3; c++)
    out[c] =
      (values[p + c] * (1 - a) + values[p + right + c] * a) * (1 - b) +
      (values[q + c] * (1 - a) + values[q + right + c] * a) * b
}
