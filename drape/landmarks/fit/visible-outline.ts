// Samples the outline of a template where it can be seen.

import { HIDDEN } from './drawing.ts'
import type { PlacedPart } from './drawing.ts'

/**
 * Numbers a sample: x, y, outward normal x and y, the length it stands for, then where it lies: the edge (see `edgeAt`)
 * and the share of the way along it.
 */
export const STRIDE = 7

/** Edge `i` of part `k` as one number, negative where the part runs anticlockwise. */
const EDGES = 4096

/** Far more than an outline near the photo has. */
const MOST_SAMPLES = 65_536

let samples = new Float64Array(1024 * STRIDE)

/**
 * Samples every `step` pixels of the edges that no other part covers. Sleeves (and legs) do not cover each other. The
 * array is written over by the next call, since a fit asks thousands of times. A template that a step has blown up beyond all measure
 * has no outline to be seen: it lies as far from the photo as can be.
 */
export function visibleOutline(parts: readonly PlacedPart[], step: number): Float64Array {
  const boxes = parts.map(({ xy }) => boxOf(xy))
  let at = 0
  for (let k = 0; k < parts.length; k++) {
    const { xy, edges } = parts[k]
    const clockwise = areaOf(xy) > 0 ? 1 : -1
    const n = xy.length
    for (let i = 0; i < n; i += 2) {
      if (edges[i / 2] === HIDDEN) continue
      const next = i + 2 < n ? i + 2 : 0
      const dx = xy[next] - xy[i]
      const dy = xy[next + 1] - xy[i + 1]
      const length = Math.sqrt(dx * dx + dy * dy)
      if (length < 1e-6) continue
      const count = Math.max(1, Math.round(length / step))
      const nx = (clockwise * dy) / length
      const ny = (-clockwise * dx) / length
      if (!(at + count * STRIDE <= MOST_SAMPLES * STRIDE)) return samples.subarray(0, 0)
      if (at + count * STRIDE > samples.length) samples = grown(samples, at + count * STRIDE)
      for (let s = 0; s < count; s++) {
        const t = (s + 0.5) / count
        const x = xy[i] + dx * t
        const y = xy[i + 1] + dy * t
        if (isCovered(parts, boxes, k, x + nx * 0.8, y + ny * 0.8)) continue
        samples[at] = x
        samples[at + 1] = y
        samples[at + 2] = nx
        samples[at + 3] = ny
        samples[at + 4] = length / count
        samples[at + 5] = clockwise * (k * EDGES + i / 2 + 1)
        samples[at + 6] = t
        at += STRIDE
      }
    }
  }
  return samples.subarray(0, at)
}

/** The part, the edge in it and the sense of a sample's edge number. */
export function edgeAt(number: number): { part: number; edge: number; sense: number } {
  const place = Math.abs(number) - 1
  return { part: Math.floor(place / EDGES), edge: place % EDGES, sense: Math.sign(number) }
}

type Box = readonly [left: number, top: number, right: number, bottom: number]

/** Another part than the k-th lies over the point. */
function isCovered(
  parts: readonly PlacedPart[],
  boxes: readonly Box[],
  k: number,
  x: number,
  y: number,
): boolean {
  for (let o = 0; o < parts.length; o++) {
    if (o === k || (parts.length === 3 && k > 0 && o > 0)) continue
    const [left, top, right, bottom] = boxes[o]
    if (x >= left && x <= right && y >= top && y <= bottom && isInside(parts[o].xy, x, y)) return true
  }
  return false
}

function isInside(xy: Float64Array, x: number, y: number): boolean {
  let inside = false
  const n = xy.length
  let before = xy[n - 1] > y
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const below = xy[i + 1] > y
    if (below === before) continue
    before = below
    if (x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) inside = !inside
  }
  return inside
}

function areaOf(xy: Float64Array): number {
  let area = 0
  const n = xy.length
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) area += xy[j] * xy[i + 1] - xy[i] * xy[j + 1]
  return area
}

function boxOf(xy: Float64Array): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < xy.length; i += 2) {
    left = Math.min(left, xy[i])
    right = Math.max(right, xy[i])
    top = Math.min(top, xy[i + 1])
    bottom = Math.max(bottom, xy[i + 1])
  }
  return [left, top, right, bottom]
}

function grown(array: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * least)
  larger.set(array)
  return larger
}
