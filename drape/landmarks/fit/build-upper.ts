// Draws the template of a garment that hangs from the shoulders.

import { HIDDEN, MAYBE, SEEN, bend, throughKnots } from './drawing.ts'
import type { Drawing, Pair, Part } from './drawing.ts'
import type { Family } from './families.ts'

type Read = (name: string) => number
type Place = (point: Pair, sign: number) => Pair

interface Side {
  /** From the neck down to the hem corner, with the kind of the edge after each point. */
  readonly path: readonly { at: Pair; edge: number }[]
  readonly pit: Pair
  readonly waist: Pair
  readonly hem: Pair
}

/** The body and, for `sleeved`, its two sleeves; the origin lies between the neck points. */
export function buildUpper(family: Family, read: Read): Drawing {
  const length = read('length')
  const shear = read('shear')
  const place: Place = ([x, y], sign) => [x * sign + (shear * Math.max(0, y)) / length, y]
  const neck = read('neckWidth')
  const shoulder = Math.max(read('shoulderWidth'), neck + (family.cut === 'sleeved' ? 0.03 : 0.04))
  const right = drawSide(family, read, shoulder, 1)
  const left = drawSide(family, read, shoulder, -1)
  const body: Part = { xy: [], edges: [] }
  for (const { at, edge } of right.path) put(body, place(at, 1), edge)
  const from = place(right.hem, 1)
  const to = place(left.hem, -1)
  for (let k = 1; k < 6; k++) {
    const t = k / 6
    const sag = read('hemCurve') * (1 - (2 * t - 1) ** 2)
    put(body, [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t + sag], SEEN)
  }
  for (let i = left.path.length - 1; i >= 0; i--)
    put(body, place(left.path[i].at, -1), i > 0 ? left.path[i - 1].edge : SEEN)
  for (const [at, sign] of neckline(family, read, shoulder - neck)) put(body, place(at, sign), SEEN)
  const parts = [body]
  const seams: number[][] = []
  const drop: Pair = [shoulder, read('shoulderDrop')]
  const marks: Drawing['marks'] = {
    neckLeft: place([neck, 0], -1),
    neckRight: place([neck, 0], 1),
    shoulderLeft: place(drop, -1),
    shoulderRight: place(drop, 1),
    pitLeft: place(left.pit, -1),
    pitRight: place(right.pit, 1),
    waistLeft: place(left.waist, -1),
    waistRight: place(right.waist, 1),
    hemLeft: to,
    hemRight: from,
  }
  if (family.cut === 'sleeved') {
    for (const [sign, side] of [
      [1, right],
      [-1, left],
    ] as const) {
      const sleeve = drawSleeve(read, drop, side.pit, sign)
      const part: Part = { xy: [], edges: [] }
      for (const [i, at] of sleeve.path.entries()) put(part, place(at, sign), sleeve.edges[i])
      parts.push(part)
      const hand = sign > 0 ? 'Right' : 'Left'
      marks[`cuffOuter${hand}`] = place(sleeve.outer, sign)
      marks[`cuffInner${hand}`] = place(sleeve.inner, sign)
      const middle: Pair = [shoulder * 0.6 + side.pit[0] * 0.4 - 0.05, (drop[1] + side.pit[1]) / 2]
      seams.push([drop, middle, side.pit].flatMap((p) => place(p, sign)))
      seams.push(sleeve.underside.flatMap((p) => place(p, sign)))
    }
  }
  return { parts, marks, seams }
}

function put(part: Part, [x, y]: Pair, edge: number): void {
  part.xy.push(x, y)
  part.edges.push(edge)
}

