// Combs a seam of trousers: threads and tufts that stick out of a torn leg are cut off at the cloth.
import type { Point } from '../garment.ts'

/** Rows in which a seam is looked at, and rows a tuft may be tall, as a share of them all. */
const ROWS = 160
const TUFT = 5

/** How far out a tuft reaches, as a share of a seam's length: less is unevenness, more is shape. */
const TUFTED = 0.012
const SHAPE = 0.07

const slide = (values: Float32Array, pick: (a: number, b: number) => number): Float32Array =>
  values.map((v, i) => {
    let best = v
    for (let k = -TUFT; k <= TUFT; k++) {
      const at = i + k
      // Beyond its ends the line goes on as it came.
      const last = values.length - 1
      const seen =
        at < 0
          ? 2 * values[0] - values[-at]
          : at > last
            ? 2 * values[last] - values[2 * last - at]
            : values[at]
      best = pick(best, seen)
    }
    return best
  })

/**
 * A seam (from top to bottom or back) without what sticks out `outwards` (-1 to the left, 1 to the right) in tufts: a
 * morphological opening of its distance by row. Its ends stay where they are.
 */
export function combSeam(line: readonly Point[], outwards: -1 | 1): readonly Point[] {
  if (line.length < 8) return line
  const [first, last] = [line[0], line[line.length - 1]]
  const [top, bottom] = first.y < last.y ? [first.y, last.y] : [last.y, first.y]
  const tall = bottom - top
  if (tall < 40) return line
  // The inmost place in each row; a row the line skips takes the one above it.
  const inmost = new Float32Array(ROWS).fill(Infinity)
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const steps = Math.max(1, Math.ceil((Math.abs(b.y - a.y) / tall) * ROWS * 2))
    for (let s = 0; s <= steps; s++) {
      const y = a.y + ((b.y - a.y) * s) / steps
      const row = Math.max(0, Math.min(ROWS - 1, Math.floor(((y - top) / tall) * ROWS)))
      inmost[row] = Math.min(inmost[row], (a.x + ((b.x - a.x) * s) / steps) * outwards)
    }
  }
  for (let i = 1; i < ROWS; i++) if (inmost[i] === Infinity) inmost[i] = inmost[i - 1]
  const combed = slide(slide(inmost, Math.min), Math.max)
  const rowOf = (y: number): number => Math.max(0, Math.min(ROWS - 1, Math.floor(((y - top) / tall) * ROWS)))
  const over = line.map((p) => p.x * outwards - combed[rowOf(p.y)])
  if (!over.some((d) => d > TUFTED * tall && d < SHAPE * tall)) return line
  const rows: Point[] = []
  for (let i = 1; i < ROWS - 1; i++) {
    const x = (combed[i - 1] + 2 * combed[i] + combed[i + 1]) / 4
    rows.push({ x: x * outwards, y: top + ((i + 0.5) / ROWS) * tall })
  }
  return [first, ...(first.y < last.y ? rows : rows.toReversed()), last]
}
