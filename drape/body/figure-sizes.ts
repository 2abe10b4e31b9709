// The sizes of a mannequin: what its chart says, and how a figure gains or loses to get there.
import type { BodyKind, BodySize } from '../garment.ts'
import { FEMALE } from './figure-female.ts'
import { MALE } from './figure-male.ts'
import type { BodyMarks, Figure, Swell } from './figure.ts'
import { loft } from './shapes.ts'
import type { Row } from './shapes.ts'

/** Girths in cm. */
export interface Girths {
  readonly bust: number
  readonly waist: number
  readonly hip: number
}

const girths = (bust: number, waist: number, hip: number): Girths => ({ bust, waist, hip })

/**
 * Body girths by size: women's XS to 3XL are about EU 34 to 48 (Korean 44 to 99), men's EU 44 to 62. Steps after
 * EN 13402-3; M is the slim display size that shop mannequins are made in.
 */
export const CHART: Readonly<Record<BodyKind, Readonly<Record<BodySize, Girths>>>> = {
  female: {
    XS: girths(80, 58, 87),
    S: girths(83, 61, 90),
    M: girths(86, 64, 93),
    L: girths(92, 70, 99),
    XL: girths(99, 78, 106),
    '2XL': girths(107, 87, 113),
    '3XL': girths(116, 98, 121),
  },
  male: {
    XS: girths(88, 69, 87),
    S: girths(93, 73, 91),
    M: girths(97, 77, 95),
    L: girths(104, 84, 100),
    XL: girths(111, 93, 107),
    '2XL': girths(119, 104, 114),
    '3XL': girths(128, 116, 122),
  },
}

/** cm of girth put on over M so that the finished body measures what the chart says (found by measuring). */
const PUT_ON: Readonly<Record<BodyKind, Readonly<Record<BodySize, Girths>>>> = {
  female: {
    XS: girths(-8.7, -5.8, -8),
    S: girths(-4.4, -2.9, -4.4),
    M: girths(0, 0, 0),
    L: girths(8.2, 5.8, 6.3),
    XL: girths(17.4, 13.5, 14.5),
    '2XL': girths(27.4, 22.1, 22.5),
    '3XL': girths(38.3, 32.6, 31.6),
  },
  male: {
    XS: girths(-12.2, -7.4, -10.5),
    S: girths(-5.3, -3.5, -5.5),
    M: girths(0, 0, 0),
    L: girths(9.1, 7, 5.3),
    XL: girths(17.8, 15.6, 13.7),
    '2XL': girths(27.4, 26.2, 22),
    '3XL': girths(37.8, 37.7, 31.2),
  },
}

/** Girth to radius. */
const ROUND = 1 / (2 * Math.PI)

/** Rows, each with numbers added: `by` tells what, from the row's first number. */
function widened(rows: readonly Row[], by: (at: number) => readonly number[]): number[][] {
  return rows.map((row) => {
    const more = by(row[0])
    return row.map((v, i) => v + (more[i] ?? 0))
  })
}

function swollen(swell: Swell, at: Row, radii: Row, melt = 0): Swell {
  return {
    at: swell.at.map((v, k) => v + at[k]),
    radii: swell.radii.map((v, k) => v + radii[k]),
    melt: swell.melt + melt,
  }
}

/** How much wider the torso gets by height: `[y, to the side, to the front, to the back]`. */
function torsoGain(m: BodyMarks, bust: number, waist: number, hip: number): (y: number) => number[] {
  const gain = (y: number, girth: number, side: number, front: number, back: number): Row => [
    y,
    girth * ROUND * side,
    girth * ROUND * front,
    girth * ROUND * back,
  ]
  const rows = loft([
    gain(m.crotchY - 2, 0.8 * hip, 0.9, 0.8, 0.9),
    gain(m.hipY, hip, 1, 0.8, 1),
    gain(m.waistY - 9, 0.65 * waist + 0.35 * hip, 1, 1.35, 0.7),
    gain(m.waistY, waist, 1.05, 1.2, 0.8),
    gain(m.bustY - 7, 0.7 * bust + 0.3 * waist, 0.9, 1.1, 1.1),
    gain(m.bustY, bust, 0.8, 1, 1),
    gain(m.pitY + 3, 0.7 * bust, 0.65, 0.8, 0.95),
    gain(m.shoulderY - 2, 0.35 * bust, 0.6, 0.5, 0.8),
    gain(m.neckY + 2, 0.2 * bust, 0.8, 0.4, 0.8),
  ])
  return (y) => [0, rows(y, 0), rows(y, 1), rows(y, 2)]
}

function sizedTorso(figure: Figure, female: boolean, { bust, waist, hip }: Girths) {
  const { swells, marks } = figure
  const sag = female ? 0.055 * bust : 0.03 * bust
  const chest = bust * ROUND
  const seat = hip * ROUND
  const grown = swells.map((s) => {
    if (s.at[1] < marks.waistY)
      return swollen(s, [0.35 * seat, -0.1 * seat, -0.55 * seat], [0.5 * seat, 0.45 * seat, 0.35 * seat])
    if (s.at[2] < 0) return swollen(s, [0.3 * chest, 0, -0.35 * chest], [0.3 * chest, 0, 0])
    const low = s.at[1] < marks.bustY + 4
    return swollen(
      s,
      [0.32 * chest, low ? -sag : -0.3 * sag, 0.55 * chest],
      low ? [0.32 * chest, 0.34 * chest, 0.3 * chest] : [0.3 * chest, 0, 0.1 * chest],
      low ? 0.1 * chest : 0,
    )
  })
  return { torso: widened(figure.torso, torsoGain(marks, bust, waist, hip)), swells: grown }
}

