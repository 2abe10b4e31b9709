// The soft shadow under the mannequin: what stands low over the floor shuts out its light.
import type { Camera } from './camera.ts'
import type { Surface } from './scene.ts'

/** Shadow 0..1 on the floor in cells of `CELL` cm, camera space, centred under the mannequin. */
export interface FloorShadow {
  readonly size: number
  readonly values: Float32Array
}

const CELL = 1
const SIZE = 224

/** Things between two heights (cm) throw a shadow blurred by `blur` cm and of strength `dark`. */
const LAYERS = [
  { from: -2, to: 1.6, blur: 1, dark: 0.62 },
  { from: -2, to: 6, blur: 3.5, dark: 0.36 },
  { from: -2, to: 26, blur: 9, dark: 0.34 },
  { from: 10, to: 95, blur: 24, dark: 0.3 },
]

function blurRows(from: Float32Array, to: Float32Array, radius: number, along: number, across: number): void {
  for (let line = 0; line < SIZE; line++) {
    let sum = 0
    const at = (i: number): number => (i < 0 || i >= SIZE ? 0 : from[line * across + i * along])
    for (let i = -radius; i <= radius; i++) sum += at(i)
    for (let i = 0; i < SIZE; i++) {
      to[line * across + i * along] = sum / (2 * radius + 1)
      sum += at(i + radius + 1) - at(i - radius)
    }
  }
}

/** Gathers the shadow of everything near the floor. */
export function floorShadow(camera: Camera, surfaces: readonly Surface[]): FloorShadow {
  const light = new Float32Array(SIZE * SIZE).fill(1)
  for (const layer of LAYERS) {
    const taken = new Float32Array(SIZE * SIZE)
    for (const { mesh } of surfaces)
      for (let i = 0; i < mesh.positions.length; i += 3) {
        const [x, y, z] = [mesh.positions[i], mesh.positions[i + 1], mesh.positions[i + 2]]
        if (y < layer.from || y > layer.to) continue
        const lean = Math.max(0, y) * 0.16
        const u = Math.round((camera.cosine * x + camera.sine * z + lean) / CELL + SIZE / 2)
        const v = Math.round((camera.cosine * z - camera.sine * x - lean) / CELL + SIZE / 2)
        if (u >= 0 && v >= 0 && u < SIZE && v < SIZE) taken[v * SIZE + u] = 1
      }
    const passed = new Float32Array(taken.length)
    const radius = Math.max(1, Math.round(layer.blur / CELL))
    for (let round = 0; round < 3; round++) {
      blurRows(taken, passed, radius, 1, SIZE)
      blurRows(passed, taken, radius, SIZE, 1)
    }
    for (let o = 0; o < light.length; o++) light[o] = light[o] * (1 - layer.dark * Math.min(1, taken[o]))
  }
  return { size: SIZE, values: light.map((l) => 1 - l) }
}

/** The shadow on the floor seen at a sample; 0 above the horizon. */
export function shadowAt(shadow: FloorShadow, camera: Camera, x: number, y: number): number {
  const fall = (y - camera.rows / 2) / (camera.scale * camera.distance)
  if (fall < 0.02) return 0
  const reach = camera.height / fall
  const u = ((x - camera.width / 2) / (camera.scale * camera.distance)) * reach
  const z = camera.distance - reach
  const px = u / CELL + SIZE / 2
  const pz = z / CELL + SIZE / 2
  if (px < 0 || pz < 0 || px > SIZE - 2 || pz > SIZE - 2) return 0
  const i = px | 0
  const j = pz | 0
  const [a, b] = [px - i, pz - j]
  const v = shadow.values
  const o = j * SIZE + i
  return (v[o] * (1 - a) + v[o + 1] * a) * (1 - b) + (v[o + SIZE] * (1 - a) + v[o + SIZE + 1] * a) * b
}
