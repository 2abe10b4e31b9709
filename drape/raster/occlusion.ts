// How much open sky and key light reaches each place, worked out on a coarse picture and read back softly.
import { project, scaled } from './camera.ts'
import type { Camera } from './camera.ts'
import { drawDepth } from './depth-map.ts'
import type { DepthMap } from './depth-map.ts'
import { lampLight, lampMap } from './lamp-shadow.ts'
import type { Scene } from './scene-of.ts'

/** Two values 0..1 a coarse cell: open sky, and key light that arrives. */
export interface Occlusion {
  readonly width: number
  readonly rows: number
  /** Coarse cells a pixel of the picture. */
  readonly share: number
  readonly depth: Float32Array
  readonly open: Float32Array
  readonly key: Float32Array
}

/** Coarse cells a cm: as fine as the nearest neighbours that are asked. Depth of cells that see nothing. */
const FINE = 2.5
const NOTHING = -1e4

/** Radii, in cm, at which neighbours are asked whether they stand in the way. */
const RADII = [1.1, 3, 7]
const DIRECTIONS = 8
/** cm of depth within which cells belong together. */
const APART = 2.5

/** Unit normals, in camera space, of what the cells see. */
function normalsOf(scene: Scene, seen: DepthMap, screen: Float32Array, camera: Camera): Float32Array {
  const { width, rows, triangle } = seen
  const { triangles, normals } = scene
  const out = new Float32Array(3 * width * rows)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const o = y * width + x
      const t = 3 * (triangle[o] - 1)
      if (t < 0) continue
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]]
      const [ax, ay, bx, by] = [screen[a], screen[a + 1], screen[b], screen[b + 1]]
      const [cx, cy] = [screen[c], screen[c + 1]]
      const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
      const wb = ((x + 0.5 - ax) * (cy - ay) - (cx - ax) * (y + 0.5 - ay)) / area
      const wc = ((bx - ax) * (y + 0.5 - ay) - (x + 0.5 - ax) * (by - ay)) / area
      const wa = 1 - wb - wc
      const nx = wa * normals[a] + wb * normals[b] + wc * normals[c]
      const ny = wa * normals[a + 1] + wb * normals[b + 1] + wc * normals[c + 1]
      const nz = wa * normals[a + 2] + wb * normals[b + 2] + wc * normals[c + 2]
      const length = (area < 0 ? 1 : -1) / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1)
      out[3 * o] = (camera.cosine * nx + camera.sine * nz) * length
      out[3 * o + 1] = ny * length
      out[3 * o + 2] = (camera.cosine * nz - camera.sine * nx) * length
    }
  return out
}

/**
 * Screen-space ambient occlusion: neighbours that rise above the tangent plane shut out the sky. After M. Mittring,
 * "Finding next gen: CryEngine 2" (SIGGRAPH 2007), with the plane of L. Bavoil and M. Sainz's horizon-based one (2008).
 */
function openSky(seen: DepthMap, normal: Float32Array, scale: number): Float32Array {
  const { width, rows, depth, triangle } = seen
  const open = new Float32Array(width * rows).fill(1)
  const taps = RADII.length * DIRECTIONS
  const dx = new Int32Array(taps)
  const dy = new Int32Array(taps)
  for (let d = 0; d < DIRECTIONS; d++)
    for (let r = 0; r < RADII.length; r++) {
      const angle = (2 * Math.PI * d) / DIRECTIONS + 0.2
      dx[d * RADII.length + r] = Math.round(Math.cos(angle) * RADII[r] * scale)
      dy[d * RADII.length + r] = Math.round(Math.sin(angle) * RADII[r] * scale)
    }
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const o = y * width + x
      if (triangle[o] === 0) continue
      const nx = normal[3 * o]
      const ny = normal[3 * o + 1]
      const nz = normal[3 * o + 2]
      let shut = 0
      for (let tap = 0; tap < taps; tap++) {
        const sx = x + dx[tap]
        const sy = y + dy[tap]
        if (sx < 0 || sy < 0 || sx >= width || sy >= rows) continue
        const q = sy * width + sx
        if (triangle[q] === 0) continue
        const vx = dx[tap] / scale
        const vy = -dy[tap] / scale
        const vz = depth[q] - depth[o]
        const square = vx * vx + vy * vy + vz * vz
        const rise = (vx * nx + vy * ny + vz * nz) / Math.sqrt(square) - 0.12
        if (rise > 0) shut += rise / (1 + square / 60)
      }
      open[o] = Math.exp((-shut / taps) * 2.5)
    }
  return open
}

