// Finds the garment's silhouette: everything the backdrop cannot reach from the picture's edge.

import { boxBlur } from './blur.ts'
import { bridgePrint } from './bridge-print.ts'
import { closing } from './closing.ts'
import { fillHoles, findComponents, keepLargest } from './components.ts'
import { distanceTo, fartherThan, signedDistance } from './distance.ts'
import { healBites } from './heal-bites.ts'
import { isLargeHole, isPaper, isSleeveGap, isSlit, openHoles } from './holes.ts'
import { dropCastShadows, dropShadows, shadedBackdrop } from './shadows.ts'
import type { Backdrop } from './backdrop.ts'

export interface Silhouette {
  readonly mask: Uint8Array
  /** The garment is nearly as light as its backdrop. */
  readonly pale: boolean
  /** Distance from the backdrop above which a pixel counted as garment. */
  readonly threshold: number
  /** Share 0..1 of the mask that only the closing of concavities and bites put there. */
  readonly closed: number
  /** Area of the next largest part, as a share of the largest. */
  readonly runnerUp: number
}

// Gaps narrower than twice this do not let the backdrop through: faint white edges are broken lines.
const PASSAGE = 2.3
const MARGIN = 6
// Stripes nearer to the backdrop than this, in Lab, may have been taken for shadows at the outline.
const FADED = 12
// Radius of the concavities that a pale garment's light takes out of it, as a share of the picture's longer side.
const CONCAVITY = 0.028
// A pale garment that is farther than this from its backdrop nearly everywhere, in Lab, has lost nothing to its light.
const CLEAR = 8
// Cloth with more colour than this, nearly everywhere, cannot be taken for a shadow.
const COLOURED = 16

/** The mask of the largest thing in front of the backdrop; empty where nothing stands out. */
export function findSilhouette(
  rgb: Uint8ClampedArray,
  backdrop: Backdrop,
  width: number,
  height: number,
): Silhouette {
  const { distance, spread } = backdrop
  const strict = Math.max(2.2, Math.min(6, 2.2 + 2.2 * spread))
  const faint = Math.max(1, Math.min(6, 0.75 + 3 * spread))
  let threshold = faint
  let mask = flood(distance, width, height, faint)
  const pale = quantileInside(mask, distance, 0.45) < 11
  if (!pale) {
    threshold = strict
    mask = flood(distance, width, height, strict)
    bridgePrint(mask, distance, strict, width, height)
  }
  if (!pale) {
    // Between sleeve and body the mean of a small square is asked: the noise of a JPEG breaks a narrow gap up.
    const calm = boxBlur(distance, width, height, 1)
    const isCalm = (i: number): boolean => calm[i] < 2 + 1.5 * spread || isPaper(rgb, i)
    const isNear = (i: number): boolean => distance[i] < 5 + 1.5 * spread || isPaper(rgb, i)
    openHoles(mask, isCalm, isSleeveGap(mask, width), isNear, width, height)
    // A gap that cloth closes at its foot lies in the shade of both sides.
    const isShaded = shadedBackdrop(mask, backdrop, width, height)
    if (isShaded && quantileInside(mask, backdrop.tint, 0.3) > COLOURED)
      openHoles(mask, isShaded, isSlit(mask, width), isShaded, width, height)
  }
  dropCastShadows(mask, backdrop, width, height)
  const likeBackdrop = Math.min(threshold, 1.2 + 1.2 * spread)
  const isBackdrop = (i: number): boolean => distance[i] < likeBackdrop
  openHoles(mask, isBackdrop, isLargeHole, isBackdrop, width, height)
  const runnerUp = runnerUpOf(mask, width, height)
  clean(mask, width, height)
  dropShadows(mask, backdrop, width, height)
  if (!pale) bridgePrint(mask, distance, Math.max(strict, FADED), width, height)
  clean(mask, width, height)
  const bitten = pale && quantileInside(mask, distance, 0.1) < CLEAR
  const closed = bitten
    ? closeConcavities(mask, distance, width, height) + healBites(mask, distance, width, height)
    : 0
  smooth(mask, width, height)
  clean(mask, width, height)
  return { mask, pale, threshold, closed, runnerUp }
}

/** What the backdrop cannot reach from outside; a margin lets it pass between a garment and the frame. */
function flood(distance: Float32Array, wide: number, high: number, threshold: number): Uint8Array {
  const width = wide + 2 * MARGIN
  const height = high + 2 * MARGIN
  const wall = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.max(0, Math.min(high - 1, y - MARGIN)) * wide
    for (let x = 0; x < width; x++) {
      const column = Math.max(0, Math.min(wide - 1, x - MARGIN))
      wall[y * width + x] = distance[row + column] > threshold ? 1 : 0
    }
  }
  const specks = findComponents(wall, width, height, 1)
  for (let i = 0; i < wall.length; i++) if (wall[i] && specks.sizes[specks.labels[i]] < 12) wall[i] = 0
  const free = fartherThan(distanceTo(wall, width, height, 1, PASSAGE), PASSAGE)
  const parts = findComponents(free, width, height, 1)
  for (let i = 0; i < free.length; i++) free[i] = free[i] && parts.atBorder[parts.labels[i]] ? 1 : 0
  const reach = distanceTo(free, width, height, 1, PASSAGE + 0.01)
  const mask = new Uint8Array(wide * high)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const i = (y + MARGIN) * width + x + MARGIN
      mask[y * wide + x] = free[i] || (reach[i] <= PASSAGE + 0.01 && !wall[i]) ? 0 : 1
    }
  }
  return mask
}

function quantileInside(mask: Uint8Array, distance: Float32Array, share: number): number {
  const values: number[] = []
  for (let i = 0; i < mask.length; i += 7) if (mask[i]) values.push(distance[i])
  return Float32Array.from(values).sort()[Math.floor(values.length * share)] ?? 0
}

function runnerUpOf(mask: Uint8Array, width: number, height: number): number {
  const [first, second] = findComponents(mask, width, height, 1).sizes.toSorted((a, b) => b - a)
  return second ? second / first : 0
}

function clean(mask: Uint8Array, width: number, height: number): void {
  keepLargest(mask, width, height, 1)
  fillHoles(mask, width, height, mask.length * 0.0006)
}

/** Gives a pale garment back the bites its own light took out of it. Returns the share of the mask added. */
function closeConcavities(mask: Uint8Array, distance: Float32Array, width: number, height: number): number {
  const closed = closing(mask, width, height, CONCAVITY * Math.max(width, height))
  let added = 0
  let area = 0
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i] && closed[i] && distance[i] < 8) {
      mask[i] = 1
      added++
    }
    area += mask[i]
  }
  return area ? added / area : 0
}

function smooth(mask: Uint8Array, width: number, height: number): void {
  const signed = signedDistance(mask, width, height, 4)
  for (let i = 0; i < signed.length; i++) signed[i] = Math.max(-4, Math.min(4, signed[i]))
  const soft = boxBlur(signed, width, height, 2)
  for (let i = 0; i < mask.length; i++) mask[i] = soft[i] > 0.35 ? 1 : 0
}
