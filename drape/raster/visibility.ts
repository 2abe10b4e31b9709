// Finds which triangle each sample of a band of the picture sees: eight samples a pixel, nothing but depth and a number.
import type { Scene } from './scene-of.ts'

/** Places of the samples in a pixel, from its middle: the standard 8-sample pattern, no two in a row or column. */
export const SAMPLES = 8
export const SAMPLE_X = [1, -1, 5, -3, -5, -7, 3, 7].map((v) => v / 16)
export const SAMPLE_Y = [-3, 3, 1, -5, 5, -1, 7, -7].map((v) => v / 16)
/** No sample is as far as this from the middle along an axis. */
const FARTHEST = 7 / 16 + 1e-6

/** Samples of a layer: the triangle seen, from 1, or 0 for none, and its depth. */
export interface Layer {
  readonly triangle: Int32Array
  readonly depth: Float32Array
}

/** A band of the picture from row `top`. */
export interface Band {
  readonly width: number
  readonly rows: number
  /** What hides what is behind. */
  readonly solid: Layer
  /** See-through cloth before it, the nearest first; empty when the scene has none. */
  readonly clear: readonly Layer[]
  /** The first and, exclusive, the last pixel of each row that holds anything. */
  readonly from: Int32Array
  readonly to: Int32Array
}

const layer = (n: number): Layer => ({ triangle: new Int32Array(n), depth: new Float32Array(n) })

/** The band used last: the next picture is most often of the same size. */
let spare: Band | null = null

/** A band for a scene, to be used until the next one is asked for. */
export function bandFor(scene: Scene, width: number, rows: number): Band {
  const layers = scene.clearFrom < scene.owner.length ? 2 : 0
  if (spare?.width === width && spare.rows === rows && spare.clear.length === layers) return spare
  const n = width * rows * SAMPLES
  const clear = Array.from({ length: layers }, () => layer(n))
  spare = { width, rows, solid: layer(n), clear, from: new Int32Array(rows), to: new Int32Array(rows) }
  spare.from.fill(width)
  return spare
}

/** Triangles of each band of `rows` rows, in their order: those of band b are `list[start[b]]` to `list[start[b + 1] - 1]`. */
export interface Bins {
  readonly start: Int32Array
  readonly list: Int32Array
}

/** Sorts the triangles that face the camera, or have two faces, into the bands they touch. */
export function binTriangles(scene: Scene, screen: Float32Array, height: number, rows: number): Bins {
  const bands = Math.ceil(height / rows)
  const { triangles, owner, surfaces } = scene
  const twoFaced = surfaces.map((s) => s.paint !== undefined)
  const first = new Int16Array(owner.length).fill(-1)
  const last = new Int16Array(owner.length)
  const start = new Int32Array(bands + 1)
  for (let t = 0; t < owner.length; t++) {
    const a = 3 * triangles[3 * t]
    const b = 3 * triangles[3 * t + 1]
    const c = 3 * triangles[3 * t + 2]
    const [ax, ay, bx, by] = [screen[a], screen[a + 1], screen[b], screen[b + 1]]
    const [cx, cy] = [screen[c], screen[c + 1]]
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if (area === 0 || (area > 0 && !twoFaced[owner[t]])) continue
    const low = Math.min(ay, by, cy)
    const high = Math.max(ay, by, cy)
    if (high < 0 || low >= height) continue
    first[t] = Math.max(0, Math.floor(low / rows))
    last[t] = Math.min(bands - 1, Math.floor(high / rows))
    for (let band = first[t]; band <= last[t]; band++) start[band + 1]++
  }
  for (let band = 0; band < bands; band++) start[band + 1] += start[band]
  const list = new Int32Array(start[bands])
  const next = start.slice()
  for (let t = 0; t < owner.length; t++)
    if (first[t] >= 0) for (let band = first[t]; band <= last[t]; band++) list[next[band]++] = t
  return { start, list }
}

/** Draws band number `index` of the picture, `screen` being the scene's projected vertices. */
export function fillBand(band: Band, index: number, scene: Scene, screen: Float32Array, bins: Bins): void {
  const { width, rows, from, to } = band
  for (const { triangle } of [band.solid, ...band.clear])
    for (let y = 0; y < rows; y++)
      if (from[y] < to[y]) triangle.fill(0, (y * width + from[y]) * SAMPLES, (y * width + to[y]) * SAMPLES)
  from.fill(width)
  to.fill(0)
  for (let i = bins.start[index]; i < bins.start[index + 1]; i++)
    drawTriangle(band, index * rows, scene, screen, bins.list[i])
}

/** What each sample of the triangle at hand adds to its three edges and its depth. */
const stepA = new Float64Array(SAMPLES)
const stepB = new Float64Array(SAMPLES)
const stepC = new Float64Array(SAMPLES)
const stepZ = new Float64Array(SAMPLES)

