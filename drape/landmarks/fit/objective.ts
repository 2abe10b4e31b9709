// Says how badly a template fits a silhouette.

import { overlap } from './overlap.ts'
import { POSE, placeTemplate } from './place-template.ts'
import { STRIDE, visibleOutline } from './visible-outline.ts'
import type { Drawing } from './drawing.ts'
import type { Family } from './families.ts'
import type { Target } from './make-target.ts'

const TURN_SPREAD = 0.035
const STEP = 2.2

/**
 * The misfit J: (1 - IoU) + 2·(outline to contour + contour to outline) / size - corners met - seams met + prior.
 * About 0.03 for a good fit; values out of bounds are drawn at the bound and pay for it.
 */
export function misfit(family: Family, values: readonly number[], target: Target): number {
  const within = clampValues(family, values)
  const drawing = placeTemplate(family, within)
  const outline = visibleOutline(drawing.parts, STEP)
  const chamfer = (outlineMiss(outline, target) + contourMiss(outline, target)) / target.size
  return (
    1 -
    overlap(drawing.parts, target) +
    2 * chamfer -
    0.05 * cornersMet(family, drawing, target) -
    0.02 * seamsMet(drawing, target) +
    priorCost(family, values)
  )
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
  for (const [i, [usual, spread, least, most]] of family.priors.entries()) {
    const value = values[POSE + i]
    const z = Math.abs(value - usual) / spread
    cost += z < 2 ? z * z : 4 * z - 4
    outside += Math.max(0, least - value, value - most) / spread
  }
  if (family.cut === 'armhole' || family.cut === 'strap') {
    const gap = values[POSE + family.index.pit] - values[POSE + family.index.shoulderDrop]
    outside += Math.max(0, 0.5 - gap) * 6
  }
  return 0.0007 * cost + 0.02 * outside
}

/** Mean distance of the visible outline to the contour, capped at 12 px of a size of 150. */
function outlineMiss(outline: readonly number[], { signed, width, height, size }: Target): number {
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
function contourMiss(outline: readonly number[], { samples, size }: Target): number {
  const cap = (12 * size) / 150
  const turned = ((3 * size) / 150) ** 2
  let sum = 0
  for (let k = 0; k < samples.length; k += 4) {
    const x = samples[k]
    const y = samples[k + 1]
    const nx = samples[k + 2]
    const ny = samples[k + 3]
    let least = Infinity
    for (let i = 0; i < outline.length; i += STRIDE) {
      const dx = outline[i] - x
      const dy = outline[i + 1] - y
      const near = dx * dx + dy * dy
      if (near >= least) continue
      const cost = near + turned * (1 - outline[i + 2] * nx - outline[i + 3] * ny)
      if (cost < least) least = cost
    }
    sum += Math.min(cap, Math.sqrt(least))
  }
  return (4 * sum) / samples.length
}

/** How near the template's corners are to corners of the contour, 0..1; armpits and the fork weigh most. */
function cornersMet(family: Family, { marks }: Drawing, { convex, concave, width, height }: Target): number {
  const sleeved = family.cut === 'sleeved'
  let sum = 0
  let weights = 0
  for (const [name, [x, y]] of Object.entries(marks)) {
    if (sleeved && name.startsWith('shoulder')) continue
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
function seamsMet({ seams }: Drawing, { seams: map, signed, width, height }: Target): number {
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