/** Share of the key lamp's light that arrives in each cell. */
function keyLight(seen: DepthMap, normal: Float32Array, camera: Camera, scene: Scene): Float32Array {
  const map = lampMap(scene, camera)
  const { width, rows, depth, triangle } = seen
  const light = new Float32Array(width * rows).fill(1)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const o = y * width + x
      if (triangle[o] === 0) continue
      const near = (camera.scale * camera.distance) / (camera.distance - depth[o])
      const across = (x + 0.5 - camera.width / 2) / near
      const height = camera.height - (y + 0.5 - camera.horizon) / near
      light[o] = lampLight(map, across, height, depth[o], normal[3 * o], normal[3 * o + 1], normal[3 * o + 2])
    }
  return light
}

/** Averages over five cells of like depth, first along rows, then down columns; in place. */
function soften(values: Float32Array, seen: DepthMap): Float32Array {
  const { width, rows, depth, triangle } = seen
  const was = new Float32Array(values.length)
  for (const step of [1, width]) {
    was.set(values)
    for (let o = 0; o < values.length; o++) {
      if (triangle[o] === 0) continue
      let sum = was[o]
      let n = 1
      for (let k = -2; k <= 2; k++) {
        const q = o + k * step
        if (k === 0 || q < 0 || q >= width * rows || triangle[q] === 0) continue
        if (Math.abs(depth[q] - depth[o]) > APART) continue
        sum += was[q]
        n++
      }
      values[o] = sum / n
    }
  }
  return values
}

/** Works out the occlusion of what `camera` sees, on cells no finer than they need be. */
export function occlusion(scene: Scene, camera: Camera): Occlusion {
  const share = Math.min(1, FINE / camera.scale)
  const far = scaled(camera, share)
  const screen = project(far, scene.positions)
  const seen = drawDepth(scene, screen, far.width, far.rows)
  const normals = normalsOf(scene, seen, screen, far)
  const open = soften(openSky(seen, normals, far.scale), seen)
  const key = soften(keyLight(seen, normals, far, scene), seen)
  for (let o = 0; o < seen.depth.length; o++) if (seen.triangle[o] === 0) seen.depth[o] = NOTHING
  return { width: far.width, rows: far.rows, share, depth: seen.depth, open, key }
}

/** Reads both values at a place of the picture, leaving out cells of another depth; into `out`. */
export function readOcclusion(from: Occlusion, x: number, y: number, depth: number, out: Float64Array): void {
  const { width } = from
  const u = Math.max(0, Math.min(width - 1.001, x * from.share - 0.5))
  const v = Math.max(0, Math.min(from.rows - 1.001, y * from.share - 0.5))
  const i = u | 0
  const j = v | 0
  const a = u - i
  const b = v - j
  const q = j * width + i
  const d0 = from.depth[q] - depth
  const d1 = from.depth[q + 1] - depth
  const d2 = from.depth[q + width] - depth
  const d3 = from.depth[q + width + 1] - depth
  const w0 = ((1 - a) * (1 - b) + 1e-3) / (1 + 2 * d0 * d0)
  const w1 = (a * (1 - b) + 1e-3) / (1 + 2 * d1 * d1)
  const w2 = ((1 - a) * b + 1e-3) / (1 + 2 * d2 * d2)
  const w3 = (a * b + 1e-3) / (1 + 2 * d3 * d3)
  const sum = w0 + w1 + w2 + w3
  const p = q + width
  out[0] = (w0 * from.open[q] + w1 * from.open[q + 1] + w2 * from.open[p] + w3 * from.open[p + 1]) / sum
  out[1] = (w0 * from.key[q] + w1 * from.key[q + 1] + w2 * from.key[p] + w3 * from.key[p + 1]) / sum
}
