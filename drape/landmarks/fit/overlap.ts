// Intersection over union of a template and the silhouette, without drawing either.

import type { PlacedPart } from './drawing.ts'
import type { Target } from './make-target.ts'

const MOST = 24
let crossings = new Float64Array(0)
let counts = new Uint8Array(0)
// The spans of one row: where each starts and ends, by its start.
const spans = new Float64Array(3 * MOST)

/**
 * Walks the pixel rows: the union of the parts is a few spans a row, exact in x; the silhouette inside a span is a
 * difference of row sums. The scratch arrays are kept, since a fit asks thousands of times.
 */
export function overlap(parts: readonly PlacedPart[], target: Target): number {
  let top = Infinity
  let bottom = -Infinity
  for (const { xy } of parts) {
    for (let i = 1; i < xy.length; i += 2) {
      top = Math.min(top, xy[i])
      bottom = Math.max(bottom, xy[i])
    }
  }
  const first = Math.floor(top)
  const rows = Math.ceil(bottom) - first + 1
  if (!(rows < 2000)) return 0
  if (counts.length < rows * 3) {
    crossings = new Float64Array(rows * 3 * MOST)
    counts = new Uint8Array(rows * 3)
  }
  counts.fill(0, 0, rows * 3)
  for (let k = 0; k < parts.length; k++) collect(parts[k].xy, k, first)
  let common = 0
  let drawn = 0
  for (let r = 0; r < rows; r++) {
    const count = spansOf(r)
    let end = -Infinity
    for (let i = 0; i < count; i += 2) {
      const start = Math.max(spans[i], end)
      const b = spans[i + 1]
      if (b <= start) continue
      drawn += b - start
      common += covered(target, r + first, b) - covered(target, r + first, start)
      end = b
    }
  }
  return common / (drawn + target.area - common)
}

/** Puts the spans of all parts in a row into the scratch array, ordered by their starts. Returns its length. */
function spansOf(row: number): number {
  let length = 0
  for (let cell = row * 3; cell < row * 3 + 3; cell++) {
    const count = counts[cell]
    const from = cell * MOST
    for (let i = from + 1; i < from + count; i++) {
      const x = crossings[i]
      let j = i
      for (; j > from && crossings[j - 1] > x; j--) crossings[j] = crossings[j - 1]
      crossings[j] = x
    }
    for (let i = from; i + 1 < from + count; i += 2) {
      let j = length
      for (; j > 0 && spans[j - 2] > crossings[i]; j -= 2) {
        spans[j] = spans[j - 2]
        spans[j + 1] = spans[j - 1]
      }
      spans[j] = crossings[i]
      spans[j + 1] = crossings[i + 1]
      length += 2
    }
  }
  return length
}

/** Notes where the edges of a part cross the middle of each pixel row. */
function collect(xy: Float64Array, k: number, first: number): void {
  const n = xy.length
  for (let i = 0; i < n; i += 2) {
    let ax = xy[i]
    let ay = xy[i + 1]
    const next = i + 2 < n ? i + 2 : 0
    let bx = xy[next]
    let by = xy[next + 1]
    if (ay === by) continue
    if (ay > by) {
      const [x, y] = [ax, ay]
      ax = bx
      ay = by
      bx = x
      by = y
    }
    const slope = (bx - ax) / (by - ay)
    for (let y = Math.ceil(ay - 0.5); y < Math.ceil(by - 0.5); y++) {
      const cell = (y - first) * 3 + k
      if (counts[cell] < MOST) crossings[cell * MOST + counts[cell]++] = ax + (y + 0.5 - ay) * slope
    }
  }
}

function covered({ sums, width, height }: Target, y: number, x: number): number {
  if (y < 0 || y >= height || x <= 0) return 0
  const row = y * (width + 1)
  if (x >= width) return sums[row + width]
  const i = Math.floor(x)
  return sums[row + i] + (sums[row + i + 1] - sums[row + i]) * (x - i)
}
