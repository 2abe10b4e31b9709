// Maps the photo's trunk to the body: heights by scale, rows widened where the body is wider than the cloth.
import type { Body } from '../body/body.ts'
import type { Landmarks } from '../garment.ts'
import { ramp } from './polyline.ts'
import type { Scale } from './sized.ts'
import type { Sewn } from './sew.ts'

export interface TrunkMap {
  /** Height on the body of a row of the photo, in cm. */
  height(y: number): number
  /** Place of a pixel in the flat pattern, in cm. */
  place(x: number, y: number): [number, number]
  /** Where between axis and side seam a pixel lies, -1..1. */
  across(x: number, y: number): number
  /** Where on the cloth between axis and side seam a pixel lies, -1..1: as `across`, the sides widened as `place` does. */
  turn(x: number, y: number): number
  /** Half the flat width of the trunk at a row, widened, in cm. */
  halfFlat(y: number): number
  readonly widened: number
}

/** Leftmost and rightmost place of the trunk's outline, by row; gaps are filled from above. */
function extents(sewn: Sewn, rows: number, cut: number): { left: Float32Array; right: Float32Array } {
  const left = new Float32Array(rows).fill(Infinity)
  const right = new Float32Array(rows).fill(-Infinity)
  const sides = ['armhole', 'side', 'shoulder', 'outseam']
  for (const edge of sewn.edges.values()) {
    if (!sides.includes(edge.role)) continue
    for (let i = 1; i < edge.line.length; i++) {
      let [a, b] = [edge.line[i - 1], edge.line[i]]
      if (a.y > b.y) [a, b] = [b, a]
      for (let y = Math.max(0, Math.floor(a.y)); y <= Math.min(rows - 1, Math.ceil(b.y)); y++) {
        const t = Math.max(0, Math.min(1, (y - a.y) / (b.y - a.y || 1)))
        const x = a.x + (b.x - a.x) * t
        left[y] = Math.min(left[y], x)
        right[y] = Math.max(right[y], x)
      }
    }
  }
  const first = left.findIndex((v, i) => v < right[i] - 2)
  for (let y = 0; y < rows; y++) {
    if (left[y] < right[y] - 2) continue
    const from = y < first ? first : y - 1
    left[y] = left[from]
    right[y] = right[from]
  }
  for (const line of [left, right]) {
    const was = line.slice()
    for (let y = 0; y < rows; y++) {
      let [sum, n] = [0, 0]
      for (let k = -cut; k <= cut; k++)
        if (y + k >= 0 && y + k < rows) {
          sum += was[y + k]
          n++
        }
      line[y] = sum / n
    }
  }
  return { left, right }
}

/** How much each row is widened so that the cloth goes round the body. */
function widening(
  rows: number,
  half: (y: number) => number,
  pitRow: number,
  marks: Landmarks,
  scale: Scale,
  body: Body,
  height: (y: number) => number,
) {
  const { measures, figure } = body
  const m = figure.marks
  const factors = new Float32Array(rows)
  const hung = marks.topology !== 'waist'
  const last = scale.fork?.photoY ?? rows
  for (let y = 0; y < rows; y++) {
    const Y = height(y)
    const flat = 2 * half(y) * scale.cm
    if (flat < 4) continue
    if (!hung) {
      if (y > last || Y < m.crotchY - 2 || y < scale.photoY - 2) continue
      const need = (measures.halfGirth(Math.max(Y, m.crotchY + 1)) * 1.015 + 1) / (flat * scale.round)
      factors[y] = scale.round * (need > 1 ? need : 1 + (need - 1) * (1 - ramp(4, 15, scale.bodyY - Y)))
    } else if (y >= pitRow && Y > m.crotchY - 2) {
      let near = 0
      for (let d = -12; d <= 12; d += 3)
        if (Y + d > m.crotchY - 2 && Y + d < m.pitY) near = Math.max(near, measures.halfGirth(Y + d))
      factors[y] = Math.max(
        scale.round,
        (Math.max(measures.halfGirth(Math.min(Y, m.pitY)), near * 0.91) * 1.03 + 1.6) / flat,
      )
    }
    factors[y] = Math.min(1.8, factors[y])
  }
  const first = factors.findIndex((f) => f > 0)
  if (first < 0) return factors.fill(1)
  const final = factors.findLastIndex((f) => f > 0)
  for (let y = first; y < rows; y++) {
    if (factors[y] > 0) continue
    factors[y] = y > final ? Math.max(1, factors[final]) : factors[y - 1]
  }
  for (let y = 0; y < first; y++) {
    const fade = hung ? Math.max(0, 1 - ((first - y) * scale.cm) / 12) : 1
    factors[y] = 1 + (factors[first] - 1) * fade
  }
  const radius = Math.max(1, Math.round(3.5 / scale.cm))
  for (let round = 0; round < 2; round++) {
    const was = factors.slice()
    for (let y = 0; y < rows; y++) {
      let sum = 0
      for (let k = -radius; k <= radius; k++) sum += was[Math.max(0, Math.min(rows - 1, y + k))]
      factors[y] = sum / (2 * radius + 1)
    }
  }
  return factors
}

