// The soft shadow under the mannequin: what stands low over the floor shuts out its light.
import type { Camera } from './camera.ts'
import type { Scene } from './scene-of.ts'

/** Shadow 0..1 on the floor in cells of `CELL` cm, camera space, centred under the mannequin. */
export type FloorShadow = Float32Array

const CELL = 1.4
const SIZE = 160

/** Things between two heights (cm) throw a shadow blurred by `blur` cm and of strength `dark`. */
const LAYERS = [
  { from: -2, to: 1.6, blur: 1, dark: 0.62 },
  { from: -2, to: 6, blur: 3.5, dark: 0.36 },
  { from: -2, to: 26, blur: 9, dark: 0.34 },
  { from: 10, to: 95, blur: 24, dark: 0.3 },
]

/** Sums of a line up to each cell. */
const sums = new Float64Array(SIZE + 1)

/** Averages over `radius` cells each way, along `along`, for every line `across` apart; in place. */
function blur(values: Float32Array, radius: number, along: number, across: number): void {
  for (let n = 0; n < SIZE; n++) {
    const first = n * across
    for (let i = 0; i < SIZE; i++) sums[i + 1] = sums[i] + values[first + i * along]
    for (let i = 0; i < SIZE; i++) {
      const to = Math.min(SIZE, i + radius + 1)
      values[first + i * along] = (sums[to] - sums[Math.max(0, i - radius)]) / (2 * radius + 1)
    }
  }
}

/** Gathers the shadow of everything near the floor. */
export function floorShadow(camera: Camera, { positions }: Scene): FloorShadow {
  const light = new Float32Array(SIZE * SIZE).fill(1)
  const taken = new Float32Array(SIZE * SIZE)
  for (const layer of LAYERS) {
    taken.fill(0)
    for (let i = 0; i < positions.length; i += 3) {
      const y = positions[i + 1]
      if (y < layer.from || y > layer.to) continue
      const x = positions[i]
      const z = positions[i + 2]
      const lean = Math.max(0, y) * 0.16
      const u = Math.round((camera.cosine * x + camera.sine * z + lean) / CELL + SIZE / 2)
      const v = Math.round((camera.cosine * z - camera.sine * x - lean) / CELL + SIZE / 2)
      if (u >= 0 && v >= 0 && u < SIZE && v < SIZE) taken[v * SIZE + u] = 1
    }
    const radius = Math.max(1, Math.round(layer.blur / CELL))
    for (let round = 0; round < 3; round++) {
      blur(taken, radius, 1, SIZE)
      blur(taken, radius, SIZE, 1)
    }
    for (let o = 0; o < light.length; o++) light[o] = light[o] * (1 - layer.dark * Math.min(1, taken[o]))
  }
  for (let o = 0; o < light.length; o++) light[o] = 1 - light[o]
  return light
}

/** Shadow on the floor along row `y` of the picture, one value a pixel, into `out`; false where the row meets none. */
export function shadowRow(shadow: FloorShadow, camera: Camera, y: number, out: Float32Array): boolean {
  const fall = (y + 0.5 - camera.horizon) / (camera.scale * camera.distance)
  if (fall < 0.02) return false
  // The floor lies at y = 0, the lens at `height`.
  const reach = camera.height / fall
  const pz = (camera.distance - reach) / CELL + SIZE / 2
  if (pz < 0 || pz > SIZE - 2) return false
  const j = pz | 0
  const b = pz - j
  const step = reach / (camera.scale * camera.distance * CELL)
  let met = false
  for (let x = 0; x < out.length; x++) {
    const px = (x + 0.5 - camera.width / 2) * step + SIZE / 2
    if (px < 0 || px > SIZE - 2) {
      out[x] = 0
      continue
    }
    const i = px | 0
    const a = px - i
    const o = j * SIZE + i
    const value =
      (shadow[o] * (1 - a) + shadow[o + 1] * a) * (1 - b) +
      (shadow[o + SIZE] * (1 - a) + shadow[o + SIZE + 1] * a) * b
    out[x] = value
    if (value > 0) met = true
  }
  return met
}
