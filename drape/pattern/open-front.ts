// Where the two fronts of a garment worn open hang: apart from the neck down, the sides gone back a little to let them.
import type { Landmarks, Point } from '../garment.ts'
import type { Neckline } from './neckline.ts'
import { ramp, xAt } from './polyline.ts'
import type { Sewn } from './sew.ts'
import { FRONT } from './sew.ts'

/** Half the gap between the fronts, in cm, from the chest down; and at the hem. */
const GAP = 6.5
const GAP_BELOW = 8
/** Radians by which the side seams go back, and share by which the cloth stands further off the body. */
const BACK = 0.2
const FULLER = 0.1

/** How a front that hangs open differs from a closed one, at a height on the body. */
export interface OpenFront {
  /** -1 for vertices of the left front, 1 for those of the right one, 0 for all others. */
  side(v: number): -1 | 0 | 1
  /** How far open the fronts are at a height: half the gap in cm, how far the sides go back, how much fuller the cloth is. */
  at(y: number): { readonly gap: number; readonly back: number; readonly fuller: number }
  /** Where between the opening and the side seam a vertex lies, 0 to 1; `across` is -1..1 between the side seams. */
  share(v: number, across: number, middle: number): number
  /** x of the opening in the photo at a row. */
  line(row: number): number
}

/** The line a front opens along, from the neck to the hem: the one seen, else the garment's axis. */
export function openingOf({ opening, axis, box }: Landmarks, neckline: Neckline | null): readonly Point[] {
  if (opening && opening.length > 1) return opening
  const low = neckline?.front.reduce((p, q) => (Math.abs(q.x - axis) < Math.abs(p.x - axis) ? q : p))
  return [low ?? { x: axis, y: box.top }, { x: axis, y: box.bottom }]
}

/** The open front of a sewn garment whose shoulders are at `shoulderY`, armpits at `pitY` and hem at `hemY`; null if closed. */
export function openFront(sewn: Sewn, shoulderY: number, pitY: number, hemY: number): OpenFront | null {
  const [left, right] = sewn.slit
  if (left.length === 0) return null
  const sides = new Map<number, -1 | 1>([
    ...left.map((v) => [v, -1] as const),
    ...right.map((v) => [v, 1] as const),
  ])
  const points = left.map((v) => ({ x: sewn.places[2 * v], y: sewn.places[2 * v + 1] }))
  const line = (row: number): number => xAt(points, row)
  return {
    line,
    side: (v) => {
      if (sewn.sheet[v] !== FRONT) return 0
      return sides.get(v) ?? (sewn.places[2 * v] < line(sewn.places[2 * v + 1]) ? -1 : 1)
    },
    at: (y) => {
      const down = 1 - ramp(pitY - 3, shoulderY + 2, y)
      return {
        gap: (GAP + (GAP_BELOW - GAP) * (1 - ramp(hemY, pitY, y))) * down,
        back: BACK * (1 - ramp(pitY - 10, pitY + 4, y)),
        fuller: 1 + FULLER * (1 - ramp(pitY - 10, pitY + 4, y)),
      }
    },
    share: (v, across, middle) => {
      const side = sides.get(v)
      if (side !== undefined) return 0
      return Math.min(1, Math.abs(across - middle) / Math.max(0.2, across < middle ? 1 + middle : 1 - middle))
    },
  }
}