function sizedLeg(figure: Figure, hip: number) {
  const { joints, marks } = figure
  const apart = 0.046 * hip
  const thick = loft([
    [0, 0.06 * hip * ROUND],
    [marks.ankleY, 0.1 * hip * ROUND],
    [marks.kneeY - 14, 0.3 * hip * ROUND],
    [marks.kneeY, 0.3 * hip * ROUND],
    [marks.crotchY - 4, 0.56 * hip * ROUND],
    [marks.hipY, 0.5 * hip * ROUND],
  ])
  const aside = (y: number): number => apart * Math.min(1, 0.55 + (0.45 * y) / marks.kneeY)
  const moved = (at: Row): number[] => [at[0] + aside(at[1]), at[1], at[2]]
  return {
    leg: widened(figure.leg, (y) => [0, aside(y), 0, thick(y, 0), thick(y, 0), thick(y, 0)]),
    legSwells: figure.legSwells.map((s) =>
      swollen(
        s,
        [
          aside(s.at[1]) + Math.sign(s.at[0] - joints.knee[0]) * 0.4 * thick(s.at[1], 0),
          0,
          Math.sign(s.at[2]) * 0.5 * thick(s.at[1], 0),
        ],
        [0.2, 0.2, 0.2].map((v) => v * thick(s.at[1], 0)),
      ),
    ),
    foot: widened(figure.foot, () => [0, 0, 0, 0.006 * hip, 0.006 * hip, 0]),
    hip: moved(joints.hip),
    knee: moved(joints.knee),
    ankle: moved(joints.ankle),
  }
}

function sizedArm(figure: Figure, bust: number) {
  const { elbow, wrist } = figure.joints
  const thick = loft([
    [wrist - 10, 0.03 * bust * ROUND],
    [wrist, 0.07 * bust * ROUND],
    [elbow - 6, 0.19 * bust * ROUND],
    [elbow, 0.2 * bust * ROUND],
    [-8, 0.34 * bust * ROUND],
    [0, 0.2 * bust * ROUND],
    [4, 0.08 * bust * ROUND],
  ])
  return {
    arm: widened(figure.arm, (y) => [0, 0, 0, thick(y, 0), thick(y, 0), thick(y, 0)]),
    fingers: figure.fingers.map((finger) => finger.map((r) => [r[0], r[1], r[2], r[3] + 0.003 * bust])),
  }
}

function sizedHead(figure: Figure, bust: number) {
  const { parts } = figure.head
  const soft = 0.1 * bust * ROUND
  return {
    head: {
      ...figure.head,
      parts: parts.map((s, i) => swollen(s, [0, 0, 0], i === 0 ? [0, 0, 0] : [1.6 * soft, 0, 0.4 * soft])),
    },
    neck: widened(figure.neck, () => [0, 0, 0, 2 * soft, 1.8 * soft, 2.2 * soft]),
  }
}

export function sized(figure: Figure, kind: BodyKind, put: Girths): Figure {
  const { joints, marks } = figure
  const { bust, hip } = put
  const broad = (kind === 'female' ? 0.055 : 0.04) * bust
  const { hip: hipJoint, knee, ankle, ...leg } = sizedLeg(figure, hip)
  const shoulder = [joints.shoulder[0] + broad, joints.shoulder[1], joints.shoulder[2]]
  const soft = 0.16 * bust * ROUND
  const ridge = (rows: readonly Row[]): number[][] =>
    rows.map((r, i) => [r[0] + (broad * i) / 2, r[1], r[2], r[3] + soft])
  return {
    ...figure,
    ...sizedTorso(figure, kind === 'female', put),
    ...leg,
    ...sizedArm(figure, bust),
    ...sizedHead(figure, bust),
    trapezius: ridge(figure.trapezius),
    collarbone: ridge(figure.collarbone),
    spine: Math.max(0.5, figure.spine - 0.01 * bust),
    sternum: Math.max(0.1, figure.sternum - 0.02 * bust),
    joints: { ...joints, shoulder, hip: hipJoint, knee, ankle },
    marks: {
      ...marks,
      neckX: marks.neckX + 0.2 * bust * ROUND,
      shoulderX: marks.shoulderX + broad,
      pitX: marks.pitX + 0.7 * bust * ROUND,
      pitY: marks.pitY - 0.03 * bust,
      bustY: marks.bustY - 0.04 * bust,
      crotchY: marks.crotchY - 0.03 * hip,
    },
  }
}

/** The figure of a kind in a size. */
export function figureOf(kind: BodyKind, size: BodySize): Figure {
  const figure = kind === 'female' ? FEMALE : MALE
  return size === 'M' ? figure : sized(figure, kind, PUT_ON[kind][size])
}
