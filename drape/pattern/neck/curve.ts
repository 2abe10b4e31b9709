// Curves that a neckline may follow, and how clearly the cloth changes along one.
import type { Point } from '../../garment.ts'
import { cellAt } from './neck-view.ts'
import type { NeckView, Plane } from './neck-view.ts'

/** Depth of a curve at t = -1..1 between the neck points: `depth * span * (1 - |t|^p)^q`, and a point in its middle. */
export interface Curve {
  /** 1 is a V, 2 with q 0.5 an ellipse. */
  readonly p: number
  readonly q: number
  /** Share of the neck's width. */
  readonly depth: number
  /** Its width, and how far its middle lies to the right, as shares of the neck's width. */
  readonly wide: number
  readonly shift: number
  /** Extra depth of a point in the middle, as a share of the neck's width: a round collar that ends in a slit. */
  readonly tail: number
  /** How far its ends lie below the neck points, and the right one below the left, as shares of the neck's width. */
  readonly lift: number
  readonly lean: number
}

/** Half the width of the tail, as a share of half the curve's. */
const TAIL = 0.45
const MIDDLE = 0.35

/** Change of colour across a curve, from above to below. */
export interface Change {
  /** Median change in Lab. */
  readonly lab: readonly [number, number, number]
  readonly size: number
  /** Share of the curve that changes the same way. */
  readonly agree: number
}

export interface Measured {
  readonly curve: Curve
  readonly fine: Change
  readonly coarse: Change
  /** Share of the curve's middle that changes the way the whole does. */
  readonly middle: number
  /** Share of the curve's middle that lies off the cloth. */
  readonly off: number
  /** Share of the curve that could be looked at. */
  readonly seen: number
}

const NONE: Change = { lab: [0, 0, 0], size: 0, agree: 0 }

/** Place and downward normal at `t`, in pixels of the cut-out. */
export function placeOn(
  view: NeckView,
  curve: Curve,
  t: number,
): { x: number; y: number; nx: number; ny: number } {
  const { left, right, span } = view
  const half = (curve.wide * span) / 2
  const tilt = (right.y - left.y) / span + curve.lean
  const out = Math.min(0.999, Math.abs(t))
  const power = Math.pow(out, curve.p)
  const rest = Math.pow(1 - power, curve.q)
  const steep = out < 1e-3 ? 0 : (-curve.q * curve.p * power * rest) / (out * (1 - power))
  const x = (left.x + right.x) / 2 + curve.shift * span * (1 - out) + t * half
  const inTail = out < TAIL
  const tail = inTail ? curve.tail * (1 - out / TAIL) : 0
  const y = (left.y + right.y) / 2 + tilt * t * half + span * (curve.depth * rest + tail + curve.lift)
  const dx = half
  const dy = tilt * half + span * (curve.depth * steep - (inTail ? curve.tail / TAIL : 0)) * Math.sign(t)
  const length = Math.hypot(dx, dy)
  return { x, y, nx: -dy / length, ny: dx / length }
}

/** The middle one of the values at `from`, `from + 3` and so on; `room` is used to sort them. */
function middleOf(values: Float32Array, from: number, count: number, room: Float32Array): number {
  for (let i = 0; i < count; i++) {
    const value = values[3 * i + from]
    let k = i
    for (; k > 0 && room[k - 1] > value; k--) room[k] = room[k - 1]
    room[k] = value
  }
  return room[count >> 1]
}

/** How one plane changes at places on a curve. */
class Steps {
  readonly values: Float32Array
  readonly room: Float32Array
  count = 0

  constructor(most: number) {
    this.values = new Float32Array(3 * most)
    this.room = new Float32Array(most)
  }

  /** Adds the change at a place; false where it cannot be seen. */
  add(view: NeckView, plane: Plane, at: { x: number; y: number; nx: number; ny: number }): boolean {
    const above = cellAt(view, at.x - at.nx * plane.reach, at.y - at.ny * plane.reach)
    const below = cellAt(view, at.x + at.nx * plane.reach, at.y + at.ny * plane.reach)
    if (!view.mask[above] || !view.mask[below]) return false
    for (let c = 0; c < 3; c++)
      this.values[3 * this.count + c] = plane.lab[3 * below + c] - plane.lab[3 * above + c]
    this.count++
    return true
  }

