// Lights a colour: studio lamps on the mannequin, gently on cloth whose photo holds its own light.
import { FILL, HALFWAY, KEY, RIMS } from './lights.ts'
import type { Material } from './scene.ts'

/** Light of the studio on a place with normal `n` that sees all of it. */
const studio = (nx: number, ny: number, nz: number, arrives: number): number => {
  const lamp = Math.max(0, (nx * KEY[0] + ny * KEY[1] + nz * KEY[2] + 0.38) / 1.38)
  const fill = Math.max(0, (nx * FILL[0] + ny * FILL[1] + nz * FILL[2] + 0.5) / 1.5)
  return 0.7 * lamp * arrives + 0.23 * fill + 0.2 * (0.55 + 0.45 * ny) + 0.04
}

/** What the studio gives a place that faces the camera. */
const FACING = studio(0, 0, 1, 1)
/** How much of the light above that reaches cloth: its photo was lit already. */
const GLARE = 0.4
/** Light that the fibres of any cloth, black too, give back where it is lit more than where it faces the camera. */
const FIBRES = 0.007
/** Values above this roll off softly, so that highlights keep their drawing. */
const KNEE = 0.9

/**
 * Lights the colour in `rgb` (linear, changed in place) at a unit normal in camera space. `open` is the share of sky that
 * is seen, `key` the share of the key lamp's light. Photographed cloth that faces the camera keeps its colour.
 */
export function light(
  rgb: Float64Array,
  material: Material,
  photographed: boolean,
  nx: number,
  ny: number,
  nz: number,
  open: number,
  key: number,
): void {
  let all = studio(nx, ny, nz, 0.3 + 0.7 * key)
  let fibres = 0
  if (photographed) {
    all = 1 + material.lit * (all / FACING - 1)
    if (all > 1) {
      fibres = FIBRES * (all - 1) * open
      all = 1 + GLARE * (all - 1)
    }
  }
  // Skin holds no shadows of its own, as photographed cloth does.
  const sky = photographed ? open : open * (0.4 + 0.6 * open)
  all *= (0.33 + 0.67 * sky) * (1 - (1 - material.lit) * 0.3 * (1 - key))
  let glow = 0
  if (material.rim > 0) {
    const [right, left] = RIMS
    glow += Math.max(0, nx * right[0] + ny * right[1] + nz * right[2])
    glow += Math.max(0, nx * left[0] + ny * left[1] + nz * left[2])
    const edge = 1 - Math.max(0, nz)
    glow = material.rim * (glow * 0.35 + edge * edge * edge * edge * 0.5) * open
  }
  let shine = 0
  if (material.shine > 0) {
    const mirror = nx * HALFWAY[0] + ny * HALFWAY[1] + nz * HALFWAY[2]
    if (mirror > 0) shine = material.shine * Math.pow(mirror, 22) * key
  }
  for (let c = 0; c < 3; c++) {
    const v = rgb[c] * all + glow * (0.3 + 0.7 * rgb[c]) + shine + fibres
    rgb[c] = v > KNEE ? KNEE + (1 - KNEE) * (1 - Math.exp(-(v - KNEE) / (1 - KNEE))) : v
  }
}
