// Finds the label sewn or printed inside a neck: a small rectangle that stands alone on the cloth near the middle.
import { boxBlur } from '../../cutout/blur.ts'
import { findComponents } from '../../cutout/components.ts'
import type { Point } from '../../garment.ts'
import type { NeckView } from './neck-view.ts'

/** In pixels of the cut-out. */
export interface Label {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** It differs so much from the cloth that it is hardly anything else. */
  readonly clear: boolean
}

/** Differences from the cloth beside, in Lab, from which something is a mark; clear ones are looked for first. */
const MARKED = [32, 16, 8]
const CLEAR = 16
/** Shares of the neck's width: joins letters; how wide and high a label so joined is, how low and how far off the middle. */
const JOIN = 0.025
const WIDE = [0.15, 0.5] as const
const HIGH = [0.075, 0.45] as const
const LOW = 0.34
const OFF = 0.2
/** Share of the rectangle that is marked, at least, and of its surroundings, at most. */
const FULL = 0.5
const ALONE = 0.22
/** Mean difference of the surroundings, as a share of the least that is a mark. */
const PLAIN = 0.42
/** Cells between the neck points in which labels are looked for, at most. */
const COARSE = 120

/** A window of the view in which a label may lie, in cells of `step` pixels. */
interface Search {
  readonly x0: number
  readonly y0: number
  readonly step: number
  readonly width: number
  readonly height: number
  readonly mask: Uint8Array
  /** How far a cell's colour is from that of the cloth in its row, beside the middle, where labels do not reach. */
  readonly far: Float32Array
}

const middleOf = (values: readonly number[]): number =>
  Float32Array.from(values).toSorted()[values.length >> 1]

function searchIn(view: NeckView): Search {
  const { span, left, right, inside, rim } = view
  const { lab } = view.fine
  const stride = Math.max(1, Math.round(span / view.step / COARSE))
  const step = view.step * stride
  const axis = (left.x + right.x) / 2
  const x0 = Math.max(view.x0, axis - 0.5 * span)
  const width = Math.floor((Math.min(view.x0 + (view.width - 1) * view.step, axis + 0.5 * span) - x0) / step)
  const height = Math.min(Math.floor((view.height - 1) / stride), Math.floor((1.1 * span) / step))
  const mask = new Uint8Array(width * height)
  const far = new Float32Array(width * height)
  const first = Math.floor((x0 - view.x0) / view.step)
  for (let y = 0; y < height; y++) {
    const cells = Array.from({ length: width }, (_, x) => y * stride * view.width + first + x * stride)
    const beside = cells.filter((i, x) => Math.abs(x0 + x * step - axis) > 0.12 * span && inside[i] >= rim)
    const cloth =
      beside.length < (0.15 * span) / step
        ? null
        : [0, 1, 2].map((c) => middleOf(beside.map((i) => lab[3 * i + c])))
    cells.forEach((i, x) => {
      if (!view.mask[i]) return
      mask[y * width + x] = 1
      if (!cloth || inside[i] < 2) return
      far[y * width + x] = Math.hypot(
        lab[3 * i] - cloth[0],
        lab[3 * i + 1] - cloth[1],
        lab[3 * i + 2] - cloth[2],
      )
    })
  }
  return { x0, y0: view.y0, step, width, height, mask, far }
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** The bounding boxes of connected parts, and their sizes, in cells. */
function boxesOf(cells: Uint8Array, width: number, height: number): { box: Box; size: number }[] {
  const { labels, sizes } = findComponents(cells, width, height, 1)
  const found = sizes.map((size) => ({ size, box: { left: width, right: 0, top: height, bottom: 0 } }))
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < 0) continue
    const { box } = found[labels[i]]
    const [x, y] = [i % width, Math.floor(i / width)]
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return found
}

/** There is plain cloth beside and below the box. */
function isAlone({ width, height, mask, far }: Search, box: Box, least: number, reach: number): boolean {
  let [ring, busy, sum] = [0, 0, 0]
  for (let y = box.top; y <= Math.min(height - 1, box.bottom + reach); y++)
    for (let x = Math.max(0, box.left - reach); x <= Math.min(width - 1, box.right + reach); x++) {
      const i = y * width + x
      if ((y <= box.bottom && x >= box.left && x <= box.right) || !mask[i]) continue
      ring++
      if (far[i] > least) busy++
      sum += Math.min(far[i], least)
    }
  return busy <= ALONE * ring && sum <= PLAIN * least * ring
}

/** The label among the marks that stand out by more than `least`. */
function labelAmong(view: NeckView, search: Search, least: number, edge: readonly Point[]): Label | null {
  const { width, height, far, x0, y0, step } = search
  const span = view.span / step
  const axis = ((view.left.x + view.right.x) / 2 - x0) / step
  const join = Math.max(1, Math.round(JOIN * span))
  const marked = Float32Array.from(far, (d) => (d > least ? 1 : 0))
  const joined = Uint8Array.from(boxBlur(marked, width, height, join), (d) => (d > 1e-6 ? 1 : 0))
  const edgeAt = (x: number): number =>
    (edge.reduce((b, p) => (Math.abs(p.x - x) < Math.abs(b.x - x) ? p : b)).y - y0) / step
  for (const { box, size } of boxesOf(joined, width, height)) {
    const [w, h] = [box.right - box.left, box.bottom - box.top]
    const middle = (box.left + box.right) / 2
    if (w < WIDE[0] * span || w > WIDE[1] * span || h < HIGH[0] * span || h > HIGH[1] * span || h > 1.4 * w)
      continue
    if (Math.abs(middle - axis) > OFF * span || box.top - edgeAt(x0 + middle * step) > LOW * span) continue
    if (size < FULL * w * h || !isAlone(search, box, least, Math.round(0.05 * span))) continue
    const grown = Math.min(join, h / 3)
    return {
      left: x0 + (box.left + grown) * step,
      right: x0 + (box.right - grown) * step,
      top: y0 + (box.top + grown) * step,
      bottom: y0 + (box.bottom + 1 - grown) * step,
      clear: least >= CLEAR,
    }
  }
  return null
}

/**
 * The label, or null. What stands out most is looked at first; fainter marks round it may belong to it. `edge` is the
 * garment's own outline between the neck points.
 */
export function findLabel(view: NeckView, edge: readonly Point[]): Label | null {
  const search = searchIn(view)
  let found: Label | null = null
  for (const least of MARKED) {
    const label = labelAmong(view, search, least, edge)
    if (!label) continue
    if (!found) found = label
    else if (label.left < found.right && label.right > found.left && label.bottom > found.bottom)
      found = { ...label, clear: found.clear }
  }
  return found
}
