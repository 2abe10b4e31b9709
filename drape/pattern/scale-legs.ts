// How large clothes for the legs are: their length, rise and hips are weighed against the body that wears them.
import type { Body } from '../body/body.ts'
import type { Centimetres, Landmarks } from '../garment.ts'
import type { Scale } from './sized.ts'
import { cost, off, ROUND, usual } from './scale-top.ts'
import type { Usual } from './scale-top.ts'

/** Share of the garment's height down which the hips are measured. */
const HIPS = 0.22

/** cm from the body's fork down to the cloth's, and from the floor up to the lowest hem. */
const FORK_GAP = 1.2
const FLOOR = 6

/** A rise longer than this, in cm, is not one: the legs of the trousers touch in the photo, and hide where they part. */
const LONGEST_RISE = 36
/** The rise such trousers are given: the waist to the fork of trousers of middle height, as size charts give it. */
const USUAL_RISE = 27

/** cm a loose waistband may slip below the height its rise gives: a shop pins it. */
const SLIP = 1.5

/** Cost of the cues above which they do not tell of one garment. */
const UNSURE = 7

/** Width in a row, the rows beyond the ends held. */
function rowWidth(widths: Uint16Array, y: number): number {
  return widths[Math.max(0, Math.min(widths.length - 1, Math.round(y)))]
}

/** Height of a waistband: what the rise says, but hardly higher than the body is wide enough to hold it up. */
function waistHeight(body: Body, byRise: number, width: number): number {
  const m = body.figure.marks
  let snug = m.waistY - 1
  while (snug > m.hipY + 8 && body.measures.halfGirth(snug) * 1.06 < width) snug -= 0.5
  return Math.max(m.hipY + 7, Math.min(m.waistY - 1, byRise, Math.max(snug, byRise - SLIP)))
}

/** cm below the waist where most trousers end. */
const BAND = 6

/** Measures in pixels; the rise is 0 where no fork is seen. */
interface Taken {
  readonly length: number
  readonly hips: number
  readonly waist: number
  readonly rise: number
}

interface Guess {
  readonly cm: number
  readonly round: number
  readonly cost: number
}

/**
 * The scale all cues together find least surprising. Trousers lie flat (their hips are half a girth wide) or are filled by
 * a body (their hips are the body's width), and then their legs are round too.
 */
function guessScale(marks: Landmarks, taken: Taken, body: Body): Guess {
  const { measures, figure } = body
  const m = figure.marks
  const { length, hips, waist, rise } = taken
  const at = m.waistY - BAND
  const forms: readonly [number, Usual, Usual][] = [
    [1, usual(measures.halfGirth(m.hipY) * 0.97, 0.11, 0.16), usual(measures.halfGirth(at), 0.12, 0.14)],
    [
      ROUND,
      usual(2 * measures.halfWidth(m.hipY) + 1, 0.07, 0.14),
      usual(2 * measures.halfWidth(at), 0.11, 0.13),
    ],
  ]
  let best: Guess = { cm: 1, round: 1, cost: Infinity }
  for (const [round, wide, narrow] of forms) {
    const cues: [number, Usual][] = [
      [hips, wide],
      [waist, narrow],
    ]
    if (marks.kind === 'trousers') cues.push([length, usual(m.waistY - 4 - m.ankleY, 0.17, 0.05)])
    if (rise > 0) cues.push([rise, usual(USUAL_RISE, 0.14, 0.16)])
    const start = wide.cm / hips
    for (let step = -60; step <= 60; step++) {
      const cm = start * Math.exp(step * 0.01)
      const sum = cues.reduce((total, [pixels, is]) => total + cost(off(pixels * cm, is)), 0)
      if (sum < best.cost) best = { cm, round, cost: sum }
    }
  }
  return best
}

/** Scale of trousers or shorts on a body; `told` measures win. */
export function scaleLegs(
  widths: Uint16Array,
  marks: Landmarks,
  body: Body,
  told: Centimetres | undefined,
): Scale {
  const { box, points } = marks
  const m = body.figure.marks
  const { waistLeft, waistRight, fork } = points
  const top = box.top
  const length = Math.max(8, box.bottom - top)
  const hips = Math.max(4, rowWidth(widths, top + HIPS * length))
  const waist = waistLeft && waistRight ? waistRight.x - waistLeft.x : rowWidth(widths, top + 4)
  const seen = fork && fork.y > top + 0.12 * length && fork.y < box.bottom - 0.04 * length ? fork.y - top : 0
  const guess = guessScale(marks, { length, hips, waist, rise: seen }, body)
  const forkBody = m.crotchY - FORK_GAP
  let cm = told?.length ? told.length / length : told?.waist ? told.waist / waist : guess.cm
  const rise = seen && seen * cm < LONGEST_RISE ? seen * cm : USUAL_RISE
  // The hem stays off the floor: what is longer is taken up.
  const below = length * cm - rise
  if (below > forkBody - FLOOR) cm *= (forkBody - FLOOR + rise) / (length * cm)
  const row = top + Math.min(seen && seen * cm < LONGEST_RISE ? seen : rise / cm, 0.9 * length)
  return {
    cm,
    photoY: top,
    bodyY: waistHeight(body, forkBody + (row - top) * cm, waist * cm * guess.round),
    round: guess.round,
    told: Boolean(told?.length ?? told?.waist),
    unsure: !(told?.length ?? told?.waist) && guess.cost > UNSURE,
    fork: { photoY: row, bodyY: forkBody },
  }
}

/** Landmarks with the fork where the scale says that it is: legs that touch in the photo hide it. */
export function raiseFork(marks: Landmarks, { fork }: Scale): Landmarks {
  const was = marks.points.fork
  if (!fork || (was && Math.abs(was.y - fork.photoY) < 1)) return marks
  const at = { x: was?.x ?? marks.axis, y: fork.photoY, confidence: Math.min(0.5, was?.confidence ?? 0.5) }
  return { ...marks, points: { ...marks.points, fork: at } }
}
