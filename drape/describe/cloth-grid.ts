// The inside of a garment on a coarse grid: each cell the mean colour of a few pixels, so that weave and noise are gone.

import type { Cutout } from '../garment.ts'
import type { Lab } from './colours.ts'

export interface ClothGrid {
  readonly wide: number
  readonly high: number
  /** Per cell; null outside the garment and at its edge. */
  readonly cells: readonly (Lab | null)[]
  /** Pixels of the cut-out per cell. */
  readonly step: number
}

/** Cells along the cut-out's longest side. */
const ACROSS = 200
/** A cell counts this many cells inside the outline, where no shadow of the edge reaches. */
const INSIDE = 2

/** Averages the cut-out into cells; a cell is cloth when all of it and all around it is. */
export function clothGrid({ width, height, lab, mask }: Cutout): ClothGrid {
  const step = Math.max(1, Math.floor(Math.max(width, height) / ACROSS))
  const wide = Math.floor(width / step)
  const high = Math.floor(height / step)
  const full = new Uint8Array(wide * high)
  const means: Lab[] = []
  for (let cy = 0; cy < high; cy++)
    for (let cx = 0; cx < wide; cx++) {
      const sum = [0, 0, 0]
      let count = 0
      for (let y = cy * step; y < (cy + 1) * step; y++)
        for (let x = cx * step; x < (cx + 1) * step; x++) {
          const i = y * width + x
          if (!mask[i]) continue
          count++
          for (let c = 0; c < 3; c++) sum[c] += lab[3 * i + c]
        }
      full[cy * wide + cx] = count === step * step ? 1 : 0
      const n = Math.max(1, count)
      means.push([sum[0] / n, sum[1] / n, sum[2] / n])
    }
  const isFull = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < wide && y < high && full[y * wide + x] === 1
  const cells = means.map((mean, i) => {
    const [x, y] = [i % wide, Math.floor(i / wide)]
    const around = [-INSIDE, 0, INSIDE]
    return around.every((dy) => around.every((dx) => isFull(x + dx, y + dy))) ? mean : null
  })
  return { wide, high, cells, step }
}
