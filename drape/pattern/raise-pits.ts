// Sets armpits that the photo hides, or shows too low, where a sleeve is usually sewn in.
import type { BodyKind, Landmark, Landmarks, Point } from '../garment.ts'
import type { Scale } from './scale.ts'

/** Depth of an armhole below the point of the shoulder in cm at a snug chest, and what each cm of half girth over it adds. */
const ARMHOLE = { female: { deep: 20, snug: 42 }, male: { deep: 24, snug: 50 } } as const
const BY_WIDTH = 0.25

/** cm by which an armhole may be deeper before it is raised. */
const SLACK = 2.5

/** Landmarks whose armpits are where sleeves begin, and where the sleeve parts from the trunk in the photo if that is lower. */
export interface Raised {
  readonly marks: Landmarks
  readonly gaps: Readonly<Partial<Record<'Left' | 'Right', Point>>>
}

/**
 * Raises armpits that are lower than sleeves are sewn in: a sleeve lying on the trunk hides the upper part of its seam, and
 * batwings have none. The cloth is then parted along a line from the new armpit down to the old.
 */
export function raisePits(marks: Landmarks, scale: Scale, kind: BodyKind): Raised {
  const { points } = marks
  const { pitLeft, pitRight } = points
  if (marks.topology !== 'sleeved' || !pitLeft || !pitRight) return { marks, gaps: {} }
  const { deep, snug } = ARMHOLE[kind]
  const half = (pitRight.x - pitLeft.x) * scale.cm * scale.round
  const usual = (deep + BY_WIDTH * Math.max(0, half - snug)) / scale.cm
  const moved: Partial<Record<'pitLeft' | 'pitRight', Landmark>> = {}
  const gaps: Partial<Record<'Left' | 'Right', Point>> = {}
  for (const side of ['Left', 'Right'] as const) {
    const [shoulder, pit] = [points[`shoulder${side}`], points[`pit${side}`]!]
    const top = shoulder?.y ?? marks.box.top
    if (pit.y - top <= usual + SLACK / scale.cm) continue
    moved[`pit${side}`] = { ...pit, y: top + usual }
    gaps[side] = pit
  }
  return { marks: { ...marks, points: { ...points, ...moved } }, gaps }
}
