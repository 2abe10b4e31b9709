// A posed mannequin as a signed distance: the trunk (torso, legs, neck, head) and the arms, apart and together.
import { armDistance, stumpDistance } from './arm-distance.ts'
import { pose, unposer } from './chain.ts'
import type { Bone } from './chain.ts'
import type { BodySide, Figure } from './figure.ts'
import { legDistance } from './leg-distance.ts'
import type { Distance } from './shapes.ts'
import { smoothMin } from './shapes.ts'
import type { Skeleton } from './skeleton.ts'
import { trunkDistance } from './torso-distance.ts'
import type { Vector } from './vectors.ts'

/** Signed distances of the whole figure, and of the figure with its arms cut off at the shoulder. */
export interface BodyDistance {
  readonly whole: Distance
  readonly armless: Distance
  /** Both at once, into `out`. */
  readonly both: (x: number, y: number, z: number, out: Float64Array) => void
  /** Corners of a box that holds the body. */
  readonly box: { readonly low: Vector; readonly high: Vector }
}

const SIDES: readonly BodySide[] = [-1, 1]

/** cm from a limb's box within which it is looked at closely. */
const NEAR = 7

/** A limb in space: what its figure says at rest, read through its bones; far off, the distance to its box. */
function posed(
  rest: Distance,
  bones: readonly Bone[],
  side: BodySide,
  along: readonly number[][],
  box: [number, number, number][],
): Distance {
  const unpose = unposer(bones)
  const at = new Float64Array(3)
  const places = along.map(([x = 0, y = 0, z = 0, r = 0]) => ({ p: pose(bones, [x, y, z]), r }))
  const low = [0, 1, 2].map((k) => Math.min(...places.map(({ p, r }) => p[k] - r)))
  const high = [0, 1, 2].map((k) => Math.max(...places.map(({ p, r }) => p[k] + r)))
  for (const { p, r } of places)
    box.push([side * p[0] - r, p[1] - r, p[2] - r], [side * p[0] + r, p[1] + r, p[2] + r])
  const [lx, ly, lz] = low as [number, number, number]
  const [hx, hy, hz] = high as [number, number, number]
  return (sx, y, z) => {
    const x = sx * side
    const ox = Math.max(lx - x, 0, x - hx)
    const oy = Math.max(ly - y, 0, y - hy)
    const oz = Math.max(lz - z, 0, z - hz)
    const away = ox * ox + oy * oy + oz * oz
    if (away > NEAR * NEAR) return Math.sqrt(away)
    unpose(x, y, z, at)
    return rest(at[0], at[1], at[2])
  }
}

/** The signed distance of `figure` as `skeleton` holds it. */
export function bodyDistance(figure: Figure, skeleton: Skeleton): BodyDistance {
  const trunk = trunkDistance(figure)
  const [leg, arm, stump] = [legDistance(figure), armDistance(figure), stumpDistance(figure)]
  const legAlong = figure.leg.map(([y = 0, x = 0, z = 0, a = 0, f = 0, b = 0]) => [
    x,
    y,
    z,
    Math.max(a, f, b),
  ])
  for (const [z = 0, , y = 0, a = 0] of figure.foot) {
    const [ax = 0, , az = 0] = figure.joints.ankle
    legAlong.push([ax, y, az + z, a + 1])
  }
  const armAlong = figure.arm.map(([y = 0, x = 0, z = 0, a = 0, f = 0, b = 0]) => [
    x,
    y,
    z,
    Math.max(a, f, b),
  ])
  const stumpAlong = armAlong.filter((r) => r[1] > -5)
  for (const finger of figure.fingers) armAlong.push(...finger.map((r) => [...r]))
  const box: [number, number, number][] = []
  for (const [y = 0, a = 0, f = 0, b = 0] of figure.torso)
    for (const x of [-a, a]) box.push([x, y, -b - 2], [x, y, f + 3])
  box.push([0, figure.height + 1, 0])
  const limb = (rest: Distance, bones: Skeleton['arm'], along: number[][]): Distance[] =>
    SIDES.map((side) => posed(rest, bones(side), side, along, box))
  const [legLeft, legRight] = limb(leg, skeleton.leg, legAlong)
  const [armLeft, armRight] = limb(arm, skeleton.arm, armAlong)
  const [stumpLeft, stumpRight] = limb(stump, skeleton.arm, stumpAlong)
  const legTop = figure.leg[0][0]
  const pit = figure.marks.pitY - skeleton.drop - 3
  const at = new Float64Array(3)

  const trunkAndLegs: Distance = (x, y, z) => {
    skeleton.straighten(x, y, z, at)
    const d = trunk(at[0], at[1], at[2])
    if (y > legTop + 12) return d
    const legs = smoothMin(legLeft(x, y, z), legRight(x, y, z), 0.8)
    return smoothMin(d, legs, 3 + 0.6 * Math.max(0, Math.min(5, Math.abs(at[0]) - 4)))
  }
  const melt = (y: number): number => (y > pit ? 3.4 : Math.max(0.5, 3.4 - (pit - y)))
  const arms: Distance = (x, y, z) => Math.min(armLeft(x, y, z), armRight(x, y, z))
  const stumps: Distance = (x, y, z) => Math.min(stumpLeft(x, y, z), stumpRight(x, y, z))
  const end = (k: number, of: (...all: number[]) => number): number => of(...box.map((p) => p[k]))
  return {
    box: {
      low: [end(0, Math.min), end(1, Math.min), end(2, Math.min)],
      high: [end(0, Math.max), end(1, Math.max), end(2, Math.max)],
    },
    whole: (x, y, z) => smoothMin(trunkAndLegs(x, y, z), arms(x, y, z), melt(y)),
    armless: (x, y, z) => smoothMin(trunkAndLegs(x, y, z), stumps(x, y, z), 3.2),
    both: (x, y, z, out) => {
      const d = trunkAndLegs(x, y, z)
      out[0] = smoothMin(d, arms(x, y, z), melt(y))
      out[1] = smoothMin(d, stumps(x, y, z), 3.2)
    },
  }
}
