// Exact Euclidean distances on a pixel grid.

const FAR = 1e9

/**
 * Distance in pixels from every pixel to the nearest one that holds `wanted`
 * (Felzenszwalb and Huttenlocher, "Distance transforms of sampled functions", 2012).
 * Where no pixel holds it, the distance is about 31,000.
 */
export function distanceTo(cells: Uint8Array, width: number, height: number, wanted: 0 | 1): Float32Array {
  const squared = columnDistances(cells, width, height, wanted)
  const out = new Float32Array(width * height)
  const site = new Int32Array(width)
  const border = new Float64Array(width + 1)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let last = 0
    site[0] = 0
    border[0] = -Infinity
    border[1] = Infinity
    for (let x = 1; x < width; x++) {
      const value = squared[row + x] + x * x
      let cross = (value - squared[row + site[last]] - site[last] ** 2) / (2 * (x - site[last]))
      while (cross <= border[last]) {
        last--
        cross = (value - squared[row + site[last]] - site[last] ** 2) / (2 * (x - site[last]))
      }
      last++
      site[last] = x
      border[last] = cross
      border[last + 1] = Infinity
    }
    last = 0
    for (let x = 0; x < width; x++) {
      while (border[last + 1] < x) last++
      out[row + x] = Math.sqrt((x - site[last]) ** 2 + squared[row + site[last]])
    }
  }
  return out
}

/** Squared distance along each column: two sweeps, down and up. */
function columnDistances(cells: Uint8Array, width: number, height: number, wanted: 0 | 1): Float64Array {
  const steps = new Float64Array(width * height)
  for (let x = 0; x < width; x++) steps[x] = cells[x] === wanted ? 0 : FAR
  for (let i = width; i < steps.length; i++) steps[i] = cells[i] === wanted ? 0 : steps[i - width] + 1
  for (let i = steps.length - width - 1; i >= 0; i--) {
    if (steps[i + width] + 1 < steps[i]) steps[i] = steps[i + width] + 1
  }
  for (let i = 0; i < steps.length; i++) steps[i] = Math.min(FAR, steps[i] * steps[i])
  return steps
}

/** Distance to the outline of a mask, in pixels: positive inside, negative outside, zero between two pixels. */
export function signedDistance(mask: Uint8Array, width: number, height: number): Float32Array {
  const inside = distanceTo(mask, width, height, 0)
  const outside = distanceTo(mask, width, height, 1)
  for (let i = 0; i < inside.length; i++) inside[i] = mask[i] ? inside[i] - 0.5 : 0.5 - outside[i]
  return inside
}
