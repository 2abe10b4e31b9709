// A leg of a mannequin at rest: thigh, knee, calf, ankle, and a foot flat on the floor.
import type { Figure } from './figure.ts'
import { curve, ellipsoid, loft, oval, smoothMax, smoothMin, tube } from './shapes.ts'
import type { Distance } from './shapes.ts'

/** Height in cm below which the foot is looked at. */
const FOOT = 17

function footDistance(figure: Figure): Distance {
  const rows = loft(figure.foot)
  const [heel, tip] = [figure.foot[0][0], figure.foot.at(-1)![0]]
  const toes = figure.toes.map((toe) => tube(curve(toe, 4)))
  const [ax = 0, , az = 0] = figure.joints.ankle
  return (side, y, depth) => {
    const [x, z] = [side - ax, depth - az]
    const py = y - rows(z, 1)
    let d = oval(x - rows(z, 0), py, rows(z, 2), py > 0 ? rows(z, 3) : rows(z, 4), 0.1)
    d = smoothMax(smoothMax(d, heel - z, 2.4), z - tip, 1.6)
    if (z > tip - 8) {
      let all = 1e9
      for (const toe of toes) all = smoothMin(all, toe(x, y, z), 0.3)
      d = smoothMin(d, all, 0.9)
    }
    return smoothMax(d, 0.25 - y, 0.7)
  }
}

/** Signed distance of the leg at rest, x from the body's middle outwards. */
export function legDistance(figure: Figure): Distance {
  const rows = loft(figure.leg)
  const [top, bottom] = [figure.leg[0][0], figure.leg.at(-1)![0]]
  const foot = footDistance(figure)
  const swells = figure.legSwells.map((s) => ({ ...s, distance: ellipsoid(s.at, s.radii) }))
  return (x, y, z) => {
    const px = x - rows(y, 0)
    const pz = z - rows(y, 1)
    let d = oval(px, pz, rows(y, 2), pz > 0 ? rows(y, 3) : rows(y, 4), 0.06)
    d = smoothMax(smoothMax(d, y - top, 4), bottom - y, 1.5)
    for (const swell of swells)
      if (Math.abs(y - swell.at[1]) < swell.radii[1] + 4)
        d = smoothMin(d, swell.distance(x, y, z), swell.melt)
    return y > FOOT ? d : smoothMin(d, foot(x, y, z), 2.6)
  }
}
