// How large the garment is: no photo tells centimetres, so several cues are weighed against the body.
import type { Body } from '../body/body.ts'
import type { Centimetres, Landmarks, Point } from '../garment.ts'
import type { Scale } from './sized.ts'
import { scaleLegs } from './scale-legs.ts'
import { scaleTop } from './scale-top.ts'

/** Width in a row, the rows beyond the ends held. */
function rowWidth(widths: Uint16Array, y: number): number {
  return widths[Math.max(0, Math.min(widths.length - 1, Math.round(y)))]
}

/** Skirts are as wide as they are seen. */
const SEEN = { round: 1, told: false, unsure: false } as const

const mean = (a: Point, b: Point): number => (a.y + b.y) / 2

function skirtScale(widths: Uint16Array, marks: Landmarks, body: Body, told: Centimetres | undefined): Scale {
  const m = body.figure.marks
  const { waistLeft, waistRight } = marks.points
  const top = waistLeft && waistRight ? mean(waistLeft, waistRight) : marks.box.top
  const waist = waistLeft && waistRight ? waistRight.x - waistLeft.x : rowWidth(widths, top + 4)
  const byWaist = (told?.waist ?? body.measures.halfGirth(m.waistY) + 1) / Math.max(1, waist)
  const cm = told?.length ? told.length / (marks.box.bottom - top) : byWaist
  const longest = (m.waistY - 4) / (marks.box.bottom - top)
  return { cm: Math.min(cm, longest), photoY: top, bodyY: m.waistY - 0.5, ...SEEN }
}

/** Weighs, from the garment's row widths and landmarks, the cues for its size on a body; measures in centimetres win. */
export function scaleOf(widths: Uint16Array, marks: Landmarks, body: Body, centimetres?: Centimetres): Scale {
  if (marks.kind === 'trousers' || marks.kind === 'shorts') return scaleLegs(widths, marks, body, centimetres)
  if (marks.kind === 'skirt') return skirtScale(widths, marks, body, centimetres)
  return scaleTop(widths, marks, body, centimetres)
}
