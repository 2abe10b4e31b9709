// Blurs a grid of numbers by a box, along rows and then along columns.

/** Mean over a square of side `2 * radius + 1`; the edge is repeated outwards. */
export function boxBlur(grid: Float32Array, width: number, height: number, radius: number): Float32Array {
  const rows = new Float32Array(grid.length)
  const out = new Float32Array(grid.length)
  const size = 2 * radius + 1
  const line = new Float32Array(width + size)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let sum = 0
    line.fill(grid[row], 0, radius)
    line.set(grid.subarray(row, row + width), radius)
    line.fill(grid[row + width - 1], radius + width)
    for (let k = 0; k < size; k++) sum += line[k]
    for (let x = 0; x < width; x++) {
      rows[row + x] = sum / size
      sum += line[x + size] - line[x]
    }
  }
  const sums = new Float64Array(width)
  for (let k = -radius; k <= radius; k++) {
    const row = Math.min(height - 1, Math.max(0, k)) * width
    for (let x = 0; x < width; x++) sums[x] = sums[x] + rows[row + x]
  }
  for (let y = 0; y < height; y++) {
    const next = Math.min(height - 1, y + radius + 1) * width
    const gone = Math.max(0, y - radius) * width
    for (let x = 0; x < width; x++) {
      out[y * width + x] = sums[x] / size
      sums[x] = sums[x] + rows[next + x] - rows[gone + x]
    }
  }
  return out
}
