// The arithmetic of the turntable: turning goes round, raising and nearing have their ends.
import type { Pose } from './turn-scene.ts'

/** Degrees the camera may be raised and lowered. */
export const HIGHEST = 35
export const LOWEST = -10
/** How near the camera may come. */
export const NEAREST = 6

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

export function turn(pose: Pose, degrees: number): Pose {
  return { ...pose, turn: (((pose.turn + degrees) % 360) + 360) % 360 }
}

export function raise(pose: Pose, degrees: number): Pose {
  return { ...pose, tilt: within(pose.tilt + degrees, LOWEST, HIGHEST) }
}

export function zoomBy(pose: Pose, factor: number): Pose {
  return { ...pose, zoom: within(pose.zoom * factor, 1, NEAREST) }
}