/** cm beyond the point of the shoulder to which a dropped shoulder follows the arm. */
const DROPPED = 8
/** Step in cm by which the ridge is walked. */
const STEP = 0.1

/** How far from the middle the ridge of the shoulders has come after `reach` cm: beyond the shoulder's point it falls with the arm. */
function alongRidge({ measures, figure }: Body, side: -1 | 1, reach: number): number {
  let x = Math.min(reach, figure.marks.shoulderX)
  for (let left = reach - x; left > 0; x += STEP)
    left -= Math.hypot(STEP, measures.ridgeY(side * (x + STEP)) - measures.ridgeY(side * x))
  return x
}

const EDGE = Math.asin(0.97)
const MEAN = EDGE / 0.97

/** Builds the map of a garment's trunk on a body. */
export function trunkMap(sewn: Sewn, marks: Landmarks, scale: Scale, body: Body): TrunkMap {
  const rows = Math.ceil(marks.box.bottom) + 12
  const { cm, fork } = scale
  const m = body.figure.marks
  const height = (y: number): number => {
    if (!fork) return scale.bodyY - (y - scale.photoY) * cm
    if (y > fork.photoY) return fork.bodyY - (y - fork.photoY) * cm
    return scale.bodyY - ((y - scale.photoY) * (scale.bodyY - fork.bodyY)) / (fork.photoY - scale.photoY)
  }
  const { left, right } = extents(sewn, rows, Math.max(1, Math.round(1 / cm)))
  const reader =
    (table: Float32Array) =>
    (y: number): number => {
      const v = Math.max(0, Math.min(rows - 1.01, y))
      const i = Math.floor(v)
      return table[i] + (table[i + 1] - table[i]) * (v - i)
    }
  const [leftAt, rightAt] = [reader(left), reader(right)]
  const half = (y: number): number => (rightAt(y) - leftAt(y)) / 2
  const { pitLeft, pitRight, neckLeft, neckRight, shoulderLeft, shoulderRight } = marks.points
  const pitRow =
    pitLeft && pitRight ? (pitLeft.y + pitRight.y) / 2 : ((pitLeft ?? pitRight)?.y ?? marks.box.top)
  const factors = widening(rows, half, pitRow, marks, scale, body, height)
  const factorAt = reader(factors)

  const across = (x: number, y: number): number => {
    const side = x > marks.axis ? rightAt(y) - marks.axis : marks.axis - leftAt(y)
    return Math.max(-1, Math.min(1, (x - marks.axis) / Math.max(1, side)))
  }
  /** A worn garment is seen foreshortened at its sides: when a row is widened, the sides gain most. */
  const bend = (t: number, k: number): number => {
    const a = Math.max(0, Math.min(1, (k - 1) / (MEAN - 1)))
    return (t * (1 - a) + a * (Math.asin(t * 0.97) / EDGE) * MEAN) / (1 - a + a * MEAN)
  }
  const widen = (x: number, y: number): number => {
    const X = (x - marks.axis) * cm
    const k = factorAt(y)
    const W = Math.max(1, half(y) * cm)
    const t = Math.max(-1, Math.min(1, X / W))
    return k * (W * bend(t, k) + X - t * W)
  }
  const hung = marks.topology !== 'waist' && marks.topology !== 'strapless' && neckLeft && neckRight
  /** How far in and up a pixel moves so that the photo's shoulder line lies on the body's. */
  const shift = (x: number, y: number): [number, number] => {
    if (!hung) return [0, 0]
    const side = x < marks.axis ? -1 : 1
    const nl = (neckRight.x - neckLeft.x) / 2
    const sl = Math.max(nl + 2, ((shoulderRight?.x ?? neckRight.x) - (shoulderLeft?.x ?? neckLeft.x)) / 2)
    const out = Math.abs(x - marks.axis)
    const t = Math.max(0, Math.min(1, (out - nl) / (sl - nl)))
    const ny = (neckLeft.y + neckRight.y) / 2
    const sy = ((shoulderLeft?.y ?? ny) + (shoulderRight?.y ?? ny)) / 2
    const reach = Math.max(m.neckX - 0.5, Math.min(m.shoulderX + DROPPED, (nl + (sl - nl) * t) * cm))
    const ridge = alongRidge(body, side, reach)
    const fade = 1 - ramp(0, Math.max(10, pitRow - scale.photoY), y - scale.photoY)
    const wanted = body.measures.ridgeY(side * ridge) + 0.75
    return [side * (ridge - reach) * fade, (wanted - height(ny + (sy - ny) * t)) * fade]
  }
  return {
    height,
    place: (x, y) => {
      const [inwards, up] = shift(x, y)
      return [widen(x, y) + inwards, height(y) + up]
    },
    across,
    turn: (x, y) => bend(across(x, y), factorAt(y)),
    halfFlat: (y) => half(y) * cm * factorAt(y),
    widened: Math.max(...factors.subarray(Math.round(marks.box.top), Math.round(marks.box.bottom))),
  }
}
