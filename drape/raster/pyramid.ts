// A texture in halving sizes, so that fine weave seen small neither flickers nor costs time.
import { encode, LINEAR } from '../texture/texture.ts'
import type { Texture } from '../texture/texture.ts'

/** Halvings that are kept: cloth is never seen smaller than its photo by more than this. */
const LEVELS = 5

const kept = new WeakMap<Texture, readonly Texture[]>()

/** The texture and its halvings, light averaged as light is. Kept for as long as the texture lives. */
export function pyramidOf(texture: Texture): readonly Texture[] {
  const known = kept.get(texture)
  if (known) return known
  const levels = [texture]
  while (levels.length <= LEVELS) {
    const last = levels[levels.length - 1]
    if (Math.min(last.width, last.height) < 8) break
    levels.push(halved(last))
  }
  kept.set(texture, levels)
  return levels
}

function halved({ width, height, data, alpha }: Texture): Texture {
  const wide = Math.ceil(width / 2)
  const tall = Math.ceil(height / 2)
  const out = new Uint8ClampedArray(3 * wide * tall)
  const cover = alpha && new Uint8ClampedArray(wide * tall)
  for (let y = 0; y < tall; y++)
    for (let x = 0; x < wide; x++) {
      const right = 2 * x + 1 < width ? 1 : 0
      const down = 2 * y + 1 < height ? width : 0
      const p = 2 * y * width + 2 * x
      const q = p + right
      const r = p + down
      const s = r + right
      const o = y * wide + x
      if (alpha && cover) {
        // Thin places colour the average as little as they cover.
        const [wp, wq, wr, ws] = [alpha[p] + 0.01, alpha[q] + 0.01, alpha[r] + 0.01, alpha[s] + 0.01]
        const sum = wp + wq + wr + ws
        for (let c = 0; c < 3; c++)
          out[3 * o + c] = encode(
            (wp * LINEAR[data[3 * p + c]] +
              wq * LINEAR[data[3 * q + c]] +
              wr * LINEAR[data[3 * r + c]] +
              ws * LINEAR[data[3 * s + c]]) /
              sum,
          )
        cover[o] = (sum - 0.04) / 4
        continue
      }
      for (let c = 0; c < 3; c++)
        out[3 * o + c] = encode(
          (LINEAR[data[3 * p + c]] +
            LINEAR[data[3 * q + c]] +
            LINEAR[data[3 * r + c]] +
            LINEAR[data[3 * s + c]]) /
            4,
        )
    }
  return cover
    ? { width: wide, height: tall, data: out, alpha: cover }
    : { width: wide, height: tall, data: out }
}

/** Adds `weight` of the bilinear texel at `u`, `v`, in linear light, to `out`: red, green, blue and coverage 0..1. */
function addTexel(texture: Texture, u: number, v: number, weight: number, out: Float64Array): void {
  const { width, height, data, alpha } = texture
  const x = Math.max(0, Math.min(width - 1.001, u - 0.5))
  const y = Math.max(0, Math.min(height - 1.001, v - 0.5))
  const i = x | 0
  const j = y | 0
  const a = x - i
  const b = y - j
  const o = j * width + i
  const p = 3 * o
  const q = p + 3 * width
  const w0 = (1 - a) * (1 - b) * weight
  const w1 = a * (1 - b) * weight
  const w2 = (1 - a) * b * weight
  const w3 = a * b * weight
  out[0] += w0 * LINEAR[data[p]] + w1 * LINEAR[data[p + 3]] + w2 * LINEAR[data[q]] + w3 * LINEAR[data[q + 3]]
  out[1] +=
    w0 * LINEAR[data[p + 1]] + w1 * LINEAR[data[p + 4]] + w2 * LINEAR[data[q + 1]] + w3 * LINEAR[data[q + 4]]
  out[2] +=
    w0 * LINEAR[data[p + 2]] + w1 * LINEAR[data[p + 5]] + w2 * LINEAR[data[q + 2]] + w3 * LINEAR[data[q + 5]]
  out[3] += alpha
    ? (w0 * alpha[o] + w1 * alpha[o + 1] + w2 * alpha[o + width] + w3 * alpha[o + width + 1]) / 255
    : weight
}

/**
 * The texel seen by a pixel at `u`, `v` whose sides run over (`ux`, `vx`) and (`uy`, `vy`) texels, into `out`:
 * four taps on the level where they lie one to two texels apart, or one where the texture is magnified.
 */
export function readTexel(
  levels: readonly Texture[],
  u: number,
  v: number,
  ux: number,
  vx: number,
  uy: number,
  vy: number,
  out: Float64Array,
): void {
  out.fill(0)
  let span = Math.sqrt(Math.max(ux * ux + vx * vx, uy * uy + vy * vy))
  if (span < 0.75) {
    addTexel(levels[0], u, v, 1, out)
    return
  }
  let level = 0
  let by = 1
  while (span > 4 && level < levels.length - 1) {
    level++
    by /= 2
    span /= 2
  }
  const texture = levels[level]
  const [cu, cv] = [u * by, v * by]
  const q = by / 4
  addTexel(texture, cu + (ux + uy) * q, cv + (vx + vy) * q, 0.25, out)
  addTexel(texture, cu + (ux - uy) * q, cv + (vx - vy) * q, 0.25, out)
  addTexel(texture, cu - (ux - uy) * q, cv - (vx - vy) * q, 0.25, out)
  addTexel(texture, cu - (ux + uy) * q, cv - (vx + vy) * q, 0.25, out)
}
