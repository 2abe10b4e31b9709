// Brings a template down to the nearest good fit: Levenberg-Marquardt on contour residuals.

import { HIDDEN, MAYBE } from './drawing.ts'
import { POSE, placeParts } from './place-template.ts'
import { nearestOutline } from './nearest-outline.ts'
import { edgeAt, visibleOutline } from './visible-outline.ts'
import type { PlacedPart } from './drawing.ts'
import type { Family } from './families.ts'
import type { Target } from './make-target.ts'

// Width of a numeric derivative and the longest step, in spreads of a parameter.
const NUDGE = 0.12
const LEAP = 1.5
// Distances saturate here, in pixels of a size of 150: a dangling tie does not pull the hem.
const CAP = 16
// How hard a handle pulls: as much as a third of the whole contour, by the same distance.
const HELD = 0.6

/** How far each value may usually stray: the pose first, then the spreads of the family. */
export function spreadsOf(family: Family, target: Target): number[] {
  return [0.03 * target.size, 0.03 * target.size, 0.1, 0.025, ...family.priors.map(([, spread]) => spread)]
}

/** How far a descent has come; it can be taken up again. */
export interface Descent {
  readonly values: readonly number[]
  readonly damping: number
  /** The last step gained less than half a per cent: there is no more to be had. */
  readonly settled: boolean
}

export function startDescent(values: readonly number[]): Descent {
  return { values, damping: 0.3, settled: false }
}

/** At most `rounds` more steps, fewer when it settles. */
export function descend(family: Family, start: Descent, target: Target, rounds: number): Descent {
  let { values, damping, settled } = start
  const spreads = spreadsOf(family, target)
  let matches = makeMatches(target)
  let spare = makeMatches(target)
  let misses = residuals(family, values, target, matches, true)
  let cost = sumOfSquares(misses)
  for (let round = 0; round < rounds && !settled; round++) {
    const slopes = values.map((value, j) => {
      // How far a sample lies from its nearest changes, to first order, as if the nearest stayed the same.
      const moved = residuals(family, values.with(j, value + NUDGE * spreads[j]), target, matches, false)
      for (let i = 0; i < moved.length; i++) moved[i] = (moved[i] - misses[i]) / NUDGE
      return moved
    })
    const normal = normalEquations(slopes, misses)
    let gain = 0
    for (let attempt = 0; attempt < 5 && gain === 0; attempt++) {
      const step = solveDamped(normal, values.length, damping)
      const moved = values.map((value, i) => value + Math.max(-LEAP, Math.min(LEAP, step[i])) * spreads[i])
      const movedMisses = residuals(family, moved, target, spare, true)
      const movedCost = sumOfSquares(movedMisses)
      if (movedCost < cost) {
        gain = (cost - movedCost) / cost
        values = moved
        misses = movedMisses
        cost = movedCost
        ;[matches, spare] = [spare, matches]
        damping = Math.max(0.01, damping * 0.4)
      } else damping *= 3
    }
    settled = gain < 0.004
  }
  return { values, damping, settled }
}

/** For each contour sample the place on the template's outline that suits it best. */
interface Matches {
  readonly part: Int32Array
  readonly edge: Int32Array
  readonly sense: Int32Array
  readonly share: Float64Array
  /** Squared distance along the edge, which stays: the outline slides along itself at no cost. */
  readonly along: Float64Array
  readonly picks: Int32Array
}

function makeMatches({ samples }: Target): Matches {
  const count = samples.length / 4
  return {
    part: new Int32Array(count),
    edge: new Int32Array(count),
    sense: new Int32Array(count),
    share: new Float64Array(count),
    along: new Float64Array(count),
    picks: new Int32Array(count),
  }
}

/** Squared misses of the contour samples; the matches are found anew, or kept and followed as their edges move. */
function contourMisses(
  parts: readonly PlacedPart[],
  { samples, size }: Target,
  matches: Matches,
  anew: boolean,
): Float64Array {
  const unit = 150 / size
  const { part, edge, sense, share, along, picks } = matches
  if (anew) {
    const outline = visibleOutline(parts, 3.2 / unit)
    const nearest = nearestOutline(outline, samples, unit * unit, 16, picks)
    for (let k = 0; k < picks.length; k++) {
      const at = edgeAt(outline[picks[k] + 5] ?? 0)
      part[k] = at.part
      edge[k] = at.edge
      sense[k] = at.sense
      share[k] = outline[picks[k] + 6]
      const offX = outline[picks[k]] - samples[4 * k]
      const offY = outline[picks[k] + 1] - samples[4 * k + 1]
      along[k] = (offY * outline[picks[k] + 2] - offX * outline[picks[k] + 3]) ** 2
    }
    return nearest
  }
  const out = new Float64Array(picks.length)
  for (let k = 0; k < picks.length; k++) {
    if (!sense[k]) {
      out[k] = 1e9
      continue
    }
    const { xy } = parts[part[k]]
    const i = 2 * edge[k]
    const next = i + 2 < xy.length ? i + 2 : 0
    const dx = xy[next] - xy[i]
    const dy = xy[next + 1] - xy[i + 1]
    const length = Math.sqrt(dx * dx + dy * dy) || 1
    const offX = xy[i] + dx * share[k] - samples[4 * k]
    const offY = xy[i + 1] + dy * share[k] - samples[4 * k + 1]
    const nx = (sense[k] * dy) / length
    const ny = (-sense[k] * dx) / length
    const across = offX * nx + offY * ny
    const cosine = nx * samples[4 * k + 2] + ny * samples[4 * k + 3]
    out[k] = (across * across + along[k]) * unit * unit + 16 * (1 - cosine)
  }
  return out
}

