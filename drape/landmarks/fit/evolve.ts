// Finishes a fit on the whole objective: CMA-ES around what descent found.

import type { Random } from './random.ts'

/**
 * Covariance matrix adaptation (Hansen, "The CMA evolution strategy: a tutorial", 2016) in units of the spreads.
 * @param cost what to lower; may answer Infinity for what is above the limit
 * @param sigma first step, in spreads
 * @param budget evaluations of the cost, about
 * @returns the best values met, the start included, with their cost
 */
export function evolve(
  cost: (values: readonly number[], limit: number) => number,
  start: readonly number[],
  spreads: readonly number[],
  sigma: number,
  budget: number,
  random: Random,
): { values: readonly number[]; cost: number } {
  const n = start.length
  const children = 4 + Math.floor(3 * Math.log(n))
  const parents = children >> 1
  const raw = Array.from({ length: parents }, (_, i) => Math.log(parents + 0.5) - Math.log(i + 1))
  const total = raw.reduce((a, b) => a + b, 0)
  const weights = raw.map((w) => w / total)
  const mass = 1 / weights.reduce((a, w) => a + w * w, 0)
  const pathRate = (4 + mass / n) / (n + 4 + (2 * mass) / n)
  const stepRate = (mass + 2) / (n + mass + 5)
  const oneRate = 2 / ((n + 1.3) ** 2 + mass)
  const manyRate = Math.min(1 - oneRate, (2 * (mass - 2 + 1 / mass)) / ((n + 2) ** 2 + mass))
  const damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + stepRate
  const usualLength = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n))
  const mean = new Float64Array(n)
  const path = new Float64Array(n)
  const stepPath = new Float64Array(n)
  const covariance = identity(n)
  let axes = { lengths: new Float64Array(n).fill(1), vectors: identity(n) }
  let best = { values: start, cost: cost(start, Infinity) }
  let generation = 0
  let stale = 0
  for (let spent = 1; spent < budget && sigma > 1e-3 && stale < 40; spent += children) {
    // Only the best breed: the cost of a child that cannot be among them need not be known.
    const bar = new Float64Array(parents).fill(Infinity)
    const brood = Array.from({ length: children }, () => {
      const z = axes.lengths.map((length) => length * random.normal())
      const step = multiply(axes.vectors, z)
      const values = start.map((value, i) => value + spreads[i] * (mean[i] + sigma * step[i]))
      const child = { step, values, cost: cost(values, bar[parents - 1]) }
      if (child.cost < bar[parents - 1]) {
        bar[parents - 1] = child.cost
        bar.sort()
      }
      return child
    }).sort((a, b) => a.cost - b.cost)
    stale = best.cost - brood[0].cost > 5e-6 ? 0 : stale + 1
    if (brood[0].cost < best.cost) best = brood[0]
    const move = new Float64Array(n)
    for (let k = 0; k < parents; k++) for (let i = 0; i < n; i++) move[i] += weights[k] * brood[k].step[i]
    const white = multiplyTransposed(axes.vectors, move).map((x, i) => x / axes.lengths[i])
    const turned = multiply(axes.vectors, white)
    const push = Math.sqrt(stepRate * (2 - stepRate) * mass)
    for (let i = 0; i < n; i++) {
      mean[i] += sigma * move[i]
      stepPath[i] = (1 - stepRate) * stepPath[i] + push * turned[i]
    }
    generation++
    const length = Math.hypot(...stepPath)
    const calm = length / Math.sqrt(1 - (1 - stepRate) ** (2 * generation)) / usualLength < 1.4 + 2 / (n + 1)
    const pull = calm ? Math.sqrt(pathRate * (2 - pathRate) * mass) : 0
    for (let i = 0; i < n; i++) path[i] = (1 - pathRate) * path[i] + pull * move[i]
    const lost = calm ? 0 : pathRate * (2 - pathRate)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let spread = 0
        for (let k = 0; k < parents; k++) spread += weights[k] * brood[k].step[i] * brood[k].step[j]
        const kept = (1 - oneRate - manyRate + oneRate * lost) * covariance[i * n + j]
        covariance[i * n + j] = covariance[j * n + i] = kept + oneRate * path[i] * path[j] + manyRate * spread
      }
    }
    sigma = Math.min(2, sigma * Math.exp((stepRate / damping) * (length / usualLength - 1)))
    if (generation % Math.max(3, Math.ceil(n / 4)) === 0) axes = principalAxes(covariance, n)
  }
  return best
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0))
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i] += matrix[i * n + j] * vector[j]
  return out
}

function multiplyTransposed(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[j] += matrix[i * n + j] * vector[i]
  return out
}

/** Eigenvectors (columns) and roots of the eigenvalues of a symmetric matrix, by Jacobi rotations. */
function principalAxes(symmetric: Float64Array, n: number) {
  const a = Float64Array.from(symmetric)
  const vectors = identity(n)
  for (let sweep = 0; sweep < 10; sweep++) {
    let off = 0
    let diagonal = 0
    for (let i = 0; i < n; i++) {
      diagonal += a[i * n + i] ** 2
      for (let j = i + 1; j < n; j++) off += a[i * n + j] ** 2
    }
    if (off < 1e-12 * diagonal) break
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p * n + q]) < 1e-300) continue
        const theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s)
        for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s)
        for (let k = 0; k < n; k++) turn(vectors, k * n + p, k * n + q, c, s)
      }
    }
  }
  return {
    lengths: Float64Array.from({ length: n }, (_, i) => Math.sqrt(Math.max(1e-20, a[i * n + i]))),
    vectors,
  }
}

function turn(matrix: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = matrix[i]
  const y = matrix[j]
  matrix[i] = c * x - s * y
  matrix[j] = s * x + c * y
}
