// Outlines in centimetres: curves through knots, mirrored halves, and lines cut into pieces.

import type { Point } from '../../garment.ts'
import { noiseFrom } from './noise.ts'

export type Line = readonly Point[]

/** A knot as `[x, y]`, in centimetres, y down. */
export type Knot = readonly [x: number, y: number]

const STEPS = 14

/** A smooth line through the knots (Catmull-Rom); two knots make a straight one. */
export function through(...knots: Knot[]): Point[] {
  if (knots.length === 2) return knots.map(([x, y]) => ({ x, y }))
  const line: Point[] = []
  for (let i = 0; i + 1 < knots.length; i += 1) {
    const b = knots[i]
    const c = knots[i + 1]
    const a = knots[i - 1] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]]
    const d = knots[i + 2] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]]
    for (let step = 0; step < STEPS; step += 1) {
      const t = step / STEPS
      line.push({ x: catmullRom(a[0], b[0], c[0], d[0], t), y: catmullRom(a[1], b[1], c[1], d[1], t) })
    }
  }
  const [x, y] = knots[knots.length - 1]
  line.push({ x, y })
  return line
}

/** Lines laid end to end; a point said twice is kept once. */
export function joined(...lines: Line[]): Point[] {
  const all: Point[] = []
  for (const point of lines.flat()) {
    const last = all[all.length - 1]
    if (!last || Math.hypot(point.x - last.x, point.y - last.y) > 1e-6) all.push(point)
  }
  return all
}

/** The same line on the other side of the axis x = 0. */
export function mirrored(line: Line): Point[] {
  return line.map(({ x, y }) => ({ x: -x, y }))
}

export function reversed(line: Line): Point[] {
  return line.toReversed()
}

/** From a right half (top of the axis to its bottom) the whole closed outline. */
export function symmetric(half: Line): Point[] {
  return joined(half, reversed(mirrored(half)))
}

export function lengthOf(line: Line): number {
  let length = 0
  for (let i = 1; i < line.length; i += 1) length += apart(line[i - 1], line[i])
  return length
}

/** Points every `spacing` centimetres along a line, its ends included. */
export function evenly(line: Line, spacing: number): Point[] {
  const total = lengthOf(line)
  const pieces = Math.max(1, Math.round(total / spacing))
  const points: Point[] = [line[0]]
  let walked = 0
  let next = 1
  for (let i = 1; i < line.length; i += 1) {
    const piece = apart(line[i - 1], line[i])
    while (next <= pieces && walked + piece >= (total * next) / pieces - 1e-9) {
      const t = piece === 0 ? 0 : ((total * next) / pieces - walked) / piece
      points.push(between(line[i - 1], line[i], t))
      next += 1
    }
    walked += piece
  }
  return points
}

/** The part of a line between two shares (0..1) of its length. */
export function part(line: Line, from: number, to: number): Point[] {
  const points = evenly(line, lengthOf(line) / 96)
  const last = points.length - 1
  return points.slice(Math.round(from * last), Math.round(to * last) + 1)
}

/** A line running beside another, `offset` centimetres to the right of its direction. */
export function beside(line: Line, offset: number): Point[] {
  const points = evenly(line, 0.6)
  return points.map((point, i) => {
    const before = points[Math.max(0, i - 1)]
    const after = points[Math.min(points.length - 1, i + 1)]
    const length = apart(before, after) || 1
    return {
      x: point.x - ((after.y - before.y) / length) * offset,
      y: point.y + ((after.x - before.x) / length) * offset,
    }
  })
}

/** A closed band of a width along a line, to the right of its direction. */
export function band(line: Line, width: number): Point[] {
  return joined(line, reversed(beside(line, width)))
}

/** Cloth never lies quite straight: an outline moved by up to about `amount` centimetres, smoothly. */
export function unsteady(line: Line, amount: number, seed: number): Point[] {
  const noise = noiseFrom(seed)
  return evenly(line, 0.5).map(({ x, y }) => ({
    x: x + noise(x * 0.11 + 40, y * 0.11) * amount,
    y: y + noise(x * 0.11, y * 0.11 + 80) * amount,
  }))
}

export function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}

export function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  const t2 = t * t
  const t3 = t2 * t
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t3)
}
