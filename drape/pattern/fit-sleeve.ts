// Turns a sleeve from where the photo shows it to where the arm hangs, with its cuff square to the arm.
import type { Body } from '../body/body.ts'
import type { Point } from '../garment.ts'
import type { Fit } from './fitting.ts'
import { PARTS } from './outline.ts'
import { along, lengthOf, ramp } from './polyline.ts'
import type { Scale } from './sized.ts'
import { BACK, FRONT } from './sew.ts'
import type { Sewn } from './sew.ts'
import { neighboursOf, spread } from './spread.ts'

/** cm of sleeve over which the cloth turns from lying on the shoulder to going round the arm. */
const TURN = 9

/** Share of the lower edge in where a sleeve ends: it is less surely seen than the upper one. */
const BY_UNDER = 0.3
/** cm before the wrist from which a sleeve is taken for one that reaches it. */
const TO_WRIST = 7
/** cm a sleeve reaches below the armpit at least. */
const SHORTEST = 2.5

/** Coordinates on the sleeve: `u` 0 at the armhole to 1 at the cuff, `v` -1 on the upper to 1 on the lower edge. */
function sleeveCoordinates(sewn: Sewn, side: 'Left' | 'Right') {
  const u = new Float32Array(sewn.count)
  const v = new Float32Array(sewn.count)
  const part = PARTS.indexOf(side === 'Left' ? 'leftSleeve' : 'rightSleeve')
  const fixed = new Set<number>()
  const put = (name: string, at: (share: number) => [number, number]): void => {
    for (const chain of sewn.chains.get(`${name}${side}`)!) {
      const steps = [0]
      for (let i = 1; i < chain.length; i++) {
        const [a, b] = [2 * chain[i - 1], 2 * chain[i]]
        const { places } = sewn
        steps.push(steps[i - 1] + Math.hypot(places[b] - places[a], places[b + 1] - places[a + 1]))
      }
      chain.forEach((w, i) => {
        fixed.add(w)
        ;[u[w], v[w]] = at(steps[i] / (steps.at(-1)! || 1))
      })
    }
  }
  put('armhole', (share) => [0, 2 * share - 1])
  put('sleeveTop', (share) => [share, -1])
  put('cuff', (share) => [1, 2 * share - 1])
  put('sleeveUnder', (share) => [1 - share, 1])
  const inner: number[] = []
  for (let w = 0; w < sewn.count; w++) if (sewn.part[w] === part && !fixed.has(w)) inner.push(w)
  const near = neighboursOf(sewn.count, ...sewn.triangles)
  spread(u, near, inner, fixed)
  spread(v, near, inner, fixed)
  const own = [...inner, ...fixed]
  return { u, v, own }
}

/** The sleeve's width across its own axis, in pixels, at a share of its length. */
function widthAt(top: readonly Point[], under: readonly Point[], share: number): number {
  const [a, b] = [along(top, share), along(under, share)]
  const ahead = Math.min(1, share + 0.15)
  const behind = Math.max(0, share - 0.15)
  const [p, q] = [along(top, ahead), along(under, ahead)]
  const [r, s] = [along(top, behind), along(under, behind)]
  const [dx, dy] = [(p.x + q.x - r.x - s.x) / 2, (p.y + q.y - r.y - s.y) / 2]
  const length = Math.hypot(dx, dy) || 1
  return Math.abs((b.x - a.x) * dy - (b.y - a.y) * dx) / length
}

/** Where the armhole starts, at a share of its length from shoulder to armpit: three cm. */
function seatAt(sewn: Sewn, fit: Fit, side: 'Left' | 'Right', sheet: 0 | 1, share: number): number[] {
  const chain = sewn.chains.get(`armhole${side}`)![sheet]
  const at = Math.max(0, Math.min(1, share)) * (chain.length - 1)
  const i = Math.min(chain.length - 2, Math.floor(at))
  const [a, b] = [3 * chain[i], 3 * chain[i + 1]]
  return [0, 1, 2].map((k) => fit.seed[a + k] + (fit.seed[b + k] - fit.seed[a + k]) * (at - i))
}