function drawSide(family: Family, read: Read, shoulder: number, sign: number): Side {
  const neck = read('neckWidth')
  const top = read('pit') + sign * read('pitTilt')
  const bottom = read('length') + sign * read('hemTilt')
  const pit: Pair = [1, top]
  const hem: Pair = [read('hem'), bottom]
  const path: { at: Pair; edge: number }[] = []
  const put = (at: Pair, edge: number): void => void path.push({ at, edge })
  if (read('collar') > 0.02) put([neck * 0.93, -read('collar')], SEEN)
  put([neck, 0], SEEN)
  const drop: Pair = [shoulder, read('shoulderDrop')]
  put(drop, family.cut === 'sleeved' ? HIDDEN : SEEN)
  if (family.cut === 'armhole') {
    const depth = read('armholeDepth')
    const t = read('armholeAt')
    const control: Pair = [
      drop[0] + (1 - drop[0]) * t - depth * 0.5,
      drop[1] + (top - drop[1]) * (0.5 + 0.3 * (1 - t)),
    ]
    for (const p of bend(drop, control, pit, 6).slice(1, -1)) put(p, SEEN)
  }
  if (family.cut === 'strap') {
    const edge: Pair = [read('strapAt') + Math.max(0.03, shoulder - neck) / 2, top * read('strapDepth')]
    put(edge, SEEN)
    const control: Pair = [
      edge[0] + (1 - edge[0]) * 0.45 - read('armholeDepth') * 0.3,
      edge[1] + (top - edge[1]) * 0.75,
    ]
    for (const p of bend(edge, control, pit, 4).slice(1, -1)) put(p, SEEN)
  }
  const waistAt = read('waistAt')
  const waist: Pair = [read('waist'), top + (bottom - top) * waistAt]
  const knots: Pair[] = [pit, waist, [read('hip'), top + ((bottom - top) * (waistAt + 1)) / 2], hem]
  for (const p of throughKnots(knots, 3).slice(0, -1)) put(p, MAYBE)
  put(hem, SEEN)
  return { path, pit, waist, hem }
}

/** From the left neck point to the right one, both left out; x is measured outwards on the side of the sign. */
function neckline(family: Family, read: Read, strap: number): [Pair, number][] {
  const power = read('neckPower')
  const dip = read('neckDip')
  if (family.cut === 'strap') {
    const inner = read('strapAt') - Math.max(0.03, strap) / 2
    const edge = read('pit') * read('strapDepth')
    return [-1, -0.6, -0.3, 0, 0.3, 0.6, 1].map((t) => {
      const sag = (Math.max(dip, edge) - edge) * (1 - Math.abs(t) ** power)
      return [[Math.abs(t) * inner, edge + sag], t < 0 ? -1 : 1]
    })
  }
  const collar = read('collar') > 0.02
  const width = read('neckWidth') * (collar ? 0.93 : 1)
  const top = collar ? -read('collar') : 0
  return [-0.8, -0.55, -0.3, 0, 0.3, 0.55, 0.8].map((t) => [
    [Math.abs(t) * width, top + dip * (1 - Math.abs(t) ** power)],
    t < 0 ? -1 : 1,
  ])
}

function drawSleeve(read: Read, shoulder: Pair, pit: Pair, sign: number) {
  const angle = read('angle') + sign * read('angleTilt')
  const length = read('sleeve') + sign * read('sleeveTilt')
  const along: Pair = [Math.sin(angle), Math.cos(angle)]
  const outer: Pair = [shoulder[0] + length * along[0], shoulder[1] + length * along[1]]
  const cos = Math.cos(read('cuffTilt'))
  const sin = Math.sin(read('cuffTilt'))
  const across: Pair = [-along[1] * cos - along[0] * sin, -along[1] * sin + along[0] * cos]
  const inner: Pair = [outer[0] + read('cuff') * across[0], outer[1] + read('cuff') * across[1]]
  const rise = 2 * read('upperBulge')
  const crown: Pair = [
    (shoulder[0] + outer[0]) / 2 + rise * along[1],
    (shoulder[1] + outer[1]) / 2 - rise * along[0],
  ]
  const span: Pair = [inner[0] - pit[0], inner[1] - pit[1]]
  const sag = (2 * read('lowerBulge')) / (Math.hypot(span[0], span[1]) || 1)
  const belly: Pair = [(pit[0] + inner[0]) / 2 - sag * span[1], (pit[1] + inner[1]) / 2 + sag * span[0]]
  const underside = bend(inner, belly, pit, 7)
  const path = bend(shoulder, crown, outer, 7)
  const edges: number[] = path.map((_, k) => (k === 7 ? MAYBE : SEEN))
  for (const [k, at] of underside.entries()) {
    path.push(at)
    edges.push(k === 7 ? HIDDEN : MAYBE)
  }
  path.push([Math.max(0.3, Math.min(pit[0], shoulder[0]) - 0.12), (shoulder[1] + pit[1]) / 2])
  edges.push(HIDDEN)
  return { path, edges, outer, inner, underside }
}
