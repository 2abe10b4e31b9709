// Lights one sample: studio lamps on the mannequin, gently on cloth whose photo holds its own light.
import { LINEAR } from '../texture/texture.ts'
import type { Texture } from '../texture/texture.ts'
import { FILL, HALFWAY, KEY, RIMS } from './lights.ts'
import type { Material } from './scene.ts'

/** Bilinear texel in linear light, into `out`. */
export function readTexture(texture: Texture, u: number, v: number, out: Float64Array): void {
  const x = Math.max(0, Math.min(texture.width - 1.001, u - 0.5))
  const y = Math.max(0, Math.min(texture.height - 1.001, v - 0.5))
  const i = x | 0
  const j = y | 0
  const a = x - i
  const b = y - j
  const p = 3 * (j * texture.width + i)
  const q = p + 3 * texture.width
  const d = texture.data
  for (let c = 0; c < 3; c++)
    out[c] =
      (LINEAR[d[p + c]] * (1 - a) + LINEAR[d[p + 3 + c]] * a) * (1 - b) +
      (LINEAR[d[q + c]] * (1 - a) + LINEAR[d[q + 3 + c]] * a) * b
}

/**
 * Lights the colour in `rgb` (linear, changed in place) at a normal in camera space.
 * `open` is the share of sky that is seen, `key` the share of the key lamp's light.
 */
export function light(
  rgb: Float64Array,
  material: Material,
  nx: number,
  ny: number,
  nz: number,
  open: number,
  key: number,
): void {
  const lamp = Math.max(0, (nx * KEY[0] + ny * KEY[1] + nz * KEY[2] + 0.38) / 1.38)
  const fill = Math.max(0, (nx * FILL[0] + ny * FILL[1] + nz * FILL[2] + 0.5) / 1.5)
  const arrives = 0.3 + 0.7 * key
  let all = 0.7 * lamp * arrives + 0.23 * fill + 0.2 * (0.55 + 0.45 * ny) + 0.04
  all = (1 - material.lit) * 0.92 + material.lit * all
  all *= (0.33 + 0.67 * open) * (1 - (1 - material.lit) * 0.3 * (1 - key))
  let rim = 0
  for (const side of RIMS) rim += Math.max(0, nx * side[0] + ny * side[1] + nz * side[2])
  const edge = 1 - Math.max(0, nz)
  const glow = material.rim * (rim * 0.35 + edge * edge * edge * edge * 0.5) * open
  const mirror = Math.max(0, nx * HALFWAY[0] + ny * HALFWAY[1] + nz * HALFWAY[2])
  const shine = material.shine * Math.pow(mirror, 22) * key
  for (let c = 0; c < 3; c++) rgb[c] = rgb[c] * all + glow * (0.3 + 0.7 * rgb[c]) + shine
}