  /** The change of place `i` runs the way `lab` does. */
  follows(i: number, lab: readonly number[]): boolean {
    const { values } = this
    const along = values[3 * i] * lab[0] + values[3 * i + 1] * lab[1] + values[3 * i + 2] * lab[2]
    return along > 0.35 * (lab[0] * lab[0] + lab[1] * lab[1] + lab[2] * lab[2])
  }

  /** The common change; none where too little of the curve was seen. */
  change(least: number): Change {
    const { values, count, room } = this
    if (count < least) return NONE
    const part = (c: number): number => middleOf(values, c, count, room)
    const lab: [number, number, number] = [part(0), part(1), part(2)]
    const size = Math.hypot(...lab)
    let agree = 0
    for (let i = 0; i < count; i++) if (this.follows(i, lab)) agree++
    return { lab, size, agree: agree / count }
  }
}

/** Looks at how the cloth changes across a curve, at `places` places on it. */
export function measureCurve(view: NeckView, curve: Curve, places: number): Measured {
  const fine = new Steps(places + 1)
  const coarse = new Steps(places + 1)
  const inner: number[] = []
  let [off, seen] = [0, 0]
  for (let i = 0; i <= places; i++) {
    const t = -Math.cos((Math.PI * i) / places)
    const at = placeOn(view, curve, t)
    if (view.inside[cellAt(view, at.x, at.y)] < view.rim) {
      if (Math.abs(t) < 0.8) off++
      continue
    }
    seen++
    if (fine.add(view, view.fine, at) && Math.abs(t) < MIDDLE) inner.push(fine.count - 1)
    coarse.add(view, view.coarse, at)
  }
  const change = fine.change(0.4 * places)
  const kept = inner.filter((i) => fine.follows(i, change.lab)).length
  return {
    curve,
    fine: change,
    middle: inner.length ? kept / inner.length : 1,
    coarse: coarse.change(0.4 * places),
    off: off / places,
    seen: seen / places,
  }
}

/** How far to either side of a curve its edge is looked for, as a share of the span, and in how many steps. */
const LEEWAY = 0.045
const STEPS = 9

/**
 * The curve laid exactly on the edge it follows, from the left neck point to the right: of the ways that stay near the
 * curve the one that changes most in the curve's own sense, by dynamic programming.
 */
export function followEdge(view: NeckView, { curve, fine }: Measured, places: number): Point[] {
  const offset = (k: number): number => ((k - STEPS) / STEPS) * LEEWAY * view.span
  const choices = 2 * STEPS + 1
  const [best, from] = [new Float64Array((places + 1) * choices), new Uint8Array((places + 1) * choices)]
  const at = Array.from({ length: places + 1 }, (_, i) =>
    placeOn(view, curve, -Math.cos((Math.PI * i) / places)),
  )
  const { lab, reach } = view.fine
  const size = Math.hypot(...fine.lab) || 1
  for (let i = 0; i <= places; i++)
    for (let k = 0; k < choices; k++) {
      const { x, y, nx, ny } = at[i]
      const o = offset(k)
      const above = cellAt(view, x + nx * (o - reach), y + ny * (o - reach))
      const below = cellAt(view, x + nx * (o + reach), y + ny * (o + reach))
      let gain = (-0.1 * Math.abs(k - STEPS)) / STEPS
      if (view.mask[above] && view.mask[below] && view.inside[above] > 2) {
        let along = 0
        for (let c = 0; c < 3; c++) along += (lab[3 * below + c] - lab[3 * above + c]) * fine.lab[c]
        gain += Math.max(-1, Math.min(1.5, along / (size * size)))
      }
      let top = i === 0 ? 0 : -Infinity
      const last = i === 0 ? -1 : Math.min(choices - 1, k + 2)
      for (let w = Math.max(0, k - 2); w <= last; w++) {
        const way = best[(i - 1) * choices + w] - 0.12 * (w - k) ** 2
        if (way > top) [top, from[i * choices + k]] = [way, w]
      }
      best[i * choices + k] = top + gain
    }
  let k = 0
  for (let w = 0; w < choices; w++) if (best[places * choices + w] > best[places * choices + k]) k = w
  const line: Point[] = []
  for (let i = places; i >= 0; i--) {
    const o = offset(k)
    line.unshift({ x: at[i].x + at[i].nx * o, y: at[i].y + at[i].ny * o })
    k = from[i * choices + k]
  }
  return line
}
