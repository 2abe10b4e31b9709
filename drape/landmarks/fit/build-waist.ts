// Draws the templates of garments that hang from the waist.

import { HIDDEN, MAYBE, SEEN, throughKnots } from './drawing.ts'
import type { Drawing, Pair, Part } from './drawing.ts'

type Read = (name: string) => number

/** Two legs that overlap above the fork. */
export function buildTrousers(read: Read): Drawing {
  const length = read('length')
  const rise = Math.min(read('rise'), length - 0.5)
  const place = ([x, y]: Pair, sign: number): Pair => [x * sign + (read('shear') * y) / length, y]
  const parts: Part[] = []
  const seams: number[][] = []
  const marks: Drawing['marks'] = { fork: place([0, rise], 1) }
  for (const sign of [1, -1]) {
    const knee = rise + (length - rise) * 0.45
    const kneeAt = read('kneeAt') + sign * read('legShift') * 0.5
    const legAt = read('legAt') + sign * read('legShift')
    const bottom = length + sign * read('hemTilt')
    const outer: Pair = [legAt + read('leg') / 2, bottom - read('legTilt')]
    const inner: Pair = [Math.max(-0.2, legAt - read('leg') / 2), bottom + read('legTilt')]
    const outside = throughKnots(
      [[1, 0], [read('hip'), read('hipAt')], [kneeAt + read('knee') / 2, knee], outer],
      4,
    )
    const inside = throughKnots([inner, [Math.max(-0.1, kneeAt - read('knee') / 2), knee], [0, rise]], 4)
    const path = [[0, read('waistCurve')] as Pair, ...outside, ...inside].map((p) => place(p, sign))
    const hidden = path.length - 1
    parts.push({
      xy: path.flat(),
      edges: path.map((_, i) => (i === hidden ? HIDDEN : i > outside.length ? MAYBE : SEEN)),
    })
    seams.push(inside.flatMap((p) => place(p, sign)))
    const hand = sign > 0 ? 'Right' : 'Left'
    marks[`waist${hand}`] = place([1, 0], sign)
    marks[`cuffOuter${hand}`] = place(outer, sign)
    marks[`cuffInner${hand}`] = place(inner, sign)
  }
  return { parts, marks, seams }
}

/** One tube from the waist to the hem. */
export function buildSkirt(read: Read): Drawing {
  const length = read('length')
  const place = ([x, y]: Pair, sign: number): Pair => [x * sign + (read('shear') * y) / length, y]
  const side = (sign: number): Pair[] => {
    const bottom = length + sign * read('hemTilt')
    const knots: Pair[] = [
      [1, 0],
      [read('hip'), bottom * 0.25],
      [read('thigh'), bottom * 0.6],
      [read('hem'), bottom],
    ]
    return throughKnots(knots, 4).map((p) => place(p, sign))
  }
  const right = side(1)
  const left = side(-1)
  const from = right[right.length - 1]
  const to = left[left.length - 1]
  const waist = [-0.6, -0.2, 0.2, 0.6].map((t): Pair => [t, read('waistCurve') * (1 - t * t)])
  const hem = [1, 2, 3, 4, 5].map((k): Pair => {
    const t = k / 6
    const sag = read('hemCurve') * (1 - (2 * t - 1) ** 2)
    return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t + sag]
  })
  const path = [...waist, ...right, ...hem, ...left.toReversed()]
  return {
    parts: [{ xy: path.flat(), edges: path.map(() => SEEN) }],
    marks: { waistLeft: left[0], waistRight: right[0], hemLeft: to, hemRight: from },
    seams: [],
  }
}
