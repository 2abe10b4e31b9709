// Mixes what the samples of a pixel see: each thing is shaded once and weighs as much as it covers.
import { SEEN, shadeSample } from './shade-sample.ts'
import type { Stage } from './shade-sample.ts'
import { SAMPLE_X, SAMPLE_Y, SAMPLES } from './visibility.ts'
import type { Band, Layer } from './visibility.ts'

/** cm of depth within which samples of one surface are one thing. */
const APART = 0.8

/** What a pixel holds: linear red, green, blue, each times the coverage, and the coverage 0..1. */
export const MIXED = new Float64Array(4)
/** Of what covers most of the pixel's solid part: surface (from 1, negative inside; 0 for none) and texture place. */
export const PLACE = new Float64Array(3)

/** Samples that belong to no group yet. */
const free = new Uint8Array(SAMPLES)

/** Mixes the pixel `x`, `y` of the picture, held in column `x` and row `row` of the band. */
export function resolvePixel(stage: Stage, band: Band, x: number, y: number, row: number): void {
  const o = (row * band.width + x) * SAMPLES
  MIXED.fill(0)
  PLACE[0] = 0
  mixSolid(stage, band.solid, o, x + 0.5, y + 0.5)
  // The far layer lies on what is solid, the near one on both.
  for (let layer = band.clear.length - 1; layer >= 0; layer--)
    mixClear(stage, band.clear[layer], o, x + 0.5, y + 0.5)
}

/** Shades the first free sample's thing where its samples' middle is, and takes them all; gives how many there were. */
function takeGroup(stage: Stage, layer: Layer, o: number, first: number, x: number, y: number): number {
  const { triangle, depth } = layer
  const { owner } = stage.scene
  const t = triangle[o + first] - 1
  const near = depth[o + first]
  let [n, sx, sy] = [0, 0, 0]
  for (let s = first; s < SAMPLES; s++) {
    if (!free[s]) continue
    const other = triangle[o + s] - 1
    if (other !== t && (owner[other] !== owner[t] || Math.abs(depth[o + s] - near) > APART)) continue
    free[s] = 0
    n++
    sx += SAMPLE_X[s]
    sy += SAMPLE_Y[s]
  }
  shadeSample(stage, t, x + sx / n, y + sy / n, near)
  return n
}

function mixSolid(stage: Stage, layer: Layer, o: number, x: number, y: number): void {
  const { triangle, depth } = layer
  const { owner } = stage.scene
  // The first sample is among those nearest to the middle.
  const one = triangle[o]
  let same = true
  for (let s = 1; s < SAMPLES && same; s++) {
    const other = triangle[o + s]
    if (other === one) continue
    if (one === 0 || other === 0 || owner[one - 1] !== owner[other - 1]) same = false
    else if (Math.abs(depth[o + s] - depth[o]) > APART) same = false
  }
  if (same) {
    if (one === 0) return
    shadeSample(stage, one - 1, x, y, depth[o])
    MIXED[0] = SEEN[0]
    MIXED[1] = SEEN[1]
    MIXED[2] = SEEN[2]
    MIXED[3] = 1
    PLACE[0] = SEEN[6] * (owner[one - 1] + 1)
    PLACE[1] = SEEN[4]
    PLACE[2] = SEEN[5]
    return
  }
  for (let s = 0; s < SAMPLES; s++) free[s] = triangle[o + s] === 0 ? 0 : 1
  let most = 0
  for (let s = 0; s < SAMPLES; s++) {
    if (!free[s]) continue
    const t = triangle[o + s] - 1
    const n = takeGroup(stage, layer, o, s, x, y)
    const weight = n / SAMPLES
    MIXED[0] += SEEN[0] * weight
    MIXED[1] += SEEN[1] * weight
    MIXED[2] += SEEN[2] * weight
    MIXED[3] += weight
    if (n <= most) continue
    most = n
    PLACE[0] = SEEN[6] * (owner[t] + 1)
    PLACE[1] = SEEN[4]
    PLACE[2] = SEEN[5]
  }
}

function mixClear(stage: Stage, layer: Layer, o: number, x: number, y: number): void {
  const { triangle } = layer
  let [r, g, b, cover] = [0, 0, 0, 0]
  for (let s = 0; s < SAMPLES; s++) free[s] = triangle[o + s] === 0 ? 0 : 1
  for (let s = 0; s < SAMPLES; s++) {
    if (!free[s]) continue
    const weight = takeGroup(stage, layer, o, s, x, y) / SAMPLES
    const part = weight * SEEN[3]
    r += SEEN[0] * part
    g += SEEN[1] * part
    b += SEEN[2] * part
    cover += part
  }
  MIXED[0] = r + MIXED[0] * (1 - cover)
  MIXED[1] = g + MIXED[1] * (1 - cover)
  MIXED[2] = b + MIXED[2] * (1 - cover)
  MIXED[3] = cover + MIXED[3] * (1 - cover)
}
