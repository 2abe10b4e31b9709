// Opens the places inside a silhouette through which the backdrop shows.

import { findComponents } from './components.ts'
import { distanceTo, fartherThan } from './distance.ts'

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

// Least share of the picture that the core of a hole must have: what is smaller is a print or a stitch.
const LEAST = 0.0006
const LEAST_GAP = 0.00012

/** Any hole that is large enough. */
export function isLargeHole(_: Box, share: number): boolean {
  return share > LEAST
}

/** Taller than wide and off the garment's middle, where a white print would be. */
export function isSleeveGap(mask: Uint8Array, width: number): (box: Box, share: number) => boolean {
  const whole = { left: width, right: 0 }
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue
    const x = i % width
    if (x < whole.left) whole.left = x
    if (x > whole.right) whole.right = x
  }
  const middle = (whole.left + whole.right) / 2
  const core = (whole.right - whole.left) * 0.18
  return (box, share) =>
    share > LEAST_GAP &&
    box.bottom - box.top > 1.2 * (box.right - box.left) &&
    (box.right < middle - core || box.left > middle + core)
}

/** A sleeve's gap that is large and at least three times as tall as wide, as one between a hanging arm and the body is. */
export function isSlit(mask: Uint8Array, width: number): (box: Box, share: number) => boolean {
  const isGap = isSleeveGap(mask, width)
  return (box, share) =>
    share > LEAST && box.bottom - box.top > 3 * (box.right - box.left) && isGap(box, share)
}

function boxesOf(labels: Int32Array, parts: number, width: number): Box[] {
  const boxes = Array.from({ length: parts }, () => ({ left: Infinity, right: 0, top: Infinity, bottom: 0 }))
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < 0) continue
    const box = boxes[labels[i]]
    const x = i % width
    const y = Math.floor(i / width)
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return boxes
}

/** Bare paper white: retouched photos keep it in closed gaps when the backdrop around is toned. */
export function isPaper(rgb: Uint8ClampedArray, i: number): boolean {
  return rgb[3 * i] >= 253 && rgb[3 * i + 1] >= 253 && rgb[3 * i + 2] >= 253
}

/**
 * Cuts out enclosed backdrop (inside a ring of straps, between arm and body), but not the white of a print.
 * A hole starts where `isBackdrop` holds over a good patch whose box `isHole`, and grows through pixels that `isNear`.
 */
export function openHoles(
  mask: Uint8Array,
  isBackdrop: (i: number) => boolean,
  isHole: (box: Box, share: number) => boolean,
  isNear: (i: number) => boolean,
  width: number,
  height: number,
): void {
  const like = new Uint8Array(mask.length)
  let area = 0
  let alike = 0
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue
    area++
    if (isBackdrop(i)) {
      like[i] = 1
      alike++
    }
  }
  if (alike >= area * 0.12) return
  const core = fartherThan(distanceTo(like, width, height, 0, 3), 3)
  const { labels, sizes } = findComponents(core, width, height, 1)
  const wanted = boxesOf(labels, sizes.length, width).map((box, part) =>
    isHole(box, sizes[part] / mask.length),
  )
  const hole = new Uint8Array(mask.length)
  for (let i = 0; i < hole.length; i++) hole[i] = core[i] && wanted[labels[i]] ? 1 : 0
  const near = distanceTo(hole, width, height, 1, 4)
  const stack: number[] = []
  const open = (i: number): void => {
    mask[i] = 0
    stack.push(i)
  }
  for (let i = 0; i < mask.length; i++) if (mask[i] && near[i] <= 3.5 && like[i]) open(i)
  while (stack.length) {
    const i = stack.pop()!
    for (const next of [i - 1, i + 1, i - width, i + width]) if (mask[next] && isNear(next)) open(next)
  }
}
