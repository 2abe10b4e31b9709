// Finds by how much a garment lies turned, from the axis about which its silhouette mirrors best.

import type { Coverage } from './shrink-mask.ts'

// The farthest turn that is looked for, and the step between two tries, in degrees.
const MOST = 8
const STEP = 1
// What a turn must gain in mirrored overlap, by the degree squared: a garment without symmetry is taken as upright.
const COST = 0.0003

/**
 * The turn of the silhouette in radians, clockwise on screen: 0 where it hangs straight. For every angle the coverage is
 * turned back and mirrored about the column that suits it best; the best overlap, between two tries by a parabola, wins.
 */
export function findTilt(coverage: Coverage): number {
  const scores: number[] = []
  for (let degrees = -MOST; degrees <= MOST; degrees += STEP)
    scores.push(mirrored(turnedBack(coverage, (degrees * Math.PI) / 180)) - COST * degrees * degrees)
  const best = scores.indexOf(Math.max(...scores))
  const before = scores[best - 1] ?? scores[best]
  const after = scores[best + 1] ?? scores[best]
  const bow = before - 2 * scores[best] + after
  const between = bow < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bow)) : 0
  return ((-MOST + (best + between) * STEP) * Math.PI) / 180
}

/** The coverage turned about its middle, between pixels by the nearest four. */
function turnedBack({ width, height, cells }: Coverage, angle: number): Coverage {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const out = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = x + 0.5 - width / 2
      const dy = y + 0.5 - height / 2
      const u = width / 2 + cos * dx - sin * dy - 0.5
      const v = height / 2 + sin * dx + cos * dy - 0.5
      const i = Math.floor(u)
      const j = Math.floor(v)
      if (i < 0 || j < 0 || i + 1 >= width || j + 1 >= height) continue
      const at = j * width + i
      const upper = cells[at] * (1 - u + i) + cells[at + 1] * (u - i)
      const lower = cells[at + width] * (1 - u + i) + cells[at + width + 1] * (u - i)
      out[y * width + x] = upper * (1 - v + j) + lower * (v - j)
    }
  }
  return { width, height, cells: out }
}

/** Share of the coverage that lies on itself when mirrored about the best column. */
function mirrored({ width, height, cells }: Coverage): number {
  let sum = 0
  let moment = 0
  for (let i = 0; i < cells.length; i++) {
    sum += cells[i]
    moment += cells[i] * (i % width)
  }
  const middle = Math.round((2 * moment) / (sum || 1))
  const reach = Math.round(width * 0.08)
  let best = 0
  for (let twice = middle - reach; twice <= middle + reach; twice++) {
    let common = 0
    const from = Math.max(0, twice - width + 1)
    const to = Math.min(width - 1, twice)
    for (let y = 0; y < height; y++) {
      const row = y * width
      for (let x = from, other = row + twice - from; x <= to; x++, other--)
        common += Math.min(cells[row + x], cells[other])
    }
    if (common > best) best = common
  }
  return best / (sum || 1)
}
