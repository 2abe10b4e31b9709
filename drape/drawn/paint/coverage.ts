// How much of each pixel a shape covers, how far inside it a pixel lies, and soft blurs of both.

import type { Point } from '../../garment.ts'

/** A rectangle of pixels with one number each, row-major; `left` and `top` are its place in the picture. */
export interface Field {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

export function emptyField(left: number, top: number, width: number, height: number): Field {
  return { left, top, width, height, data: new Float32Array(width * height) }
}

/** The pixels a closed polygon (in pixels) needs, with a margin, kept inside the picture. */
export function fieldAround(points: readonly Point[], margin: number, width: number, height: number): Field {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  const x0 = Math.max(0, Math.floor(left - margin))
  const y0 = Math.max(0, Math.floor(top - margin))
  const x1 = Math.min(width, Math.ceil(right + margin) + 1)
  const y1 = Math.min(height, Math.ceil(bottom + margin) + 1)
  return emptyField(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0))
}

/**
 * Exact area coverage 0..1 of a closed polygon: every edge adds its signed area to the pixels right of it, summed up
 * along the row (the accumulation buffer of font-rs, Raph Levien 2016).
 */
export function fillPolygon(field: Field, points: readonly Point[]): void {
  const { width, height, data } = field
  const sums = new Float32Array((width + 2) * height)
  for (let i = 0; i < points.length; i += 1) {
    addEdge(sums, field, points[i], points[(i + 1) % points.length])
  }
  for (let y = 0; y < height; y += 1) {
    let sum = 0
    for (let x = 0; x < width; x += 1) {
      sum += sums[y * (width + 2) + x]
      data[y * width + x] = Math.max(data[y * width + x], Math.min(1, Math.abs(sum)))
    }
  }
}

function addEdge(sums: Float32Array, field: Field, from: Point, to: Point): void {
  if (from.y === to.y) return
  const { width, height } = field
  const direction = from.y < to.y ? 1 : -1
  const [a, b] = direction === 1 ? [from, to] : [to, from]
  const slope = (b.x - a.x) / (b.y - a.y)
  const first = Math.max(0, Math.floor(a.y - field.top))
  const last = Math.min(height - 1, Math.ceil(b.y - field.top) - 1)
  for (let row = first; row <= last; row += 1) {
    const y0 = Math.max(a.y - field.top, row)
    const y1 = Math.min(b.y - field.top, row + 1)
    if (y1 <= y0) continue
    const dy = (y1 - y0) * direction
    const xa = clamp(a.x - field.left + slope * (y0 + field.top - a.y), 0, width)
    const xb = clamp(a.x - field.left + slope * (y1 + field.top - a.y), 0, width)
    const x0 = Math.min(xa, xb)
    const x1 = Math.max(xa, xb)
    const base = row * (width + 2)
    const firstCell = Math.floor(x0)
    const lastCell = Math.ceil(x1) - 1
    if (lastCell <= firstCell) {
      const covered = 1 - ((x0 + x1) / 2 - firstCell)
      sums[base + firstCell] += dy * covered
      sums[base + firstCell + 1] += dy * (1 - covered)
      continue
    }
    // The edge crosses several pixels of this row: the area right of it, pixel by pixel.
    const perPixel = dy / (x1 - x0)
    let previous = 0
    for (let cell = firstCell; cell <= lastCell; cell += 1) {
      const l = Math.max(x0, cell)
      const r = Math.min(x1, cell + 1)
      const area = perPixel * (l - x0 + (r - l) * (cell + 1 - (l + r) / 2))
      sums[base + cell] += area - previous
      previous = area
    }
    sums[base + lastCell + 1] += dy - previous
  }
}

/**
 * Walks the pixels near a line and tells, for each, how far off it lies (to the right of its direction positive) and
 * how far along (0..1).
 */
export function alongLine(
  field: Field,
  line: readonly Point[],
  reach: number,
  visit: (index: number, offset: number, along: number) => void,
): void {
  const { left, top, width, height } = field
  const { x0: boxLeft, y0: boxTop, wide, high } = boxOf(field, line, reach)
  const offsets = new Float64Array(wide * high).fill(Infinity)
  const alongs = new Float64Array(wide * high)
  const pieces = line.length - 1
  for (let i = 0; i < pieces; i += 1) {
    const ax = line[i].x - left
    const ay = line[i].y - top
    const dx = line[i + 1].x - line[i].x
    const dy = line[i + 1].y - line[i].y
    const length = Math.hypot(dx, dy)
    if (length === 0) continue
    const x0 = Math.max(0, Math.floor(Math.min(ax, ax + dx) - reach))
    const x1 = Math.min(width - 1, Math.ceil(Math.max(ax, ax + dx) + reach))
    const y0 = Math.max(0, Math.floor(Math.min(ay, ay + dy) - reach))
    const y1 = Math.min(height - 1, Math.ceil(Math.max(ay, ay + dy) + reach))
    for (let y = y0; y <= y1; y += 1) {
      for (let x = x0; x <= x1; x += 1) {
        const px = x + 0.5 - ax
        const py = y + 0.5 - ay
        const t = clamp((px * dx + py * dy) / (length * length), 0, 1)
        const away = Math.hypot(px - dx * t, py - dy * t)
        const at = (y - boxTop) * wide + x - boxLeft
        if (away > reach || Math.abs(offsets[at]) <= away) continue
        offsets[at] = dx * py - dy * px >= 0 ? away : -away
        alongs[at] = (i + t) / pieces
      }
    }
  }
  for (let at = 0; at < offsets.length; at += 1) {
    if (offsets[at] === Infinity) continue
    const index = (boxTop + Math.floor(at / wide)) * width + boxLeft + (at % wide)
    visit(index, offsets[at], alongs[at])
  }
}

