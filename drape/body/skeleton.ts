// Puts a figure into a stance: where its bones are, and how its trunk is bent.
import type { Bone } from './chain.ts'
import type { BodySide, Figure } from './figure.ts'
import { loft } from './shapes.ts'
import type { ArmStance, FootStance, Stance } from './stance.ts'
import { between, dot, limbFrame, plus, square, swing, turn, unit, cross } from './vectors.ts'
import type { Rotation, Vector } from './vectors.ts'

/** The bones of a limb are written mirrored onto the picture's right: multiply x by the side. */
export interface Skeleton {
  readonly symmetric: boolean
  /** cm by which the pelvis sinks because the feet are apart. */
  readonly drop: number
  readonly arm: (side: BodySide) => readonly Bone[]
  readonly leg: (side: BodySide) => readonly Bone[]
  /** Writes into `out` where a posed place of the trunk is at rest. */
  readonly straighten: (x: number, y: number, z: number, out: Float64Array) => void
  /** Where the trunk's middle at a posed height is. */
  readonly middle: (y: number) => readonly [x: number, z: number]
}

const RADIANS = Math.PI / 180

const vector = (row: readonly number[]): Vector => [row[0] ?? 0, row[1] ?? 0, row[2] ?? 0]

/** Corner of a triangle over `from` and `to` with the sides `near` and `far`, to the side `towards`. */
function corner(from: Vector, to: Vector, near: number, far: number, towards: Vector): Vector {
  const span = plus(to, from, -1)
  const length = Math.min(Math.hypot(...span), (near + far) * 0.9999)
  const axis = unit(span)
  const along = (near * near - far * far + length * length) / (2 * length)
  const aside = Math.sqrt(Math.max(0, near * near - along * along))
  return plus(plus(from, axis, along), square(towards, axis), aside)
}

/** A foot's turn, and where it puts the ankle. */
function planted(figure: Figure, foot: FootStance): { turned: Rotation; flat: Rotation; ankle: Vector } {
  const { joints } = figure
  const rest = vector(joints.ankle)
  const [sy, cy] = [Math.sin(foot.yaw * RADIANS), Math.cos(foot.yaw * RADIANS)]
  const [sp, cp] = [Math.sin(foot.raised * RADIANS), Math.cos(foot.raised * RADIANS)]
  const flat: Rotation = [
    [cy, 0, -sy],
    [0, 1, 0],
    [sy, 0, cy],
  ]
  const pitched: Rotation = [
    [1, 0, 0],
    [0, cp, sp],
    [0, -sp, cp],
  ]
  const turned: Rotation = [turn(flat, pitched[0]), turn(flat, pitched[1]), turn(flat, pitched[2])]
  const toBall: Vector = [0, BALL - rest[1], joints.ball]
  const ball = plus(plus(rest, [foot.out, 0, foot.ahead]), turn(flat, toBall))
  return { turned, flat, ankle: plus(ball, turn(turned, toBall), -1) }
}

/** Height in cm of the axis that toes bend about. */
const BALL = 1.4

function legBones(figure: Figure, hip: Vector, foot: FootStance): Bone[] {
  const { joints } = figure
  const [rh, rk, ra] = [joints.hip, joints.knee, joints.ankle].map(vector) as [Vector, Vector, Vector]
  const { turned, flat, ankle } = planted(figure, foot)
  const ahead = unit(plus([0, 0, 1], flat[2], 0.7))
  const length = (a: Vector, b: Vector): number => Math.hypot(...plus(b, a, -1))
  const knee = corner(hip, ankle, length(rh, rk), length(rk, ra), ahead)
  const bone = (from: Vector, to: Vector, start: Vector, end: Vector): Rotation =>
    between(limbFrame(plus(to, from, -1), [0, 0, 1]), limbFrame(plus(end, start, -1), ahead))
  const toe: Vector = [ra[0], BALL, ra[2] + joints.ball]
  return [
    { rest: rh, posed: hip, turned: bone(rh, rk, hip, knee), blend: 1 },
    { rest: rk, posed: knee, turned: bone(rk, ra, knee, ankle), blend: 6 },
    { rest: ra, posed: ankle, turned, blend: 2.6 },
    {
      rest: toe,
      posed: plus(ankle, turn(turned, plus(toe, ra, -1))),
      turned: flat,
      blend: 2,
      ahead: true,
    },
  ]
}

