// How large a garment that hangs from the shoulders is, and whether its photo shows it lying flat or filled by a body.
import type { Body } from '../body/body.ts'
import type { BodyKind, Centimetres, Landmarks } from '../garment.ts'
import { lengthOf } from './polyline.ts'
import type { Scale } from './sized.ts'

/** A photo shows cloth lying flat (its width is half its girth), or filled by a body (its width is the body's). */
export type Form = 'flat' | 'worn'

/**
 * Half the girth of cloth over its width seen from the front, when a body fills it: an ellipse 0.7 as deep as wide, by
 * Ramanujan's formula.
 */
export const ROUND = 1.36

/** What a measure usually is, in cm, and by what share it is commonly less or more (one standard deviation of its logarithm). */
export interface Usual {
  readonly cm: number
  readonly less: number
  readonly more: number
}

export const usual = (cm: number, less: number, more: number): Usual => ({ cm, less, more })

/** Ready-to-wear in the middle size, as size charts of knitwear and shirts give it; `worn` is the width a body fills. */
const CHARTS = {
  female: {
    shoulder: usual(37.5, 0.16, 0.16),
    bareShoulder: usual(33, 0.13, 0.14),
    strap: usual(28, 0.16, 0.16),
    flat: usual(45, 0.12, 0.18),
    worn: usual(30.5, 0.08, 0.15),
    snugFlat: usual(40, 0.11, 0.16),
    snugWorn: usual(29, 0.07, 0.15),
    length: usual(63, 0.2, 0.09),
    dress: usual(100, 0.2, 0.22),
    neck: usual(17, 0.2, 0.24),
  },
  male: {
    shoulder: usual(45, 0.16, 0.14),
    bareShoulder: usual(38, 0.13, 0.14),
    strap: usual(32, 0.16, 0.16),
    flat: usual(53, 0.12, 0.18),
    worn: usual(37.5, 0.08, 0.15),
    snugFlat: usual(48, 0.11, 0.16),
    snugWorn: usual(36, 0.07, 0.15),
    length: usual(72, 0.2, 0.09),
    dress: usual(110, 0.2, 0.22),
    neck: usual(18, 0.2, 0.24),
  },
} as const satisfies Record<BodyKind, Record<string, Usual>>

/** How far a value is from the usual one, in standard deviations. */
export function off(value: number, { cm, less, more }: Usual): number {
  const share = Math.log(value / cm)
  return share / (share < 0 ? less : more)
}

/**
 * Cost of a deviation (Huber's): its square, beyond two standard deviations growing only in proportion, for garments may be
 * cropped, dropped or wide on purpose.
 */
export const cost = (deviation: number): number => {
  const far = Math.abs(deviation)
  return far < 2 ? far * far : 4 * far - 4
}

/** Length of a sleeve's upper edge over the shoulder width: above 1.15 it is a long sleeve. */
function sleeveShare(marks: Landmarks): number {
  const { shoulderLeft: a, shoulderRight: b, cuffOuterLeft: c, cuffOuterRight: d } = marks.points
  if (!a || !b) return 0
  const wide = b.x - a.x
  return Math.max(c ? lengthOf([a, c]) / wide : 0, d ? lengthOf([b, d]) / wide : 0)
}

/** Measures in pixels: what a tailor would lay the tape on. */
export interface Taken {
  readonly neck: number
  readonly shoulders: number
  readonly chest: number
  readonly length: number
  /** Row of the highest points of the shoulders, beside the neck. */
  readonly top: number
}

function takeMeasures(widths: Uint16Array, marks: Landmarks): Taken {
  const { points, box, topology } = marks
  const { neckLeft, neckRight, shoulderLeft, shoulderRight, pitLeft, pitRight, hemLeft, hemRight } = points
  const row = Math.round(box.top + 0.3 * (box.bottom - box.top))
  const top = neckLeft && neckRight && topology !== 'strapless' ? (neckLeft.y + neckRight.y) / 2 : box.top
  const hem = hemLeft && hemRight ? Math.min(box.bottom, Math.max(hemLeft.y, hemRight.y)) : box.bottom
  return {
    neck: neckLeft && neckRight ? Math.max(4, neckRight.x - neckLeft.x) : 0,
    shoulders: Math.max(8, (shoulderRight?.x ?? box.right) - (shoulderLeft?.x ?? box.left)),
    chest: Math.max(8, pitLeft && pitRight ? pitRight.x - pitLeft.x : widths[row]),
    length: Math.max(8, hem - top),
    top,
  }
}

/** A bare-armed top shorter than this share of its width is cropped. */
const CROPPED = 1.25

