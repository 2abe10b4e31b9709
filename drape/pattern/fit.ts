// Fits a sewn garment to a body: the rest shape of its cloth, and where each vertex starts.
import type { Body } from '../body/body.ts'
import type { Landmarks } from '../garment.ts'
import { ellipseAxes, PINNED, HELD_HEIGHT } from './fitting.ts'
import type { Fit } from './fitting.ts'
import { fitLegs } from './fit-legs.ts'
import { fitSleeve } from './fit-sleeve.ts'
import { planeBeside, type BesideArms } from '../body/beside-arms.ts'
import { openFront } from './open-front.ts'
import { trunkMap } from './trunk-map.ts'
import type { TrunkMap } from './trunk-map.ts'
import { distanceToLine, ramp } from './polyline.ts'
import type { Point } from '../garment.ts'
import type { Scale } from './sized.ts'
import { BOTH, FRONT, roleBit } from './sew.ts'
import type { Sewn } from './sew.ts'

/** cm over which a sheet rises from its seam to full depth. */
const RISE = 11

/** How far the cloth over the chest and shoulders is cut to the body: a photo shows it slanting away, and so too short. */
const SHAPED = 0.5

/**
 * cm beyond the plane inside an arm within which the cloth of the armpits starts, and what each cm above or below them adds: the
 * breadth of a loose garment hangs folded before and behind the arm, and what starts outside of it is caught there.
 */
const AT_PITS = 0.5
const FROM_PITS = 0.8

/** Distance, in pixels, from a place to the nearest of some edges. */
function seamDistance(lines: readonly (readonly Point[])[], x: number, y: number): number {
  let best = Infinity
  for (const line of lines) best = Math.min(best, distanceToLine(line, x, y))
  return best
}

function seedTrunk(
  sewn: Sewn,
  map: TrunkMap,
  marks: Landmarks,
  body: Body,
  beside: BesideArms,
  fit: Fit,
  scale: Scale,
): void {
  const { measures, figure } = body
  const m = figure.marks
  const shoulders = [...sewn.edges.values()].filter((e) => e.role === 'shoulder').map((e) => e.line)
  const hung = shoulders.length > 0
  const pits = [...sewn.edges.values()].filter((e) => e.role === 'armhole').map((e) => e.line.at(-1)!)
  const pitY = hung ? map.height(pits.reduce((sum, p) => sum + p.y, 0) / Math.max(1, pits.length)) : 1e9
  fit.pits = Math.min(pitY, m.pitY)
  const open = openFront(sewn, m.shoulderY, pitY, map.height(marks.box.bottom))
  const legs = marks.kind === 'trousers' || marks.kind === 'shorts'
  for (let v = 0; v < sewn.count; v++) {
    if (sewn.part[v] !== 0) continue
    const [px, py] = [sewn.places[2 * v], sewn.places[2 * v + 1]]
    const y = fit.pattern[2 * v + 1]
    let x = fit.pattern[2 * v]
    const face = sewn.sheet[v] === BOTH ? 0 : sewn.sheet[v] === FRONT ? 1 : -1
    const at = Math.max(m.crotchY, Math.min(y, m.shoulderY - 6))
    const [front, back] = [measures.front(at), measures.back(at)]
    const middle = Math.max(-3, Math.min(1.5, (front + back) / 2))
    const ratio = Math.max(0.5, Math.min(0.9, (front - back) / 2 / measures.halfWidth(at)))
    let [a, b] = ellipseAxes(map.halfFlat(py) * 2, ratio)
    const across = map.turn(px, py)
    let angle = across * (Math.PI / 2)
    if (open) {
      const apart = open.at(y)
      const side = open.side(v)
      a *= apart.fuller
      b *= apart.fuller
      if (side !== 0) {
        const share = open.share(v, across, map.turn(open.line(py), py))
        const edge = Math.asin(Math.min(0.8, apart.gap / Math.max(a, 1)))
        angle = side * (edge + share * (Math.PI / 2 + apart.back - edge))
        x = side * (apart.gap + share * Math.max(0, map.halfFlat(py) - apart.gap))
      } else if (face < 0) angle -= across * apart.back
      else angle += Math.sign(across) * apart.back
    }
    const depth = face === 0 && open ? b : face * b
    let sx = Math.max(a, 1) * Math.sin(angle)
    let sz = middle + depth * Math.cos(angle)
    if (!legs) fit.shaped[v] = 1 - (1 - SHAPED) * ramp(pitY - 8, open ? m.shoulderY - 3 : pitY, y)
    sx += measures.trunkX(at)
    if (hung && y > pitY - 10) {
      const above = ramp(pitY - 10, pitY - 1, y)
      const ridge = measures.ridgeZ(Math.max(1 - m.shoulderX, Math.min(x, m.shoulderX - 1)))
      const centre = middle + (ridge - middle) * ramp(m.shoulderY - 12, m.shoulderY - 2, y)
      const deep = Math.max(4, (face > 0 ? front - centre : centre - back) + 2)
      const t = Math.min(1, (seamDistance(shoulders, px, py) * scale.cm) / RISE)
      let rise = Math.sqrt(t * (2 - t))
      if (sewn.roles[v] & roleBit('neck')) rise = Math.max(rise, 0.55)
      sx += (x - sx) * ramp(pitY + 1, m.shoulderY - 3, y)
      sz += (centre + face * deep * rise - sz) * above
    }
    if (marks.topology === 'sleeved') {
      const most = planeBeside(sx, y, beside) + AT_PITS + Math.abs(y - pitY) * FROM_PITS
      sx = Math.max(-most, Math.min(most, sx))
    }
    fit.seed.set([sx, y, sz], 3 * v)
    if (sewn.sheet[v] === BOTH && sewn.roles[v] & roleBit('shoulder')) {
      fit.seed.set([x, measures.ridgeY(x) + 0.7, measures.ridgeZ(x)], 3 * v)
      if (Math.abs(x) < m.shoulderX - 0.5) fit.hold[v] = PINNED
    }
    if (sewn.roles[v] & roleBit('waist')) fit.hold[v] = HELD_HEIGHT
  }
}

/** Fits `sewn` to `body`, whose arms hang at the planes `beside` it. */
export function fitToBody(sewn: Sewn, marks: Landmarks, scale: Scale, body: Body, beside: BesideArms): Fit {
  const map = trunkMap(sewn, marks, scale, body)
  const fit: Fit = {
    pattern: new Float32Array(2 * sewn.count),
    seed: new Float32Array(3 * sewn.count),
    hold: new Uint8Array(sewn.count),
    shaped: new Float32Array(sewn.count),
    limb: new Uint8Array(sewn.count),
    pull: new Float32Array(3 * sewn.count),
    widened: map.widened,
    pits: 0,
  }
  for (let v = 0; v < sewn.count; v++)
    fit.pattern.set(map.place(sewn.places[2 * v], sewn.places[2 * v + 1]), 2 * v)
  seedTrunk(sewn, map, marks, body, beside, fit, scale)
  if (marks.topology === 'sleeved')
    for (const side of ['Left', 'Right'] as const) fitSleeve(sewn, fit, side, scale, body)
  if (sewn.edges.has('centre')) fitLegs(sewn, fit, map, marks, scale, body)
  for (let v = 0; v < sewn.count; v++) if (fit.limb[v] === 0) fit.pull[3 * v + 1] = 1
  return fit
}
