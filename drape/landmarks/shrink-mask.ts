// Makes a small grey picture of a mask.

import type { Landmarks } from '../garment.ts'

/** How much of each cell the garment covers, 0..1; row-major. */
export interface Coverage {
  readonly width: number
  readonly height: number
  readonly cells: Float32Array
}

/** The mask's pixels inside the box, its longest side `size` cells, with `pad` empty cells around. */
export function shrinkMask(
  mask: Uint8Array,
  wide: number,
  box: Landmarks['box'],
  size: number,
  pad: number,
): Coverage {
  const across = box.right - box.left + 1
  const down = box.bottom - box.top + 1
  const scale = Math.min(1, size / Math.max(across, down))
  const width = Math.ceil(across * scale) + 2 * pad
  const height = Math.ceil(down * scale) + 2 * pad
  const cells = new Float32Array(width * height)
  const columns = Int32Array.from({ length: across }, (_, x) => pad + Math.floor((x + 0.5) * scale))
  for (let y = 0; y < down; y++) {
    const row = (pad + Math.floor((y + 0.5) * scale)) * width
    const from = (box.top + y) * wide + box.left
    for (let x = 0; x < across; x++) cells[row + columns[x]] += mask[from + x]
  }
  const whole = scale * scale
  for (let i = 0; i < cells.length; i++) cells[i] = Math.min(1, cells[i] * whole)
  return { width, height, cells }
}
