// A mannequin as a signed distance: the trunk (torso, legs, neck, head) and the arms, apart and together.
import type { Figure } from './figure.ts'
import { handDistance } from './hand-distance.ts'
import { curve, ellipsoid, loft, smoothMax, smoothMin, tube } from './shapes.ts'
import type { Distance } from './shapes.ts'

/** Signed distances of the whole figure, and of the figure with its arms cut off at the shoulder. Symmetric in x. */
export interface BodyDistance {
  readonly whole: Distance
  readonly armless: Distance
}

/** Distance to a superellipse around the origin with exponent `n`: the ray distance |p|(1 - 1/rho). */
function roundedBox(px: number, pz: number, a: number, b: number, n: number): number {
  const rho = Math.pow(Math.pow(Math.abs(px) / a, n) + Math.pow(Math.abs(pz) / b, n), 1 / n)
  return rho < 1e-4 ? -Math.min(a, b) : Math.max(Math.sqrt(px * px + pz * pz) * (1 - 1 / rho), -8)
}

function torsoDistance(figure: Figure): Distance {
  const rows = loft(figure.torso)
  const bottom = figure.torso[0][0]
  const top = figure.torso.at(-1)![0]
  const swells = figure.swells.map((s) => ({ ...s, distance: ellipsoid(s.at, s.radii) }))
  return (x, y, z) => {
    if (y < bottom - 6) return bottom - y
    if (y > top + 9) return y - top
    let d = 0.92 * roundedBox(x, z, rows(y, 0), z > 0 ? rows(y, 1) : rows(y, 2), 2.25)
    d = smoothMax(smoothMax(d, bottom - y, 4), y - top, 3)
    for (const swell of swells)
      if (Math.abs(y - swell.at[1]) < swell.radii[1] + 8)
        d = smoothMin(d, swell.distance(x, y, z), swell.melt)
    return d
  }
}

function legDistance(figure: Figure): Distance {
  const rows = loft(figure.leg)
  const top = figure.leg[0][0]
  const foot = tube(curve(figure.foot, 6))
  const instep = tube(curve(figure.instep, 4))
  return (x, y, z) => {
    const px = x - rows(y, 0)
    const pz = z - rows(y, 1)
    let d = Math.max(roundedBox(px, pz, rows(y, 2), pz > 0 ? rows(y, 3) : rows(y, 4), 2.1), -6)
    d = smoothMax(smoothMax(d, y - top, 4), 7 - y, 1.5)
    if (y > 24) return d
    const shod = smoothMax(smoothMin(foot(x, y, z), instep(x, y, z), 2.5), 0.35 - y, 0.6)
    return smoothMin(d, shod, 2.2)
  }
}

/** The signed distance of `figure`. */
export function bodyDistance(figure: Figure): BodyDistance {
  const torso = torsoDistance(figure)
  const leg = legDistance(figure)
  const torsoTop = figure.torso.at(-1)![0]
  const legTop = figure.leg[0][0]
  const trapezius = tube(curve(figure.trapezius, 5))
  const collarbone = tube(curve(figure.collarbone, 5))
  const neck = tube(curve(figure.neck, 6))
  const head = figure.head.map((h) => ellipsoid(h.at, h.radii))
  const arm = tube(curve(figure.arm, 5))
  const hand = handDistance(figure)
  const [root, next] = [figure.arm[0], figure.arm[1]]
  const stump = tube([
    [root[0] - 1, root[1], root[2], root[3]],
    [root[0] + 0.25 * (next[0] - root[0]), root[1] + 0.25 * (next[1] - root[1]), root[2], root[3] - 0.2],
  ])
  const wristY = figure.hand.wrist[1]

  const trunk: Distance = (x, y, z) => {
    let d = torso(x, y, z)
    if (y > torsoTop - 40) d = smoothMin(smoothMin(d, trapezius(x, y, z), 4.5), collarbone(x, y, z), 2.4)
    if (y < legTop + 12) d = smoothMin(d, leg(x, y, z), 3)
    if (y > torsoTop - 22) {
      d = smoothMin(d, neck(x, y, z), 3.5)
      let skull = 1e9
      for (const part of head) skull = smoothMin(skull, part(x, y, z), 5)
      d = smoothMin(d, skull, 2.4)
    }
    return d
  }
  return {
    whole: (side, y, z) => {
      const x = Math.abs(side)
      const d = trunk(x, y, z)
      if (x < 9) return d
      let limb = arm(x, y, z)
      if (y < wristY + 14) limb = smoothMin(limb, hand(x, y, z), 2.4)
      return smoothMin(d, limb, y > figure.marks.pitY - 2 ? 3.4 : 0.6)
    },
    armless: (side, y, z) => {
      const x = Math.abs(side)
      const d = trunk(x, y, z)
      return x > 9 ? smoothMin(d, stump(x, y, z), 3.2) : d
    },
  }
}
