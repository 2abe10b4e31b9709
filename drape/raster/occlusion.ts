// How much open sky and key light reaches each place, worked out on a coarse picture and read back softly.
import type { Camera } from './camera.ts'
import type { GBuffer } from './g-buffer.ts'
import { KEY } from './lights.ts'
import type { Surface } from './scene.ts'

/** Two values 0..1 a coarse sample: open sky, and key light that arrives. */
export interface Occlusion {
  readonly width: number
  readonly rows: number
  readonly depth: Float32Array
  readonly open: Float32Array
  readonly key: Float32Array
}

/** Radii, in cm, at which neighbours are asked whether they stand in the way. */
const RADII = [1.1, 3, 7]
const DIRECTIONS = Array.from({ length: 12 }, (_, i) => {
  const angle = (i * Math.PI) / 6 + 0.2
  return [Math.cos(angle), Math.sin(angle)] as const
})

/** Screen-space ambient occlusion: neighbours that rise above the tangent plane shut out the sky. */
function openSky(seen: GBuffer, scale: number): Float32Array {
  const { width, rows, depth, normal, surface } = seen
  const open = new Float32Array(width * rows).fill(1)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const o = y * width + x
      if (surface[o] === 0) continue
      const [nx, ny, nz] = [normal[3 * o], normal[3 * o + 1], normal[3 * o + 2]]
      let shut = 0
      for (const [ux, uy] of DIRECTIONS)
        for (const radius of RADII) {
          const sx = Math.round(x + ux * radius * scale)
          const sy = Math.round(y + uy * radius * scale)
          if (sx < 0 || sy < 0 || sx >= width || sy >= rows) continue
          const q = sy * width + sx
          if (surface[q] === 0) continue
          const [vx, vy, vz] = [ux * radius, -uy * radius, depth[q] - depth[o]]
          const length = Math.sqrt(vx * vx + vy * vy + vz * vz)
          const rise = (vx * nx + vy * ny + vz * nz) / length - 0.12
          if (rise > 0) shut += rise / (1 + (length * length) / 60)
        }
      open[o] = Math.exp((-shut / 36) * 2.5)
    }
  return open
}

const MAP = 640

/** Depth map seen from the key lamp: cells of `cell` cm, the nearest surface kept. */
function lampMap(camera: Camera, surfaces: readonly Surface[]) {
  const [kx, ky, kz] = KEY
  const side = Math.hypot(kx, kz)
  const right = [kz / side, 0, -kx / side] as const
  const up = [-(ky * kx) / side, side, -(ky * kz) / side] as const
  const cell = (camera.height * 2.5) / MAP
  const map = new Float32Array(MAP * MAP).fill(-1e9)
  const place = (x: number, y: number, z: number): [number, number, number] => [
    MAP / 2 + (right[0] * x + right[2] * z) / cell,
    MAP / 2 - (up[0] * x + up[1] * (y - camera.height) + up[2] * z) / cell,
    kx * x + ky * y + kz * z,
  ]
  for (const { mesh } of surfaces) {
    const flat = new Float32Array(mesh.positions.length)
    for (let i = 0; i < flat.length; i += 3) {
      const [x, y, z] = [mesh.positions[i], mesh.positions[i + 1], mesh.positions[i + 2]]
      flat.set(place(camera.cosine * x + camera.sine * z, y, camera.cosine * z - camera.sine * x), i)
    }
    for (let t = 0; t < mesh.triangles.length; t += 3) {
      const corners = [mesh.triangles[t], mesh.triangles[t + 1], mesh.triangles[t + 2]]
      let depth = 0
      let [x0, x1, y0, y1] = [MAP, 0, MAP, 0]
      for (const corner of corners) {
        depth += flat[3 * corner + 2] / 3
        x0 = Math.min(x0, flat[3 * corner])
        x1 = Math.max(x1, flat[3 * corner])
        y0 = Math.min(y0, flat[3 * corner + 1])
        y1 = Math.max(y1, flat[3 * corner + 1])
      }
      for (let y = Math.max(0, Math.round(y0)); y <= Math.min(MAP - 1, Math.round(y1)); y++)
        for (let x = Math.max(0, Math.round(x0)); x <= Math.min(MAP - 1, Math.round(x1)); x++)
          if (depth > map[y * MAP + x]) map[y * MAP + x] = depth
    }
  }
  return { map, place, cell }
}

/** Share of the key lamp's light that arrives, soft by asking a patch of the lamp's map. */
function keyLight(seen: GBuffer, camera: Camera, surfaces: readonly Surface[]): Float32Array {
  const { map, place, cell } = lampMap(camera, surfaces)
  const { width, rows, depth, surface } = seen
  const light = new Float32Array(width * rows).fill(1)
  const spread = 1.6 / cell
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const o = y * width + x
      if (surface[o] === 0) continue
      const near = (camera.scale * camera.distance) / (camera.distance - depth[o])
      const [u, v, d] = place(
        (x + 0.5 - width / 2) / near,
        camera.height - (y + 0.5 - rows / 2) / near,
        depth[o],
      )
      let [open, asked] = [0, 0]
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) {
          const mx = Math.round(u + (i * spread) / 2)
          const my = Math.round(v + (j * spread) / 2)
          if (mx < 0 || my < 0 || mx >= MAP || my >= MAP) continue
          asked++
          const over = map[my * MAP + mx] - d - 1.4
          open += over < 0 ? 1 : over > 2 ? 0 : 1 - over / 2
        }
      light[o] = asked ? open / asked : 1
    }
  return light
}

/** Averages over neighbours of like depth. */
function soften(values: Float32Array, seen: GBuffer, radius: number): Float32Array {
  const { width, rows, depth, surface } = seen
  const out = new Float32Array(values.length).fill(1)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const o = y * width + x
      if (surface[o] === 0) continue
      let [sum, n] = [0, 0]
      for (let j = Math.max(0, y - radius); j <= Math.min(rows - 1, y + radius); j++)
        for (let i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++) {
          const q = j * width + i
          if (Math.abs(depth[q] - depth[o]) > 2.5) continue
          sum += values[q]
          n++
        }
      out[o] = sum / n
    }
  return out
}

/** Works out the occlusion of what the coarse camera has `seen`. */
export function occlusion(seen: GBuffer, camera: Camera, surfaces: readonly Surface[]): Occlusion {
  return {
    width: seen.width,
    rows: seen.rows,
    depth: seen.depth,
    open: soften(openSky(seen, camera.scale), seen, 2),
    key: soften(keyLight(seen, camera, surfaces), seen, 2),
  }
}

/** Reads both values at a coarse place, leaving out neighbours of another depth; into `out`. */
export function readOcclusion(from: Occlusion, x: number, y: number, depth: number, out: Float64Array): void {
  const u = Math.max(0, Math.min(from.width - 1.001, x - 0.5))
  const v = Math.max(0, Math.min(from.rows - 1.001, y - 0.5))
  const i = u | 0
  const j = v | 0
  let [open, key, weights] = [1e-9, 1e-9, 1e-9]
  for (let c = 0; c < 4; c++) {
    const q = (j + (c >> 1)) * from.width + i + (c & 1)
    const apart = Math.abs(from.depth[q] - depth)
    const across = c & 1 ? u - i : 1 - u + i
    const down = c >> 1 ? v - j : 1 - v + j
    const weight = (across * down + 1e-3) / (1 + apart * apart * 2)
    open += weight * from.open[q]
    key += weight * from.key[q]
    weights += weight
  }
  out[0] = open / weights
  out[1] = key / weights
}
