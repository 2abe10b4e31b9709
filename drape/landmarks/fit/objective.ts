// Says how badly a template fits a silhouette.

import { overlap } from './overlap.ts'
import { POSE, placeTemplate } from './place-template.ts'
import { nearestOutline } from './nearest-outline.ts'
import { STRIDE, visibleOutline } from './visible-outline.ts'
import type { Placed } from './drawing.ts'
import type { Family } from './families.ts'
import type { Target } from './make-target.ts'
import type { LandmarkName } from '../../garment.ts'

const TURN_SPREAD = 0.035
const STEP = 2.2

/**
 * The misfit J: (1 - IoU) + 2·(outline to contour + contour to outline) / size - corners met - seams met + prior
 * + handles missed.
 * About 0.03 for a good fit; values out of bounds are drawn at the bound and pay for it. Infinity as soon as J is sure
 * to be above `limit`.
 */
export function misfit(family: Family, values: readonly number[], target: Target, limit = Infinity): number {
  const prior = priorCost(family, values)
  const drawing = placeTemplate(family, clampValues(family, values))
  const common = overlap(drawing.parts, target)
  const corners = cornersMet(family, drawing, target)
  const seams = seamsMet(drawing, target)
  const heldMiss = heldMissed(drawing, target)
  const sum = (chamfer: number): number =>
    1 - common + 2 * chamfer - 0.05 * corners - 0.02 * seams + prior + heldMiss
  if (sum(0) > limit) return Infinity
  const outline = visibleOutline(drawing.parts, STEP)
  const out = outlineMiss(outline, target)
  if (sum(out / target.size) > limit) return Infinity
  return sum((out + contourMiss(outline, target)) / target.size)
}

/** What the handles cost: three times their mean distance to the template's landmarks; a landmark it lacks costs most. */
function heldMissed({ marks }: Placed, { held, size }: Target): number {
  if (!held.length) return 0
  let sum = 0
  for (const { name, x, y } of held) {
    const mark = marks[name]
    sum += mark ? Math.min(0.08, Math.hypot(mark[0] - x, mark[1] - y) / size) : 0.08
  }
  return (3 * sum) / held.length
}

/** The values with those of the family brought within their bounds. */
export function clampValues(family: Family, values: readonly number[]): number[] {
  return values.map((value, i) => {
    const prior = family.priors[i - POSE]
    return prior ? Math.min(prior[3], Math.max(prior[2], value)) : value
  })
}

/** Squared z-scores (linear beyond two spreads), less their expected sum, so that few parameters are no advantage. */
function priorCost(family: Family, values: readonly number[]): number {
  let cost = (values[3] / TURN_SPREAD) ** 2 / 2 - family.priors.length
  let outside = 0
  for (let i = 0; i < family.priors.length; i++) {
    const [usual, spread, least, most] = family.priors[i]
    const value = values[POSE + i]
    const z = Math.abs(value - usual) / spread
    cost += z < 2 ? z * z : 4 * z - 4
    outside += Math.max(0, least - value, value - most) / spread
  }
  if (family.cut === 'armhole' || family.cut === 'strap') {
    const gap = values[POSE + family.index.pit] - values[POSE + family.index.shoulderDrop]
    outside += Math.max(0, 0.5 - gap) * 6
  }
  if (family.cut === 'sleeved') {
    const get = (name: string): number => values[POSE + family.index[name]]
    // A sleeve shows beside the body, else it is an armhole's edge.
    const beside = get('shoulderWidth') + get('sleeve') * Math.sin(get('angle')) - 1
    outside += Math.max(0, 0.15 - beside) * 6
  }
  return 0.0007 * cost + 0.02 * outside
}

/** Mean distance of the visible outline to the contour, capped at 12 px of a size of 150. */
function outlineMiss(outline: Float64Array, { signed, width, height, size }: Target): number {
  const cap = (12 * size) / 150
  let sum = 0
  let length = 0
  for (let i = 0; i < outline.length; i += STRIDE) {
    const x = Math.floor(outline[i])
    const y = Math.floor(outline[i + 1])
    const within = x >= 0 && y >= 0 && x < width && y < height
    sum += outline[i + 4] * (within ? Math.min(cap, Math.abs(signed[y * width + x])) : cap)
    length += outline[i + 4]
  }
  return sum / (length || 1)
}

/** Mean distance of the contour to the visible outline; the normals count, so that narrow gaps are not skipped. */
function contourMiss(outline: Float64Array, { samples, size }: Target): number {
  const cap = (12 * size) / 150
  const turned = ((3 * size) / 150) ** 2
  const nearest = nearestOutline(outline, samples, 1, turned)
  let sum = 0
  for (let k = 0; k < samples.length / 4; k++) sum += Math.min(cap, Math.sqrt(nearest[k]))
  return (4 * sum) / samples.length
}

/** How near the template's corners are to corners of the contour, 0..1; armpits and the fork weigh most. */
function cornersMet(family: Family, { marks }: Placed, { convex, concave, width, height }: Target): number {
  const sleeved = family.cut === 'sleeved'
  const fromWaist = family.cut === 'trousers' || family.cut === 'skirt'
  let sum = 0
  let weights = 0
  for (const name in marks) {
    if ((sleeved && name.startsWith('shoulder')) || (!fromWaist && name.startsWith('waist'))) continue
    const [x, y] = marks[name as LandmarkName]!
    const inward = name === 'fork' || (sleeved && name.startsWith('pit'))
    const weight = inward ? 2.5 : 1
    weights += weight
    const u = Math.floor(x)
    const v = Math.floor(y)
    if (u >= 0 && v >= 0 && u < width && v < height)
      sum += weight * (inward ? concave : convex)[v * width + u]
  }
  return sum / (weights || 1)
}

/** How much the colours change across the template's seams, 0..1, where the seams lie inside the silhouette. */
function seamsMet({ seams }: Placed, { seams: map, signed, width, height }: Target): number {
  let sum = 0
  let count = 0
  for (const line of seams) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const dx = line[i + 2] - line[i]
      const dy = line[i + 3] - line[i + 1]
      const length = Math.sqrt(dx * dx + dy * dy)
      const steps = Math.max(1, Math.round(length / 3))
      for (let s = 0; s < steps; s++) {
        const x = Math.floor(line[i] + (dx * (s + 0.5)) / steps)
        const y = Math.floor(line[i + 1] + (dy * (s + 0.5)) / steps)
        if (x < 0 || y < 0 || x >= width || y >= height) continue
        const at = y * width + x
        if (signed[at] < 3) continue
        const change = Math.abs(map.x[at] * dy - map.y[at] * dx) / (length || 1)
        sum += Math.min(1, Math.max(0, change - map.usual) / (2 * map.usual + 1.5))
        count++
      }
    }
  }
  return count > 4 ? sum / Math.max(count, 12) : 0
}
