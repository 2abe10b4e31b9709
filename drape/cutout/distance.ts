// Exact Euclidean distances on a pixel grid.

// What stands for no pixel at all; fits sixteen bits, and is farther than any photo is wide.
const FAR = 31_000

/**
 * Distance in pixels from every pixel to the nearest one that holds `wanted`
 * (Felzenszwalb and Huttenlocher, "Distance transforms of sampled functions", 2012).
 * Exact up to `reach`; what is farther is only known to be farther, which takes a fraction of the time.
 */
export function distanceTo(
  cells: Uint8Array,
  width: number,
  height: number,
  wanted: 0 | 1,
  reach = FAR,
): Float32Array {
  const beyond = Math.min(FAR, Math.ceil(reach) + 1)
  const steps = stepsDown(cells, width, wanted, beyond)
  const out = new Float32Array(width * height)
  const sites = new Int32Array(width)
  const borders = new Float64Array(width + 1)
  for (let row = (height - 1) * width; row >= 0; row -= width) {
    const below = row + width < steps.length ? row + width : row
    for (let x = 0; x < width; x++)
      if (steps[below + x] + 1 < steps[row + x]) steps[row + x] = steps[below + x] + 1
    // A pixel that holds `wanted` parts the row: beyond it nothing is nearer.
    let x = 0
    while (x < width) {
      while (x < width && steps[row + x] === 0) x++
      const first = Math.max(0, x - 1)
      while (x < width && steps[row + x] > 0) x++
      fillRun(steps, out, row, first, Math.min(width, x + 1), beyond, sites, borders)
    }
  }
  return out
}

/** Pixels up to the nearest wanted one in the same column, at most `beyond`. */
function stepsDown(cells: Uint8Array, width: number, wanted: 0 | 1, beyond: number): Uint16Array {
  const steps = new Uint16Array(cells.length)
  for (let x = 0; x < width; x++) steps[x] = cells[x] === wanted ? 0 : beyond
  for (let i = width; i < steps.length; i++)
    steps[i] = cells[i] === wanted ? 0 : Math.min(beyond, steps[i - width] + 1)
  return steps
}

/** The lower envelope of the columns' parabolas over a run of a row; columns without a near pixel have none. */
function fillRun(
  steps: Uint16Array,
  out: Float32Array,
  row: number,
  first: number,
  end: number,
  beyond: number,
  sites: Int32Array,
  borders: Float64Array,
): void {
  let last = -1
  for (let x = first; x < end; x++) {
    const step = steps[row + x]
    if (step >= beyond) continue
    const value = step * step + x * x
    let cross = -Infinity
    while (last >= 0) {
      const site = sites[last]
      const other = steps[row + site]
      cross = (value - other * other - site * site) / (2 * (x - site))
      if (cross > borders[last]) break
      last--
    }
    last++
    sites[last] = x
    borders[last] = last ? cross : -Infinity
  }
  if (last < 0) {
    out.fill(beyond, row + first, row + end)
    return
  }
  borders[last + 1] = Infinity
  let at = 0
  for (let x = first; x < end; x++) {
    while (borders[at + 1] < x) at++
    const across = x - sites[at]
    const along = steps[row + sites[at]]
    out[row + x] = Math.sqrt(across * across + along * along)
  }
}

/** 1 for every pixel whose distance is more than `least`. */
export function fartherThan(distances: Float32Array, least: number): Uint8Array {
  const cells = new Uint8Array(distances.length)
  for (let i = 0; i < cells.length; i++) if (distances[i] > least) cells[i] = 1
  return cells
}

/**
 * Distance to the outline of a mask, in pixels: positive inside, negative outside, zero between two pixels. Exact up to
 * `reach`, as in `distanceTo`.
 */
export function signedDistance(mask: Uint8Array, width: number, height: number, reach = FAR): Float32Array {
  const inside = distanceTo(mask, width, height, 0, reach + 1)
  const outside = distanceTo(mask, width, height, 1, reach + 1)
  for (let i = 0; i < inside.length; i++) inside[i] = mask[i] ? inside[i] - 0.5 : 0.5 - outside[i]
  return inside
}
