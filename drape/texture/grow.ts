// Grows marked pixels by a square.

/** 1 within `radius` pixels, along rows and columns, of a cell that is not 0. */
export function grow(cells: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = new Uint8Array(cells.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let last = -1 - radius
    for (let x = 0; x < width; x++) {
      if (cells[row + x]) last = x
      if (x - last <= radius) rows[row + x] = 1
    }
    last = width + radius
    for (let x = width - 1; x >= 0; x--) {
      if (cells[row + x]) last = x
      if (last - x <= radius) rows[row + x] = 1
    }
  }
  const out = new Uint8Array(cells.length)
  const seen = new Int32Array(width).fill(-1 - radius)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (rows[i]) seen[x] = y
      if (y - seen[x] <= radius) out[i] = 1
    }
  seen.fill(height + radius)
  for (let y = height - 1; y >= 0; y--)
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (rows[i]) seen[x] = y
      if (seen[x] - y <= radius) out[i] = 1
    }
  return out
}