function drawTriangle(band: Band, top: number, scene: Scene, screen: Float32Array, t: number): void {
  const { triangles } = scene
  const { width, rows, from, to } = band
  const a = 3 * triangles[3 * t]
  let b = 3 * triangles[3 * t + 1]
  let c = 3 * triangles[3 * t + 2]
  const ax = screen[a]
  const ay = screen[a + 1] - top
  let area = (screen[b] - ax) * (screen[c + 1] - top - ay) - (screen[c] - ax) * (screen[b + 1] - top - ay)
  if (area < 0) {
    const d = b
    b = c
    c = d
    area = -area
  }
  const bx = screen[b]
  const by = screen[b + 1] - top
  const cx = screen[c]
  const cy = screen[c + 1] - top
  const y0 = Math.max(0, Math.floor(Math.min(ay, by, cy)))
  const y1 = Math.min(rows - 1, Math.floor(Math.max(ay, by, cy)))
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx, cx)))
  const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx)))
  if (x0 > x1 || y0 > y1) return
  // Each edge's function is its far corner's share of a place, times the area: inside where none is negative.
  const aX = by - cy
  const aY = cx - bx
  const bX = cy - ay
  const bY = ax - cx
  const cX = ay - by
  const cY = bx - ax
  const [az, bz, cz] = [screen[a + 2], screen[b + 2], screen[c + 2]]
  const zX = (az * aX + bz * bX + cz * cX) / area
  const zY = (az * aY + bz * bY + cz * cY) / area
  for (let s = 0; s < SAMPLES; s++) {
    stepA[s] = aX * SAMPLE_X[s] + aY * SAMPLE_Y[s]
    stepB[s] = bX * SAMPLE_X[s] + bY * SAMPLE_Y[s]
    stepC[s] = cX * SAMPLE_X[s] + cY * SAMPLE_Y[s]
    stepZ[s] = zX * SAMPLE_X[s] + zY * SAMPLE_Y[s]
  }
  const reachA = FARTHEST * (Math.abs(aX) + Math.abs(aY))
  const reachB = FARTHEST * (Math.abs(bX) + Math.abs(bY))
  const reachC = FARTHEST * (Math.abs(cX) + Math.abs(cY))
  const zAt = az + scene.surfaces[scene.owner[t]].material.nearer
  const clear = t >= scene.clearFrom
  const { triangle, depth } = band.solid
  // Where along a row an edge lets samples in: from or up to its crossing, which moves evenly from row to row.
  const nearA = 1 / aX
  const nearB = 1 / bX
  const nearC = 1 / cX
  for (let y = y0; y <= y1; y++) {
    const py = y + 0.5
    let low = x0
    let high = x1
    const rowA = aY * (py - by) - aX * bx
    const rowB = bY * (py - cy) - bX * cx
    const rowC = cY * (py - ay) - cX * ax
    const crossA = (-reachA - rowA) * nearA - 0.5
    const crossB = (-reachB - rowB) * nearB - 0.5
    const crossC = (-reachC - rowC) * nearC - 0.5
    if (aX > 0) {
      if (crossA > low) low = Math.ceil(crossA)
    } else if (aX < 0) {
      if (crossA < high) high = Math.floor(crossA)
    } else if (rowA < -reachA) continue
    if (bX > 0) {
      if (crossB > low) low = Math.ceil(crossB)
    } else if (bX < 0) {
      if (crossB < high) high = Math.floor(crossB)
    } else if (rowB < -reachB) continue
    if (cX > 0) {
      if (crossC > low) low = Math.ceil(crossC)
    } else if (cX < 0) {
      if (crossC < high) high = Math.floor(crossC)
    } else if (rowC < -reachC) continue
    if (low > high) continue
    if (low < from[y]) from[y] = low
    if (high >= to[y]) to[y] = high + 1
    for (let x = low; x <= high; x++) {
      const px = x + 0.5
      const a0 = aX * px + rowA
      const b0 = bX * px + rowB
      const c0 = cX * px + rowC
      const z0 = zAt + zX * (px - ax) + zY * (py - ay)
      const o = (y * width + x) * SAMPLES
      if (clear) {
        for (let s = 0; s < SAMPLES; s++) {
          if (a0 + stepA[s] < 0 || b0 + stepB[s] < 0 || c0 + stepC[s] < 0) continue
          const z = z0 + stepZ[s]
          if (triangle[o + s] === 0 || z > depth[o + s]) keepClear(band.clear, o + s, z, t + 1)
        }
      } else if (a0 >= reachA && b0 >= reachB && c0 >= reachC) {
        for (let s = 0; s < SAMPLES; s++) {
          const z = z0 + stepZ[s]
          if (triangle[o + s] !== 0 && z <= depth[o + s]) continue
          triangle[o + s] = t + 1
          depth[o + s] = z
        }
      } else {
        for (let s = 0; s < SAMPLES; s++) {
          if (a0 + stepA[s] < 0 || b0 + stepB[s] < 0 || c0 + stepC[s] < 0) continue
          const z = z0 + stepZ[s]
          if (triangle[o + s] !== 0 && z <= depth[o + s]) continue
          triangle[o + s] = t + 1
          depth[o + s] = z
        }
      }
    }
  }
}

/** Keeps the two nearest see-through triangles of a sample. Solid ones have all been drawn before. */
function keepClear([near, far]: readonly Layer[], q: number, z: number, triangle: number): void {
  if (near.triangle[q] === 0 || z > near.depth[q]) {
    far.triangle[q] = near.triangle[q]
    far.depth[q] = near.depth[q]
    near.triangle[q] = triangle
    near.depth[q] = z
  } else if (far.triangle[q] === 0 || z > far.depth[q]) {
    far.triangle[q] = triangle
    far.depth[q] = z
  }
}
