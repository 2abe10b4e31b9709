// How large the garment is: no photo tells centimetres, so several cues are weighed against the body.
import type { Body } from '../body/body.ts'
import type { Landmarks, Point } from '../garment.ts'
import { lengthOf } from './polyline.ts'

export interface Scale {
  /** cm a pixel of the cut-out. */
  readonly cm: number
  /** Row of the photo that sits at height `bodyY` (cm) on the body. */
  readonly photoY: number
  readonly bodyY: number
  /** Largest cue over smallest, 1 when there is only one. */
  readonly disagreement: number
  /** Trousers: the fork's row and the height it is held at; above it the cloth is scaled by the rise. */
  readonly fork?: { readonly photoY: number; readonly bodyY: number }
}

/** Width of a display garment lying flat, in cm: chest, and length from the shoulder. */
const USUAL = { female: { chest: 41, length: 59 }, male: { chest: 48, length: 68 } } as const

/** Width in a row, the rows beyond the ends held. */
function rowWidth(widths: Uint16Array, y: number): number {
  return widths[Math.max(0, Math.min(widths.length - 1, Math.round(y)))]
}

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

function trousersScale(widths: Uint16Array, marks: Landmarks, body: Body): Scale {
  const { box, points } = marks
  const m = body.figure.marks
  const height = box.bottom - box.top
  const aspect = height / Math.max(1, rowWidth(widths, box.top + height * 0.2))
  const hips =
    (body.measures.halfGirth(m.hipY) * 0.92) / Math.max(1, rowWidth(widths, box.top + height * 0.22))
  const long = marks.kind === 'trousers' && aspect > 1.9
  const whole = (m.waistY - m.ankleY - 1) / height
  const fork = points.fork
  const share = fork ? (fork.y - box.top) / height : 0
  if (fork && long && share > 0.16 && share < 0.42) {
    const cm = (m.crotchY - 0.5 - m.ankleY) / (box.bottom - fork.y)
    const bodyY = waistHeight(body, m.crotchY - 1.2 + (fork.y - box.top) * cm, waistWidth(widths, marks) * cm)
    return {
      cm,
      photoY: box.top,
      bodyY,
      disagreement: spread([cm, hips]),
      fork: { photoY: fork.y, bodyY: m.crotchY - 1.2 },
    }
  }
  const cm = long ? whole : hips
  if (fork && share > 0.2 && share < 0.85) {
    const bodyY = waistHeight(body, m.crotchY - 1.2 + (fork.y - box.top) * cm, waistWidth(widths, marks) * cm)
    return { cm, photoY: box.top, bodyY, disagreement: 1, fork: { photoY: fork.y, bodyY: m.crotchY - 1.2 } }
  }
  return { cm, photoY: box.top, bodyY: m.waistY - 1.5, disagreement: 1 }
}

function skirtScale(widths: Uint16Array, marks: Landmarks, body: Body): Scale {
  const m = body.figure.marks
  const { waistLeft, waistRight } = marks.points
  const top = waistLeft && waistRight ? mean(waistLeft, waistRight) : marks.box.top
  const waist = waistLeft && waistRight ? waistRight.x - waistLeft.x : rowWidth(widths, top + 4)
  const cm = (body.measures.halfGirth(m.waistY) + 1) / Math.max(1, waist)
  const longest = (m.waistY - 4) / (marks.box.bottom - top)
  return { cm: Math.min(cm, longest), photoY: top, bodyY: m.waistY - 0.5, disagreement: 1 }
}

/** Length of a sleeve's upper edge over the shoulder width: above 1.15 it is a long sleeve. */
export function sleeveShare(marks: Landmarks): number {
  const { shoulderLeft: a, shoulderRight: b, cuffOuterLeft: c, cuffOuterRight: d } = marks.points
  if (!a || !b) return 0
  const wide = b.x - a.x
  return Math.max(c ? lengthOf([a, c]) / wide : 0, d ? lengthOf([b, d]) / wide : 0)
}

function topScale(widths: Uint16Array, marks: Landmarks, body: Body): Scale {
  const { points, box, topology } = marks
  const { measures, kind } = body
  const m = body.figure.marks
  const height = box.bottom - box.top
  const bust = measures.halfGirth(m.bustY)
  if (topology === 'strapless') {
    const cm = (bust * 0.9) / Math.max(1, rowWidth(widths, box.top + height * 0.3))
    return { cm, photoY: box.top, bodyY: m.bustY + 8, disagreement: 1 }
  }
  const { neckLeft, neckRight, shoulderLeft, shoulderRight, pitLeft, pitRight } = points
  const shoulders = Math.max(8, (shoulderRight?.x ?? box.right) - (shoulderLeft?.x ?? box.left))
  const chest = Math.max(8, (pitRight?.x ?? box.right) - (pitLeft?.x ?? box.left))
  const top = shoulderLeft && shoulderRight ? mean(shoulderLeft, shoulderRight) : box.top
  const byChest = USUAL[kind].chest / chest
  const byLength = USUAL[kind].length / (box.bottom - top)
  let cm: number
  let cues: number[]
  if (topology === 'sleeved') {
    const byShoulders = (2 * m.shoulderX) / shoulders
    const long = sleeveShare(marks) > 1.15
    let first = byShoulders
    if (long) {
      const arm = m.armLength + 2.5
      first = Math.pow(byShoulders, 0.35) * Math.pow(arm / (sleeveShare(marks) * shoulders), 0.65)
    }
    cues = marks.kind === 'dress' ? [first, byChest] : [first, byChest, byLength]
    if (marks.kind === 'dress') cm = Math.pow(first, 0.6) * Math.pow(byChest, 0.4)
    else if (long) cm = Math.pow(first, 0.7) * Math.pow(byChest, 0.12) * Math.pow(byLength, 0.18)
    else cm = Math.pow(first, 0.3) * Math.pow(byChest, 0.24) * Math.pow(byLength, 0.46)
    const girth = chest * cm
    cm *= Math.max(1, Math.min((0.78 * bust) / girth)) * Math.min(1, (1.5 * bust) / girth)
  } else {
    const strap = (shoulderRight?.x ?? 0) - (neckRight?.x ?? 0) + (neckLeft?.x ?? 0) - (shoulderLeft?.x ?? 0)
    const bySnug = (bust * 0.88) / chest
    const byShoulders = (2.1 * (m.shoulderX - 2)) / shoulders
    cues = [bySnug, byShoulders]
    const held = Math.max(bySnug * 0.75, Math.min(bySnug * 1.7, byShoulders))
    cm = strap / 2 / chest > 0.13 ? Math.pow(bySnug, 0.35) * Math.pow(held, 0.65) : bySnug
    if (strap / 2 / chest <= 0.13) cues = [bySnug]
  }
  const half = Math.min((shoulders / 2) * cm, m.shoulderX - 0.5)
  const bodyY = (measures.ridgeY(half) + measures.ridgeY(-half)) / 2 + 0.7
  return { cm, photoY: top, bodyY, disagreement: spread(cues) }
}

/** Weighs, from the garment's row widths and landmarks, the cues for its size on a body (formulas found by trial on product photos). */
export function scaleOf(widths: Uint16Array, marks: Landmarks, body: Body): Scale {
  if (marks.kind === 'trousers' || marks.kind === 'shorts') return trousersScale(widths, marks, body)
  if (marks.kind === 'skirt') return skirtScale(widths, marks, body)
  return topScale(widths, marks, body)
}
