// Tells how much of what is behind it thin cloth lets through: lace, tulle, holes.
import { fillHoles } from '../cutout/components.ts'
import type { Cutout } from '../garment.ts'
import { grow } from './grow.ts'

/** Pixels at the outline whose softness is the outline's, not the cloth's. */
const RIM = 3
/** Coverage below which a pixel is thin, and the share of thin pixels from which cloth is treated as such. */
const THIN = 0.9
const SHARE = 0.005

/**
 * Coverage 0..255 of each pixel of a cut-out, or null where the cloth is opaque. A picture that came with its own
 * transparency may have holes; in a photo only what the cut-out calls thin inside the garment is.
 */
export function coverageOf(cutout: Cutout): Uint8Array | null {
  const { mask, alpha, width, height, source } = cutout
  const own = source.data[3] < 250
  const solid = mask.slice()
  if (own) fillHoles(solid, width, height, Infinity)
  const rim = grow(
    solid.map((s) => 1 - s),
    width,
    height,
    RIM,
  )
  const cover = new Uint8Array(mask.length).fill(255)
  let [thin, all] = [0, 0]
  for (let i = 0; i < mask.length; i++) {
    if (rim[i]) continue
    all++
    if (alpha[i] >= THIN || (!own && !mask[i])) continue
    thin++
    cover[i] = Math.round(255 * alpha[i])
  }
  return thin > SHARE * all ? cover : null
}
