// Keeps the cloth of the trunk and that of the sleeves on their own sides of a plane between the body and each hanging arm.
import type { Body } from './body.ts'
import type { BodySide } from './figure.ts'

/** By whole cm of height from 0; x counts outwards on the arm's own side. */
interface ArmSide {
  /** Where the plane is; Infinity where no arm is beside the trunk. */
  readonly plane: Float32Array
  /** Depth of the arm's middle, and how far in front and behind of it the plane holds. */
  readonly z: Float32Array
  readonly reach: Float32Array
}

export interface BesideArms {
  readonly left: ArmSide
  readonly right: ArmSide
}

/** cm between the plane and the arm, and at least between the plane and the body. */
const OFF_ARM = 0.8
const OFF_BODY = 0.6
/** cm by which the plane moves out for each cm below the fingers, or in front of and behind the arm. */
const RECEDE = 0.8
/** cm past the wrist to which the hand reaches, and half its width. */
const HAND = 15
const HAND_WIDE = 3

function armSide(body: Body, side: BodySide): ArmSide {
  const { measures, figure } = body
  const size = Math.ceil(figure.height)
  const plane = new Float32Array(size).fill(Infinity)
  const [z, reach] = [new Float32Array(size), new Float32Array(size)]
  for (let t = 4; t < measures.wristAt + HAND; t++) {
    const arm = measures.armAt(side, t)
    const r = t > measures.wristAt ? HAND_WIDE : arm.radius
    for (let y = Math.max(0, Math.ceil(arm.y - r)); y <= Math.min(size - 1, arm.y + r); y++) {
      const inner = side * arm.x - Math.sqrt(r * r - (y - arm.y) ** 2) - OFF_ARM
      if (inner >= plane[y]) continue
      plane[y] = inner
      z[y] = arm.z
      reach[y] = r + 0.5
    }
  }
  const lowest = plane.findIndex((x) => x < Infinity)
  for (let y = lowest - 1; y >= 0; y--) {
    plane[y] = plane[y + 1] + RECEDE
    z[y] = z[lowest]
    reach[y] = reach[lowest]
  }
  for (let y = 0; y < size; y++)
    if (plane[y] < Infinity)
      plane[y] = Math.max(plane[y], side * measures.trunkX(y) + measures.halfWidth(y) + OFF_BODY)
  return { plane, z, reach }
}

/** The planes beside the arms of a body. */
export function besideArms(body: Body): BesideArms {
  return { left: armSide(body, -1), right: armSide(body, 1) }
}

/** Moves a vertex at `3 * v` to its side of the plane: within it, or (`sleeve`) beyond it. */
export function keepBeside(positions: Float32Array, k: number, sleeve: boolean, beside: BesideArms): void {
  const y = positions[k + 1]
  if (y < 0) return
  const outwards = positions[k] < 0 ? -1 : 1
  const { plane, z, reach } = outwards < 0 ? beside.left : beside.right
  const row = Math.min(plane.length - 1, Math.floor(y))
  const off = Math.max(0, Math.abs(positions[k + 2] - z[row]) - reach[row])
  const x = positions[k] * outwards
  if (sleeve) {
    if (off === 0 && plane[row] < Infinity && x < plane[row]) positions[k] = plane[row] * outwards
  } else {
    const most = plane[row] + off * RECEDE
    if (x > most) positions[k] = most * outwards
  }
}

/** How far from the middle the plane is beside the arm of a place's side, at its height, in cm; Infinity where there is no arm. */
export function planeBeside(x: number, y: number, { left, right }: BesideArms): number {
  const { plane } = x < 0 ? left : right
  return plane[Math.max(0, Math.min(plane.length - 1, Math.floor(y)))]
}

/** How far a place lies beyond the plane beside the arm of its side, in cm; 0 within it and where there is no arm. */
export function beyondArm(x: number, y: number, beside: BesideArms): number {
  return Math.max(0, Math.abs(x) - planeBeside(x, y, beside))
}
