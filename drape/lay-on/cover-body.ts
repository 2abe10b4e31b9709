// Draws a laid-on silhouette over the shoulders and arms that it is to cover: both are a little beside it in most photos.
import type { Body } from '../body/body.ts'
import { ramp } from '../pattern/polyline.ts'

/** A place on the body, in cm. */
export type Place = readonly [number, number]

/** cm of cloth over the ridge of the shoulders, and beside an arm. */
const OVER = 1
const BESIDE = 1.2
/** cm below the shoulders over which the lift fades, and the most that it is. */
const FADE = 22
const MOST = 9
/** Share of the way to an arm's outer side from which an outline is a sleeve's, and the most that it is widened. */
const SLEEVE = 0.66
const WIDEST = 2.2

/** Size of the tables in cm: columns of each side, rows. */
const COLUMNS = 40
const ROWS = 220

function evened(table: Float32Array, radius: number): Float32Array {
  return table.map((_, i) => {
    let sum = 0
    for (let k = -radius; k <= radius; k++) sum += table[Math.max(0, Math.min(table.length - 1, i + k))]
    return sum / (2 * radius + 1)
  })
}

const read = (table: Float32Array, at: number): number => {
  const v = Math.max(0, Math.min(table.length - 1.001, at))
  const i = Math.floor(v)
  return table[i] + (table[i + 1] - table[i]) * (v - i)
}

/** How far each column of the outline is lifted so that its upper edge lies on the shoulders. */
function liftOf(outline: readonly Place[], body: Body): { lift: Float32Array; top: Float32Array } {
  const top = new Float32Array(2 * COLUMNS + 1).fill(-Infinity)
  for (const [x, y] of outline) {
    const column = Math.round(x) + COLUMNS
    if (column >= 0 && column < top.length) top[column] = Math.max(top[column], y)
  }
  const { neckX, shoulderX } = body.figure.marks
  const lift = new Float32Array(top.length)
  for (const side of [-1, 1]) {
    let last = 0
    for (let i = Math.ceil(neckX); i < COLUMNS; i++) {
      const c = COLUMNS + side * i
      if (i <= shoulderX - 1 && top[c] > -Infinity) {
        const by = body.measures.ridgeY(side * i) + OVER - top[c]
        if (Math.abs(by) < MOST) last = by
      }
      lift[c] = last
    }
    for (let i = 0; i < neckX; i++) lift[COLUMNS + side * i] = lift[COLUMNS + side * Math.ceil(neckX)]
  }
  const filled = top.map((t, c) => (t > -Infinity ? t : body.figure.marks.shoulderY - Math.abs(lift[c])))
  return { lift: evened(lift, 2), top: evened(filled, 1) }
}

/** By how much each row is widened beyond the trunk so that a sleeve goes round its arm; 1 where there is none. */
function widthOf(outline: readonly Place[], body: Body, side: -1 | 1, cuffY: number): Float32Array {
  const { measures, figure } = body
  const edge = new Float32Array(ROWS)
  for (let i = 0; i < outline.length; i++) {
    const [a, b] = [outline[i], outline[(i + 1) % outline.length]]
    const steps = Math.max(1, Math.ceil(Math.abs(b[1] - a[1]) * 2))
    for (let s = 0; s < steps; s++) {
      const row = Math.floor(a[1] + ((b[1] - a[1]) * s) / steps)
      if (row >= 0 && row < ROWS) edge[row] = Math.max(edge[row], (a[0] + ((b[0] - a[0]) * s) / steps) * side)
    }
  }
  const by = edge.map((out, row) => {
    if (row < cuffY - 1 || row > figure.marks.shoulderY - 4) return 1
    const trunk = measures.halfWidth(Math.min(row, figure.marks.pitY - 4))
    const arm = measures.armAt(side, measures.armReach(side, row))
    const wanted = arm.x * side + arm.radius + BESIDE
    if (out < SLEEVE * wanted || out < trunk + 1 || out >= wanted) return 1
    return Math.min(WIDEST, (wanted - trunk) / (out - trunk))
  })
  return evened(evened(by, 2), 2)
}

/** A map of places on the body that brings `outline` over its shoulders and round its arms down to `cuffY`. */
export function coverBody(
  outline: readonly Place[],
  body: Body,
  cuffY: number,
): (at: Place) => [number, number] {
  const { lift, top } = liftOf(outline, body)
  const raise = ([x, y]: Place): [number, number] => {
    const column = x + COLUMNS
    return [x, y + read(lift, column) * (1 - ramp(0, FADE, read(top, column) - y))]
  }
  const raised = outline.map(raise)
  const [left, right] = ([-1, 1] as const).map((side) => widthOf(raised, body, side, cuffY))
  const { measures, figure } = body
  return (at) => {
    const [x, y] = raise(at)
    const trunk = measures.halfWidth(Math.max(0, Math.min(y, figure.marks.pitY - 4)))
    const out = Math.abs(x) - trunk
    if (out <= 0) return [x, y]
    return [Math.sign(x) * (trunk + out * read(x < 0 ? left : right, y - 0.5)), y]
  }
}
