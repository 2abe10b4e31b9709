// Where the picture is taken from: the mannequin is turned, the camera stays before it.
import type { View } from '../garment.ts'
import type { Scene } from './scene-of.ts'

/** A pinhole camera, `distance` cm before the mannequin's axis. */
export interface Camera {
  readonly sine: number
  readonly cosine: number
  readonly distance: number
  /** Height of the lens in cm. */
  readonly height: number
  /** Pixels across, down, and pixels a cm at the axis. */
  readonly width: number
  readonly rows: number
  readonly scale: number
  /** Row of the picture that the lens looks at squarely. */
  readonly horizon: number
}

/** Degrees the mannequin turns for each view. */
export const TURNS: Readonly<Record<View, number>> = { front: 0, left: -35, right: 35, side: 90, back: 180 }

const DISTANCE = 560
/** Room above a figure and below it (for its shadow), and around garments without one, as shares of their height. */
const ABOVE = 0.028
const BELOW = 0.04
const AROUND = 0.05
/** Room at both sides, as a share of the width. */
const BESIDE = 0.03

/**
 * Frames what stands on the floor in a picture of `width` x `rows` pixels, alike from every side: the whole figure,
 * `figureHeight` cm tall, or, as a ghost, all that is in the scene.
 */
export function cameraFor(
  view: View | number,
  scene: Scene,
  figureHeight: number,
  width: number,
  rows: number,
  ghost = false,
): Camera {
  const turn = ((typeof view === 'number' ? view : TURNS[view]) * Math.PI) / 180
  const low = ghost ? scene.low : 0
  const high = ghost ? scene.high : Math.max(figureHeight, scene.high)
  const tall = high - low
  const [above, below] = ghost ? [AROUND, AROUND] : [ABOVE, BELOW]
  // What turns nearest to the lens looks larger by this.
  const near = DISTANCE / (DISTANCE - scene.radius)
  const wide = 2 * scene.radius * Math.sqrt(near) * (1 + 2 * BESIDE)
  const scale = Math.min(rows / (tall * (1 + above + below)), width / wide)
  const spare = (rows - tall * scale) / 2
  const lean = ((below - above) / 2) * tall * scale
  return {
    sine: Math.sin(turn),
    cosine: Math.cos(turn),
    distance: DISTANCE,
    height: (low + high) / 2,
    width,
    rows,
    scale,
    horizon: spare + (tall * scale) / 2 - lean,
  }
}

/** The same camera with other, fewer or more, pixels: `by` times as many along each side. */
export function scaled(camera: Camera, by: number): Camera {
  return {
    ...camera,
    width: Math.ceil(camera.width * by),
    rows: Math.ceil(camera.rows * by),
    scale: camera.scale * by,
    horizon: camera.horizon * by,
  }
}

/** Screen x and y in pixels, and depth towards the camera in cm, three floats a vertex. */
export function project(camera: Camera, positions: Float32Array): Float32Array {
  const out = new Float32Array(positions.length)
  const { sine, cosine, distance, scale, horizon, height } = camera
  const middle = camera.width / 2
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i]
    const z = positions[i + 2]
    const depth = cosine * z - sine * x
    const near = (scale * distance) / (distance - depth)
    out[i] = middle + (cosine * x + sine * z) * near
    out[i + 1] = horizon - (positions[i + 1] - height) * near
    out[i + 2] = depth
  }
  return out
}
