// Finds where a backdrop changes its tone along a line from side to side: the edge of a table below a wall.

export interface Ledge {
  /** Row of the edge at the picture's left and right. */
  readonly left: number
  readonly right: number
}

// The tones differ by this much in Lab: less is noise, more is a garment that runs out of the picture at both sides, as is
// what differs in colour by more than paper does.
const LEAST = 1.8
const MOST = 30
const MOST_COLOUR = 9
// Rows left out around the edge, and rows looked at on each side of it.
const GAP = 2
const REACH = 9
// Farther off, where a slope would still be seen, the tone changes by at most this share of the step.
const SHARP = 0.4
// How far apart the edge's ends lie, as a share of the height, and the middle of the picture, where no edge is sought.
const TILT = 0.09
const MIDDLE = [0.36, 0.62] as const

/**
 * The edge, where both sides of the picture change their tone in the same way at about the same height; null where they
 * do not.
 */
export function findLedge(lab: Float32Array, width: number, height: number): Ledge | null {
  const depth = Math.max(6, Math.round(0.02 * Math.min(width, height)))
  if (height < 8 * REACH || width < 4 * depth) return null
  const left = stepsOf(tonesOf(lab, width, height, 0, depth), height)
  const right = stepsOf(tonesOf(lab, width, height, width - depth, depth), height)
  let best: { ledge: Ledge; size: number } | null = null
  for (const one of left) {
    for (const other of right) {
      const alike = Math.hypot(...one.change.map((value, c) => value - other.change[c]))
      if (Math.abs(one.row - other.row) > TILT * height || alike > 0.35 * one.size + 0.6) continue
      const size = Math.min(one.size, other.size)
      if (!best || size > best.size) best = { ledge: { left: one.row, right: other.row }, size }
    }
  }
  return best?.ledge ?? null
}

/** Mean L, a and b of every row of a strip at the side. */
function tonesOf(lab: Float32Array, width: number, height: number, from: number, depth: number) {
  const tones = new Float64Array(3 * height)
  for (let y = 0; y < height; y++) {
    for (let x = from; x < from + depth; x++) {
      const i = 3 * (y * width + x)
      for (let c = 0; c < 3; c++) tones[3 * y + c] = tones[3 * y + c] + lab[i + c] / depth
    }
  }
  return tones
}

interface Step {
  readonly row: number
  readonly change: readonly number[]
  readonly size: number
}

/** The rows where the tone steps, sharply and to stay. */
function stepsOf(tones: Float64Array, height: number): Step[] {
  const change = (y: number): number[] => {
    const sums = [0, 0, 0]
    for (let k = GAP; k < GAP + REACH; k++)
      for (let c = 0; c < 3; c++) sums[c] += (tones[3 * (y + k) + c] - tones[3 * (y - 1 - k) + c]) / REACH
    return sums
  }
  const margin = GAP + REACH + 1
  const sizes = new Float64Array(height)
  for (let y = margin; y < height - margin; y++) sizes[y] = Math.hypot(...change(y))
  const steps: Step[] = []
  for (let y = margin; y < height - margin; y++) {
    const size = sizes[y]
    const [, a, b] = change(y)
    if (size < LEAST || size > MOST || Math.hypot(a, b) > MOST_COLOUR) continue
    if (y > MIDDLE[0] * height && y < MIDDLE[1] * height) continue
    let most = true
    for (let k = -REACH; k <= REACH && most; k++)
      if (sizes[y + k] > size || (k < 0 && sizes[y + k] === size)) most = false
    if (!most) continue
    const off = 2 * (GAP + REACH)
    const beyond = [y - off, y + off].filter((row) => row >= margin && row < height - margin)
    if (beyond.every((row) => sizes[row] < SHARP * size)) steps.push({ row: y, change: change(y), size })
  }
  return steps
}
