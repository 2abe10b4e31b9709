// A silhouette with what every landmark finder asks of it.

import { findPockets, traceContour } from './contour.ts'
import type { Pocket } from './contour.ts'
import type { Cutout, Landmarks, Point } from '../garment.ts'

export interface Outline {
  readonly mask: Uint8Array
  readonly width: number
  readonly height: number
  readonly contour: readonly Point[]
  readonly pockets: readonly Pocket[]
  readonly box: Landmarks['box']
  /** Width and height of the box, in pixels. */
  readonly wide: number
  readonly high: number
  /** x of the axis of symmetry. */
  readonly axis: number
}

/** Traces the cut-out's mask. Null where the mask is empty or a speck. */
export function outlineOf({
  mask,
  width,
  height,
}: Pick<Cutout, 'mask' | 'width' | 'height'>): Outline | null {
  const box = boxOf(mask, width, height)
  const wide = box.right - box.left
  const high = box.bottom - box.top
  if (wide < 16 || high < 16) return null
  const contour = traceContour(mask, width, height)
  const shape = { mask, width, height, contour, box, wide, high }
  return { ...shape, pockets: findPockets(contour), axis: axisOf(shape) }
}

/** The mask's box, ends included; its right lies left of its left where the mask is empty. */
export function boxOf(mask: Uint8Array, width: number, height: number): Landmarks['box'] {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    const row = mask.subarray(y * width, (y + 1) * width)
    const first = row.indexOf(1)
    if (first < 0) continue
    left = Math.min(left, first)
    right = Math.max(right, row.lastIndexOf(1))
    top = Math.min(top, y)
    bottom = y
  }
  return { left, top, right, bottom }
}

/** First and last garment pixel of a row, or null. */
export function rowEnds(shape: Pick<Outline, 'mask' | 'width' | 'box'>, y: number): [number, number] | null {
  const row = Math.round(y) * shape.width
  let first = shape.box.left
  let last = shape.box.right
  while (first <= last && !shape.mask[row + first]) first++
  while (last >= first && !shape.mask[row + last]) last--
  return first <= last ? [first, last] : null
}

/** Median of the row middles of the lower seven tenths. */
function axisOf(shape: Pick<Outline, 'mask' | 'width' | 'box' | 'high'>): number {
  const middles: number[] = []
  for (let y = shape.box.top + shape.high * 0.3; y < shape.box.bottom - shape.high * 0.05; y++) {
    const ends = rowEnds(shape, y)
    if (ends) middles.push((ends[0] + ends[1] + 1) / 2)
  }
  middles.sort((a, b) => a - b)
  return middles[middles.length >> 1] ?? (shape.box.left + shape.box.right) / 2
}

/** The contour point farthest in a direction, among those allowed. */
export function support(
  contour: readonly Point[],
  dx: number,
  dy: number,
  allowed: (point: Point) => boolean = () => true,
): Point | null {
  let best: Point | null = null
  let most = -Infinity
  for (const point of contour) {
    const reach = point.x * dx + point.y * dy
    if (reach <= most || !allowed(point)) continue
    most = reach
    best = point
  }
  return best
}

/** Of the contour points about as far in a direction as the farthest, the sharpest corner. */
export function supportCorner(
  contour: readonly Point[],
  turns: Float32Array,
  dx: number,
  dy: number,
  slack: number,
  allowed: (point: Point) => boolean,
): Point | null {
  const far = support(contour, dx, dy, allowed)
  if (!far) return null
  const most = far.x * dx + far.y * dy
  let best = far
  let bestScore = -Infinity
  for (const [i, p] of contour.entries()) {
    const short = (most - p.x * dx - p.y * dy) / slack
    if (short > 1 || !allowed(p)) continue
    const score = Math.min(1, Math.max(0, -turns[i] - 10) / 50) - 0.6 * short
    if (score <= bestScore) continue
    bestScore = score
    best = p
  }
  return best
}
