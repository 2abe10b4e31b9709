// Finds, for every sample of a contour, the sample of a template's outline that suits it best.

import { STRIDE } from './visible-outline.ts'

// Samples of the outline that share a circle; a circle out of reach spares looking at them.
const BLOCK = 8
let circles = new Float64Array(0)
let misses = new Float64Array(0)

/**
 * For each contour sample the least of `scale · distance² + turned · (1 - cosine between the normals)`, 1e9 where there
 * is no outline. The array is kept and written over by the next call, since a fit asks thousands of times.
 * @param outline from `visibleOutline`
 * @param samples x, y and the outward normal of each contour sample
 * @param picks receives, for each contour sample, where in `outline` the best one begins
 */
export function nearestOutline(
  outline: Float64Array,
  samples: Float64Array,
  scale: number,
  turned: number,
  picks?: Int32Array,
): Float64Array {
  const blocks = circleBlocks(outline)
  const count = samples.length / 4
  if (misses.length < count) misses = new Float64Array(count)
  let start = 0
  for (let k = 0; k < count; k++) {
    const x = samples[4 * k]
    const y = samples[4 * k + 1]
    const nx = samples[4 * k + 2]
    const ny = samples[4 * k + 3]
    let least = 1e9
    let reach = Infinity
    let found = start
    let pick = 0
    // The contour goes round as the outline does: what suited the last sample is a good first guess.
    for (let n = 0, block = start; n < blocks; n++, block = block + 1 < blocks ? block + 1 : 0) {
      const cx = circles[3 * block] - x
      const cy = circles[3 * block + 1] - y
      const far = reach + circles[3 * block + 2]
      if (cx * cx + cy * cy > far * far) continue
      const end = Math.min(outline.length, (block + 1) * BLOCK * STRIDE)
      const before = least
      for (let i = block * BLOCK * STRIDE; i < end; i += STRIDE) {
        const dx = outline[i] - x
        const dy = outline[i + 1] - y
        const near = (dx * dx + dy * dy) * scale
        if (near >= least) continue
        const miss = near + turned * (1 - outline[i + 2] * nx - outline[i + 3] * ny)
        if (miss < least) {
          least = miss
          pick = i
        }
      }
      if (least === before) continue
      reach = Math.sqrt(least / scale) + 1e-6
      found = block
    }
    start = found
    misses[k] = least
    if (picks) picks[k] = pick
  }
  return misses
}

/** A circle around each block of outline samples: x and y of its middle, and its radius. Returns how many. */
function circleBlocks(outline: Float64Array): number {
  const blocks = Math.ceil(outline.length / (BLOCK * STRIDE))
  if (circles.length < 3 * blocks) circles = new Float64Array(6 * blocks)
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK * STRIDE
    const end = Math.min(outline.length, from + BLOCK * STRIDE)
    const middle = from + STRIDE * (((end - from) / STRIDE) >> 1)
    const x = outline[middle]
    const y = outline[middle + 1]
    let most = 0
    for (let i = from; i < end; i += STRIDE) {
      const dx = outline[i] - x
      const dy = outline[i + 1] - y
      const far = dx * dx + dy * dy
      if (far > most) most = far
    }
    circles[3 * block] = x
    circles[3 * block + 1] = y
    circles[3 * block + 2] = Math.sqrt(most)
  }
  return blocks
}
