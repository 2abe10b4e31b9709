// Makes a texture of a cut-out: the garment's colours, carried outwards so that no backdrop shows at its edges.
import type { Cutout } from '../garment.ts'
import { pushPull } from './push-pull.ts'
import type { Texture } from './texture.ts'

/** Pixels at the edge of the mask that may hold backdrop, in pixels of the cut-out. */
const RIM = 2

/** The mask with `rounds` pixels of its edge taken off. */
export function shrinkMask(mask: Uint8Array, width: number, height: number, rounds: number): Uint8Array {
  let now = mask
  for (let round = 0; round < rounds; round++) {
    const next = now.slice()
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const i = y * width + x
        if (!now[i]) continue
        const edge = x === 0 || y === 0 || x === width - 1 || y === height - 1
        if (edge || !now[i - 1] || !now[i + 1] || !now[i - width] || !now[i + width]) next[i] = 0
      }
    now = next
  }
  return now
}

/**
 * The garment's colours in full resolution; outside the mask they are continued from within.
 * Places in the texture are places in the cut-out divided by `cutout.scale`.
 */
export function paintOf(cutout: Cutout): Texture {
  const { source, scale, width, height } = cutout
  const kept = shrinkMask(cutout.mask, width, height, RIM)
  const small = new Float32Array(width * height * 3)
  for (let i = 0; i < kept.length; i++)
    if (kept[i]) for (let c = 0; c < 3; c++) small[3 * i + c] = cutout.rgb[3 * i + c]
  pushPull(small, kept, width, height)
  const data = new Uint8ClampedArray(source.width * source.height * 3)
  for (let y = 0; y < source.height; y++)
    for (let x = 0; x < source.width; x++) {
      const o = y * source.width + x
      const cx = Math.min(width - 1, Math.floor((x + 0.5) * scale))
      const cy = Math.min(height - 1, Math.floor((y + 0.5) * scale))
      const i = cy * width + cx
      if (kept[i]) for (let c = 0; c < 3; c++) data[3 * o + c] = source.data[4 * o + c]
      else for (let c = 0; c < 3; c++) data[3 * o + c] = small[3 * i + c]
    }
  return { width: source.width, height: source.height, data }
}
