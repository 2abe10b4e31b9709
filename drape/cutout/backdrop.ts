// Models the backdrop of a photo from its border and tells how far every pixel is from it.

import { findLedge, type Ledge } from './find-ledge.ts'

export interface Backdrop {
  /** Distance in Lab from the modelled backdrop, chroma weighted by the root of 1.6. */
  readonly distance: Float32Array
  /** How much more colour than the backdrop a pixel has: its distance in a and b alone. */
  readonly tint: Float32Array
  /** How much darker than the backdrop a pixel is, in L*; negative where it is lighter. */
  readonly shade: Float32Array
  /** Spread of the border around the model, in Lab units. */
  readonly spread: number
  /** Share 0..1 of the border that the model explains. */
  readonly explained: number
}

const TERMS = 6
const CHROMA = 1.6
// A backdrop shades off by at most this much from its middle colour, in Lab units.
const WIDEST = 28
// Rows on each side of a ledge that may be of either tone.
const SOFT = 4

type Surface = Float64Array // TERMS x 3 coefficients

/**
 * Fits a smooth surface (quadratic in x and y, per Lab channel) to the picture's border, robustly: garments that reach
 * the edge are left out. What lies beyond a ledge, and corners that look different, get surfaces of
 * their own.
 */
export function modelBackdrop(lab: Float32Array, width: number, height: number): Backdrop {
  const border = borderPixels(width, height)
  const ledge = findLedge(lab, width, height)
  const [larger, smaller] = ledge ? partsOf(border, ledge, width) : [border, []]
  const main = fitRobust(lab, larger, width, height)
  const { distance, tint, shade } = measure(lab, main.surface, width, height)
  if (ledge && smaller.length) {
    const other = fitRobust(lab, smaller, width, height, 0.3)
    const own = measure(lab, other.surface, width, height)
    const upperIsMain = rowsBelow(ledge, larger[0], width) < 0
    for (let i = 0; i < distance.length; i++) {
      const beyond = upperIsMain ? rowsBelow(ledge, i, width) : -rowsBelow(ledge, i, width)
      // The edge itself is soft, and not quite straight.
      if (beyond > SOFT || (beyond > -SOFT && own.distance[i] < distance[i])) {
        distance[i] = own.distance[i]
        tint[i] = own.tint[i]
        shade[i] = own.shade[i]
      }
    }
  }
  let open = border.filter((i) => distance[i] > Math.max(5, 4 * main.spread))
  for (const corner of corners(width, height)) {
    const patch = open.filter(
      (i) => Math.hypot((i % width) - corner.x, Math.floor(i / width) - corner.y) < corner.reach,
    )
    if (patch.length < 0.2 * corner.count) continue
    const middle = median(lab, patch)
    const like = open.filter((i) => gap(lab, i, middle) < 9)
    if (like.length < border.length * 0.06) continue
    const second = fitRobust(lab, like, width, height, 0.3)
    const limit = Math.max(5, 4 * second.spread)
    const own = measure(lab, second.surface, width, height)
    spreadFrom(like, own.distance, limit, width, distance)
    open = open.filter((i) => own.distance[i] > limit)
  }
  return { distance, tint, shade, spread: main.spread, explained: 1 - open.length / border.length }
}

/** Rows by which a pixel lies below the ledge; negative above it. */
function rowsBelow({ left, right }: Ledge, i: number, width: number): number {
  return Math.floor(i / width) - left - ((right - left) * (i % width)) / width
}

/** The border's pixels on both sides of a ledge, the larger part first; those near the edge itself are left out. */
function partsOf(
  border: readonly number[],
  ledge: Ledge,
  width: number,
): [readonly number[], readonly number[]] {
  const upper = border.filter((i) => rowsBelow(ledge, i, width) < -SOFT)
  const lower = border.filter((i) => rowsBelow(ledge, i, width) > SOFT)
  return upper.length >= lower.length ? [upper, lower] : [lower, upper]
}

function borderPixels(width: number, height: number): number[] {
  const depth = Math.max(6, Math.round(0.02 * Math.min(width, height)))
  const pixels: number[] = []
  for (let y = 0; y < height; y += 2) {
    const inBand = y < depth || y >= height - depth
    for (let x = 0; x < width; x += 2) {
      if (inBand || x < depth || x >= width - depth) pixels.push(y * width + x)
    }
  }
  return pixels
}

function corners(width: number, height: number) {
  const reach = 0.06 * Math.min(width, height)
  const depth = Math.max(6, Math.round(0.02 * Math.min(width, height)))
  const count = (2 * reach * depth - depth * depth) / 4
  return [0, width - 1].flatMap((x) => [0, height - 1].map((y) => ({ x, y, reach, count })))
}

function basis(i: number, width: number, height: number): readonly number[] {
  const x = (i % width) / width - 0.5
  const y = Math.floor(i / width) / height - 0.5
  return [1, x, y, x * x, y * y, x * y]
}

function median(lab: Float32Array, pixels: readonly number[]): number[] {
  return [0, 1, 2].map((c) => {
    const values = Float32Array.from(pixels, (i) => lab[3 * i + c]).sort()
    return values[values.length >> 1] ?? 0
  })
}

function gap(lab: Float32Array, i: number, colour: readonly number[]): number {
  return Math.hypot(lab[3 * i] - colour[0], lab[3 * i + 1] - colour[1], lab[3 * i + 2] - colour[2])
}

/**
 * Reweighted least squares, from a plain fit to all that is near the median colour to weights that drop fast: a
 * minority of other pixels does not bend the surface, and a slope is not mistaken for two tones.
 */
