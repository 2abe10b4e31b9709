// Reads what the cloth of a garment's trunk is, row by row, from its sides: what is seen there goes on round the back.
import type { Cutout, Landmarks } from '../../garment.ts'

/** Rows and places are pixels of the cut-out. */
export interface Cloth {
  /** First and last row that were read. */
  readonly top: number
  readonly bottom: number
  readonly axis: number
  /** Half the trunk's width in each row, without sleeves; 0 in rows that were not read. */
  readonly half: Float32Array
  /** The usual half width. */
  readonly usual: number
  /** Lab of the left and of the right side in each row, six floats. */
  readonly sides: Float32Array
  /** The same in sRGB. */
  readonly colours: Float32Array
  /** Share of the sides' pixels whose colour is not their row's: little on plain cloth and colour blocks, much on a pattern. */
  readonly busy: number
  /** How far from its row's colour the cloth's own unevenness goes: folds, sheen, a small weave. */
  readonly uneven: number
}

/** The sides lie between these shares of the half width. */
const FROM = 0.84
const TO = 0.96
/** Lab distance, lightness counted about half (folds), from which a pixel is not of the cloth's colour. */
export const OTHER = 13
const LIGHTNESS = 0.55

/** Distance of a pixel's colour from a Lab colour, folds and shadows counted less. */
export function colourFar(lab: Float32Array, i: number, l: number, a: number, b: number): number {
  return Math.hypot((lab[3 * i] - l) * LIGHTNESS, lab[3 * i + 1] - a, lab[3 * i + 2] - b)
}

/** Half the trunk's width in every row: the run of cloth round the axis, no further out than the armpits. */
function halfWidths({ mask, width, height }: Cutout, marks: Landmarks): Float32Array {
  const half = new Float32Array(height)
  const { pitLeft, pitRight } = marks.points
  const pits = pitLeft && pitRight && marks.topology === 'sleeved' ? (pitRight.x - pitLeft.x) / 2 : Infinity
  const pitY = pitLeft && pitRight ? Math.max(pitLeft.y, pitRight.y) : 0
  const axis = Math.round(marks.axis)
  for (let y = Math.max(0, Math.floor(marks.box.top)); y <= Math.min(height - 1, marks.box.bottom); y++) {
    let [left, right] = [axis, axis]
    const row = y * width
    if (!mask[row + axis]) continue
    while (left > 0 && mask[row + left - 1]) left--
    while (right < width - 1 && mask[row + right + 1]) right++
    const own = Math.min(axis - left, right - axis)
    half[y] = y < pitY + 0.25 * pits ? Math.min(own, pits) : own
  }
  return half
}

/** Channel medians of a run of pixels in a row, every other pixel. */
function medianOf(
  lab: Float32Array | Uint8ClampedArray,
  from: number,
  to: number,
  out: Float32Array,
  at: number,
): void {
  const n = Math.max(1, Math.floor((to - from) / 2))
  for (let c = 0; c < 3; c++) {
    const values = Float32Array.from({ length: n }, (_, k) => lab[3 * (from + 2 * k) + c]).toSorted()
    out[at + c] = values[n >> 1]
  }
}

/** Pocket flaps and belts are lower than this share of the height, bands of colour higher. */
const STEADY = 0.03

/** Smooths each channel over the rows by a running median, so that single rows do not step out. */
function steady(sides: Float32Array, half: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(sides.length)
  const room: number[] = []
  for (let y = 0; y < half.length; y++) {
    if (half[y] === 0) continue
    // Every second row is enough: medians hardly change from one to the next.
    if (y & 1 && half[y - 1] > 0) {
      out.copyWithin(6 * y, 6 * y - 6, 6 * y)
      continue
    }
    for (let c = 0; c < 6; c++) {
      room.length = 0
      for (let v = Math.max(0, y - reach); v <= Math.min(half.length - 1, y + reach); v += 2)
        if (half[v] > 0) room.push(sides[6 * v + c])
      room.sort((p, q) => p - q)
      out[6 * y + c] = room[room.length >> 1]
    }
  }
  return out
}

