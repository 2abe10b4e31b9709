// Gives cloth back the stripes of its print that have the backdrop's colour and run out at its edge.

import { closing } from './closing.ts'
import { findComponents } from './components.ts'
import { distanceTo } from './distance.ts'

// Patches of the backdrop's colour within the cloth: this many are a print, one or two are holes or labels.
const LEAST_PATCHES = 8
// Their share of the mask, all together, and that of a single one at most.
const LEAST_SHARE = 0.015
const MOST_PATCH = 0.03
// Specks are noise.
const LEAST_SIZE = 16
// Half the width of the broadest stripe that is bridged, as a share of the picture's longer side.
const BROADEST = 0.014

/**
 * Where the cloth holds many patches of the backdrop's colour, its outline is closed over openings as narrow as they
 * are; else nothing happens. Changes the mask.
 */
export function bridgePrint(
  mask: Uint8Array,
  distance: Float32Array,
  threshold: number,
  width: number,
  height: number,
): void {
  const like = mask.map((inside, i) => (inside && distance[i] < threshold ? 1 : 0))
  const area = mask.reduce((sum, inside) => sum + inside, 0)
  const { labels, sizes } = findComponents(like, width, height, 1)
  const patches = sizes.map((size) => size >= LEAST_SIZE && size < MOST_PATCH * area)
  const total = sizes.reduce((sum, size, part) => sum + (patches[part] ? size : 0), 0)
  if (patches.filter(Boolean).length < LEAST_PATCHES || total < LEAST_SHARE * area) return
  const most = BROADEST * Math.max(width, height)
  const depth = distanceTo(like, width, height, 0, most)
  const halves = new Float32Array(sizes.length)
  for (let i = 0; i < labels.length; i++)
    if (labels[i] >= 0 && patches[labels[i]]) halves[labels[i]] = Math.max(halves[labels[i]], depth[i])
  const wide = [...halves].filter((half) => half > 0).toSorted((a, b) => a - b)
  const half = wide[Math.floor(0.75 * wide.length)] ?? 0
  // Where a stripe runs out, its soft rims have gone with it.
  const radius = Math.min(most, 1.25 * half + 3)
  const closed = closing(mask, width, height, radius)
  const added = closed.map((inside, i) => (inside && !mask[i] ? 1 : 0))
  const inGap = gapEnds(added, closed, width, height, radius)
  for (let i = 0; i < mask.length; i++) if (added[i] && !inGap[i]) mask[i] = 1
}

/**
 * What closing added at the narrow end of a wider gap, as below an armpit: parts broader than a stripe's end that touch
 * what only a much larger disc would close.
 */
function gapEnds(
  added: Uint8Array,
  closed: Uint8Array,
  width: number,
  height: number,
  radius: number,
): Uint8Array {
  const wider = closing(closed, width, height, 3 * radius)
  const gaps = findComponents(
    wider.map((inside, i) => (inside && !closed[i] ? 1 : 0)),
    width,
    height,
    1,
  )
  const { labels, sizes } = findComponents(added, width, height, 1)
  const [least, most] = [4 * radius * radius, 16 * radius * radius]
  const ends = new Uint8Array(sizes.length)
  for (let i = width; i < added.length - width; i++) {
    const size = labels[i] < 0 ? 0 : sizes[labels[i]]
    if (size < least || size > most) continue
    const isEnd = [i - 1, i + 1, i - width, i + width].some((n) => (gaps.sizes[gaps.labels[n]] ?? 0) > most)
    if (isEnd) ends[labels[i]] = 1
  }
  return added.map((_, i) => (labels[i] >= 0 ? ends[labels[i]] : 0))
}
