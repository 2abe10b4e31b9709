// Finds the line of a front that opens from neck to hem: a placket, a zip, two edges that meet.

import type { Point, Slot } from '../garment.ts'
import type { Outline } from './outline.ts'
import type { Reading } from './read-fit.ts'
import type { Upright } from './upright.ts'

// The line is looked for this far to each side of the middle, in shares of the half width between the armpits, and
// beside it up to there for what the cloth shows anyway: stripes, checks, folds.
const MIDDLE = 0.3
const BESIDE = 0.66
// Every fifth of the way must show an edge this much stronger than the cloth's own, in Lab units a pixel and as a share.
const PARTS = 5
const LEAST_EDGE = 1.1
const LEAST_GAIN = 1.7
// What is worn over the rest nearly always opens: pockets and seams beside the line may be as strong.
const LIKELY_GAIN = 0.7
// No edge counts for more; a print beside a plain placket would outshout it.
const MOST_EDGE = 24
// What a step aside costs, in Lab units, and how far the line may stray from a straight one, in half widths (root mean
// square).
const BEND = 3
const STRAY = 0.08

/**
 * The steadiest upright edge near the middle, from the neckline to the hem, as a path of least cost (dynamic
 * programming over the rows). Null unless it shows in every part of the way, and more than such a path does beside it:
 * a half placket ends, and stripes are everywhere.
 */
export function findOpening({ outline, lab }: Upright, { points, fit }: Reading, slot: Slot): Point[] | null {
  const { pitLeft, pitRight, hemLeft, hemRight, neckLeft, neckRight } = points
  if (fit.family.cut === 'trousers' || fit.family.cut === 'skirt') return null
  if (!pitLeft || !pitRight || !hemLeft || !hemRight || !neckLeft || !neckRight) return null
  const half = (pitRight.x - pitLeft.x) / 2
  const axis = (pitLeft.x + pitRight.x + hemLeft.x + hemRight.x + neckLeft.x + neckRight.x) / 6
  const middle = Math.round(axis)
  const top = firstRow(outline, middle) + Math.round(0.06 * half)
  const bottom = lastRow(outline, middle) - Math.round(0.05 * half)
  if (!(half > 12) || bottom - top < 1.2 * half) return null
  const from = middle - Math.round(BESIDE * half)
  const to = middle + Math.round(BESIDE * half)
  const edges = uprightEdges(outline, lab, from, to, top, bottom)
  const reach = Math.round(MIDDLE * half)
  const found = steadiest(edges, middle - reach - from, middle + reach - from)
  const others = [
    steadiest(edges, 0, middle - reach - from),
    steadiest(edges, middle + reach - from, to - from),
  ]
  const gain = slot === 'outer' ? LIKELY_GAIN : LEAST_GAIN
  const least = Math.max(LEAST_EDGE, gain * Math.max(...others.map((path) => steadyEdge(edges, path))))
  if (steadyEdge(edges, found) < least || strayOf(found) > STRAY * half) return null
  return [...found].flatMap((column, k) =>
    k % 4 === 0 || k === found.length - 1 ? [{ x: from + column + 0.5, y: top + k + 0.5 }] : [],
  )
}

interface Grid {
  readonly width: number
  readonly height: number
  readonly cells: Float32Array
}

/** How much the colour changes across each pixel, over five rows, so that buttons and knit stitches do not count. */
function uprightEdges(
  { width, mask }: Outline,
  lab: Float32Array,
  from: number,
  to: number,
  top: number,
  bottom: number,
): Grid {
  const wide = to - from + 1
  const high = bottom - top + 1
  const cells = new Float32Array(wide * high)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      let change = 0
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let v = -2; v <= 2; v++) {
          const at = (top + y + v) * width + from + x
          if (mask[at - 2] && mask[at + 2]) sum += lab[3 * (at + 1) + c] - lab[3 * (at - 1) + c]
        }
        change += (sum / 5) ** 2
      }
      cells[y * wide + x] = Math.min(MOST_EDGE, Math.sqrt(change))
    }
  }
  return { width: wide, height: high, cells }
}

/** The column of each row on the path of most edge, between two columns; a step aside costs. */
function steadiest({ width, height, cells }: Grid, first: number, last: number): Int32Array {
  const wide = last - first + 1
  const from = new Int8Array(wide * height)
  let sums = Float64Array.from({ length: wide }, (_, x) => cells[first + x])
  for (let y = 1; y < height; y++) {
    const next = new Float64Array(wide)
    for (let x = 0; x < wide; x++) {
      let step = 0
      let most = sums[x]
      if (x > 0 && sums[x - 1] - BEND > most) {
        most = sums[x - 1] - BEND
        step = -1
      }
      if (x + 1 < wide && sums[x + 1] - BEND > most) {
        most = sums[x + 1] - BEND
        step = 1
      }
      next[x] = most + cells[y * width + first + x]
      from[y * wide + x] = step
    }
    sums = next
  }
  let x = sums.indexOf(Math.max(...sums))
  const path = new Int32Array(height)
  for (let y = height - 1; y >= 0; y--) {
    path[y] = first + x
    x += from[y * wide + x]
  }
  return path
}

/** The median edge on the parts of the path; the least but one counts, since a bag or a hand may lie over the line. */
function steadyEdge({ width, height, cells }: Grid, path: Int32Array): number {
  const medians = Array.from({ length: PARTS }, (_, k) => {
    const rows: number[] = []
    for (let y = Math.floor((k * height) / PARTS); y < ((k + 1) * height) / PARTS; y++)
      rows.push(cells[y * width + path[y]])
    return median(rows)
  }).sort((a, b) => a - b)
  return Math.min(medians[1], medians[0] / 0.7)
}

/** Root mean square distance of the path's columns to the straight line that suits them best. */
function strayOf(path: Int32Array): number {
  const n = path.length
  const middle = (n - 1) / 2
  const mean = path.reduce((sum, x) => sum + x, 0) / n
  let along = 0
  let spread = 0
  for (let y = 0; y < n; y++) {
    along += (y - middle) * (path[y] - mean)
    spread += (y - middle) ** 2
  }
  const slope = along / spread
  return Math.sqrt(path.reduce((sum, x, y) => sum + (x - mean - slope * (y - middle)) ** 2, 0) / n)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function firstRow({ mask, width, box }: Outline, x: number): number {
  let y = box.top
  while (y < box.bottom && !mask[y * width + x]) y++
  return y
}

function lastRow({ mask, width, box }: Outline, x: number): number {
  let y = box.bottom
  while (y > box.top && !mask[y * width + x]) y--
  return y
}
