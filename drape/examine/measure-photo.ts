// Measures of a photo that a verdict is built from.

import { boxOf } from '../landmarks/outline.ts'
import type { Cutout } from '../garment.ts'

// Distance in Lab from the backdrop's model beyond which it is not smooth.
const ROUGH = 5

/** Share 0..1 of the picture that is garment. */
export function garmentShare({ mask }: Pick<Cutout, 'mask'>): number {
  return mask.reduce((sum, inside) => sum + inside, 0) / mask.length
}

/** The shorter side of the garment's box, in pixels of the cut-out. */
export function garmentSpan({ mask, width, height }: Pick<Cutout, 'mask' | 'width' | 'height'>): number {
  const box = boxOf(mask, width, height)
  return Math.min(box.right - box.left, box.bottom - box.top) + 1
}

/** Share 0..1 of its box that the garment fills. */
export function fullness({ mask, width, height }: Pick<Cutout, 'mask' | 'width' | 'height'>): number {
  const box = boxOf(mask, width, height)
  const area = (box.right - box.left + 1) * (box.bottom - box.top + 1)
  return mask.reduce((sum, inside) => sum + inside, 0) / Math.max(1, area)
}

/** L* that all but a twentieth of the photo's pixels stay below. */
export function brightness({ lab, mask }: Pick<Cutout, 'lab' | 'mask'>): number {
  const values = new Float32Array(Math.ceil(mask.length / 5))
  for (let i = 0; i < values.length; i++) values[i] = lab[15 * i]
  return values.sort()[Math.floor(values.length * 0.95)]
}

/**
 * How much of the frame is not the smooth backdrop of its model: the second calmest of its four sides, as a share 0..1.
 * A garment may run out of the frame on a side or two; a busy backdrop is on all of them.
 */
export function backdropUnrest({ backdropDistance, width, height }: Cutout): number {
  const depth = Math.max(4, Math.round(0.03 * Math.min(width, height)))
  const rough = (left: number, top: number, right: number, bottom: number): number => {
    let count = 0
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) if (backdropDistance[y * width + x] > ROUGH) count++
    return count / ((right - left) * (bottom - top))
  }
  const sides = [
    rough(0, 0, width, depth),
    rough(0, height - depth, width, height),
    rough(0, 0, depth, height),
    rough(width - depth, 0, width, height),
  ]
  return sides.sort((a, b) => a - b)[1]
}
