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

/**
 * Pixels that surely show cloth: inside the mask, off its very edge, and near the edge only where they do not lean
 * towards the backdrop (a soft shadow taken for cloth would run as a pale line along every seam).
 */
export function surelyCloth({ mask, width, height, backdropDistance }: Cutout): Uint8Array {
  const inside = distanceTo(mask, width, height, 0, 3 * BORDER)
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

/** How the part of a texture that is not taken from the photo is made. */
export interface Filling {
  /** sRGB, three floats a pixel of the cut-out. */
  readonly smooth: Float32Array
  /** Where the fine detail comes from: the pixel it is lifted off, -1 without any. */
  readonly from: Int32Array
  /** Colours around each pixel, which its detail is reckoned from; null where detail is the whole colour. */
  readonly around: Float32Array | null
}

/**
 * The cut-out in full resolution: where `kept` is 1 the photo, elsewhere the filling. Places in the texture are places in
 * the cut-out divided by its scale.
 */
export function compose(cutout: Cutout, kept: Uint8Array, { smooth, from, around }: Filling): Texture {
  const { source, scale, width, height } = cutout
  const data = new Uint8ClampedArray(source.width * source.height * 3)
  const near = (v: number, most: number): number => (v < 0 ? 0 : v > most ? most : v)
  for (let y = 0; y < source.height; y++) {
    const v = near((y + 0.5) * scale - 0.5, height - 1)
    const y0 = Math.min(height - 1, Math.floor((y + 0.5) * scale))
    const va = Math.floor(v)
    const vb = Math.min(height - 1, va + 1)
    for (let x = 0; x < source.width; x++) {
      const o = y * source.width + x
      const i = y0 * width + Math.min(width - 1, Math.floor((x + 0.5) * scale))
      if (kept[i]) {
        for (let c = 0; c < 3; c++) data[3 * o + c] = source.data[4 * o + c]
        continue
      }
      const u = near((x + 0.5) * scale - 0.5, width - 1)
      const ua = Math.floor(u)
      const ub = Math.min(width - 1, ua + 1)
      const [p, q] = [u - ua, v - va]
      const donor = from[i]
      let lifted = -1
      if (donor >= 0) {
        const sx = near(x + Math.round(((donor % width) - (i % width)) / scale), source.width - 1)
        const sy = near(y + Math.round((Math.floor(donor / width) - y0) / scale), source.height - 1)
        lifted = sy * source.width + sx
      }
      for (let c = 0; c < 3; c++) {
        if (lifted >= 0 && !around) {
          data[3 * o + c] = source.data[4 * lifted + c]
          continue
        }
        const top = smooth[3 * (va * width + ua) + c] * (1 - p) + smooth[3 * (va * width + ub) + c] * p
        const low = smooth[3 * (vb * width + ua) + c] * (1 - p) + smooth[3 * (vb * width + ub) + c] * p
        const detail = lifted >= 0 && around ? source.data[4 * lifted + c] - around[3 * donor + c] : 0
        data[3 * o + c] = top * (1 - q) + low * q + detail
      }
    }
  }
  return { width: source.width, height: source.height, data }
}

/** The garment's colours in full resolution, continued from around where no cloth surely shows. */
export function paintOf(cutout: Cutout): Texture {
  const { width, height } = cutout
  const kept = surelyCloth(cutout)
  const smooth = new Float32Array(width * height * 3)
  for (let i = 0; i < kept.length; i++)
    if (kept[i]) for (let c = 0; c < 3; c++) smooth[3 * i + c] = cutout.rgb[3 * i + c]
  pushPull(smooth, kept, width, height)
  return compose(cutout, kept, { smooth, from: new Int32Array(kept.length).fill(-1), around: null })
}
