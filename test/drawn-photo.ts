// Garment photos for tests, drawn by the project itself and encoded as cameras do.
import sharp, { type Sharp } from 'sharp'
import { drawGarment, type DrawnKind } from '#drape/drawn/draw-garment.ts'
import type { Side } from '#drape/garment.ts'

/** A drawn garment, ready to be encoded; 960 × 1200 unless said, large enough for any verdict but "small". */
export function drawnPhoto(
  kind: DrawnKind,
  {
    side = 'front',
    colour = '#c03030',
    width = 960,
    height = 1200,
  }: { side?: Side; colour?: string; width?: number; height?: number } = {},
): Sharp {
  const { picture } = drawGarment({ kind, side, colour, width, height })
  return sharp(picture.data, { raw: { width, height, channels: 4 } }).removeAlpha()
}
