// How a mannequin stands in each pose. Limbs are written as if on the picture's right: x is outwards from the body.
import type { Pose } from '../garment.ts'
import type { BodySide, Figure } from './figure.ts'
import { loft } from './shapes.ts'
import type { Row } from './shapes.ts'
import type { Vector } from './vectors.ts'

/** Where a foot is put. */
export interface FootStance {
  /** cm by which the ankle is moved outwards and forwards from where it is at rest. */
  readonly out: number
  readonly ahead: number
  /** Degrees the toes point outwards, and the heel is raised over the ball. */
  readonly yaw: number
  readonly raised: number
}

/** Directions of the upper arm, the forearm and the hand, and where the palm looks. */
export interface ArmStance {
  readonly upper: Vector
  readonly fore: Vector
  readonly hand: Vector
  readonly palm: Vector
  /** Where the wrist is wanted, in space; then `upper` tells to which side the elbow points. */
  readonly wrist?: Vector
}

export interface Stance {
  /** The other half mirrors the right one. */
  readonly symmetric: boolean
  /** `[y, shift to the right, shift ahead, degrees the right side is raised, degrees turned to the left]`. */
  readonly trunk: readonly Row[]
  readonly foot: (side: BodySide) => FootStance
  readonly arm: (side: BodySide) => ArmStance
}

/** cm between a hanging wrist's axis and the hips, and by which an upper arm may press into the chest. */
const OFF_HIPS = 6.4
const PRESSED = 2.2

/**
 * An arm that hangs as near the body as its chest and its hips, shifted by `shift` cm, allow; swung ahead at the
 * shoulder and bent at the elbow by so many degrees.
 */
function hanging(figure: Figure, shift: number, ahead: number, bent: number): ArmStance {
  const { joints, marks, torso, arm } = figure
  const rows = loft(torso)
  const [x = 0, y = 0] = joints.shoulder
  const hips = Math.max(rows(marks.hipY, 0), rows((marks.hipY + marks.waistY) / 2, 0) + 0.5)
  const wrist = hips + OFF_HIPS + shift
  const down = y - marks.bustY + 7
  const chest = (rows(marks.bustY, 0) - PRESSED + loft(arm)(-down, 2) - x) / down
  const upper = Math.max((wrist - x) / (-0.96 * joints.wrist), chest)
  const elbow = x - upper * joints.elbow
  const fore = Math.max(0, (wrist - elbow) / (joints.elbow - joints.wrist) - 0.01)
  const at = (aside: number, degrees: number): Vector => {
    const swung = (degrees * Math.PI) / 180
    const flat = Math.sqrt(1 - aside * aside)
    return [aside, -flat * Math.cos(swung), flat * Math.sin(swung)]
  }
  return {
    upper: at(upper, ahead),
    fore: at(fore, ahead + bent),
    hand: at(fore * 0.5, ahead + bent + 3),
    palm: [-0.8, 0, -0.6],
  }
}

function handOnHip(figure: Figure): Stance {
  const { marks, torso, joints } = figure
  const m = marks
  const rows = loft(torso)
  const hold = m.hipY + 0.56 * (m.waistY - m.hipY)
  const [shoulder = 0] = joints.shoulder
  const thick = loft(figure.arm)(joints.wrist, 3)
  const akimbo: ArmStance = {
    upper: [0.75, -0.3, -0.55],
    fore: [-0.7, -0.6, 0.3],
    wrist: [
      Math.max(Math.max(rows(hold, 0), rows(hold + 8, 0)) + 3.4 + 1.3 * thick, shoulder + 2.5),
      hold + 2.5,
      -1.5,
    ],
    hand: [-0.42, -0.62, 0.66],
    palm: [-0.85, 0.1, -0.5],
  }
  return {
    symmetric: false,
    trunk: [
      [0, 2.6, 0, -3.2, 0],
      [m.crotchY, 2.6, 0, -3.2, 0],
      [m.hipY, 2.6, 0, -3.2, 0],
      [m.waistY, 1.9, 0, -1, 1],
      [m.bustY, 1.4, 0, 1.2, 2],
      [m.shoulderY, 1.3, 0, 1.6, 2],
      [m.neckY + 8, 1.2, 0, 0.4, 8],
      [m.neckY + 30, 1.2, 0, 0, 10],
    ],
    foot: (side) =>
      side > 0 ? { out: 2.5, ahead: 8, yaw: 20, raised: 0 } : { out: -3.4, ahead: -2, yaw: 9, raised: 0 },
    arm: (side) => (side < 0 ? akimbo : hanging(figure, 1.6, 2, 9)),
  }
}

function walking(figure: Figure): Stance {
  const m = figure.marks
  return {
    symmetric: false,
    trunk: [
      [0, 0, 0, 0, 6],
      [m.crotchY, 0, 0, 0, 6],
      [m.hipY, 0, 0, -1, 6],
      [m.waistY, 0, 0.4, -0.4, 1],
      [m.bustY, 0, 0.8, 0.4, -3],
      [m.shoulderY, 0, 1, 0.5, -4],
      [m.neckY + 8, 0, 1.2, 0, -1],
      [m.neckY + 30, 0, 1.4, 0, 0],
    ],
    foot: (side) =>
      side > 0 ? { out: -2.6, ahead: 15, yaw: 4, raised: 0 } : { out: -2.2, ahead: -20, yaw: 5, raised: 24 },
    arm: (side) => (side > 0 ? hanging(figure, 0, -14, 12) : hanging(figure, 0, 11, 17)),
  }
}

/** How `figure` stands in a pose. */
export function stanceOf(figure: Figure, pose: Pose): Stance {
  if (pose === 'hand_on_hip') return handOnHip(figure)
  if (pose === 'walking') return walking(figure)
  return {
    symmetric: true,
    trunk: [
      [0, 0, 0, 0, 0],
      [figure.height, 0, 0, 0, 0],
    ],
    foot: () => ({ out: 0, ahead: 0, yaw: 9, raised: 0 }),
    arm: () => hanging(figure, 0, -1, 11),
  }
}
