// Chooses the front's edge among the curves that the picture shows round a neck.
import type { Point } from '../../garment.ts'
import type { Curve, Measured } from './curve.ts'
import { followEdge, measureCurve, placeOn } from './curve.ts'
import type { Label } from './find-label.ts'
import { findLabel } from './find-label.ts'
import type { NeckView } from './neck-view.ts'

export interface FrontEdge {
  /** From the left neck point to the right; null when no edge stands out. */
  readonly line: readonly Point[] | null
  /** 0..1: how sure it is that the line, or that there is none. */
  readonly sure: number
}

const FORMS: readonly (readonly [number, number])[] = [
  [1, 1],
  [1.35, 1],
  [1.8, 1],
  [2.4, 1],
  [2, 0.72],
  [2, 0.5],
  [2.6, 0.55],
  [3.4, 0.5],
]
const WIDTHS = [0.88, 0.97, 1.06, 1.17]
/** The edges of an open front leave the shoulders further out. */
const WIDTHS_OPEN = [0.97, 1.1, 1.22]
const WIDEST = 1.35
/** A V may be this deep, as a share of the neck's width; a round neck less. */
const DEEPEST = { open: 3.4, pointed: 1.7, round: 1.15 }
const isPointed = ({ p }: { p: number }): boolean => p < 1.5
/** Changes of colour beyond this one, in Lab, say little more. */
const CAP = 14
const COARSE_PLACES = 26
const PLACES = 44