/** Poses one sleeve's pattern and seed, changing `fit` in place. */
export function fitSleeve(sewn: Sewn, fit: Fit, side: 'Left' | 'Right', scale: Scale, body: Body): void {
  const { measures } = body
  const sign = side === 'Left' ? -1 : 1
  const top = sewn.edges.get(`sleeveTop${side}`)!.line
  const under = sewn.edges.get(`sleeveUnder${side}`)!.line.toReversed()
  const armhole = sewn.chains.get(`armhole${side}`)![FRONT]
  const [shoulder, pit] = [armhole[0], armhole[armhole.length - 1]]
  const { u, v, own } = sleeveCoordinates(sewn, side)

  const lengthTop = lengthOf(top) * scale.cm
  const lengthUnder = lengthOf(under) * scale.cm
  const startTop = measures.armReach(sign, fit.pattern[2 * shoulder + 1] - 1)
  const startUnder = measures.armReach(sign, fit.pattern[2 * pit + 1] + 1)
  // Both edges end at one place of the arm, so that the cuff is square to it.
  let end = startTop + lengthTop + BY_UNDER * (startUnder + lengthUnder - startTop - lengthTop)
  if (end > measures.wristAt - TO_WRIST)
    end = Math.min(measures.wristAt - 0.5, Math.max(end, measures.wristAt - 1.5))
  end = Math.max(end, startUnder + SHORTEST)

  const widths = Array.from({ length: 21 }, (_, i) => {
    const share = i / 20
    const own = widthAt(top, under, Math.max(0.12, share)) * scale.cm
    const t = (startTop + startUnder) / 2 + share * (end - (startTop + startUnder) / 2)
    const need = Math.PI * (measures.armAt(sign, t).radius + 0.35) + 0.6
    return Math.max(own, Math.min(own * 1.6, need))
  })
  const smooth = widths.map((w, i) => (2 * w + (widths[i - 1] ?? w) + (widths[i + 1] ?? w)) / 4)

  // The pattern lies straight, however the arm is bent: its lengths are those the cloth keeps.
  const root = measures.armAt(sign, 0)
  const elbow = measures.armAt(sign, measures.elbowAt)
  const upper = Math.hypot(elbow.x - root.x, elbow.y - root.y)
  const [dx, dy] = [(elbow.x - root.x) / upper, (elbow.y - root.y) / upper]

  for (const w of own) {
    const share = (v[w] + 1) / 2
    const t =
      (startTop + u[w] * (end - startTop)) * (1 - share) + (startUnder + u[w] * (end - startUnder)) * share
    const i = Math.min(19, Math.floor(u[w] * 20))
    const width = smooth[i] + (smooth[i + 1] - smooth[i]) * (u[w] * 20 - i)
    const arm = measures.armAt(sign, t)
    const round = width / Math.PI
    const slack = Math.max(0, round - arm.radius - 0.5)
    const across = (v[w] * width) / 2
    const flat = Math.max(0, width / 2 - Math.PI * 0.5 * (arm.radius + 0.4))
    const turned = ramp(0, 1, (u[w] * (lengthTop * (1 - share) + lengthUnder * share)) / TURN)
    const off = across + flat
    const [px, py] = [fit.pattern[2 * w], fit.pattern[2 * w + 1]]
    fit.pattern[2 * w] = px + (root.x + dx * t + sign * dy * off - px) * turned
    fit.pattern[2 * w + 1] = py + (root.y + dy * t - sign * dx * off - py) * turned
    fit.limb[w] = 1
    fit.pull.set([arm.dx * turned, arm.dy * turned, arm.dz * turned], 3 * w)
    if (fit.hold[w] === 1) continue
    if (sewn.part[w] === 0) continue
    const face = sewn.sheet[w] === FRONT ? 1 : sewn.sheet[w] === BACK ? -1 : 0
    const angle = (v[w] * Math.PI) / 2
    const centre = round * Math.sin(angle) + slack
    const seat = seatAt(sewn, fit, side, sewn.sheet[w] === BACK ? BACK : FRONT, share)
    const forward = face * round * Math.cos(angle)
    const hung = [
      arm.x - arm.ox * centre + arm.fx * forward,
      arm.y - arm.oy * centre + arm.fy * forward,
      arm.z - arm.oz * centre + arm.fz * forward,
    ]
    for (let k = 0; k < 3; k++) fit.seed[3 * w + k] = seat[k] + (hung[k] - seat[k]) * turned
  }
}
