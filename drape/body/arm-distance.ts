// An arm of a mannequin as it hangs straight from its shoulder joint: shoulder cap, arm, palm and five fingers.
import type { Figure } from './figure.ts'
import { curve, loft, oval, smoothMax, smoothMin, tube } from './shapes.ts'
import type { Distance } from './shapes.ts'

/** Signed distance of the arm at rest; x outwards, y up, z forwards from the shoulder joint. */
export function armDistance(figure: Figure): Distance {
  const rows = loft(figure.arm)
  const [top, bottom] = [figure.arm[0][0], figure.arm.at(-1)![0]]
  const fingers = figure.fingers.map((finger) => tube(curve(finger, 4)))
  const hand = figure.joints.wrist - 1
  return (x, y, z) => {
    const px = x - rows(y, 0)
    const pz = z - rows(y, 1)
    let d = oval(px, pz, rows(y, 2), pz > 0 ? rows(y, 3) : rows(y, 4), 0.04)
    d = smoothMax(smoothMax(d, y - top, 5), bottom - y, 1)
    if (y > hand) return d
    let digits = 1e9
    for (let i = 1; i < fingers.length; i++) digits = smoothMin(digits, fingers[i](x, y, z), 0.22)
    d = smoothMin(d, digits, 0.9)
    return smoothMin(d, fingers[0](x, y, z), 2)
  }
}

/** The first few cm of the arm: what a garment without arms lies on at the shoulder. */
export function stumpDistance(figure: Figure): Distance {
  const rows = loft(figure.arm)
  const top = figure.arm[0][0]
  return (x, y, z) => {
    const pz = z - rows(y, 1)
    const d = oval(x - rows(y, 0), pz, rows(y, 2), pz > 0 ? rows(y, 3) : rows(y, 4), 0.04)
    return smoothMax(smoothMax(d, y - top, 5), -3.5 - y, 3)
  }
}
