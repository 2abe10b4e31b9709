// The part of a cut-out round its neck, made ready for asking how cloth changes along a line.
import { boxBlur } from '../../cutout/blur.ts'
import { distanceTo } from '../../cutout/distance.ts'
import type { Cutout, Point } from '../../garment.ts'

/** A window of the cut-out in cells of `step` pixels. Lengths and places are pixels of the cut-out unless said. */
export interface NeckView {
  readonly left: Point
  readonly right: Point
  /** Distance between the neck points along x. */
  readonly span: number
  /** Top left of the window. */
  readonly x0: number
  readonly y0: number
  readonly step: number
  /** Size of the window in cells. */
  readonly width: number
  readonly height: number
  readonly mask: Uint8Array
  /** Distance to the garment's outline, known up to `rim`. */
  readonly inside: Float32Array
  /** How near the outline its own edge would be seen. */
  readonly rim: number
  /** The colours hardly smoothed, and smoothed enough to average a pattern; three floats a cell. */
  readonly fine: Plane
  readonly coarse: Plane
}

export interface Plane {
  readonly lab: Float32Array
  /** How far to each side of a line the colours are compared. */
  readonly reach: number
}

/** Cells between the neck points, about; less would lose the fine line that parts white from white. */
const CELLS = 190
/** How far the window goes beside and below the neck points, as shares of the span. */
const BESIDE = 0.2
const ABOVE = 0.1
const BELOW = 2
const BELOW_OPEN = 3.6
/** Shares of the span: width of the rim, radius and reach of the coarse comparison. */
const RIM = 0.03
const COARSE_RADIUS = 0.035
const COARSE_REACH = 0.05

/** The cut-out's colours in cells, black where there is no cloth, and which cells are mostly cloth. */
function cellsOf(
  cutout: Cutout,
  x0: number,
  y0: number,
  width: number,
  height: number,
  step: number,
): { lab: Float32Array; mask: Uint8Array } {
  const lab = new Float32Array(3 * width * height)
  const mask = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [n, l, a, b] = [0, 0, 0, 0]
      for (let v = 0; v < step; v++)
        for (let u = 0; u < step; u++) {
          const i = (y0 + y * step + v) * cutout.width + x0 + x * step + u
          if (!cutout.mask[i]) continue
          n++
          l += cutout.lab[3 * i]
          a += cutout.lab[3 * i + 1]
          b += cutout.lab[3 * i + 2]
        }
      if (2 * n <= step * step) continue
      const o = y * width + x
      mask[o] = 1
      lab[3 * o] = l / n
      lab[3 * o + 1] = a / n
      lab[3 * o + 2] = b / n
    }
  return { lab, mask }
}

/** Means over the cloth within `radius` cells. */
function smoothed(lab: Float32Array, mask: Uint8Array, width: number, radius: number): Float32Array {
  const height = mask.length / width
  const weight = boxBlur(Float32Array.from(mask), width, height, radius)
  const out = new Float32Array(lab.length)
  const plane = new Float32Array(mask.length)
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < plane.length; i++) plane[i] = lab[3 * i + c]
    const blurred = boxBlur(plane, width, height, radius)
    for (let i = 0; i < plane.length; i++) out[3 * i + c] = weight[i] > 0.01 ? blurred[i] / weight[i] : 0
  }
  return out
}

/** Cuts the window round the neck points out of a cut-out; further down where the front opens. */
export function viewNeck(cutout: Cutout, left: Point, right: Point, opens: boolean): NeckView {
  const span = right.x - left.x
  const step = Math.max(1, Math.round(span / CELLS))
  const below = (opens ? BELOW_OPEN : BELOW) * span
  const x0 = Math.max(0, Math.floor(left.x - BESIDE * span))
  const y0 = Math.max(0, Math.floor(Math.min(left.y, right.y) - ABOVE * span))
  const width = Math.floor((Math.min(cutout.width, right.x + BESIDE * span) - x0) / step)
  const height = Math.floor((Math.min(cutout.height, Math.max(left.y, right.y) + below) - y0) / step)
  const { lab, mask } = cellsOf(cutout, x0, y0, width, height, step)
  const rim = Math.max(5, RIM * span)
  return {
    left,
    right,
    span,
    x0,
    y0,
    step,
    width,
    height,
    mask,
    rim,
    inside: distanceTo(mask, width, height, 0, rim / step + 2).map((d) => d * step),
    fine: { lab: smoothed(lab, mask, width, 1), reach: Math.max(2.2 * step, Math.min(4, 0.014 * span)) },
    coarse: {
      lab: smoothed(lab, mask, width, Math.max(2, Math.round((COARSE_RADIUS * span) / step))),
      reach: Math.max(5, COARSE_REACH * span),
    },
  }
}

/** The cell under a place of the cut-out. */
export function cellAt(view: NeckView, x: number, y: number): number {
  const px = Math.max(0, Math.min(view.width - 1, Math.floor((x - view.x0 + 0.5) / view.step)))
  const py = Math.max(0, Math.min(view.height - 1, Math.floor((y - view.y0 + 0.5) / view.step)))
  return py * view.width + px
}