/** The pixels of a field that a line can reach. */
function boxOf({ left, top, width, height }: Field, line: readonly Point[], reach: number) {
  const x0 = Math.max(0, Math.floor(Math.min(...line.map(({ x }) => x)) - left - reach))
  const y0 = Math.max(0, Math.floor(Math.min(...line.map(({ y }) => y)) - top - reach))
  const x1 = Math.min(width - 1, Math.ceil(Math.max(...line.map(({ x }) => x)) - left + reach))
  const y1 = Math.min(height - 1, Math.ceil(Math.max(...line.map(({ y }) => y)) - top + reach))
  return { x0, y0, wide: Math.max(0, x1 - x0 + 1), high: Math.max(0, y1 - y0 + 1) }
}

/** Three box blurs, close to a Gaussian of standard deviation `radius` pixels. */
export function blurred(field: Field, radius: number): Field {
  const size = Math.max(0, Math.round(radius))
  if (size === 0) return field
  let from = Float32Array.from(field.data)
  let to = new Float32Array(from.length)
  for (let pass = 0; pass < 3; pass += 1) {
    blurRows(from, to, field.width, field.height, size)
    blurColumns(to, from, field.width, field.height, size)
  }
  return { ...field, data: from }
}

function blurRows(from: Float32Array, to: Float32Array, width: number, height: number, radius: number): void {
  const share = 1 / (2 * radius + 1)
  for (let row = 0; row < height * width; row += width) {
    let sum = 0
    for (let x = -radius; x < radius; x += 1) sum += from[row + clamp(x, 0, width - 1)]
    for (let x = 0; x < width; x += 1) {
      sum += from[row + Math.min(width - 1, x + radius)]
      to[row + x] = sum * share
      sum -= from[row + Math.max(0, x - radius)]
    }
  }
}

/** All columns at once, row by row, as they lie in memory. */
function blurColumns(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  radius: number,
): void {
  const share = 1 / (2 * radius + 1)
  const sums = new Float64Array(width)
  for (let y = -radius; y < radius; y += 1) {
    const row = clamp(y, 0, height - 1) * width
    for (let x = 0; x < width; x += 1) sums[x] += from[row + x]
  }
  for (let y = 0; y < height; y += 1) {
    const next = Math.min(height - 1, y + radius) * width
    const gone = Math.max(0, y - radius) * width
    for (let x = 0; x < width; x += 1) {
      sums[x] += from[next + x]
      to[y * width + x] = sums[x] * share
      sums[x] -= from[gone + x]
    }
  }
}

/**
 * Distance in pixels from every covered pixel to the shape's edge, 0 outside (exact Euclidean transform by lower
 * envelopes of parabolas, Felzenszwalb and Huttenlocher 2012). Outside the field counts as outside the shape.
 */
export function depthInside(field: Field): Field {
  const { width, height, data } = field
  const squared = new Float64Array(width * height)
  for (let i = 0; i < squared.length; i += 1) squared[i] = data[i] > 0.5 ? 1e12 : 0
  const column = new Float64Array(height)
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) column[y] = squared[y * width + x]
    lowerEnvelope(column)
    for (let y = 0; y < height; y += 1) squared[y * width + x] = column[y]
  }
  const depth = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    const row = squared.subarray(y * width, (y + 1) * width)
    lowerEnvelope(row)
    for (let x = 0; x < width; x += 1) depth[y * width + x] = Math.sqrt(row[x])
  }
  return { ...field, data: depth }
}

function lowerEnvelope(values: Float64Array): void {
  const length = values.length
  const heights = Float64Array.from(values)
  const vertex = new Int32Array(length)
  const start = new Float64Array(length + 1)
  let last = 0
  start[0] = -Infinity
  start[1] = Infinity
  for (let q = 1; q < length; q += 1) {
    let cut = crossing(heights, q, vertex[last])
    while (cut <= start[last]) {
      last -= 1
      cut = crossing(heights, q, vertex[last])
    }
    last += 1
    vertex[last] = q
    start[last] = cut
    start[last + 1] = Infinity
  }
  let k = 0
  for (let q = 0; q < length; q += 1) {
    while (start[k + 1] < q) k += 1
    values[q] = (q - vertex[k]) ** 2 + heights[vertex[k]]
  }
}

function crossing(heights: Float64Array, q: number, v: number): number {
  return (heights[q] + q * q - (heights[v] + v * v)) / (2 * (q - v))
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
