// Takes a mannequin's measures as a tailor would: girths by height, the line of the shoulders, the arm.
import { distanceAt } from './distance-grid.ts'
import type { DistanceGrid } from './distance-grid.ts'
import type { BodySide, Figure } from './figure.ts'
import { curve } from './shapes.ts'
import type { Row } from './shapes.ts'
import { cross, unit } from './vectors.ts'

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
    while (r > 0.4 && !inside(cx + ux * r, cz + uz * r)) r -= 0.35
    points.push([cx + ux * r, cz + uz * r])
  }
  let length = 0
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1])
  return { length, right: Math.max(...points.map((p) => p[0])), points }
}

function trunkTables(figure: Figure, armless: DistanceGrid) {
  const size = figure.height + 2
  const [halfGirth, halfWidth, front, back] = [0, 1, 2, 3].map(() => new Float32Array(size))
  for (let y = 1; y < figure.height - 2; y++) {
    const inside = (x: number, z: number): boolean => distanceAt(armless, x, y, z) < 0
    const section = outline(inside, 0, -0.8, -Math.PI / 2, Math.PI / 2, 30)
    halfGirth[y] = section.length
    halfWidth[y] = section.right
    front[y] = section.points[48][1]
    back[y] = section.points[0][1]
  }
  return { halfGirth: halfGirth, halfWidth: halfWidth, front: front, back: back }
}

function ridgeTables(figure: Figure, whole: DistanceGrid) {
  const [height, depth] = [new Float32Array(40), new Float32Array(40)]
  for (let x = 0; x < 40; x++) {
    let best = 0
    for (let z = -9; z <= 6; z += 0.5) {
      let y = figure.marks.neckY + 4
      while (y > 60 && distanceAt(whole, x, y, z) > 0) y -= 0.25
      if (y > best + 0.02) {
        best = y
        depth[x] = z
      }
    }
    height[x] = best
  }
  for (let round = 0; round < 2; round++) {
    const was = depth.slice()
    for (let x = 1; x < 39; x++) depth[x] = (was[x - 1] + was[x] + was[x + 1]) / 3
  }
  return { height, depth }
}

function legTable(
  figure: Figure,
  armless: DistanceGrid,
  legX: (y: number) => number,
  legZ: (y: number) => number,
) {
  const table = new Float32Array(120)
  for (let y = 6; y < figure.marks.crotchY + 4; y++) {
    const [cx, cz] = [legX(y), legZ(y)]
    const inside = (x: number, z: number): boolean => x >= 0 && distanceAt(armless, x, y, z) < 0
    table[y] = outline(inside, cx, cz, 0, 2 * Math.PI, 16).length / 2
  }
  return table
}

/** Measures a figure through its distance grids. */
export function measureBody(figure: Figure, whole: DistanceGrid, armless: DistanceGrid): Measures {
  const trunk = trunkTables(figure, armless)
  const ridge = ridgeTables(figure, whole)
  const [legXs, legZs] = [new Float32Array(120), new Float32Array(120)]
  const legRows = curve(figure.leg, 12)
  for (let y = 0; y < 120; y++) {
    const row = legRows.reduce((best, r) => (Math.abs(r[0] - y) < Math.abs(best[0] - y) ? r : best))
    legXs[y] = row[1]!
    legZs[y] = row[2]!
  }
  const [legX, legZ] = [reader(legXs), reader(legZs)]

  const joints = curve(figure.arm, 6)
  const [last, before] = [joints.at(-1)!, joints.at(-2)!]
  joints.push(last.map((v, k) => (k === 3 ? v : v + (v - before[k]) * 60)))
  const reach = [0]
  for (let i = 1; i < joints.length; i++) {
    const [a, b] = [joints[i - 1], joints[i]]
    reach.push(reach[i - 1] + Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]))
  }
  const pointAt = (t: number): number[] => {
    let i = 0
    while (i < joints.length - 2 && reach[i + 1] < t) i++
    const u = (t - reach[i]) / (reach[i + 1] - reach[i])
    return joints[i].map((v, k) => v + (joints[i + 1][k] - v) * u)
  }
  const nearest = (at: Row): number => {
    const far = joints.map((j) => Math.hypot(j[0] - at[0], j[1] - at[1]))
    return reach[far.indexOf(Math.min(...far))]
  }
  const armAt = (side: BodySide, t: number): ArmPlace => {
    const [x, y, z, radius] = pointAt(t) as [number, number, number, number]
    const a = pointAt(Math.max(t - 4, 0))
    const b = pointAt(Math.max(t, 0) + 5)
    const [dx, dy, dz] = unit([side * (b[0] - a[0]), b[1] - a[1], b[2] - a[2]])
    const [ox, oy, oz] = unit([-side * dy, side * dx, 0])
    const [fx, fy, fz] = side > 0 ? cross([dx, dy, dz], [ox, oy, oz]) : cross([ox, oy, oz], [dx, dy, dz])
    return { x: side * x, y, z, radius, dx, dy, dz, ox, oy, oz, fx, fy, fz }
  }
  const ridgeHeight = reader(ridge.height)
  const ridgeDepth = reader(ridge.depth)
  return {
    halfGirth: reader(trunk.halfGirth),
    halfWidth: reader(trunk.halfWidth),
    front: reader(trunk.front),
    back: reader(trunk.back),
    ridgeY: (x) => ridgeHeight(Math.abs(x)),
    ridgeZ: (x) => ridgeDepth(Math.abs(x)),
    legHalfGirth: reader(legTable(figure, armless, legX, legZ)),
    trunkX: () => 0,
    legX: (side, y) => side * legX(y),
    legZ: (_side, y) => legZ(y),
    armAt,
    elbowAt: nearest(figure.elbow),
    wristAt: nearest(figure.hand.wrist),
    armReach: (_side, y) => {
      let t = 0
      while (t < 80 && pointAt(t)[1] > y) t += 0.5
      return t
    },
  }
}
