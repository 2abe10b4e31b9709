// Finds where the front of the neck ends: above it the photo shows the inside of the back.
import type { Cutout, Landmarks, Point } from '../garment.ts'
import { lengthOf, resample, smoothLine } from './polyline.ts'

/** Lines from the left to the right neck point, in pixels of the cut-out. */
export interface Neckline {
  readonly front: readonly Point[]
  readonly back: readonly Point[]
  /** The inner back was told from the front by its look. */
  readonly seen: boolean
  /** The front dips so little that it may be the inner back's edge, with its label above it. */
  readonly shallow: boolean
}

/** Half a neckline's outline: depth at a share `t` 0..1 from the middle to the neck point; and the depth that is still likely. */
interface Shape {
  readonly at: (t: number) => number
  readonly likely: number
  readonly steep: number
}

const POINTED = { likely: 1.5, steep: 4 }
const ROUND = { likely: 0.6, steep: 20 }
const SHAPES: readonly Shape[] = [
  { at: (t) => 1 - t, ...POINTED },
  { at: (t) => 1 - Math.pow(t, 1.5), ...POINTED },
  { at: (t) => 1 - t * t, ...POINTED },
  { at: (t) => 1 - Math.pow(t, 2.8), ...ROUND },
  { at: (t) => Math.sqrt(1 - t * t), ...ROUND },
  { at: (t) => Math.pow(1 - Math.pow(t, 2.6), 0.6), ...ROUND },
]
const SAMPLES = 48

interface Guess {
  readonly shape: Shape
  /** How strong the edge is, then weighed by how likely its depth is. */
  readonly edge: number
  readonly score: number
  readonly depth: number
  /** Share of the curve that has cloth above it. */
  readonly inside: number
  readonly line: Point[]
}

/** How strongly the picture changes across a curve between the neck points, `depth` of their distance deep. */
function tryCurve(cutout: Cutout, left: Point, right: Point, depth: number, shape: Shape): Guess {
  const { width, height, lab, mask } = cutout
  const span = right.x - left.x
  const steps: number[] = []
  const line: Point[] = []
  let inside = 0
  for (let i = 1; i < SAMPLES; i++) {
    const t = (2 * i) / SAMPLES - 1
    const fall = (u: number): number => shape.at(Math.min(1, Math.abs(u)))
    const x = left.x + (span * i) / SAMPLES
    const y = left.y + ((right.y - left.y) * i) / SAMPLES + depth * span * fall(t)
    const slope = depth * (fall(t + 0.02) - fall(t - 0.02)) * 50
    const length = Math.hypot(1, slope)
    const at = (reach: number): number => {
      const px = Math.round(x - (slope / length) * reach)
      const py = Math.round(y + reach / length)
      return Math.max(0, Math.min(height - 1, py)) * width + Math.max(0, Math.min(width - 1, px))
    }
    const [above, below] = [at(-3.2), at(3.2)]
    let change = 0
    for (let c = 0; c < 3; c++) change += (lab[3 * below + c] - lab[3 * above + c]) ** 2
    if (mask[above]) inside++
    steps.push(mask[above] && mask[below] ? Math.min(18, Math.sqrt(change)) : 0)
    line.push({ x, y })
  }
  steps.sort((a, b) => a - b)
  const edge = steps[Math.floor(SAMPLES * 0.3)] * 0.6 + steps[Math.floor(SAMPLES * 0.42)] * 0.4
  return {
    shape,
    edge,
    score: edge - 0.6 * depth - shape.steep * Math.max(0, depth - shape.likely),
    depth,
    inside: inside / (SAMPLES - 1),
    line: [left, ...line, right],
  }
}

/** An edge this strong needs no comparing; a weaker one must stand out from the cloth's own unevenness. */
const PLAIN = 11

/** The curve that best parts front from inner back; null when none stands out. */
function frontCurve(cutout: Cutout, left: Point, right: Point): Guess | null {
  const guesses: Guess[] = []
  for (const shape of SHAPES)
    for (let depth = 0.1; depth < 1.5 * shape.likely - 0.24; depth *= 1.05)
      guesses.push(tryCurve(cutout, left, right, depth, shape))
  const usual = Math.max(0.4, guesses.map((g) => g.edge).sort((a, b) => a - b)[guesses.length >> 1])
  const clear = guesses.filter(
    (g) => g.inside > 0.8 && g.edge > Math.min(PLAIN, 2.4 * usual + 0.6) && g.score > 1.5,
  )
  if (clear.length === 0) return null
  const best = clear.reduce((a, b) => (b.score > a.score ? b : a))
  // The seam of the back's own collar is often the strongest: a pointed neck well below it is the front.
  const deeper = clear.filter(
    (g) => g.shape.steep === POINTED.steep && g.depth > 1.6 * best.depth && g.edge > 2.4 * usual + 0.6,
  )
  const lower = clear.filter(
    (g) => g.shape === best.shape && g.depth > best.depth && g.score > 0.75 * best.score,
  )
  const front = lower.length
    ? lower.reduce((a, b) => (b.depth > a.depth + 0.1 || b.score > a.score ? b : a))
    : best
  const deep = deeper.length ? deeper.reduce((a, b) => (b.score > a.score ? b : a)) : null
  return deep && deep.score > 0.45 * best.score ? deep : front
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
/** A dip of the outline this deep, as a share of the neck's width, is the front's neck itself. */
const OPEN_NECK = 0.3
/** Fronts dip a quarter of the neck's width and more; lines above this one were the back's collar where they were looked at. */
const LIKELY_DIP = 0.2

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
  const best = dip > OPEN_NECK * span ? null : frontCurve(cutout, left, right)
  if (!best) return { front: smoothLine(own, 1), back, seen: false, shallow: dip < LIKELY_DIP * span }
  const front = best.line.map((p) => {
    const outline = own.reduce((b, q) => (Math.abs(q.x - p.x) < Math.abs(b.x - p.x) ? q : b))
    return { x: p.x, y: Math.max(p.y, outline.y) }
  })
  const frontDip = Math.max(...front.map((p) => p.y - base(p.x)))
  return { front: smoothLine(front, 2), back, seen: true, shallow: frontDip < LIKELY_DIP * span }
}
