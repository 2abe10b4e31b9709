// Finds where the front of the neck ends: above it the photo shows the inside of the back.
import type { Cutout, Landmarks, Point } from '../garment.ts'
import { lengthOf, resample, smoothLine } from './polyline.ts'

/** Lines from the left to the right neck point, in pixels of the cut-out. */
export interface Neckline {
  readonly front: readonly Point[]
  readonly back: readonly Point[]
  /** The inner back was told from the front by its look. */
  readonly seen: boolean
}

const SHAPES = [1, 1.4, 2, 2.8]
const SAMPLES = 48

interface Guess {
  readonly score: number
  readonly depth: number
  readonly inside: number
  readonly line: Point[]
}

/** How strongly the picture changes across the curve y = base + depth * width * (1 - |t|^shape). */
function tryCurve(cutout: Cutout, left: Point, right: Point, depth: number, shape: number): Guess {
  const { width, height, lab, mask } = cutout
  const span = right.x - left.x
  const steps: number[] = []
  const line: Point[] = []
  let inside = 0
  for (let i = 1; i < SAMPLES; i++) {
    const t = (2 * i) / SAMPLES - 1
    const x = left.x + (span * i) / SAMPLES
    const y = left.y + ((right.y - left.y) * i) / SAMPLES + depth * span * (1 - Math.pow(Math.abs(t), shape))
    const slope = -2 * depth * shape * Math.pow(Math.abs(t), shape - 1) * Math.sign(t)
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
  const typical = steps[Math.floor(SAMPLES * 0.3)] * 0.6 + steps[Math.floor(SAMPLES * 0.4)] * 0.4
  return {
    score: typical - depth * 1.2 - 9 * Math.max(0, depth - 0.4),
    depth,
    inside: inside / (SAMPLES - 1),
    line: [left, ...line, right],
  }
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

/** Finds both necklines; null when the garment has no neck. `scale` is cm a pixel. */
export function necklineOf(cutout: Cutout, marks: Landmarks, scale: number): Neckline | null {
  const { neckLeft: left, neckRight: right } = marks.points
  if (!left || !right || right.x - left.x < 12) return null
  const span = right.x - left.x
  const own = ownLine(marks, left, right)
  const base = (x: number): number => left.y + ((right.y - left.y) * (x - left.x)) / span
  const dip = Math.max(...own.map((p) => p.y - base(p.x)))
  const shallow = Math.min(2.2, Math.max(0.9, 0.08 * span * scale)) / scale
  const curve = resample([left, right], span / 24, 24).map((p) => {
    const t = (2 * (p.x - left.x)) / span - 1
    return { x: p.x, y: p.y + shallow * (1 - t * t) }
  })
  const back = dip * scale < 3 ? smoothLine(own, 2) : curve
  let best: Guess | null = null
  for (const shape of SHAPES)
    for (let depth = 0.1; depth < 1.15; depth *= 1.06) {
      const guess = tryCurve(cutout, left, right, depth, shape)
      if (!best || guess.score > best.score) best = guess
    }
  const found =
    best &&
    ((best.score > 5 && best.inside > 0.35) ||
      (best.score > 3.2 && best.inside > 0.85 && best.depth > 0.11 && best.depth < 0.62))
  if (!best || !found) return { front: smoothLine(own, 1), back, seen: false }
  const front = best.line.map((p) => {
    const outline = own.reduce((b, q) => (Math.abs(q.x - p.x) < Math.abs(b.x - p.x) ? q : b))
    return { x: p.x, y: Math.max(p.y, outline.y) }
  })
  return { front: smoothLine(front, 2), back, seen: true }
}
