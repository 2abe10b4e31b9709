// Sets armpits that the photo hides, or shows too low, where a sleeve is usually sewn in.
import type { BodyKind, Landmark, Landmarks, Point } from '../garment.ts'
import { nearest } from './polyline.ts'
import type { Scale } from './sized.ts'

/**
 * Depth of an armhole below the point of the shoulder in cm at a snug chest, what each cm of half girth over it adds, and how
 * wide a sleeve is there, lying flat.
 */
const ARMHOLE = {
  female: { armhole: 20, snug: 42, sleeve: 14 },
  male: { armhole: 24, snug: 50, sleeve: 17 },
} as const
const BY_WIDTH = 0.25

/** cm by which an armhole may be deeper before it is raised. */
const SLACK = 2.5
/** cm from the point of the shoulder outwards and inwards within which a hidden armpit lies. */
const OUTWARDS = 6
const INWARDS = 3

/** Share of the garment's height by which a place may be off the outline, or a gap off its armpit, and count as the same. */
const NEAR = 0.025

/** Landmarks whose armpits are where sleeves begin, and where a sleeve parts from the trunk in the photo if that is lower. */
export interface Raised {
  readonly marks: Landmarks
  readonly gaps: Readonly<Partial<Record<'Left' | 'Right', Point>>>
}

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** The outline from the inner corner of a cuff down to the hem's corner; empty where either is hidden. */
function belowSleeve({ contour, points, box }: Landmarks, side: 'Left' | 'Right'): Point[] {
  const [cuff, hem] = [points[`cuffInner${side}`], points[`hem${side}`]]
  if (!cuff || !hem) return []
  const [i, j] = [nearest(contour, cuff), nearest(contour, hem)]
  if (apart(contour[i], cuff) > NEAR * (box.bottom - box.top)) return []
  const n = contour.length
  const steps = side === 'Right' ? (j - i + n) % n : (i - j + n) % n
  if (steps > n / 2) return []
  return Array.from({ length: steps + 1 }, (_, k) => contour[(side === 'Right' ? i + k : i - k + n) % n])
}

/** Where a sleeve parts from the trunk: the place of `below` furthest up and in; null where hidden. */
function gapOf(below: readonly Point[], side: 'Left' | 'Right'): Point | null {
  const inwards = side === 'Left' ? 1 : -1
  let best: Point | null = null
  for (const p of below) if (!best || p.x * inwards - p.y > best.x * inwards - best.y) best = p
  return best
}

/** x of an armpit that is not seen: a sleeve's width in from the outline, about under the point of the shoulder. */
function hiddenX(
  { contour }: Landmarks,
  side: 'Left' | 'Right',
  row: number,
  shoulder: number,
  sleeve: number,
  cm: number,
): number {
  const inwards = side === 'Left' ? 1 : -1
  let outer = shoulder
  for (const p of contour) if (Math.abs(p.y - row) < 3 && (p.x - outer) * inwards < 0) outer = p.x
  const off = ((outer - shoulder) * inwards + sleeve) * cm
  return shoulder + (inwards * Math.max(-OUTWARDS, Math.min(INWARDS, off))) / cm
}

/**
 * Raises armpits that are lower than sleeves are sewn in: a sleeve lying on the trunk hides the upper part of its seam, and
 * batwings have none. The cloth is then parted along a line from the armpit down to where the outline parts.
 */
export function raisePits(marks: Landmarks, scale: Scale, kind: BodyKind): Raised {
  const { points, box } = marks
  const { pitLeft, pitRight } = points
  if (marks.topology !== 'sleeved' || !pitLeft || !pitRight) return { marks, gaps: {} }
  const { armhole, snug, sleeve } = ARMHOLE[kind]
  const half = (pitRight.x - pitLeft.x) * scale.cm * scale.round
  const usual = (armhole + BY_WIDTH * Math.max(0, half - snug)) / scale.cm
  const moved: Partial<Record<'pitLeft' | 'pitRight', Landmark>> = {}
  const gaps: Partial<Record<'Left' | 'Right', Point>> = {}
  const near = NEAR * (box.bottom - box.top)
  const depth = (side: 'Left' | 'Right'): number =>
    points[`pit${side}`]!.y - (points[`shoulder${side}`]?.y ?? box.top)
  const deep = (depth('Left') + depth('Right')) / 2 > usual + SLACK / scale.cm
  for (const side of ['Left', 'Right'] as const) {
    let pit = points[`pit${side}`]!
    const shoulder = points[`shoulder${side}`]
    const below = belowSleeve(marks, side)
    const place = below[nearest(below, pit)]
    const onOutline = pit.confidence > 0.6 && below.length > 0 && apart(place, pit) < near
    const gap = onOutline ? place : gapOf(below, side)
    const seen = gap !== null && apart(gap, pit) < near
    if (deep || !seen) pit = { ...pit, y: Math.min(pit.y, (shoulder?.y ?? box.top) + usual) }
    if (!seen && shoulder)
      pit = { ...pit, x: hiddenX(marks, side, pit.y, shoulder.x, sleeve / scale.cm, scale.cm) }
    moved[`pit${side}`] = pit
    if (gap && gap.y > pit.y && apart(gap, pit) > near) gaps[side] = gap
  }
  return { marks: { ...marks, points: { ...points, ...moved } }, gaps }
}
