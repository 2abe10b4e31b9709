// The trunk of a mannequin at rest: torso, shoulders, neck and head.
import type { Figure } from './figure.ts'
import { curve, ellipsoid, loft, oval, smoothMax, smoothMin, tube } from './shapes.ts'
import type { Distance } from './shapes.ts'

/** Half width in cm of the grooves of the spine and the front's middle. */
const GROOVE = 2.4

function torsoDistance(figure: Figure): Distance {
  const rows = loft(figure.torso)
  const bottom = figure.torso[0][0]
  const top = figure.torso.at(-1)![0]
  const { waistY, bustY, shoulderY } = figure.marks
  const front = [waistY - 14, bustY + 6] as const
  const back = [waistY - 18, shoulderY] as const
  const swells = figure.swells.map((s) => ({ ...s, distance: ellipsoid(s.at, s.radii) }))
  return (x, y, z) => {
    if (y < bottom - 6) return bottom - y
    if (y > top + 9) return y - top
    let deep = z > 0 ? rows(y, 1) : rows(y, 2)
    if (Math.abs(x) < 8) {
      const [from, to] = z > 0 ? front : back
      const along = (y - from) / (to - from)
      if (along > 0 && along < 1) {
        const swept = Math.sin(Math.PI * along)
        deep -=
          (z > 0 ? figure.sternum : figure.spine) * swept * swept * Math.exp((-x * x) / (GROOVE * GROOVE))
      }
    }
    let d = oval(x, z, rows(y, 0), deep, 0.15)
    d = smoothMax(smoothMax(d, bottom - y, 4), y - top, 3)
    for (const swell of swells)
      if (Math.abs(y - swell.at[1]) < swell.radii[1] + 8)
        d = smoothMin(d, swell.distance(x, y, z), swell.melt)
    return d
  }
}

function headDistance(figure: Figure): Distance {
  const { parts, nose, sockets, plane } = figure.head
  const solids = parts.map((s) => ({ melt: s.melt, distance: ellipsoid(s.at, s.radii) }))
  const ridge = tube(curve(nose, 4))
  const socket = ellipsoid(sockets.at, sockets.radii)
  return (x, y, z) => {
    let d = 1e9
    for (const solid of solids) d = smoothMin(d, solid.distance(x, y, z), solid.melt)
    if (z < 0 || d > 6) return d
    d = smoothMax(d, z - plane.z + (y - plane.level) * plane.lean, 4)
    d = smoothMax(d, -socket(x, y, z), sockets.melt)
    return smoothMin(d, ridge(x, y, z), 2.6)
  }
}

/** Signed distance of the trunk at rest, x from the middle outwards. */
export function trunkDistance(figure: Figure): Distance {
  const torso = torsoDistance(figure)
  const head = headDistance(figure)
  const trapezius = tube(curve(figure.trapezius, 5))
  const collarbone = tube(curve(figure.collarbone, 5))
  const neck = loft(figure.neck)
  const [foot, crown] = [figure.neck[0][0], figure.neck.at(-1)![0]]
  const top = figure.torso.at(-1)![0]
  return (side, y, z) => {
    const x = Math.abs(side)
    let d = torso(x, y, z)
    if (y < top - 40) return d
    d = smoothMin(smoothMin(d, trapezius(x, y, z), 5), collarbone(x, y, z), 2.2)
    if (y < foot - 8) return d
    const pz = z - neck(y, 1)
    let column = oval(x, pz, neck(y, 2), pz > 0 ? neck(y, 3) : neck(y, 4), 0.05)
    column = smoothMax(smoothMax(column, foot - y, 2), y - crown, 2)
    return smoothMin(smoothMin(d, column, 3.5), head(x, y, z), 2.6)
  }
}
