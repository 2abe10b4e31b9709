// Makes a texture of a cut-out: the garment's colours, carried outwards so that no backdrop shows at its edges.
import { boxBlur } from '../cutout/blur.ts'
import { distanceTo } from '../cutout/distance.ts'
import type { Cutout } from '../garment.ts'
import { fillGround, knownColours, readGround } from './ground.ts'
import type { Ground } from './ground.ts'
import { grow } from './grow.ts'
import type { Texture } from './texture.ts'
import { coverageOf } from './thin.ts'

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
  readonly ground: Ground
  /** What is added to the ground at a place of the cut-out, sRGB, into `out`. */
  readonly base?: (x: number, y: number, out: Float32Array) => void
  /** For each pixel of the cut-out the one that its detail is lifted off, -1 without any. */
  readonly from?: Int32Array
  /** Colours that lifted detail is reckoned from; without them the whole colour is lifted. */
  readonly around?: Ground
}

/** Pixels outside the mask beyond which the colours that are continued need not be smooth. */
const OUTSIDE = 4

/**
 * The cut-out in full resolution: where `kept` is 1 the photo, elsewhere the filling. Places in the texture are places in
 * the cut-out divided by its scale.
 */
export function compose(cutout: Cutout, kept: Uint8Array, { ground, base, from, around }: Filling): Texture {
  const { source, scale, width, height } = cutout
  const near = grow(cutout.mask, width, height, OUTSIDE)
  const data = new Uint8ClampedArray(source.width * source.height * 3)
  const [smooth, added, mean] = [new Float32Array(3), new Float32Array(3), new Float32Array(3)]
  const inside = (v: number, most: number): number => (v < 0 ? 0 : v > most ? most : v)
  for (let y = 0; y < source.height; y++) {
    const v = (y + 0.5) * scale - 0.5
    const row = Math.min(height - 1, Math.floor((y + 0.5) * scale))
    for (let x = 0; x < source.width; x++) {
      const o = 3 * (y * source.width + x)
      const column = Math.min(width - 1, Math.floor((x + 0.5) * scale))
      const i = row * width + column
      if (kept[i]) {
        const p = 4 * (y * source.width + x)
        data[o] = source.data[p]
        data[o + 1] = source.data[p + 1]
        data[o + 2] = source.data[p + 2]
        continue
      }
      if (!near[i]) {
        const cell =
          3 * (Math.min(ground.height - 1, row >> 1) * ground.width + Math.min(ground.width - 1, column >> 1))
        added.fill(0)
        base?.(column, row, added)
        for (let c = 0; c < 3; c++) data[o + c] = ground.values[cell + c] + added[c]
        continue
      }
      const donor = from ? from[i] : -1
      let lifted = -1
      if (donor >= 0) {
        const sx = inside(x + Math.round(((donor % width) - column) / scale), source.width - 1)
        const sy = inside(y + Math.round((Math.floor(donor / width) - row) / scale), source.height - 1)
        lifted = 4 * (sy * source.width + sx)
      }
      if (lifted >= 0 && !around) {
        for (let c = 0; c < 3; c++) data[o + c] = source.data[lifted + c]
        continue
      }
      readGround(ground, (x + 0.5) * scale - 0.5, v, smooth)
      if (base) {
        base(column, row, added)
        for (let c = 0; c < 3; c++) smooth[c] = smooth[c] + added[c]
      }
      if (lifted >= 0 && around) {
        readGround(around, donor % width, Math.floor(donor / width), mean)
        for (let c = 0; c < 3; c++) smooth[c] = smooth[c] + source.data[lifted + c] - mean[c]
      }
      for (let c = 0; c < 3; c++) data[o + c] = smooth[c]
    }
  }
  const size = { width: source.width, height: source.height }
  const cover = coverageOf(cutout)
  return cover ? { ...size, data, alpha: enlarged(cutout, cover) } : { ...size, data }
}

/** A coverage of the cut-out's pixels for those of its source. */
function enlarged({ source, scale, width, height }: Cutout, cover: Uint8Array): Uint8ClampedArray {
  const out = new Uint8ClampedArray(source.width * source.height)
  for (let y = 0; y < source.height; y++) {
    const row = width * Math.min(height - 1, Math.floor((y + 0.5) * scale))
    for (let x = 0; x < source.width; x++)
      out[y * source.width + x] = cover[row + Math.min(width - 1, Math.floor((x + 0.5) * scale))]
  }
  return out
}

/** The garment's colours in full resolution, continued from around where no cloth surely shows. */
export function paintOf(cutout: Cutout): Texture {
  const kept = surelyCloth(cutout)
  const { ground, known } = knownColours(cutout, kept)
  fillGround(ground, known)
  return compose(cutout, kept, { ground })
}
