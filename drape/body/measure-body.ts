// Takes a mannequin's measures as a tailor would: girths by height, the line of the shoulders, the arm.
import { pose } from './chain.ts'
import { distanceAt } from './distance-grid.ts'
import type { DistanceGrid } from './distance-grid.ts'
import type { BodySide, Figure } from './figure.ts'
import { loft } from './shapes.ts'
import type { Skeleton } from './skeleton.ts'
import { cross, plus, unit } from './vectors.ts'
import type { Vector } from './vectors.ts'

/** A point of an arm's axis in space. */
export interface ArmPlace {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly radius: number
  /** The axis' direction there: a unit vector towards the hand. */
  readonly dx: number
  readonly dy: number
  readonly dz: number
  /** Unit vector across the arm to its outer side, where the upper edge of a sleeve runs. */
  readonly ox: number
  readonly oy: number
  readonly oz: number
  /** Unit vector across the arm to the side that the front of a sleeve lies on. */
  readonly fx: number
  readonly fy: number
  readonly fz: number
}

/** Every measure in cm, by height y unless said. */
export interface Measures {
  /** Half the girth of the trunk. */
  halfGirth(y: number): number
  /** Half the width of the trunk. */
  halfWidth(y: number): number
  /** z of the trunk's front and back on the centre line. */
  front(y: number): number
  back(y: number): number
  /** x of the trunk's middle: not 0 where a pose shifts the hips. */
  trunkX(y: number): number
  /** Height and depth of the ridge of the shoulders at x, negative on the picture's left. */
  ridgeY(x: number): number
  ridgeZ(x: number): number
  /** Half the girth of one leg. */
  legHalfGirth(y: number): number
  /** Centre of a leg; x carries its sign. */
  legX(side: BodySide, y: number): number
  legZ(side: BodySide, y: number): number
  /** An arm's axis, `t` cm from the shoulder joint. */
  armAt(side: BodySide, t: number): ArmPlace
  /** How far along an arm's axis a height is first reached; past the elbow of a bent arm, the elbow. */
  armReach(side: BodySide, y: number): number
  /** How far along the axis the elbow and the wrist are: the same for both arms. */
  readonly elbowAt: number
  readonly wristAt: number
}

const reader =
  (table: Float32Array) =>
  (at: number): number => {
    const v = Math.max(0, Math.min(table.length - 1.001, at))
    const i = Math.floor(v)
    return table[i] + (table[i + 1] - table[i]) * (v - i)
  }

/** Length of the outline of a section, cast as rays from (cx, cz) over the angles `from` to `to`. */
function outline(
  inside: (x: number, z: number) => boolean,
  cx: number,
  cz: number,
  from: number,
  to: number,
  far: number,
): { length: number; right: number; points: [number, number][] } {
  const points: [number, number][] = []
  for (let a = 0; a <= 48; a++) {
    const angle = from + ((to - from) * a) / 48
    const [ux, uz] = [Math.cos(angle), Math.sin(angle)]
    let r = far
    while (r > 0.4 && !inside(cx + ux * r, cz + uz * r)) r -= 0.8
    let out = r + 0.8
    for (let halving = 0; halving < 4; halving++) {
      const middle = (r + out) / 2
      if (inside(cx + ux * middle, cz + uz * middle)) r = middle
      else out = middle
    }
    points.push([cx + ux * r, cz + uz * r])
  }
  let length = 0
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1])
  return { length, right: Math.max(...points.map((p) => p[0])), points }
}

function trunkTables(figure: Figure, armless: DistanceGrid, middle: Skeleton['middle']) {
  const size = figure.height + 2
  const [halfGirth, halfWidth, front, back] = [0, 1, 2, 3].map(() => new Float32Array(size))
  for (let y = 1; y < figure.height - 2; y++) {
    const [mx, mz] = middle(y)
    const cz = mz - 0.8
    const inside = (x: number, z: number): boolean => distanceAt(armless, x, y, z) < 0
    const right = outline(inside, mx, cz, -Math.PI / 2, Math.PI / 2, 30)
    const left = armless.half ? right : outline(inside, mx, cz, Math.PI / 2, 1.5 * Math.PI, 30)
    halfGirth[y] = (right.length + left.length) / 2
    const leftEnd = armless.half ? right.right - mx : mx - Math.min(...left.points.map((p) => p[0]))
    halfWidth[y] = (right.right - mx + leftEnd) / 2
    front[y] = right.points[48][1]
    back[y] = right.points[0][1]
  }
  return { halfGirth, halfWidth, front, back }
}

/** Columns of the ridge's tables on each side of the middle. */
const RIDGE = 40

function ridgeTables(figure: Figure, whole: DistanceGrid) {
  const size = 2 * RIDGE + 1
  const [height, depth] = [new Float32Array(size), new Float32Array(size)]
  for (let i = 0; i < size; i++) {
    let best = 0
    for (let z = -9; z <= 6; z += 0.5) {
      let y = figure.marks.neckY + 4
      while (y > 60) {
        const d = distanceAt(whole, i - RIDGE, y, z)
        if (d <= 0) break
        y -= Math.max(0.25, Math.floor(d * 2.4) / 4)
      }
      if (y > best + 0.02) {
        best = y
        depth[i] = z
      }
    }
    height[i] = best
  }
  for (let round = 0; round < 2; round++) {
    const was = depth.slice()
    for (let i = 1; i < size - 1; i++) depth[i] = (was[i - 1] + was[i] + was[i + 1]) / 3
  }
  return { height, depth }
}

