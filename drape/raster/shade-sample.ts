// Colours what a pixel sees of one triangle: its texture, its normal, the light that reaches it.
import type { Texture } from '../texture/texture.ts'
import type { Camera } from './camera.ts'
import { light } from './light.ts'
import { readOcclusion } from './occlusion.ts'
import type { Occlusion } from './occlusion.ts'
import { readTexel } from './pyramid.ts'
import type { Scene } from './scene-of.ts'

/** All that shading needs to know of a picture. `outer` and `inner` are null on plain surfaces. */
export interface Stage {
  readonly scene: Scene
  readonly camera: Camera
  readonly screen: Float32Array
  readonly shut: Occlusion
  readonly outer: readonly (readonly Texture[] | null)[]
  readonly inner: readonly (readonly Texture[] | null)[]
}

/** What was seen: linear red, green, blue, coverage of thin cloth, texture place, and 1 outside or -1 inside. */
export const SEEN = new Float64Array(7)

/** The inner face of cloth sees less light. */
const INSIDE = 0.6
/** A place may lie this share of a triangle outside of it: its neighbour's edge, no farther. */
const BEYOND = 0.35

const rgb = new Float64Array(4)
const reach = new Float64Array(2)

const within = (v: number): number => (v < -BEYOND ? -BEYOND : v > 1 + BEYOND ? 1 + BEYOND : v)

/** Shades triangle `t` at a place of the picture, where it lies at `depth`; the answer stands in SEEN. */
export function shadeSample(stage: Stage, t: number, x: number, y: number, depth: number): void {
  const { scene, camera, screen } = stage
  const { triangles, normals, uv } = scene
  const i = triangles[3 * t]
  const j = triangles[3 * t + 1]
  const k = triangles[3 * t + 2]
  const a = 3 * i
  const b = 3 * j
  const c = 3 * k
  const bax = screen[b] - screen[a]
  const bay = screen[b + 1] - screen[a + 1]
  const cax = screen[c] - screen[a]
  const cay = screen[c + 1] - screen[a + 1]
  const area = bax * cay - cax * bay
  const inverse = 1 / area
  const px = x - screen[a]
  const py = y - screen[a + 1]
  const wb = within((px * cay - cax * py) * inverse)
  const wc = within((bax * py - px * bay) * inverse)
  const wa = 1 - wb - wc
  const face = area < 0 ? 1 : -1
  const of = scene.owner[t]
  const surface = scene.surfaces[of]
  const levels = face > 0 ? stage.outer[of] : stage.inner[of]
  SEEN[3] = 1
  SEEN[6] = face
  if (levels) {
    const [ubx, vbx] = [uv[2 * j] - uv[2 * i], uv[2 * j + 1] - uv[2 * i + 1]]
    const [ucx, vcx] = [uv[2 * k] - uv[2 * i], uv[2 * k + 1] - uv[2 * i + 1]]
    const u = uv[2 * i] + wb * ubx + wc * ucx
    const v = uv[2 * i + 1] + wb * vbx + wc * vcx
    readTexel(
      levels,
      u,
      v,
      (cay * ubx - bay * ucx) * inverse,
      (cay * vbx - bay * vcx) * inverse,
      (bax * ucx - cax * ubx) * inverse,
      (bax * vcx - cax * vbx) * inverse,
      rgb,
    )
    if (face < 0) for (let n = 0; n < 3; n++) rgb[n] *= INSIDE
    SEEN[3] = rgb[3]
    SEEN[4] = u
    SEEN[5] = v
  } else {
    rgb[0] = surface.colour[0]
    rgb[1] = surface.colour[1]
    rgb[2] = surface.colour[2]
    SEEN[4] = 0
    SEEN[5] = 0
  }
  const nx = wa * normals[a] + wb * normals[b] + wc * normals[c]
  const ny = wa * normals[a + 1] + wb * normals[b + 1] + wc * normals[c + 1]
  const nz = wa * normals[a + 2] + wb * normals[b + 2] + wc * normals[c + 2]
  const unit = face / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1)
  readOcclusion(stage.shut, x, y, depth, reach)
  light(
    rgb,
    surface.material,
    levels !== null,
    (camera.cosine * nx + camera.sine * nz) * unit,
    ny * unit,
    (camera.cosine * nz - camera.sine * nx) * unit,
    reach[0],
    reach[1],
  )
  SEEN[0] = rgb[0]
  SEEN[1] = rgb[1]
  SEEN[2] = rgb[2]
}