function fitRobust(
  lab: Float32Array,
  pixels: readonly number[],
  width: number,
  height: number,
  ridge = 1e-3,
) {
  const terms = termsOf(pixels, width, height)
  const middle = median(lab, pixels)
  const start = Float32Array.from(pixels, (i) => (gap(lab, i, middle) < WIDEST ? 1 : 0))
  let surface: Surface = leastSquares(lab, pixels, terms, start, ridge)
  let misses = missesOf(lab, pixels, terms, surface)
  for (let round = 0; round < 8; round++) {
    const scale = Math.max(0.4, quantile(misses, 0.5))
    const weights = misses.map((miss) => 1 / (1 + (miss / scale) ** 2) ** 2)
    surface = leastSquares(lab, pixels, terms, weights, ridge)
    misses = missesOf(lab, pixels, terms, surface)
  }
  const limit = Math.max(1.5, 3 * quantile(misses, 0.6))
  const spread = quantile(
    misses.filter((miss) => miss < limit),
    0.7,
  )
  return { surface, spread }
}

/** TERMS numbers a pixel. */
function termsOf(pixels: readonly number[], width: number, height: number): Float64Array {
  const terms = new Float64Array(pixels.length * TERMS)
  for (const [k, i] of pixels.entries()) terms.set(basis(i, width, height), k * TERMS)
  return terms
}

function missesOf(lab: Float32Array, pixels: readonly number[], terms: Float64Array, surface: Surface) {
  const misses = new Float32Array(pixels.length)
  for (let k = 0; k < pixels.length; k++) {
    let sum = 0
    for (let c = 0; c < 3; c++) {
      let value = lab[3 * pixels[k] + c]
      for (let t = 0; t < TERMS; t++) value -= surface[t * 3 + c] * terms[k * TERMS + t]
      sum += value * value
    }
    misses[k] = Math.sqrt(sum)
  }
  return misses
}

function quantile(values: Float32Array, share: number): number {
  return Float32Array.from(values).sort()[Math.floor(values.length * share)] ?? 0
}

function leastSquares(
  lab: Float32Array,
  pixels: readonly number[],
  terms: Float64Array,
  weights: Float32Array,
  ridge: number,
): Surface {
  const columns = TERMS + 3
  const rows = Array.from({ length: TERMS }, () => new Float64Array(columns))
  let total = 0
  for (const [k, i] of pixels.entries()) {
    const weight = weights[k]
    total += weight
    for (let r = 0; r < TERMS; r++) {
      const row = rows[r]
      const weighted = weight * terms[k * TERMS + r]
      for (let t = 0; t < TERMS; t++) row[t] = row[t] + weighted * terms[k * TERMS + t]
      for (let c = 0; c < 3; c++) row[TERMS + c] = row[TERMS + c] + weighted * lab[3 * i + c]
    }
  }
  // A little ridge on all but the constant, so that a border seen on one side only does not swing far away.
  for (let t = 0; t < TERMS; t++) rows[t][t] = rows[t][t] + (t ? ridge * total : 1e-9)
  for (let p = 0; p < TERMS; p++) {
    const pivot = rows[p]
    for (let r = 0; r < TERMS; r++) {
      if (r === p) continue
      const row = rows[r]
      const factor = row[p] / pivot[p]
      for (let c = p; c < columns; c++) row[c] = row[c] - factor * pivot[c]
    }
  }
  const surface = new Float64Array(TERMS * 3)
  for (let t = 0; t < TERMS; t++)
    for (let c = 0; c < 3; c++) surface[t * 3 + c] = rows[t][TERMS + c] / rows[t][t]
  return surface
}

/**
 * Takes over `own` where it is nearer, but only where it is reached from the seeds through pixels under the limit:
 * a white table edge says nothing about a white shirt in the middle.
 */
function spreadFrom(
  seeds: readonly number[],
  own: Float32Array,
  limit: number,
  width: number,
  distance: Float32Array,
): void {
  const seen = new Uint8Array(own.length)
  const stack = seeds.filter((i) => own[i] <= limit)
  for (const i of stack) seen[i] = 1
  const visit = (i: number): void => {
    if (seen[i] || !(own[i] <= limit)) return
    seen[i] = 1
    stack.push(i)
  }
  while (stack.length) {
    const i = stack.pop()!
    if (own[i] < distance[i]) distance[i] = own[i]!
    const x = i % width
    if (x > 0) visit(i - 1)
    if (x < width - 1) visit(i + 1)
    visit(i - width)
    visit(i + width)
  }
}

/** Distance of every pixel from a surface. */
function measure(lab: Float32Array, surface: Surface, width: number, height: number) {
  const distance = new Float32Array(width * height)
  const tint = new Float32Array(width * height)
  const shade = new Float32Array(width * height)
  const miss = [0, 0, 0]
  for (let y = 0; y < height; y++) {
    const v = y / height - 0.5
    for (let x = 0; x < width; x++) {
      const u = x / width - 0.5
      const i = y * width + x
      for (let c = 0; c < 3; c++) {
        const value =
          surface[c] +
          surface[3 + c] * u +
          surface[6 + c] * v +
          surface[9 + c] * u * u +
          surface[12 + c] * v * v +
          surface[15 + c] * u * v
        miss[c] = lab[3 * i + c] - value
      }
      const colour = miss[1] * miss[1] + miss[2] * miss[2]
      distance[i] = Math.sqrt(miss[0] * miss[0] + CHROMA * colour)
      tint[i] = Math.sqrt(colour)
      shade[i] = -miss[0]
    }
  }
  return { distance, tint, shade }
}