/** Centres of a leg by height: its axis at rest, posed. */
function legAxis(figure: Figure, skeleton: Skeleton, side: BodySide) {
  const rows = loft(figure.leg)
  const [xs, zs] = [new Float32Array(120), new Float32Array(120)]
  let last = 120
  for (let rest = 112; rest >= 0; rest -= 0.25) {
    const at = pose(skeleton.leg(side).slice(0, 3), [rows(rest, 0), rest, rows(rest, 1)])
    for (let y = last - 1; y >= Math.max(0, at[1]); y--) {
      xs[y] = side * at[0]
      zs[y] = at[2]
      last = y
    }
  }
  for (let y = 0; y < last; y++) {
    xs[y] = xs[last]
    zs[y] = zs[last]
  }
  return { x: reader(xs), z: reader(zs) }
}

type LegAxis = ReturnType<typeof legAxis>

/** Half girths of the right leg, cut off from the left one half way between their axes. */
function legTable(figure: Figure, armless: DistanceGrid, left: LegAxis, right: LegAxis) {
  const table = new Float32Array(120)
  for (let y = 6; y < figure.marks.crotchY + 4; y++) {
    const [dx, dz] = [right.x(y) - left.x(y), right.z(y) - left.z(y)]
    const middle = ((right.x(y) + left.x(y)) * dx + (right.z(y) + left.z(y)) * dz) / 2
    const inside = (x: number, z: number): boolean =>
      x * dx + z * dz >= middle && distanceAt(armless, x, y, z) < 0
    table[y] = outline(inside, right.x(y), right.z(y), 0, 2 * Math.PI, 16).length / 2
  }
  return reader(table)
}

/** cm between the points an arm's axis is kept at. */
const JOINT = 1

function armOf(figure: Figure, skeleton: Skeleton, side: BodySide) {
  const { wrist } = figure.joints
  const rows = loft(figure.arm)
  const bones = skeleton.arm(side)
  const points: [number, number, number, number][] = []
  const steps = Math.round(-wrist / JOINT)
  for (let i = 0; i <= steps; i++) {
    const y = (wrist * i) / steps
    const [x, py, z] = pose(bones, [rows(y, 0), y, rows(y, 1)])
    points.push([side * x, py, z, (2 * rows(y, 2) + rows(y, 3) + rows(y, 4)) / 4])
  }
  const step = -wrist / steps
  const pointAt = (t: number): [number, number, number, number] => {
    const u = Math.max(0, t / step)
    const i = Math.min(steps - 1, Math.floor(u))
    const [a, b] = [points[i], points[i + 1]]
    const w = u - i
    const at = (k: number): number => a[k] + (b[k] - a[k]) * w
    return [at(0), at(1), at(2), w > 1 ? b[3] : at(3)]
  }
  return (t: number): ArmPlace => {
    const [x, y, z, radius] = pointAt(t)
    const [p, q] = [pointAt(Math.max(t - 4, 0)), pointAt(Math.max(t, 0) + 5)]
    const d: Vector = unit(plus([q[0], q[1], q[2]], [p[0], p[1], p[2]], -1))
    const o: Vector = unit([-side * d[1], side * d[0], 0])
    const f = side > 0 ? cross(d, o) : cross(o, d)
    const [dx, dy, dz] = d
    const [ox, oy, oz] = o
    const [fx, fy, fz] = f
    return { x, y, z, radius, dx, dy, dz, ox, oy, oz, fx, fy, fz }
  }
}

/** Measures a posed figure, its marks as they are in the pose, through its distance grids. */
export function measureBody(
  figure: Figure,
  skeleton: Skeleton,
  whole: DistanceGrid,
  armless: DistanceGrid,
): Measures {
  const trunk = trunkTables(figure, armless, skeleton.middle)
  const ridge = ridgeTables(figure, whole)
  const [legLeft, legRight] = [legAxis(figure, skeleton, -1), legAxis(figure, skeleton, 1)]
  const [armLeft, armRight] = [armOf(figure, skeleton, -1), armOf(figure, skeleton, 1)]
  const [ridgeHeight, ridgeDepth] = [reader(ridge.height), reader(ridge.depth)]
  const { elbow, wrist } = figure.joints
  return {
    halfGirth: reader(trunk.halfGirth),
    halfWidth: reader(trunk.halfWidth),
    front: reader(trunk.front),
    back: reader(trunk.back),
    trunkX: (y) => skeleton.middle(y)[0],
    ridgeY: (x) => ridgeHeight(x + RIDGE),
    ridgeZ: (x) => ridgeDepth(x + RIDGE),
    legHalfGirth: legTable(figure, armless, legLeft, legRight),
    legX: (side, y) => (side < 0 ? legLeft : legRight).x(y),
    legZ: (side, y) => (side < 0 ? legLeft : legRight).z(y),
    armAt: (side, t) => (side < 0 ? armLeft : armRight)(t),
    elbowAt: -elbow,
    wristAt: -wrist,
    armReach: (side, y) => {
      const arm = side < 0 ? armLeft : armRight
      let t = 0
      const most = arm(-elbow).y < y ? 80 : -elbow
      while (t < most && arm(t).y > y) t += 0.5
      return t
    },
  }
}
