// Notices a garment that lies on its side, and says which way to turn its photo.

import { boxOf } from '../landmarks/outline.ts'
import { findLandmarks } from '../landmarks/find-landmarks.ts'
import type { Cutout, Slot } from '../garment.ts'

/** Degrees clockwise by which a photo must be turned to stand upright. */
export type Turn = 0 | 90 | 270

// Cells along the longer side of the silhouette, in which its symmetry is judged.
const CELLS = 96
// Where the axis of a mirror is looked for, as a share of the side, on both sides of the middle.
const SWAY = 0.06
// A garment on its side mirrors this well from top to bottom, and this much worse from left to right.
const LEAST = 0.84
const AHEAD = 0.07

/**
 * 0 for a garment that hangs, or of which it cannot be told. Garments mirror from left to right: one that mirrors from
 * top to bottom instead lies on its side, and whichever way its landmarks are found more surely is up.
 */
export function findTurn(cutout: Cutout, slot: Slot): Turn {
  const { cells, width, height } = coarse(cutout)
  if (width < 8 || height < 8) return 0
  const across = mirrors(width, height, (x, y) => cells[y * width + x])
  const along = mirrors(height, width, (y, x) => cells[y * width + x])
  if (along < LEAST || along - across < AHEAD) return 0
  const [right, left] = ([90, 270] as const).map((turn) => {
    const { confidence, kind } = findLandmarks(turned(cutout, turn), slot, { care: 'quick' })
    const isLower = kind === 'trousers' || kind === 'shorts' || kind === 'skirt'
    return confidence + (isLower === (slot === 'bottom') ? 0.3 : 0)
  })
  return right >= left ? 90 : 270
}

/** The silhouette's box, sampled. */
function coarse({ mask, width, height }: Cutout) {
  const box = boxOf(mask, width, height)
  const wide = box.right - box.left + 1
  const high = box.bottom - box.top + 1
  const step = Math.max(1, Math.max(wide, high) / CELLS)
  const across = Math.floor(wide / step)
  const down = Math.floor(high / step)
  const cells = new Uint8Array(Math.max(0, across * down))
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++)
      cells[y * across + x] =
        mask[(box.top + Math.floor((y + 0.5) * step)) * width + box.left + Math.floor((x + 0.5) * step)]
  return { cells, width: across, height: down }
}

/** Best overlap (intersection over union) of a shape with its mirror image about an upright line near its middle. */
function mirrors(width: number, height: number, cell: (x: number, y: number) => number): number {
  const sway = Math.round(2 * SWAY * width)
  let best = 0
  for (let sum = width - 1 - sway; sum <= width - 1 + sway; sum++) {
    let [both, either] = [0, 0]
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const other = sum - x >= 0 && sum - x < width ? cell(sum - x, y) : 0
        both += cell(x, y) & other
        either += cell(x, y) | other
      }
    best = Math.max(best, either ? both / either : 0)
  }
  return best
}

/** The cut-out turned clockwise by a quarter or three. */
function turned(cutout: Cutout, turn: 90 | 270): Cutout {
  const { width: high, height: wide, mask, lab, rgb, alpha, backdropDistance } = cutout
  const out = {
    mask: new Uint8Array(mask.length),
    lab: new Float32Array(lab.length),
    rgb: new Uint8ClampedArray(rgb.length),
    alpha: new Float32Array(alpha.length),
    backdropDistance: new Float32Array(alpha.length),
  }
  for (let y = 0, to = 0; y < high; y++) {
    for (let x = 0; x < wide; x++, to++) {
      const from = turn === 90 ? (wide - 1 - x) * high + y : x * high + high - 1 - y
      out.mask[to] = mask[from]
      out.alpha[to] = alpha[from]
      out.backdropDistance[to] = backdropDistance[from]
      for (let c = 0; c < 3; c++) {
        out.lab[3 * to + c] = lab[3 * from + c]
        out.rgb[3 * to + c] = rgb[3 * from + c]
      }
    }
  }
  return { ...cutout, ...out, width: wide, height: high }
}