/** Saturating misses: contour to outline with normals, outline to contour, the priors, then the handles. */
function residuals(
  family: Family,
  values: readonly number[],
  target: Target,
  matches: Matches,
  anew: boolean,
): Float64Array {
  const { samples, signed, width, height, size } = target
  const unit = 150 / size
  const { parts, marks } = placeParts(
    family,
    values,
    target.held.map(({ name }) => name),
  )
  const nearest = contourMisses(parts, target, matches, anew)
  const contours = samples.length / 4
  const corners = parts.reduce((sum, part) => sum + part.edges.length, 0)
  const out = new Float64Array(contours + corners + 2 * family.priors.length + 1 + 2 * target.held.length)
  let at = 0
  for (let k = 0; k < contours; k++) out[at++] = saturate(Math.sqrt(nearest[k]), CAP) / Math.sqrt(contours)
  for (const { xy, edges } of parts) {
    for (let i = 0; i < edges.length; i++) {
      const edge = edges[i]
      const next = (i + 1) % edges.length
      const x = (xy[2 * i] + xy[2 * next]) / 2
      const y = (xy[2 * i + 1] + xy[2 * next + 1]) / 2
      const within = x >= 0 && y >= 0 && x < width && y < height
      const depth = within ? between(signed, width, height, x, y) : -10 / unit
      const covered = edge === HIDDEN || (edge === MAYBE && depth > 0)
      out[at++] = covered ? 0 : saturate(Math.abs(depth) * unit, CAP) / Math.sqrt(corners)
    }
  }
  for (let i = 0; i < family.priors.length; i++) {
    const [usual, spread, least, most] = family.priors[i]
    const value = values[POSE + i]
    out[at++] = saturate((value - usual) / spread, 4) * 0.22
    out[at++] = (2 * Math.max(0, least - value, value - most)) / spread
  }
  out[at++] = (values[3] / 0.035) * 0.2
  for (const { name, x, y } of target.held) {
    const mark = marks[name]
    out[at++] = mark ? (mark[0] - x) * unit * HELD : 0
    out[at++] = mark ? (mark[1] - y) * unit * HELD : 0
  }
  return out
}

function saturate(miss: number, cap: number): number {
  return miss / Math.sqrt(1 + (miss / cap) ** 2)
}

function between(grid: Float32Array, width: number, height: number, x: number, y: number): number {
  const u = Math.max(0, Math.min(width - 1.01, x - 0.5))
  const v = Math.max(0, Math.min(height - 1.01, y - 0.5))
  const i = Math.floor(u)
  const j = Math.floor(v)
  const at = j * width + i
  const upper = grid[at] * (1 - u + i) + grid[at + 1] * (u - i)
  const lower = grid[at + width] * (1 - u + i) + grid[at + width + 1] * (u - i)
  return upper * (1 - v + j) + lower * (v - j)
}

function sumOfSquares(values: Float64Array): number {
  return dot(values, values)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/**
 * The products of all slopes with each other and with the misses: n rows of n coefficients and a right side. Four sums
 * run side by side, since each alone would wait for its own last addition.
 */
function normalEquations(slopes: readonly Float64Array[], misses: Float64Array): Float64Array {
  const n = slopes.length
  const wide = n + 1
  const normal = new Float64Array(n * wide)
  for (let j = 0; j < n; j++) {
    const one = slopes[j]
    for (let k = 0; k <= j; k += 4) {
      const a = slopes[k]
      const b = slopes[Math.min(j, k + 1)]
      const c = slopes[Math.min(j, k + 2)]
      const d = slopes[Math.min(j, k + 3)]
      let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0]
      for (let i = 0; i < one.length; i++) {
        const value = one[i]
        sumA += value * a[i]
        sumB += value * b[i]
        sumC += value * c[i]
        sumD += value * d[i]
      }
      normal[j * wide + k] = sumA
      normal[j * wide + Math.min(j, k + 1)] = sumB
      normal[j * wide + Math.min(j, k + 2)] = sumC
      normal[j * wide + Math.min(j, k + 3)] = sumD
    }
    for (let k = 0; k < j; k++) normal[k * wide + j] = normal[j * wide + k]
    normal[j * wide + n] = -dot(one, misses)
  }
  return normal
}

/** Solves the damped normal equations (n rows of n coefficients and a right side) by elimination. */
function solveDamped(normal: Float64Array, n: number, damping: number): Float64Array {
  const rows = Float64Array.from(normal)
  const wide = n + 1
  for (let i = 0; i < n; i++) rows[i * wide + i] += damping * (rows[i * wide + i] + 0.02)
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k * wide + i] / rows[i * wide + i]
      for (let l = i; l <= n; l++) rows[k * wide + l] -= factor * rows[i * wide + l]
    }
  }
  const step = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i * wide + n]
    for (let k = i + 1; k < n; k++) sum -= rows[i * wide + k] * step[k]
    step[i] = sum / rows[i * wide + i]
  }
  return step
}
