// A garment freed from its backdrop as a picture: its own pixels, see-through where the backdrop was.

import { cutOut } from './cutout/cut-out.ts'
import type { Cutout, Picture } from './garment.ts'
import { encodePicture } from './node-pictures.ts'

export interface CutBytes {
  /** A PNG of the photo's size, at most 1600 px on its longest side. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
  /** Where the garment is, in pixels of the PNG; null when there is none. */
  readonly box: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  } | null
  /** 0..1: how sure the cut-out is. */
  readonly confidence: number
}

/** Coverage below this is backdrop that the matte was not sure of: on white it would be a veil. */
const LEAST = 0.06

/** Cuts a garment out; a picture with nothing on it gives an empty one, with confidence 0. */
export async function cutPhoto(picture: Picture): Promise<CutBytes> {
  const cutout = cutOut(picture)
  const { width, height } = picture
  const data = Uint8ClampedArray.from(picture.data)
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cover = coverAt(cutout, (x + 0.5) / width, (y + 0.5) / height)
      data[4 * (y * width + x) + 3] = cover < LEAST ? 0 : cover * 255
      if (cover < 0.5) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  const box = right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
  const bytes = Uint8Array.from(await encodePicture({ width, height, data }, 'png'))
  return { bytes, width, height, box, confidence: cutout.confidence }
}

/** Coverage between the pixels of the smaller cut-out; x and y are shares of the picture. */
function coverAt({ width, height, alpha }: Cutout, x: number, y: number): number {
  const px = Math.min(width - 1, Math.max(0, x * width - 0.5))
  const py = Math.min(height - 1, Math.max(0, y * height - 0.5))
  const [x0, y0] = [Math.floor(px), Math.floor(py)]
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)]
  const [fx, fy] = [px - x0, py - y0]
  const above = alpha[y0 * width + x0] * (1 - fx) + alpha[y0 * width + x1] * fx
  const below = alpha[y1 * width + x0] * (1 - fx) + alpha[y1 * width + x1] * fx
  return above * (1 - fy) + below * fy
}
