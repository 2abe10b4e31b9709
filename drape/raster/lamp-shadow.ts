// The shadow of the key lamp, read off a depth picture taken from the lamp.
import type { Camera } from './camera.ts'
import { drawDepth } from './depth-map.ts'
import type { DepthMap } from './depth-map.ts'
import { KEY } from './lights.ts'
import type { Scene } from './scene-of.ts'

/** Cells along each side of the lamp's picture. */
const MAP = 512
/** The lamp is this many cm wide where its shadow falls: half the width of a shadow's soft edge. */
const SOFT = 1.4
/** cm before a thing starts to throw a shadow, and until it throws its whole shadow. */
const BIAS = 0.25
const FULL = 0.9
/** Steepest slope towards the lamp that is followed when a surface is asked whether it shades itself. */
const STEEP = 3

/** Depth picture from the lamp, and where in it a place of the camera's space lies. */
export interface LampMap extends DepthMap {
  /** cm of a cell. */
  readonly cell: number
  readonly middle: number
}

const [KX, KY, KZ] = KEY
const SIDE = Math.hypot(KX, KZ)
const RIGHT_X = KZ / SIDE
const RIGHT_Z = -KX / SIDE
const UP_X = -(KY * KX) / SIDE
const UP_Z = -(KY * KZ) / SIDE

/** Looks at the scene, turned as the camera sees it, from the lamp. */
export function lampMap(scene: Scene, camera: Camera): LampMap {
  const middle = (scene.low + scene.high) / 2
  const cell = (2.1 * Math.hypot((scene.high - scene.low) / 2, scene.radius)) / MAP
  const { positions } = scene
  const screen = new Float32Array(positions.length)
  for (let i = 0; i < positions.length; i += 3) {
    const x = camera.cosine * positions[i] + camera.sine * positions[i + 2]
    const y = positions[i + 1] - middle
    const z = camera.cosine * positions[i + 2] - camera.sine * positions[i]
    screen[i] = MAP / 2 + (RIGHT_X * x + RIGHT_Z * z) / cell
    screen[i + 1] = MAP / 2 - (UP_X * x + SIDE * y + UP_Z * z) / cell
    screen[i + 2] = KX * x + KY * y + KZ * z
  }
  return { ...drawDepth(scene, screen, MAP, MAP), cell, middle }
}

const steepness = (rise: number, facing: number): number =>
  Math.max(-STEEP, Math.min(STEEP, -rise / Math.max(facing, 0.05)))

/**
 * Share 0..1 of the lamp's light that reaches a place in camera space with unit normal `n`, soft at the shadow's edge.
 * Neighbours are held against the place's own plane, so that a slanted surface does not shade itself (J. Isidoro,
 * "Shadow mapping: GPU-based tips and techniques", GDC 2006).
 */
export function lampLight(
  map: LampMap,
  x: number,
  height: number,
  z: number,
  nx: number,
  ny: number,
  nz: number,
): number {
  const { depth, triangle, cell } = map
  const y = height - map.middle
  const u = MAP / 2 + (RIGHT_X * x + RIGHT_Z * z) / cell
  const v = MAP / 2 - (UP_X * x + SIDE * y + UP_Z * z) / cell
  const here = KX * x + KY * y + KZ * z + BIAS
  const facing = nx * KX + ny * KY + nz * KZ
  const alongU = steepness(nx * RIGHT_X + nz * RIGHT_Z, facing)
  const alongV = -steepness(nx * UP_X + ny * SIDE + nz * UP_Z, facing)
  const spread = SOFT / 2
  let open = 0
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const mx = (u + (i * spread) / cell) | 0
      const my = (v + (j * spread) / cell) | 0
      if (mx < 0 || my < 0 || mx >= MAP || my >= MAP) {
        open++
        continue
      }
      const o = my * MAP + mx
      const over = triangle[o] === 0 ? -1 : depth[o] - here - (i * alongU + j * alongV) * spread
      if (over <= 0) open++
      else if (over < FULL) open += 1 - over / FULL
    }
  return open / 25
}