/** Reads the cloth of a trunk. */
export function readCloth(cutout: Cutout, marks: Landmarks): Cloth {
  const { lab, rgb, width } = cutout
  const axis = Math.round(marks.axis)
  const half = halfWidths(cutout, marks)
  const raw = new Float32Array(6 * half.length)
  const rawColours = new Float32Array(6 * half.length)
  for (let y = 0; y < half.length; y++) {
    const h = half[y]
    if (h < 12) half[y] = 0
    if (half[y] === 0) continue
    const row = y * width + axis
    medianOf(lab, row - Math.round(TO * h), row - Math.round(FROM * h), raw, 6 * y)
    medianOf(lab, row + Math.round(FROM * h), row + Math.round(TO * h), raw, 6 * y + 3)
    medianOf(rgb, row - Math.round(TO * h), row - Math.round(FROM * h), rawColours, 6 * y)
    medianOf(rgb, row + Math.round(FROM * h), row + Math.round(TO * h), rawColours, 6 * y + 3)
  }
  const reach = Math.max(3, Math.round(STEADY * (marks.box.bottom - marks.box.top)))
  const sides = steady(raw, half, reach)
  const residues: number[] = []
  let [looked, other, top, bottom] = [0, 0, half.length, 0]
  for (let y = 0; y < half.length; y++) {
    if (half[y] === 0) continue
    top = Math.min(top, y)
    bottom = y
    if (y & 1) continue
    for (let x = Math.round(FROM * half[y]); x < TO * half[y]; x += 2)
      for (const side of [0, 1]) {
        const i = y * width + axis + (side ? x : -x)
        looked++
        const o = 6 * y + 3 * side
        const far = colourFar(lab, i, sides[o], sides[o + 1], sides[o + 2])
        if (far > OTHER) other++
        residues.push(far)
      }
  }
  const uneven = Float32Array.from(residues).toSorted()[Math.floor(0.85 * residues.length)] ?? 0
  const widths = half.filter((h) => h > 0).toSorted()
  return {
    top,
    bottom,
    axis,
    half,
    usual: widths[widths.length >> 1] ?? 0,
    sides,
    colours: steady(rawColours, half, reach),
    busy: looked ? other / looked : 1,
    uneven,
  }
}

/** Share of the right side's colour at a place of a row. */
const ofRight = ({ axis, half }: Cloth, x: number, y: number): number =>
  Math.max(0, Math.min(1, 0.5 + (x - axis) / (1.8 * half[y])))

/** The colour that the trunk's sides give a place, sRGB; rows that were not read take the nearest that was. */
export function colourFromSides(cloth: Cloth, x: number, y: number, out: Float32Array): void {
  const row = Math.max(cloth.top, Math.min(cloth.bottom, y))
  const right = cloth.half[row] > 0 ? ofRight(cloth, x, row) : 0.5
  for (let c = 0; c < 3; c++)
    out[c] = cloth.colours[6 * row + c] * (1 - right) + cloth.colours[6 * row + 3 + c] * right
}

/** Rows up and down whose colour counts too: the border between two colours is seldom level. */
const LEVEL = 5

/** How far a pixel of the trunk is from the colours its row, or one hardly above or below, has at the sides. */
export function farFromSides(cloth: Cloth, { lab, width }: Cutout, x: number, y: number): number {
  const { half, sides } = cloth
  let best = Infinity
  for (let v = y - 2 * LEVEL; v <= y + 2 * LEVEL; v += LEVEL) {
    if (v < 0 || v >= half.length || half[v] === 0) continue
    const o = 6 * v
    const t = ofRight(cloth, x, v)
    const mix = (c: number): number => sides[o + c] * (1 - t) + sides[o + 3 + c] * t
    best = Math.min(best, colourFar(lab, y * width + x, mix(0), mix(1), mix(2)))
  }
  return best
}
