// The canvas a garment is painted on: linear light with coverage, and the way from centimetres to pixels.

import type { Point } from '../../garment.ts'
import type { Field } from './coverage.ts'

export interface Canvas {
  readonly width: number
  readonly height: number
  /** Pixels a centimetre. */
  readonly perCm: number
  /** Centimetres at the canvas's left and top edge. */
  readonly left: number
  readonly top: number
  /** Linear light, three numbers a pixel, multiplied by coverage. */
  readonly light: Float32Array
  /** How much of each pixel the garment covers. */
  readonly cover: Float32Array
  readonly place: (point: Point) => Point
}

export function openCanvas(width: number, height: number, perCm: number, left: number, top: number): Canvas {
  return {
    width,
    height,
    perCm,
    left,
    top,
    light: new Float32Array(width * height * 3),
    cover: new Float32Array(width * height),
    place: ({ x, y }) => ({ x: (x - left) * perCm, y: (y - top) * perCm }),
  }
}

/** Lays a colour over a pixel, `alpha` of it. */
export function lay(
  canvas: Canvas,
  x: number,
  y: number,
  alpha: number,
  r: number,
  g: number,
  b: number,
): void {
  const i = y * canvas.width + x
  const rest = 1 - alpha
  r = shouldered(r)
  g = shouldered(g)
  b = shouldered(b)
  canvas.light[i * 3] = canvas.light[i * 3] * rest + r * alpha
  canvas.light[i * 3 + 1] = canvas.light[i * 3 + 1] * rest + g * alpha
  canvas.light[i * 3 + 2] = canvas.light[i * 3 + 2] * rest + b * alpha
  canvas.cover[i] = canvas.cover[i] * rest + alpha
}

/** Bright light is compressed as film does it: white cloth keeps its folds. */
function shouldered(light: number): number {
  return light < 0.66 ? light : 0.66 + 0.34 * (1 - Math.exp((0.66 - light) / 0.34))
}

/** Takes light from what is painted already, as far as it is painted; the shade is moved by (dx, dy) pixels. */
export function darken(canvas: Canvas, shade: Field, dx: number, dy: number, strength: number): void {
  const left = shade.left + Math.round(dx)
  const top = shade.top + Math.round(dy)
  const x0 = Math.max(0, left)
  const x1 = Math.min(canvas.width, left + shade.width)
  const y0 = Math.max(0, top)
  const y1 = Math.min(canvas.height, top + shade.height)
  for (let y = y0; y < y1; y += 1) {
    for (let x = x0; x < x1; x += 1) {
      const i = y * canvas.width + x
      const kept = 1 - strength * shade.data[(y - top) * shade.width + (x - left)]
      canvas.light[i * 3] *= kept
      canvas.light[i * 3 + 1] *= kept
      canvas.light[i * 3 + 2] *= kept
    }
  }
}
