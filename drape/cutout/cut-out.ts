// Frees a garment from its backdrop.

import { modelBackdrop } from './backdrop.ts'
import { clothConfidence } from './confidence.ts'
import { fillHoles, findComponents, keepLargest } from './components.ts'
import { labOf } from './lab.ts'
import { matte } from './matte.ts'
import { shrink } from './shrink.ts'
import { findSilhouette } from './silhouette.ts'
import type { Plates } from './shrink.ts'
import type { Cutout, Picture } from '../garment.ts'

/** Longest side of the working copy, in pixels. The thresholds of the cut-out are tuned at this size. */
const LONGEST = 1000

/**
 * Cuts the garment out of a photo. A picture with real transparency is taken as its own mask; else the backdrop is
 * modelled from the border and everything it cannot reach is garment. Where nothing is found the mask is empty and the
 * confidence 0. Deterministic. A picture without pixels throws a RangeError.
 */
export function cutOut(picture: Picture): Cutout {
  if (
    !(picture.width > 0 && picture.height > 0) ||
    picture.data.length !== picture.width * picture.height * 4
  )
    throw new RangeError('A picture needs width * height * 4 bytes of RGBA.')
  const plates = shrink(picture, LONGEST)
  return isTransparent(plates) ? takeOwnMask(picture, plates) : findGarment(picture, plates)
}

/** More than a twentieth of the picture, and most of its border, is clear. */
function isTransparent({ alpha, width }: Plates): boolean {
  let clear = 0
  let border = 0
  let clearBorder = 0
  for (let i = 0; i < alpha.length; i++) {
    const x = i % width
    const edge = x === 0 || x === width - 1 || i < width || i >= alpha.length - width
    const isClear = alpha[i] < 0.04
    if (isClear) clear++
    if (edge) border++
    if (edge && isClear) clearBorder++
  }
  return clear > alpha.length / 20 && clearBorder > border * 0.5
}

function takeOwnMask(source: Picture, { width, height, rgb, alpha, scale }: Plates): Cutout {
  const mask = Uint8Array.from(alpha, (a) => (a > 0.5 ? 1 : 0))
  const [first, second] = findComponents(mask, width, height, 1).sizes.toSorted((a, b) => b - a)
  keepLargest(mask, width, height, 1)
  fillHoles(mask, width, height, 20)
  const kept = alpha.map((a, i) => (mask[i] || touches(mask, width, i) ? a : 0))
  const garment = mask.includes(1)
  return {
    width,
    height,
    rgb,
    lab: labOf(rgb),
    mask,
    alpha: kept,
    backdropDistance: kept.map((a) => a * 100),
    pale: false,
    confidence: garment ? 1 : 0,
    runnerUp: second ? second / first : 0,
    source,
    scale,
  }
}

/** A neighbour of the pixel is garment: its soft edge belongs to it. */
function touches(mask: Uint8Array, width: number, i: number): boolean {
  return [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1].some(
    (step) => mask[i + step] === 1,
  )
}

function findGarment(source: Picture, { width, height, rgb, scale }: Plates): Cutout {
  const lab = labOf(rgb)
  const backdrop = modelBackdrop(lab, width, height)
  const silhouette = findSilhouette(rgb, backdrop, width, height)
  return {
    width,
    height,
    rgb,
    lab,
    mask: silhouette.mask,
    alpha: matte(rgb, silhouette.mask, width, height),
    backdropDistance: backdrop.distance,
    pale: silhouette.pale,
    runnerUp: silhouette.runnerUp,
    confidence: clothConfidence(backdrop, silhouette, width, height),
    source,
    scale,
  }
}
