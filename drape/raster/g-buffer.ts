// Finds what each sample of a band of the picture sees: depth, surface, normal and texture place.
import type { Camera } from './camera.ts'
import type { Surface } from './scene.ts'

/** Samples `rows` tall from row `top`; row-major. `surface` is 0 for nothing, i + 1 outside, -(i + 1) inside of surface i. */
export interface GBuffer {
  readonly width: number
  readonly rows: number
  readonly top: number
  readonly depth: Float32Array
  readonly surface: Int8Array
  /** Unit normals in camera space, three a sample. */
  readonly normal: Float32Array
  /** Texture place, two a sample. */
  readonly place: Float32Array
}

const FAR = -1e9

/** An empty band. */
export function gBuffer(width: number, rows: number): GBuffer {
  const n = width * rows
  return {
    width,
    rows,
    top: 0,
    depth: new Float32Array(n),
    surface: new Int8Array(n),
    normal: new Float32Array(3 * n),
    place: new Float32Array(2 * n),
  }
}

/** Draws the surfaces into the band that starts at row `top`; `screens` are their projected vertices. */
export function fillGBuffer(
  band: GBuffer,
  top: number,
  camera: Camera,
  surfaces: readonly Surface[],
  screens: readonly Float32Array[],
): GBuffer {
  const filled = { ...band, top }
  band.depth.fill(FAR)
  band.surface.fill(0)
  surfaces.forEach((surface, i) => drawSurface(filled, camera, surface, screens[i], i + 1))
  return filled
}

function drawSurface(
  band: GBuffer,
  camera: Camera,
  surface: Surface,
  screen: Float32Array,
  id: number,
): void {
  const { width, rows, top, depth, normal, place } = band
  const { triangles, normals } = surface.mesh
  const { sine, cosine } = camera
  const uv = surface.paint?.uv
  const nearer = surface.material.nearer
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t]
    const b = 3 * triangles[t + 1]
    const c = 3 * triangles[t + 2]
    const ay = screen[a + 1] - top
    const by = screen[b + 1] - top
    const cy = screen[c + 1] - top
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
    const y1 = Math.min(rows - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
    if (y0 > y1) continue
    const ax = screen[a]
    const bx = screen[b]
    const cx = screen[c]
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
    if (x0 > x1) continue
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if (area === 0) continue
    const outside = area < 0
    if (!outside && !uv) continue
    const inverse = 1 / area
    const sign = outside ? 1 : -1
    for (let y = y0; y <= y1; y++) {
      const py = y + 0.5
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5
        const wb = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) * inverse
        if (wb < 0) continue
        const wc = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) * inverse
        if (wc < 0) continue
        const wa = 1 - wb - wc
        if (wa < 0) continue
        const z = wa * screen[a + 2] + wb * screen[b + 2] + wc * screen[c + 2] + nearer
        const o = y * width + x
        if (z <= depth[o]) continue
        depth[o] = z
        band.surface[o] = sign * id
        const nx = wa * normals[a] + wb * normals[b] + wc * normals[c]
        const ny = wa * normals[a + 1] + wb * normals[b + 1] + wc * normals[c + 1]
        const nz = wa * normals[a + 2] + wb * normals[b + 2] + wc * normals[c + 2]
        const length = sign / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1)
        normal[3 * o] = (cosine * nx + sine * nz) * length
        normal[3 * o + 1] = ny * length
        normal[3 * o + 2] = (cosine * nz - sine * nx) * length
        if (!uv) continue
        const [ua, ub, uc] = [2 * triangles[t], 2 * triangles[t + 1], 2 * triangles[t + 2]]
        place[2 * o] = wa * uv[ua] + wb * uv[ub] + wc * uv[uc]
        place[2 * o + 1] = wa * uv[ua + 1] + wb * uv[ub + 1] + wc * uv[uc + 1]
      }
    }
  }
}
