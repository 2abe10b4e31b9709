// Parts trousers below the fork: each leg of the pattern goes round its own leg of the body.
import type { Body } from '../body/body.ts'
import type { Landmarks, Point } from '../garment.ts'
import type { Fit } from './fitting.ts'
import { ellipseAxes } from './fitting.ts'
import { ramp } from './polyline.ts'
import type { Scale } from './sized.ts'
import { BOTH, FRONT, roleBit } from './sew.ts'
import type { Sewn } from './sew.ts'
import type { TrunkMap } from './trunk-map.ts'

/** x of a line at a row, its ends held. */
function xAt(line: readonly Point[], y: number): number {
  const rising = line[0].y <= line[line.length - 1].y ? line : line.toReversed()
  if (y <= rising[0].y) return rising[0].x
  for (let i = 1; i < rising.length; i++) {
    const [a, b] = [rising[i - 1], rising[i]]
    if (y <= b.y) return a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y || 1)
  }
  return rising[rising.length - 1].x
}

/**
 * Half a leg's girth over its width in the photo: lying flat it is the width, turned a little edge-on; filled by a leg,
 * half the girth of a circle.
 */
const FLAT_EASE = 1.07
const ROUND_EASE = Math.PI / 2
/** The most a leg is widened to go round the body's. */
const MOST_EASE = 2.2

const FILLED = Math.asin(0.97)

/** cm over which the outer side of a leg goes over into the hips, more than its inner side. */
const SLOW = 9

/** cm above the hem at which its width is read. */
const HEM = 2.5

/** Fits both legs, changing `fit` in place. */
export function fitLegs(
  sewn: Sewn,
  fit: Fit,
  map: TrunkMap,
  marks: Landmarks,
  scale: Scale,
  body: Body,
): void {
  const { measures, figure } = body
  const m = figure.marks
  const { cm } = scale
  const filled = scale.round > 1
  const forkY = sewn.edges.get('centre')!.line.at(-1)!.y
  for (let v = 0; v < sewn.count; v++) {
    const [px, py] = [sewn.places[2 * v], sewn.places[2 * v + 1]]
    const face = sewn.sheet[v] === BOTH ? 0 : sewn.sheet[v] === FRONT ? 1 : -1
    const y = map.height(py)
    const at = Math.max(m.crotchY, y)
    const [front, back] = [measures.front(at), measures.back(at)]
    const ratio = Math.max(0.5, Math.min(0.9, (front - back) / 2 / measures.halfWidth(at)))
    const [a, b] = ellipseAxes(map.halfFlat(py) * 2, ratio)
    const angle = map.turn(px, py) * (Math.PI / 2)
    const trunk = [
      measures.trunkX(at) + a * Math.sin(angle),
      y,
      (front + back) / 2 + face * b * Math.cos(angle),
    ]
    fit.seed.set(trunk, 3 * v)
    fit.shaped[v] = 1
    if (sewn.roles[v] & roleBit('waist')) fit.hold[v] = 2
    const below = ramp(-3, 7, (py - forkY) * cm)
    if (below === 0) continue

    const side = sewn.part[v] === 3 ? 'Left' : 'Right'
    const sign = side === 'Left' ? -1 : 1
    const [outseam, inseam] = [sewn.edges.get(`outseam${side}`)!.line, sewn.edges.get(`inseam${side}`)!.line]
    const row = Math.max(py, forkY + 1)
    const [ownOuter, ownInner] = [xAt(outseam, row), xAt(inseam, row)]
    const t = Math.max(
      -1,
      Math.min(1, (2 * px - ownOuter - ownInner) / Math.max(1, Math.abs(ownOuter - ownInner))),
    )
    // A photo rounds the corners of a hem: the width is taken a little above it.
    const level = Math.min(row, Math.min(outseam.at(-1)!.y, inseam[0].y) - HEM / cm)
    const [outer, inner] = [xAt(outseam, level), xAt(inseam, level)]
    const width = Math.max(1, Math.abs(outer - inner)) * cm
    const height = Math.max(m.ankleY, Math.min(m.crotchY - 1, y))
    const need = (measures.legHalfGirth(height) * 1.03 + 0.9) / width
    const ease = Math.min(MOST_EASE, Math.max(filled ? ROUND_EASE : FLAT_EASE, need))
    const middle = (outer + inner) / 2
    const flat = (t * width * ease) / 2 + (middle - marks.axis) * cm
    const round = (width * ease) / Math.PI
    // A filled leg is seen foreshortened at its sides.
    const turn = ((filled ? Math.asin(0.97 * t) / FILLED : t) * Math.PI) / 2
    // Wide legs hang beside each other: their inner sides do not cross, and the body's leg stays inside.
    const spare = Math.max(0, round - measures.legHalfGirth(height) / Math.PI - 0.6)
    const axis = measures.legX(sign, height) * sign
    const centre = sign * (axis + Math.min(spare, Math.max(0, round + 0.4 - axis)))
    const leg = [
      centre + round * Math.sin(turn),
      y,
      measures.legZ(sign, height) + face * round * Math.cos(turn),
    ]
    if (leg[0] * sign < 0.3) leg[0] = 0.3 * sign
    // The hips' outline goes over into the leg's slowly, the inner side of a leg quickly.
    const outerness = (1 + t * sign) / 2
    const slow = below * ramp(-3, 7 + SLOW * outerness, (py - forkY) * cm)
    const own = sewn.roles[v] & roleBit('centre') ? 0 : slow
    fit.pattern[2 * v] += (flat - fit.pattern[2 * v]) * own
    for (let k = 0; k < 3; k++) fit.seed[3 * v + k] = trunk[k] + (leg[k] - trunk[k]) * own
  }
}
