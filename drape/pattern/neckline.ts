// Finds where the front of the neck ends: above it the photo shows the inside of the back.
import type { Cutout, Landmarks, Point } from '../garment.ts'
import { findFront } from './neck/choose-front.ts'
import { viewNeck } from './neck/neck-view.ts'
import { lengthOf, resample, smoothLine } from './polyline.ts'

/** Lines from the left to the right neck point, in pixels of the cut-out. */
export interface Neckline {
  readonly front: readonly Point[]
  readonly back: readonly Point[]
  /** The inner back was told from the front by its look. */
  readonly seen: boolean
  /** The line may not be the front's edge: some of the inner back may be on the front, or the front be cut too low. */
  readonly shallow: boolean
}

const near = (a: Point, b: Point): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

/** The outline's own way from neck point to neck point. */
function ownLine(marks: Landmarks, left: Point, right: Point): Point[] {
  const { contour } = marks
  const index = (p: Point): number =>
    contour.reduce((best, q, i) => (near(q, p) < near(contour[best], p) ? i : best), 0)
  const [i, j] = [index(left), index(right)]
  const n = contour.length
  const line = [left]
  for (let k = 2; k < ((j - i + n) % n) - 1; k++) line.push(contour[(i + k) % n])
  line.push(right)
  return lengthOf(line) > 4 * Math.abs(right.x - left.x) ? [left, right] : line
}

/** Dips as shares of the neck's width: of a back neck that is not seen, and of an outline that may be the back's. */
const BACK_DIP = 0.08
const FLAT_NECK = 0.16
/** A dip of the outline this deep, as a share of the neck's width, may be the front's neck itself. */
const OPEN_NECK = 0.3
/** Fronts dip a quarter of the neck's width and more; an outline above this one is likely the back's collar. */
const LIKELY_DIP = 0.2
/** A line this unsure is doubted. */
const UNSURE = 0.15

/** Keeps a line between the neck points and off the backdrop: nowhere higher than the outline `own`. */
function kept(line: readonly Point[], own: readonly Point[], left: Point, right: Point): Point[] {
  const span = right.x - left.x
  const inner = line.filter((p) => p.x > left.x + 0.015 * span && p.x < right.x - 0.015 * span)
  const down = inner.map((p) => {
    const outline = own.reduce((b, q) => (Math.abs(q.x - p.x) < Math.abs(b.x - p.x) ? q : b))
    return { x: p.x, y: Math.max(p.y, outline.y) }
  })
  return [left, ...down, right]
}

/** Share of the outline's dip above which its sides are straps, and how near to them, as a share of the neck's width. */
const STRAPS = 0.75
const BESIDE_STRAPS = 0.14

/** Of a line that only lies below the outline's middle, beside whose straps it runs: the straps are kept whole. */
function alongStraps(line: readonly Point[], own: readonly Point[], span: number): readonly Point[] {
  const low = Math.max(...own.map((p) => p.y))
  const level = own[0].y + STRAPS * (low - own[0].y)
  const first = own.findIndex((p) => p.y > level)
  const last = own.findLastIndex((p) => p.y > level)
  const [left, right] = [own[first], own[last]]
  const sides = line.filter((p) => p.y < level && p.y > own[0].y + 0.25 * (level - own[0].y))
  const away = sides.map((p) => Math.min(...own.map((q) => Math.hypot(q.x - p.x, q.y - p.y))))
  if (away.some((d) => d > BESIDE_STRAPS * span)) return line
  const middle = line.filter((p) => p.x > left.x && p.x < right.x && p.y > level)
  return [...own.slice(0, first + 1), ...middle, ...own.slice(last)]
}

/** Finds both necklines; null when the garment has no neck. */
export function necklineOf(cutout: Cutout, marks: Landmarks): Neckline | null {
  const { neckLeft: left, neckRight: right } = marks.points
  if (!left || !right || right.x - left.x < 12) return null
  const span = right.x - left.x
  const own = ownLine(marks, left, right)
  const base = (x: number): number => left.y + ((right.y - left.y) * (x - left.x)) / span
  const dip = Math.max(...own.map((p) => p.y - base(p.x)))
  const shallow = BACK_DIP * span
  const curve = resample([left, right], span / 24, 24).map((p) => {
    const t = (2 * (p.x - left.x)) / span - 1
    return { x: p.x, y: p.y + shallow * (1 - t * t) }
  })
  const back = dip < FLAT_NECK * span ? smoothLine(own, 2) : curve
  const opens = marks.opening !== null || marks.kind === 'outer'
  const { line, sure } = findFront(viewNeck(cutout, left, right, opens), own, dip > OPEN_NECK * span, opens)
  if (line && dip > OPEN_NECK * span) {
    const front = alongStraps(kept(line, own, left, right), own, span)
    return { front: smoothLine(front, 2), back, seen: true, shallow: sure < UNSURE }
  }
  if (line)
    return { front: smoothLine(kept(line, own, left, right), 2), back, seen: true, shallow: sure < UNSURE }
  return {
    front: smoothLine(own, 1),
    back,
    seen: false,
    shallow: dip < LIKELY_DIP * span && sure < 0.5,
  }
}
