// Stands a silhouette upright at one size, so that what is found on it does not hang on how the photo was taken.

import { keepLargest } from '../cutout/components.ts'
import { dropDanglers } from './drop-danglers.ts'
import { findTilt } from './find-tilt.ts'
import { boxOf, outlineOf } from './outline.ts'
import { shrinkMask } from './shrink-mask.ts'
import type { Cutout, Landmarks, Point } from '../garment.ts'
import type { Outline } from './outline.ts'

export interface Upright {
  /** The silhouette turned upright, its longest side `SIZE` pixels, without ties and straps that hang from it. */
  readonly outline: Outline
  /** CIE L*a*b* of its pixels, three floats a pixel; 0 outside. */
  readonly lab: Float32Array
  readonly toCutout: (point: Point) => Point
  readonly fromCutout: (point: Point) => Point
}

export const SIZE = 440
const PAD = 3
const COARSE = 90

type Shape = Pick<Cutout, 'mask' | 'width' | 'height' | 'lab'>

/** Null where the mask is empty or a speck. */
export function standUpright({ mask, width, height, lab }: Shape): Upright | null {
  const box = boxOf(mask, width, height)
  if (box.right - box.left < 16 || box.bottom - box.top < 16) return null
  const tilt = findTilt(shrinkMask(mask, width, box, COARSE, Math.ceil(COARSE * 0.1)))
  const cos = Math.cos(tilt)
  const sin = Math.sin(tilt)
  const turned = turnedBox(mask, width, box, cos, sin)
  const scale = SIZE / Math.max(turned.right - turned.left, turned.bottom - turned.top)
  const toCutout = ({ x, y }: Point): Point => {
    const u = turned.left + (x - PAD) / scale
    const v = turned.top + (y - PAD) / scale
    return { x: cos * u - sin * v, y: sin * u + cos * v }
  }
  const fromCutout = ({ x, y }: Point): Point => ({
    x: (cos * x + sin * y - turned.left) * scale + PAD,
    y: (cos * y - sin * x - turned.top) * scale + PAD,
  })
  const wide = Math.ceil((turned.right - turned.left) * scale) + 2 * PAD
  const high = Math.ceil((turned.bottom - turned.top) * scale) + 2 * PAD
  const cells = new Uint8Array(wide * high)
  const colour = new Float32Array(wide * high * 3)
  for (let y = 0, at = 0; y < high; y++) {
    for (let x = 0; x < wide; x++, at++) {
      let hits = 0
      for (let s = 0; s < 4; s++) {
        const u = turned.left + (x + 0.25 + (s & 1) / 2 - PAD) / scale
        const v = turned.top + (y + 0.25 + (s >> 1) / 2 - PAD) / scale
        const column = Math.floor(cos * u - sin * v)
        const row = Math.floor(sin * u + cos * v)
        if (column < 0 || row < 0 || column >= width || row >= height) continue
        const i = row * width + column
        if (!mask[i]) continue
        hits++
        colour[3 * at] += lab[3 * i]
        colour[3 * at + 1] += lab[3 * i + 1]
        colour[3 * at + 2] += lab[3 * i + 2]
      }
      if (hits > 1) cells[at] = 1
      if (hits > 1) for (let c = 0; c < 3; c++) colour[3 * at + c] /= hits
    }
  }
  keepLargest(cells, wide, high, 1)
  dropDanglers(cells, wide, high, SIZE)
  keepLargest(cells, wide, high, 1)
  const outline = outlineOf({ mask: cells, width: wide, height: high })
  return outline && { outline, lab: colour, toCutout, fromCutout }
}

/** The box of the mask turned back by the angle, about the picture's corner; its ends are pixel edges. */
function turnedBox(
  mask: Uint8Array,
  width: number,
  box: Landmarks['box'],
  cos: number,
  sin: number,
): Landmarks['box'] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let y = box.top; y <= box.bottom; y++) {
    const row = mask.subarray(y * width + box.left, y * width + box.right + 1)
    const first = row.indexOf(1)
    if (first < 0) continue
    for (const x of [box.left + first, box.left + row.lastIndexOf(1) + 1]) {
      for (const edge of [y, y + 1]) {
        const u = cos * x + sin * edge
        const v = cos * edge - sin * x
        left = Math.min(left, u)
        right = Math.max(right, u)
        top = Math.min(top, v)
        bottom = Math.max(bottom, v)
      }
    }
  }
  return { left, top, right, bottom }
}
