// Intersection over union of a template and the silhouette, without drawing either.

import type { Part } from './drawing.ts'
import type { Target } from './make-target.ts'

const MOST = 24
let crossings = new Float64Array(0)
let counts = new Uint8Array(0)

/**
 * Walks the pixel rows: the union of the parts is a few spans a row, exact in x; the silhouette inside a span is a
 * difference of row sums. The scratch arrays are kept, since a fit asks thousands of times.
 */
export function overlap(parts: readonly Part[], target: Target): number {
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
  for (const [k, { xy }] of parts.entries()) collect(xy, k, first)
  let common = 0
  let drawn = 0
  const spans: [number, number][] = []
  for (let r = 0; r < rows; r++) {
    spans.length = 0
    for (let k = 0; k < 3; k++) {
      const count = counts[r * 3 + k]
      if (count < 2) continue
      const from = (r * 3 + k) * MOST
      const xs = crossings.subarray(from, from + count).sort()
      for (let i = 0; i + 1 < count; i += 2) spans.push([xs[i], xs[i + 1]])
    }
    if (spans.length > 1) spans.sort((a, b) => a[0] - b[0])
    let end = -Infinity
    for (const [a, b] of spans) {
      const start = Math.max(a, end)
      if (b <= start) continue
      drawn += b - start
      common += covered(target, r + first, b) - covered(target, r + first, start)
      end = b
    }
  }
  return common / (drawn + target.area - common)
}

/** Notes where the edges of a part cross the middle of each pixel row. */
function collect(xy: readonly number[], k: number, first: number): void {
  const n = xy.length
  for (let i = 0; i < n; i += 2) {
    let ax = xy[i]
    let ay = xy[i + 1]
    let bx = xy[(i + 2) % n]
    let by = xy[(i + 3) % n]
    if (ay === by) continue
    if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay]
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