/** The cues that speak of a garment's scale, for one form of its photo. */
function cuesOf(marks: Landmarks, taken: Taken, body: Body, form: Form): [pixels: number, is: Usual][] {
  const chart = CHARTS[body.kind]
  const m = body.figure.marks
  const { neck, shoulders, chest, length } = taken
  // Bras and cropped tops tell nothing by their length.
  const cropped = marks.topology !== 'sleeved' && marks.kind !== 'dress' && length < CROPPED * chest
  const cues: [number, Usual][] = []
  if (!cropped) cues.push([length, marks.kind === 'dress' ? chart.dress : chart.length])
  if (marks.topology === 'strapless') {
    cues.push([chest, form === 'flat' ? chart.snugFlat : chart.snugWorn])
    return cues
  }
  if (marks.topology === 'sleeved') {
    const snug = marks.kind === 'dress'
    const wide = snug ? chart.snugFlat : chart.flat
    cues.push(
      [chest, form === 'flat' ? wide : snug ? chart.snugWorn : chart.worn],
      [shoulders, chart.shoulder],
    )
    const reach = (0.5 + sleeveShare(marks)) * shoulders
    if (sleeveShare(marks) > 1.15) cues.push([reach, usual(m.shoulderX + m.armLength + 2, 0.1, 0.045)])
    if (neck / shoulders < 0.55) cues.push([neck, chart.neck])
    return cues
  }
  cues.push([chest, form === 'flat' ? chart.snugFlat : chart.snugWorn])
  const broad = marks.topology === 'sleeveless' && (shoulders - neck) / 2 / chest > 0.13
  cues.push([shoulders, broad ? chart.bareShoulder : chart.strap])
  return cues
}

/** How unlikely a form is for a top of this length over its chest width: a flat one is at most about 1.6 times as long. */
function formCost(marks: Landmarks, { length, chest }: Taken, form: Form): number {
  if (marks.kind === 'dress') return 0
  const ratio = length / chest
  const beyond = form === 'flat' ? Math.log(ratio / 1.5) / 0.09 : Math.log(1.75 / ratio) / 0.12
  return beyond > 0 ? beyond * beyond : 0
}

interface Guess {
  readonly cm: number
  readonly form: Form
  readonly cost: number
  /** The furthest cue, in standard deviations. */
  readonly furthest: number
}

/** Cost of the cues above which they do not tell of one garment: a measure is wrong, or the cut is most unusual. */
const UNSURE = 8.5

/** The scale that all cues together find least surprising. */
function guessScale(marks: Landmarks, taken: Taken, body: Body): Guess {
  let best: Guess = { cm: 1, form: 'flat', cost: Infinity, furthest: 0 }
  for (const form of ['flat', 'worn'] as const) {
    const cues = cuesOf(marks, taken, body, form)
    const start = cues[cues.length - 1][1].cm / cues[cues.length - 1][0]
    const base = formCost(marks, taken, form)
    for (let step = -70; step <= 70; step++) {
      const cm = start * Math.exp(step * 0.01)
      let sum = base
      for (const [pixels, is] of cues) sum += cost(off(pixels * cm, is))
      if (sum >= best.cost) continue
      const furthest = Math.max(...cues.map(([pixels, is]) => Math.abs(off(pixels * cm, is))))
      best = { cm, form, cost: sum, furthest }
    }
  }
  return best
}

/** The scale a seller's centimetres give, and how much wider than seen the cloth is; null where there are none. */
function tellScale(taken: Taken, guess: Guess, told: Centimetres): { cm: number; round: number } | null {
  const round = guess.form === 'worn' ? ROUND : 1
  if (told.length) {
    const cm = told.length / taken.length
    return { cm, round: told.chest ? told.chest / (taken.chest * cm) : round }
  }
  if (told.chest) return { cm: told.chest / (taken.chest * round), round }
  return null
}

/**
 * Scale of a top or dress from its row widths and landmarks, on a body of its kind in the middle size; `told` measures win.
 * The cues are weighed as independent log-normal likelihoods with heavy tails, the form of the photo chosen with the scale.
 */
export function scaleTop(
  widths: Uint16Array,
  marks: Landmarks,
  body: Body,
  told: Centimetres | undefined,
): Scale {
  const taken = takeMeasures(widths, marks)
  const guess = guessScale(marks, taken, body)
  const known = told ? tellScale(taken, guess, told) : null
  const m = body.figure.marks
  const { measures } = body
  const { neckLeft, neckRight, shoulderLeft, shoulderRight } = marks.points
  const hung = marks.topology !== 'strapless'
  const highest = hung ? m.shoulderY + 2 : m.bustY + 8
  const cm = known?.cm ?? Math.min(guess.cm, (highest - m.ankleY + 2) / taken.length)
  const half = (taken.shoulders / 2) * cm
  // A dropped shoulder's point lies down the arm: the garment is hung by a place of the seam that is on the shoulder.
  const at = Math.min(half, 0.75 * m.shoulderX)
  let top = marks.box.top
  if (hung && shoulderLeft && shoulderRight) {
    const point = (shoulderLeft.y + shoulderRight.y) / 2
    const inner = neckLeft && neckRight ? ((neckRight.x - neckLeft.x) / 2) * cm : half
    top = point + (taken.top - point) * Math.max(0, Math.min(1, (half - at) / Math.max(0.5, half - inner)))
  }
  return {
    cm,
    photoY: top,
    bodyY: hung ? (measures.ridgeY(at) + measures.ridgeY(-at)) / 2 + 0.75 : m.bustY + 8,
    round: known?.round ?? (guess.form === 'worn' ? ROUND : 1),
    told: known !== null,
    unsure: known === null && guess.cost > UNSURE,
  }
}

/** Cost of the cues above which they do not tell of one garment: a measure is wrong, or the cut is most unusual. */
