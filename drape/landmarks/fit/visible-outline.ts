// Samples the outline of a template where it can be seen.

import { HIDDEN } from './drawing.ts'
import type { Part } from './drawing.ts'

/** Numbers a sample: x, y, outward normal x and y, and the length it stands for. */
export const STRIDE = 5

/** Samples every `step` pixels of the edges that no other part covers. Sleeves (and legs) do not cover each other. */
export function visibleOutline(parts: readonly Part[], step: number): number[] {
  const samples: number[] = []
  const boxes = parts.map(({ xy }) => boxOf(xy))
  for (const [k, { xy, edges }] of parts.entries()) {
    const clockwise = areaOf(xy) > 0 ? 1 : -1
    const n = xy.length
    for (let i = 0; i < n; i += 2) {
      if (edges[i / 2] === HIDDEN) continue
      const dx = xy[(i + 2) % n] - xy[i]
      const dy = xy[(i + 3) % n] - xy[i + 1]
      const length = Math.sqrt(dx * dx + dy * dy)
      if (length < 1e-6) continue
      const count = Math.max(1, Math.round(length / step))
      const nx = (clockwise * dy) / length
      const ny = (-clockwise * dx) / length
      for (let s = 0; s < count; s++) {
        const t = (s + 0.5) / count
        const x = xy[i] + dx * t
        const y = xy[i + 1] + dy * t
        let seen = true
        for (let o = 0; o < parts.length && seen; o++) {
          if (o === k || (parts.length === 3 && k > 0 && o > 0)) continue
          seen = !isInside(parts[o].xy, boxes[o], x + nx * 0.8, y + ny * 0.8)
        }
        if (seen) samples.push(x, y, nx, ny, length / count)
      }
    }
  }
  return samples
}

function areaOf(xy: readonly number[]): number {
  let area = 0
  const n = xy.length
  for (let i = 0; i < n; i += 2) area += xy[i] * xy[(i + 3) % n] - xy[(i + 2) % n] * xy[i + 1]
  return area
}

function boxOf(xy: readonly number[]): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < xy.length; i += 2) {
    left = Math.min(left, xy[i])
    right = Math.max(right, xy[i])
    top = Math.min(top, xy[i + 1])
    bottom = Math.max(bottom, xy[i + 1])
  }
  return [left, top, right, bottom]
}

function isInside(
  xy: readonly number[],
  [left, top, right, bottom]: readonly [number, number, number, number],
  x: number,
  y: number,
): boolean {
  if (x < left || x > right || y < top || y > bottom) return false
  let inside = false
  const n = xy.length
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    if (xy[i + 1] > y === xy[j + 1] > y) continue
    if (x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) inside = !inside
  }
  return inside
}
