// How large the garment is: no photo tells centimetres, so several cues are weighed against the body.
import type { Body } from '../body/body.ts'
import type { Centimetres, Landmarks, Point } from '../garment.ts'
import { scaleTop } from './scale-top.ts'

export interface Scale {
  /** cm a pixel of the cut-out. */
  readonly cm: number
  /** Row of the photo that sits at height `bodyY` (cm) on the body. */
  readonly photoY: number
  readonly bodyY: number
  /** By how much the cloth is wider than the photo shows it: above 1 where a body fills it in the photo. */
  readonly round: number
  /** The seller told the garment's centimetres. */
  readonly told: boolean
  /** The cues for the scale contradict each other. */
  readonly unsure: boolean
  /** Trousers: the fork's row and the height it is held at; above it the cloth is scaled by the rise. */
  readonly fork?: { readonly photoY: number; readonly bodyY: number }
}

/** Width in a row, the rows beyond the ends held. */
function rowWidth(widths: Uint16Array, y: number): number {
  return widths[Math.max(0, Math.min(widths.length - 1, Math.round(y)))]
}

/** Trousers' cues further apart than this contradict each other. */
const APART = 1.6

/** Clothes for the legs are as wide as they are seen. */
const SEEN = { round: 1, told: false, unsure: false } as const

const spread = (cues: readonly number[]): number => Math.max(...cues) / Math.min(...cues)
const mean = (a: Point, b: Point): number => (a.y + b.y) / 2

/** Width of the waistband, in pixels. */
function waistWidth(widths: Uint16Array, { points, box }: Landmarks): number {
  const { waistLeft, waistRight } = points
  return waistLeft && waistRight ? waistRight.x - waistLeft.x : rowWidth(widths, box.top + 4)
}

/** Height of a waistband: what the rise says, but no higher than the body is wide enough to hold it up. */
function waistHeight(body: Body, byRise: number, width: number): number {
  const m = body.figure.marks
  let snug = m.waistY - 1
  while (snug > m.hipY + 8 && body.measures.halfGirth(snug) * 1.06 < width) snug -= 0.5
  return Math.max(m.hipY + 7, Math.min(m.waistY - 1, byRise, Math.max(snug, byRise - 5)))
}

function trousersScale(
  widths: Uint16Array,
  marks: Landmarks,
  body: Body,
  told: Centimetres | undefined,
): Scale {
  const { box, points } = marks
  const m = body.figure.marks
  const height = box.bottom - box.top
  const aspect = height / Math.max(1, rowWidth(widths, box.top + height * 0.2))
  const hips =
    (body.measures.halfGirth(m.hipY) * 0.92) / Math.max(1, rowWidth(widths, box.top + height * 0.22))
  const long = marks.kind === 'trousers' && aspect > 1.9
  const whole = (m.waistY - m.ankleY - 1) / height
  const known = told?.length === undefined ? undefined : told.length / height
  const fork = points.fork
  const share = fork ? (fork.y - box.top) / height : 0
  if (fork && long && share > 0.16 && share < 0.42) {
    const cm = known ?? (m.crotchY - 0.5 - m.ankleY) / (box.bottom - fork.y)
    const bodyY = waistHeight(body, m.crotchY - 1.2 + (fork.y - box.top) * cm, waistWidth(widths, marks) * cm)
    return {
      cm,
      photoY: box.top,
      bodyY,
      ...SEEN,
      unsure: told?.length === undefined && spread([cm, hips]) > APART,
      fork: { photoY: fork.y, bodyY: m.crotchY - 1.2 },
    }
  }
  const cm = known ?? (long ? whole : hips)
  if (fork && share > 0.2 && share < 0.85) {
    const bodyY = waistHeight(body, m.crotchY - 1.2 + (fork.y - box.top) * cm, waistWidth(widths, marks) * cm)
    return { cm, photoY: box.top, bodyY, ...SEEN, fork: { photoY: fork.y, bodyY: m.crotchY - 1.2 } }
  }
  return { cm, photoY: box.top, bodyY: m.waistY - 1.5, ...SEEN }
}

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
  if (marks.kind === 'trousers' || marks.kind === 'shorts')
    return trousersScale(widths, marks, body, centimetres)
  if (marks.kind === 'skirt') return skirtScale(widths, marks, body, centimetres)
  return scaleTop(widths, marks, body, centimetres)
}