function armBones(figure: Figure, shoulder: Vector, arm: ArmStance): Bone[] {
  const { elbow, wrist } = figure.joints
  let [upper, fore] = [unit(arm.upper), unit(arm.fore)]
  if (arm.wrist) {
    const bend = corner(shoulder, arm.wrist, -elbow, elbow - wrist, arm.upper)
    upper = unit(plus(bend, shoulder, -1))
    fore = unit(plus(arm.wrist, bend, -1))
  }
  const bent = plus(fore, upper, -dot(fore, upper))
  const frame = limbFrame(upper, plus([0, 0, 0.06], bent))
  const hand = unit(arm.hand)
  const out = square([-arm.palm[0], -arm.palm[1], -arm.palm[2]], hand)
  const up: Vector = [-hand[0], -hand[1], -hand[2]]
  const at = plus(shoulder, upper, -elbow)
  return [
    { rest: [0, 0, 0], posed: shoulder, turned: frame, blend: 1 },
    {
      rest: [0, elbow, 0],
      posed: at,
      turned: swing(frame, upper, fore),
      blend: 6.5 - 3.5 * Math.hypot(...bent),
    },
    {
      rest: [0, wrist, 0],
      posed: plus(at, fore, elbow - wrist),
      turned: [out, up, cross(out, up)],
      blend: 4,
    },
  ]
}

/** The bones of `figure` in a stance. */
export function skeletonOf(figure: Figure, stance: Stance): Skeleton {
  const bend = loft(stance.trunk)
  const forward = (at: Vector, side: BodySide): Vector => {
    const [x, y, z] = [at[0] * side, at[1], at[2]]
    const yaw = bend(y, 3) * RADIANS
    const [px, pz] = [x * Math.cos(yaw) - z * Math.sin(yaw), z * Math.cos(yaw) + x * Math.sin(yaw)]
    return [side * (px + bend(y, 0)), y + Math.tan(bend(y, 2) * RADIANS) * px, pz + bend(y, 1)]
  }
  const { hip, knee, ankle, shoulder } = figure.joints
  const reach =
    (Math.hypot(...plus(vector(hip), vector(knee), -1)) +
      Math.hypot(...plus(vector(knee), vector(ankle), -1))) *
    0.9995
  const hips = ([-1, 1] as const).map((side) => forward(vector(hip), side))
  let drop = 0
  for (const [i, side] of ([-1, 1] as const).entries()) {
    const foot = planted(figure, stance.foot(side)).ankle
    const flat = Math.hypot(hips[i][0] - foot[0], hips[i][2] - foot[2])
    drop = Math.max(drop, hips[i][1] - foot[1] - Math.sqrt(reach * reach - flat * flat))
  }
  const lowered = (at: Vector): Vector => [at[0], at[1] - drop, at[2]]
  const legs = ([-1, 1] as const).map((side, i) => legBones(figure, lowered(hips[i]), stance.foot(side)))
  const arms = ([-1, 1] as const).map((side) =>
    armBones(figure, lowered(forward(vector(shoulder), side)), stance.arm(side)),
  )
  return {
    symmetric: stance.symmetric,
    drop,
    arm: (side) => arms[side < 0 ? 0 : 1],
    leg: (side) => legs[side < 0 ? 0 : 1],
    middle: (y) => [bend(y + drop, 0), bend(y + drop, 1)],
    straighten: (x, y, z, out) => {
      const level = y + drop
      const px = x - bend(level, 0)
      const pz = z - bend(level, 1)
      const straight = level - Math.tan(bend(level, 2) * RADIANS) * px
      const yaw = bend(level, 3) * RADIANS
      out[0] = px * Math.cos(yaw) + pz * Math.sin(yaw)
      out[1] = straight
      out[2] = pz * Math.cos(yaw) - px * Math.sin(yaw)
    },
  }
}