/** What is usual on this cloth: an edge must stand out from it. */
interface Usual {
  readonly fine: number
  readonly coarse: number
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** How clear an edge is, 0 to about 1.6: clear in its detail, and in the colours to either side. */
function clearness(m: Measured, usual: Usual): number {
  if (m.off > 0.12 || m.seen < 0.5) return 0
  const part = ({ size, agree }: Measured['fine'], u: number): number =>
    (Math.min(CAP, size) / (Math.min(CAP, size) + u + 0.6) + 0.06 * Math.log2(1 + size / CAP)) * agree
  const fine = part(m.fine, usual.fine)
  // An edge is sharp: two colours that merely differ, a print above plain cloth, are none.
  const coarse = Math.min(part(m.coarse, usual.coarse), 1.3 * fine)
  return (fine + 0.6 * coarse) * (0.8 + 0.2 * m.middle)
}

/** Mean distance below the garment's own outline, as a share of the neck's width. */
function gapBelow(view: NeckView, curve: Curve, edge: readonly Point[]): number {
  let sum = 0
  const places = 12
  for (let i = 1; i < places; i++) {
    const { x, y } = placeOn(view, curve, -0.75 + (1.5 * i) / places)
    sum += y - edge.reduce((b, p) => (Math.abs(p.x - x) < Math.abs(b.x - x) ? p : b)).y
  }
  return sum / (places - 1) / view.span
}

/** Fronts lie at least this far below the back's edge; lines nearer to it are the back's own collar or tape. */
const NEAR = [0.035, 0.09] as const

const between = (a: number, b: number, v: number): number => Math.max(0, Math.min(1, (v - a) / (b - a)))

/** How likely a curve is the front's edge, given how clear it is. */
function likelihood(
  view: NeckView,
  m: Measured,
  clear: number,
  { edge, label, opens }: { edge: readonly Point[]; label: Label | null; opens: boolean },
): number {
  const gap = gapBelow(view, m.curve, edge)
  const away = 0.25 + 0.75 * between(NEAR[0], NEAR[1], gap)
  // The inside lies in shade: the front is lighter than what is seen above it.
  const darker = -(m.fine.lab[0] + m.coarse.lab[0])
  const lighter =
    darker <= 0 ? 1 : 0.9 - 0.25 * between(0, 12, darker) - 0.3 * between(0.35, 0.15, m.curve.depth)
  const most = isPointed(m.curve) ? (opens ? 3.4 : 1.2) : 0.75
  const usualDepth = 1 - 0.6 * between(most, 1.5 * most, m.curve.depth + m.curve.tail)
  let cut = 1
  if (label) {
    const high = Math.max(1, label.bottom - label.top)
    const clear = [label.left, (label.left + label.right) / 2, label.right].map((x) => {
      const t = (x - (view.left.x + view.right.x) / 2) / (0.5 * view.span)
      return (placeOn(view, m.curve, Math.max(-0.9, Math.min(0.9, t))).y - label.top) / high
    })
    const least = label.clear ? 0.3 : 0.75
    cut = least + (1 - least) * between(0.6, 1.05, Math.min(...clear))
  }
  const shallow = 0.7 + 0.3 * between(0.12, 0.21, m.curve.depth + m.curve.tail)
  return clear * away * lighter * usualDepth * shallow * cut
}

interface Candidate {
  readonly measured: Measured
  readonly score: number
}

const distance = (view: NeckView, a: Curve, b: Curve): number => {
  let sum = 0
  for (let i = 0; i <= 8; i++)
    sum += Math.abs(placeOn(view, a, -0.8 + 0.2 * i).y - placeOn(view, b, -0.8 + 0.2 * i).y)
  return sum / 9 / view.span
}

/** Moves each number of the curve a little as long as that makes the edge clearer. */
function refine(view: NeckView, first: Candidate, rate: (m: Measured) => number): Candidate {
  let best: Candidate = { measured: measureCurve(view, first.measured.curve, PLACES), score: 0 }
  best = { measured: best.measured, score: rate(best.measured) }
  const steps = { depth: 0.03, p: 0.2, q: 0.1, wide: 0.03, shift: 0.02, lift: 0.02, lean: 0.02 }
  for (const tail of [0.15, 0.3, 0.45]) {
    const measured = measureCurve(view, { ...best.measured.curve, tail }, PLACES)
    const score = rate(measured) * (1 - 0.1 * tail)
    if (score > best.score) best = { measured, score }
  }
  for (let round = 0; round < 2; round++) {
    // A blunter curve that is deeper runs the same way at its sides.
    for (const way of [-1, -1, 1, 1]) {
      const { p, q, depth } = best.measured.curve
      const curve = {
        ...best.measured.curve,
        p: p * (1 + 0.14 * way),
        q: Math.min(1, q * (1 - 0.1 * way)),
        depth: depth * (1 - 0.09 * way),
      }
      if (curve.p < 1 || curve.p > 4) continue
      const measured = measureCurve(view, curve, PLACES)
      const score = rate(measured)
      if (score > best.score) best = { measured, score }
    }
    for (const key of ['depth', 'lean', 'lift', 'shift', 'wide', 'p', 'q'] as const)
      for (const way of [-1, 1]) {
        const curve = {
          ...best.measured.curve,
          [key]: best.measured.curve[key] + (way * steps[key]) / (1 + 0.5 * round),
        }
        if (curve.p < 1 || curve.q < 0.4 || curve.q > 1 || curve.wide > WIDEST || curve.wide < 0.8) continue
        const measured = measureCurve(view, curve, PLACES)
        const score = rate(measured)
        if (score > best.score) best = { measured, score }
      }
  }
  return best
}

/** Scores below which nothing was found, on plain cloth and more on cloth whose pattern makes edges of its own. */
const LEAST = 0.62
const PATTERNED = 0.18
const WITH_LABEL = 0.13
const DIPPED = 0.2
const OPENS = 0.1
/** On cloth that changes this much by itself a label cannot be told from the pattern. */
const BUSY = 1.6
/** Share of the neck's width by which a front that is not seen lies below a label. */
const UNDER = 0.06

/** Takes a label out of sight: its own edges are no necklines. */
function hide({ mask, width, height, x0, y0, step }: NeckView, label: Label): void {
  const grown = 3
  const left = Math.max(0, Math.floor((label.left - x0 - grown) / step))
  const right = Math.min(width, Math.ceil((label.right - x0 + grown) / step) + 1)
  const top = Math.max(0, Math.floor((label.top - y0 - grown) / step))
  const bottom = Math.min(height - 1, Math.ceil((label.bottom - y0 + grown) / step))
  for (let y = top; y <= bottom; y++) mask.fill(0, y * width + left, y * width + right)
}

/** The curves that may be the front's edge, best first, and what they were weighed against. */
function rankFronts(
  view: NeckView,
  edge: readonly Point[],
  opens: boolean,
): { candidates: Candidate[]; usual: Usual; label: Label | null } {
  const label = findLabel(view, edge)
  if (label?.clear) hide(view, label)
  const all: Measured[] = []
  for (const [p, q] of FORMS)
    for (const wide of opens ? WIDTHS_OPEN : WIDTHS)
      for (
        let depth = 0.1;
        depth < (p >= 1.5 ? DEEPEST.round : opens ? DEEPEST.open : DEEPEST.pointed);
        depth *= 1.075
      )
        all.push(
          measureCurve(view, { p, q, depth, wide, shift: 0, tail: 0, lift: 0, lean: 0 }, COARSE_PLACES),
        )
  const met = all.filter((m) => m.fine.size > 0)
  const usual = {
    fine: middleOf(met.map((m) => m.fine.size)),
    coarse: middleOf(met.map((m) => m.coarse.size)),
  }
  const rate = (m: Measured): number => likelihood(view, m, clearness(m, usual), { edge, label, opens })
  const scored = all.map((measured) => ({
    measured,
    score: clearness(measured, usual) > 0.3 ? rate(measured) : 0,
  }))
  const kept: Candidate[] = []
  for (const candidate of scored.toSorted((a, b) => b.score - a.score)) {
    if (candidate.score < 0.3 || kept.length === 7) break
    if (kept.every((k) => distance(view, k.measured.curve, candidate.measured.curve) > 0.04))
      kept.push(candidate)
  }
  const candidates = kept.map((k) => refine(view, k, rate)).toSorted((a, b) => b.score - a.score)
  return { candidates, usual, label }
}

/** A band of ribbing belongs to the front: of its two edges the upper is the neck's. */
function isBandAbove(view: NeckView, upper: Candidate, lower: Candidate): boolean {
  const [a, b] = [upper.measured.curve, lower.measured.curve]
  const gap = distance(view, a, b)
  return (
    a.depth < b.depth &&
    gap > 0.03 &&
    gap < 0.14 &&
    upper.score > 0.92 * lower.score &&
    upper.measured.middle > 0.6 &&
    upper.measured.fine.lab[0] + upper.measured.coarse.lab[0] > 0
  )
}

/** Just below a label, where no edge is to be seen: the front must end there or lower. */
function underLabel(view: NeckView, label: Label): Point[] {
  const { left, right, span } = view
  const depth = (label.bottom - (left.y + right.y) / 2) / span + UNDER
  const curve = { p: 2, q: 0.72, depth, wide: 1, shift: 0, tail: 0, lift: 0, lean: 0 }
  return Array.from({ length: PLACES + 1 }, (_, i) => {
    const { x, y } = placeOn(view, curve, -Math.cos((Math.PI * i) / PLACES))
    return { x, y }
  })
}

/**
 * Finds the front's edge. `edge` is the garment's own outline between the neck points; where it is `dipped` it may be the
 * front's edge itself. `opens`: the front opens from neck to hem.
 */
export function findFront(
  view: NeckView,
  edge: readonly Point[],
  dipped: boolean,
  opens: boolean,
): FrontEdge {
  const { candidates, usual, label } = rankFronts(view, edge, opens)
  const first = candidates[0]
  const told = label?.clear && usual.fine < BUSY ? label : null
  const least =
    LEAST +
    PATTERNED * Math.min(2, usual.fine) -
    (told ? WITH_LABEL : 0) -
    (opens ? OPENS : 0) +
    (dipped ? DIPPED : 0)
  if (!first || first.score < least) {
    if (told && !dipped) return { line: underLabel(view, told), sure: 0.1 }
    return { line: null, sure: dipped ? 1 : between(least, 0.75 * least, first?.score ?? 0) }
  }
  const upper = candidates.filter((c) => isBandAbove(view, c, first))
  const best = upper.length
    ? upper.reduce((a, b) => (b.measured.curve.depth < a.measured.curve.depth ? b : a))
    : first
  const other = candidates.find((c) => distance(view, c.measured.curve, best.measured.curve) > 0.16)
  const lead = other ? Math.max(0, 1 - other.score / best.score) : 0.5
  return {
    line: followEdge(view, best.measured, PLACES),
    sure: Math.min(1, 0.6 * between(least, least + 0.35, best.score) + 2 * lead),
  }
}
