// Measures of a photo that a verdict is built from.

import type { Cutout } from '../garment.ts'

/** Share 0..1 of the picture that is garment. */
export function garmentShare({ mask }: Pick<Cutout, 'mask'>): number {
  return mask.reduce((sum, inside) => sum + inside, 0) / mask.length
}

/** L* that all but a twentieth of the photo's pixels stay below. */
export function brightness({ lab, mask }: Pick<Cutout, 'lab' | 'mask'>): number {
  const values = new Float32Array(Math.ceil(mask.length / 5))
  for (let i = 0; i < values.length; i++) values[i] = lab[15 * i]
  return values.sort()[Math.floor(values.length * 0.95)]
}

/** Share 0..1 of the backdrop along the frame that its smooth model does not explain. */
export function backdropUnrest({ mask, backdropDistance, width, height }: Cutout): number {
  const depth = Math.max(4, Math.round(0.03 * Math.min(width, height)))
  let seen = 0
  let rough = 0
  for (let y = 0; y < height; y++) {
    const inside = y >= depth && y < height - depth
    for (let x = 0; x < width; x++) {
      if (inside && x === depth) x = width - depth
      const i = y * width + x
      if (mask[i]) continue
      seen++
      if (backdropDistance[i] > 6) rough++
    }
  }
  return seen ? rough / seen : 1
}
