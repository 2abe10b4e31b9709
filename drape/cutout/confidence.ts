// Says how sure a cut-out is.

import { distanceTo } from './distance.ts'
import type { Backdrop } from './backdrop.ts'
import type { Silhouette } from './silhouette.ts'

/**
 * 0..1, the product of: how far the cloth along the outline stands out of the backdrop's noise, how much of the border
 * the backdrop model explains, how much of a pale garment had to be guessed, and whether the garment fills a plausible
 * part of the picture.
 */
export function clothConfidence(
  backdrop: Backdrop,
  { mask, threshold, closed }: Silhouette,
  width: number,
  height: number,
): number {
  const depth = distanceTo(mask, width, height, 0, 5)
  let rim = 0
  let clear = 0
  let area = 0
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue
    area++
    if (depth[i] < 2 || depth[i] > 5) continue
    rim++
    if (backdrop.distance[i] > 1.6 * threshold) clear++
  }
  if (!rim) return 0
  const share = area / mask.length
  const edge = clamp((clear / rim - 0.35) / 0.5)
  const calm = clamp((backdrop.explained - 0.45) / 0.4) * clamp((9 - backdrop.spread) / 6)
  const size = clamp(share / 0.03) * clamp((0.97 - share) / 0.1)
  return edge * calm * size * clamp(1 - 4 * closed)
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value))
}
