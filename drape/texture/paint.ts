// Makes a texture of a cut-out: the garment's colours, carried outwards so that no backdrop shows at its edges.
import { boxBlur } from '../cutout/blur.ts'
import { distanceTo } from '../cutout/distance.ts'
import type { Cutout } from '../garment.ts'
import { pushPull } from './push-pull.ts'
import type { Texture } from './texture.ts'

/** Pixels at the edge of the mask that may hold backdrop, in pixels of the cut-out. */
const RIM = 2
/** Width of the border in which cloth must prove itself, and how near to the backdrop's colour it may come. */
const BORDER = 9
const LEAN = 0.62
/** Detail finer than this many pixels of the cut-out is weave, not shape. */
const WEAVE = 5
/** Most the weave changes a filled-in colour (of 255): more is a neighbouring mark. */
const FINE = 7

/**
 * Pixels that surely show cloth: inside the mask, off its very edge, and near the edge only where they do not lean
 * towards the backdrop (a soft shadow taken for cloth would run as a pale line along every seam).
 */
function surelyCloth({ mask, width, height, backdropDistance }: Cutout): Uint8Array {
  const inside = distanceTo(mask, width, height, 0)
  const sum = new Float32Array(mask.length)
  const count = new Float32Array(mask.length)
  for (let i = 0; i < mask.length; i++)
    if (inside[i] > BORDER && inside[i] < 3 * BORDER) {
      sum[i] = backdropDistance[i]
      count[i] = 1
    }
  const sums = boxBlur(sum, width, height, 2 * BORDER)
  const counts = boxBlur(count, width, height, 2 * BORDER)
  return mask.map((m, i) => {
    if (!m || inside[i] <= RIM) return 0
    if (inside[i] > BORDER || counts[i] < 0.01) return 1
    return backdropDistance[i] < LEAN * (sums[i] / counts[i]) ? 0 : 1
  })
}

/** For every pixel that is not kept, a kept one some way to its side to borrow the weave from; -1 where none is. */
function donors(kept: Uint8Array, width: number, height: number): Int32Array {
  const from = new Int32Array(kept.length).fill(-1)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let [left, run] = [-1, 0]
    for (let x = 0; x < width; x++) {
      if (kept[row + x]) {
        left = x
        run = 0
        continue
      }
      run++
      const mirrored = left - run
      if (left >= 0 && mirrored >= 0 && kept[row + mirrored]) from[row + x] = row + mirrored
    }
    let [right, back] = [-1, 0]
    for (let x = width - 1; x >= 0; x--) {
      if (kept[row + x]) {
        right = x
        back = 0
        continue
      }
      back++
      const mirrored = right + back
      if (from[row + x] < 0 && right >= 0 && mirrored < width && kept[row + mirrored])
        from[row + x] = row + mirrored
    }
  }
  return from
}

/**
 * The garment's colours in full resolution; outside the mask, and where `unwanted` is 1, they are continued from around,
 * inside the mask with the weave of the cloth beside. Places in the texture are places in the cut-out divided by its scale.
 */
export function paintOf(cutout: Cutout, unwanted?: Uint8Array): Texture {
  const { source, scale, width, height } = cutout
  const kept = surelyCloth(cutout)
  if (unwanted) for (let i = 0; i < kept.length; i++) if (unwanted[i]) kept[i] = 0
  const smooth = new Float32Array(width * height * 3)
  for (let i = 0; i < kept.length; i++)
    if (kept[i]) for (let c = 0; c < 3; c++) smooth[3 * i + c] = cutout.rgb[3 * i + c]
  pushPull(smooth, kept, width, height)
  if (unwanted) weaveIn(smooth, cutout, kept, unwanted)
  const data = new Uint8ClampedArray(source.width * source.height * 3)
  for (let y = 0; y < source.height; y++)
    for (let x = 0; x < source.width; x++) {
      const o = y * source.width + x
      const cx = Math.min(width - 1, Math.floor((x + 0.5) * scale))
      const cy = Math.min(height - 1, Math.floor((y + 0.5) * scale))
      const i = cy * width + cx
      if (kept[i]) for (let c = 0; c < 3; c++) data[3 * o + c] = source.data[4 * o + c]
      else for (let c = 0; c < 3; c++) data[3 * o + c] = smooth[3 * i + c]
    }
  return { width: source.width, height: source.height, data }
}

/** Lays the fine detail of neighbouring cloth over what was filled in. */
function weaveIn(smooth: Float32Array, cutout: Cutout, kept: Uint8Array, unwanted: Uint8Array): void {
  const { width, height } = cutout
  const from = donors(kept, width, height)
  const channel = new Float32Array(kept.length)
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < channel.length; i++) channel[i] = smooth[3 * i + c]
    const blurred = boxBlur(channel, width, height, WEAVE)
    for (let i = 0; i < channel.length; i++) {
      if (!unwanted[i] || kept[i]) continue
      const detail = from[i] < 0 ? 0 : channel[from[i]] - blurred[from[i]]
      smooth[3 * i + c] = blurred[i] + Math.max(-FINE, Math.min(FINE, detail))
    }
  }
}
