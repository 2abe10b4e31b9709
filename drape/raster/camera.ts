// Where the picture is taken from: the mannequin is turned, the camera stays before it.
import type { View } from '../garment.ts'

/** A pinhole camera at chest height, `distance` cm before the mannequin's axis. */
export interface Camera {
  readonly sine: number
  readonly cosine: number
  readonly distance: number
  /** Height of the lens in cm. */
  readonly height: number
  /** Samples across, down, and samples a cm at the axis. */
  readonly width: number
  readonly rows: number
  readonly scale: number
}

/** Degrees the mannequin turns for each view. */
export const TURNS: Readonly<Record<View, number>> = { front: 0, left: -35, right: 35, side: 90, back: 180 }

/** Room around the figure as a share of its height, and the half width its arms need, in cm. */
const ROOM = 1.1
const HALF_WIDTH = 52

/** Frames a figure of `figureHeight` cm head to toe in a picture of `width` x `rows` samples. */
export function cameraFor(view: View | number, figureHeight: number, width: number, rows: number): Camera {
  const turn = ((typeof view === 'number' ? view : TURNS[view]) * Math.PI) / 180
  const scale = Math.min(rows / (figureHeight * ROOM), width / (2 * HALF_WIDTH))
  return {
    sine: Math.sin(turn),
    cosine: Math.cos(turn),
    distance: 560,
    height: figureHeight * 0.497,
    width,
    rows,
    scale,
  }
}

/** The same camera with `factor` times fewer samples. */
export function coarser(camera: Camera, factor: number): Camera {
  return {
    ...camera,
    width: Math.ceil(camera.width / factor),
    rows: Math.ceil(camera.rows / factor),
    scale: camera.scale / factor,
  }
}

/** Screen x and y in samples, and depth towards the camera in cm, three floats a vertex. */
export function project(camera: Camera, positions: Float32Array): Float32Array {
  const out = new Float32Array(positions.length)
  const { sine, cosine, distance, scale } = camera
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i], positions[i + 1], positions[i + 2]]
    const depth = cosine * z - sine * x
    const near = (scale * distance) / (distance - depth)
    out[i] = camera.width / 2 + (cosine * x + sine * z) * near
    out[i + 1] = camera.rows / 2 - (y - camera.height) * near
    out[i + 2] = depth
  }
  return out
}
