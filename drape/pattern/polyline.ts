// Lines of points: their length, places along them, and what lies inside a closed one.
import type { Point } from '../garment.ts'

/** Length of an open line. */
export function lengthOf(line: readonly Point[]): number {
  let sum = 0
  for (let i = 1; i < line.length; i++)
    sum += Math.hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y)
  return sum
}

/** The point at a share 0..1 of the line's length. */
export function along(line: readonly Point[], share: number): Point {
  let left = Math.max(0, Math.min(1, share)) * lengthOf(line)
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const step = Math.hypot(b.x - a.x, b.y - a.y)
    if (left <= step && step > 0)
      return { x: a.x + ((b.x - a.x) * left) / step, y: a.y + ((b.y - a.y) * left) / step }
    left -= step
  }
  return line[line.length - 1]
}

/** The line cut into steps of about `spacing`, ends kept, at least `least` steps. */
export function resample(line: readonly Point[], spacing: number, least = 1): Point[] {
  const steps = Math.max(least, Math.round(lengthOf(line) / spacing))
  return Array.from({ length: steps + 1 }, (_, i) => along(line, i / steps))
}

/** The line averaged with its neighbours, ends kept. */
export function smoothLine(line: readonly Point[], rounds: number): Point[] {
  let now = [...line]
  for (let round = 0; round < rounds; round++)
    now = now.map((p, i) =>
      i === 0 || i === now.length - 1
        ? p
        : {
            x: (now[i - 1].x + 2 * p.x + now[i + 1].x) / 4,
            y: (now[i - 1].y + 2 * p.y + now[i + 1].y) / 4,
          },
    )
  return now
}

/** Index of the nearest point. */
export function nearest(line: readonly Point[], to: Point): number {
  let [best, at] = [Infinity, 0]
  line.forEach((p, i) => {
    const d = (p.x - to.x) ** 2 + (p.y - to.y) ** 2
    if (d < best) [best, at] = [d, i]
  })
  return at
}

/** A point lies inside a closed line (even-odd). */
export function contains(ring: readonly Point[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]]
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/** Distance of a point to an open line. */
export function distanceToLine(line: readonly Point[], x: number, y: number): number {
  let best = Infinity
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const t = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)))
    best = Math.min(best, (x - a.x - dx * t) ** 2 + (y - a.y - dy * t) ** 2)
  }
  return Math.sqrt(best)
}

/** x at a row of a line that runs down; its ends are held. */
export function xAt(line: readonly Point[], y: number): number {
  if (y <= line[0].y) return line[0].x
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    if (y <= b.y) return a.x + ((b.x - a.x) * Math.max(0, y - a.y)) / (b.y - a.y || 1)
  }
  return line[line.length - 1].x
}

/** Smooth step from 0 at `a` to 1 at `b`. */
export function ramp(a: number, b: number, v: number): number {
  const t = Math.max(0, Math.min(1, (v - a) / (b - a)))
  return t * t * (3 - 2 * t)
}
