// Takes off what hangs from a garment and is none of its shape: the ends of a tie, loose straps, a belt.

import { distanceTo } from '../cutout/distance.ts'
import { findComponents } from '../cutout/components.ts'

// Shares of the silhouette's longest side: half the width of what is thin, and how long a dangler is at least.
const THIN = 0.032
const LONG = 0.07
// A dangler hangs: of the way from its root to its far end at least this share goes down, and it ends in the lowest part
// of the silhouette, where no sleeve is so thin.
const DOWN = 0.5
const LOW = 0.72

/**
 * Clears thin parts with one free end that hangs below their root (opening by a disc leaves what is thick). Straps and
 * halters stay: they stand up, or are fastened at both ends.
 * @param size the longest side of the silhouette, in pixels
 */
export function dropDanglers(mask: Uint8Array, width: number, height: number, size: number): void {
  const radius = THIN * size
  const inside = distanceTo(mask, width, height, 0, radius + 1)
  const core = Uint8Array.from(inside, (d) => (d > radius ? 1 : 0))
  const away = distanceTo(core, width, height, 1, 2 * radius + 2)
  const thin = mask.map((on, i) => (on && away[i] > radius + 1.5 ? 1 : 0))
  const { labels, sizes } = findComponents(thin, width, height, 1)
  const parts = sizes.map(() => ({ left: width, right: 0, top: height, bottom: 0, roots: [] as number[] }))
  for (let i = 0; i < labels.length; i++) {
    const part = parts[labels[i]]
    if (!part) continue
    const x = i % width
    const y = Math.floor(i / width)
    part.left = Math.min(part.left, x)
    part.right = Math.max(part.right, x)
    part.top = Math.min(part.top, y)
    part.bottom = Math.max(part.bottom, y)
    if (away[i] <= radius + 2.6) part.roots.push(i)
  }
  const top = Math.floor(mask.indexOf(1) / width)
  const low = top + LOW * (Math.floor(mask.lastIndexOf(1) / width) - top)
  for (const [label, part] of parts.entries()) {
    const { roots, left, right, bottom } = part
    if (!roots.length || bottom < low || Math.hypot(right - left, bottom - part.top) < LONG * size) continue
    const rootLeft = Math.min(...roots.map((i) => i % width))
    const rootRight = Math.max(...roots.map((i) => i % width))
    const rootTop = Math.floor(roots[0] / width)
    const rootBottom = Math.floor(roots[roots.length - 1] / width)
    const isOneRoot = Math.hypot(rootRight - rootLeft, rootBottom - rootTop) < 5 * radius
    const reach = Math.hypot(Math.max(rootLeft - left, right - rootRight), bottom - rootBottom)
    if (!isOneRoot || bottom - rootBottom < DOWN * reach || rootTop - part.top > bottom - rootBottom) continue
    for (let i = 0; i < labels.length; i++) if (labels[i] === label) mask[i] = 0
  }
}
