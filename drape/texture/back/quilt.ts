// Chooses, tile by tile, from where in a picture a hole in cloth is filled: image quilting.
//
// After Efros and Freeman, "Image quilting for texture synthesis and transfer" (2001), without the cut between tiles.

/** A picture of what must match at the borders of tiles: `channels` floats a pixel. */
export interface Weave {
  readonly values: Float32Array
  readonly channels: number
  readonly width: number
  readonly height: number
}

/** Pixels by which a tile is compared with what is already there. */
const OVERLAP = 5
/** Donors compared for a tile, the nearest ones. */
const TRIES = 40

/** Sums over rectangles: one row and one column more than the cells. */
function integral(cells: Uint8Array, width: number, height: number): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += cells[y * width + x]
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
    }
  }
  return sums
}

/** Offsets on a grid of half tiles, nearest first; a step up or down counts more than one aside. */
function offsets(tile: number, reach: number): readonly (readonly [number, number])[] {
  const list: [number, number][] = []
  const step = Math.max(2, tile >> 1)
  for (let dy = -reach; dy <= reach; dy += step)
    for (let dx = -reach; dx <= reach; dx += step) if (dx !== 0 || dy !== 0) list.push([dx, dy])
  return list.toSorted((a, b) => Math.hypot(a[0], 1.6 * a[1]) - Math.hypot(b[0], 1.6 * b[1]))
}

/**
 * For every pixel of `hole` the index of the pixel to take its weave from, -1 where none fits. `good` is cloth that may be
 * taken. Tiles are `tile` pixels wide; each takes the donor that fits best to the cloth and the tiles already beside it.
 */
export function quilt(weave: Weave, hole: Uint8Array, good: Uint8Array, tile: number): Int32Array {
  const { width, height, values, channels } = weave
  const from = new Int32Array(hole.length).fill(-1)
  const holes = integral(hole, width, height)
  const goods = integral(good, width, height)
  const sum = (sums: Uint32Array, x0: number, y0: number, x1: number, y1: number): number =>
    sums[y1 * (width + 1) + x1] -
    sums[y0 * (width + 1) + x1] -
    sums[y1 * (width + 1) + x0] +
    sums[y0 * (width + 1) + x0]
  const ways = offsets(tile, 12 * tile)
  /** Difference between a donor tile and what lies in the tile's border, a mean square. */
  const mismatch = (x0: number, y0: number, dx: number, dy: number, best: number): number => {
    let [total, n] = [0, 0]
    for (let y = Math.max(0, y0 - OVERLAP); y < Math.min(height, y0 + tile); y += 2)
      for (let x = Math.max(0, x0 - OVERLAP); x < Math.min(width, x0 + tile); x += y < y0 ? 2 : 1) {
        if (y >= y0 && x >= x0 + 1) break
        const i = y * width + x
        const own = hole[i] ? from[i] : good[i] ? i : -1
        if (own < 0) continue
        const other = i + dy * width + dx
        for (let c = 0; c < channels; c++)
          total += (values[channels * own + c] - values[channels * other + c]) ** 2
        n++
      }
    return n ? total / n : best
  }
  for (let y0 = 0; y0 < height; y0 += tile)
    for (let x0 = 0; x0 < width; x0 += tile) {
      const [x1, y1] = [Math.min(width, x0 + tile), Math.min(height, y0 + tile)]
      if (sum(holes, x0, y0, x1, y1) === 0) continue
      let [tries, least, best] = [0, Infinity, 0]
      for (const [dx, dy] of ways) {
        const [u0, v0] = [x0 + dx - OVERLAP, y0 + dy - OVERLAP]
        const [u1, v1] = [x1 + dx, y1 + dy]
        if (u0 < 0 || v0 < 0 || u1 > width || v1 > height) continue
        if (sum(goods, u0, v0, u1, v1) < (u1 - u0) * (v1 - v0)) continue
        const miss = mismatch(x0, y0, dx, dy, 0)
        if (miss < least) [least, best] = [miss, dy * width + dx]
        if (++tries === TRIES) break
      }
      if (tries === 0) continue
      for (let y = y0; y < y1; y++)
        for (let x = x0; x < x1; x++) if (hole[y * width + x]) from[y * width + x] = y * width + x + best
    }
  return from
}
