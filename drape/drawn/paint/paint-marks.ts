// Draws what sewing leaves on cloth: seams, topstitching and buttons.

import { type Canvas, darken, lay } from './canvas.ts'
import { scaled } from './colour.ts'
import { alongLine, clamp, emptyField, type Field, fieldAround } from './coverage.ts'
import { evenly, lengthOf } from './outline.ts'
import type { Button, Seam, Stitching } from './scene.ts'

/** A groove with a lit lip on its lower right. */
export function paintSeam(canvas: Canvas, seam: Seam): void {
  const line = seam.line.map((point) => canvas.place(point))
  const half = Math.max(0.6, ((seam.width ?? 0.12) * canvas.perCm) / 2)
  const field = fieldAround(line, half * 4 + 2, canvas.width, canvas.height)
  const groove: Field = { ...field, data: new Float32Array(field.data.length) }
  alongLine(field, line, half * 4, (i, offset) => {
    const dark = Math.exp(-((offset / half) ** 2))
    const soft = Math.exp(-((offset / (half * 2.6)) ** 2))
    groove.data[i] = dark * 0.8 + soft * 0.35
  })
  darken(canvas, groove, 0, 0, seam.depth ?? 0.4)
}

/** Stitches lie in a shallow dent of their own and stand out of it. */
export function paintStitching(canvas: Canvas, stitching: Stitching): void {
  const stitch = stitching.stitch ?? 0.32
  const width = Math.max(0.8, (stitching.width ?? 0.08) * canvas.perCm)
  const line = evenly(stitching.line, 0.1).map((point) => canvas.place(point))
  const field = fieldAround(line, width * 4 + 2, canvas.width, canvas.height)
  const dent: Field = { ...field, data: new Float32Array(field.data.length) }
  const count = Math.max(1, Math.round(lengthOf(stitching.line) / stitch))
  const shows = clamp((stitch * canvas.perCm) / 3 - 0.4, 0, 1)
  const [r, g, b] = stitching.thread
  const threads: { i: number; alpha: number; light: number }[] = []
  alongLine(field, line, width * 3.5, (i, offset, along) => {
    dent.data[i] = Math.exp(-((offset / (width * 1.7)) ** 2))
    const phase = Math.abs(((along * count) % 1) - 0.5) * 2
    const dash = clamp((0.72 - phase) * stitch * canvas.perCm * 0.7 + 0.5, 0, 1)
    const across = clamp(width / 2 + 0.5 - Math.abs(offset), 0, 1)
    const alpha = across * (dash * shows + 0.7 * (1 - shows)) * 0.95
    if (alpha > 0) threads.push({ i, alpha, light: 0.86 - (0.22 * offset) / width })
  })
  darken(canvas, dent, 0, 0, 0.24)
  for (const { i, alpha, light } of threads) {
    const x = (i % field.width) + field.left
    const y = Math.floor(i / field.width) + field.top
    const covered = alpha * canvas.cover[y * canvas.width + x]
    lay(canvas, x, y, covered, r * light, g * light, b * light)
  }
}

export function paintButton(canvas: Canvas, button: Button): void {
  const { x: cx, y: cy } = canvas.place(button.at)
  const radius = button.radius * canvas.perCm
  const reach = Math.ceil(radius * 1.7) + 2
  const side = reach * 2 + 1
  const left = Math.round(cx) - reach
  const top = Math.round(cy) - reach
  const shadow = emptyField(left, top, side, side)
  eachPixel(shadow, cx, cy, (i, x, y) => {
    shadow.data[i] = clamp(1.25 - Math.hypot(x, y) / radius, 0, 1) ** 0.5 * 0.9
  })
  darken(canvas, shadow, radius * 0.16, radius * 0.24, 0.6)
  eachPixel(shadow, cx, cy, (i, x, y) => {
    const away = Math.hypot(x, y)
    const alpha = clamp(radius + 0.5 - away, 0, 1)
    if (alpha === 0) return
    const facing = (-x - y * 1.3) / (radius * 1.64)
    const rim = Math.exp(-(((away / radius - 0.86) / 0.12) ** 2))
    const dish = away / radius < 0.72 ? -facing * 0.22 : facing * 0.3
    let light = 0.92 + dish + rim * facing * 0.35
    if (button.kind === 'metal') light += 0.5 * Math.exp(-(((facing - 0.45) / 0.22) ** 2)) - 0.15
    for (const [hx, hy] of button.kind === 'shell' ? HOLES : []) {
      const hole = Math.hypot(x - hx * radius, y - hy * radius)
      light *= 1 - 0.72 * clamp(radius * 0.13 + 0.5 - hole, 0, 1)
    }
    const [r, g, b] = scaled(button.colour, Math.max(0.05, light))
    const px = (i % side) + left
    const py = Math.floor(i / side) + top
    if (px >= 0 && py >= 0 && px < canvas.width && py < canvas.height) lay(canvas, px, py, alpha, r, g, b)
  })
}

const HOLES = [
  [-0.2, -0.2],
  [0.2, -0.2],
  [-0.2, 0.2],
  [0.2, 0.2],
] as const

function eachPixel(
  field: Field,
  cx: number,
  cy: number,
  visit: (i: number, x: number, y: number) => void,
): void {
  for (let y = 0; y < field.height; y += 1) {
    for (let x = 0; x < field.width; x += 1) {
      visit(y * field.width + x, x + field.left + 0.5 - cx, y + field.top + 0.5 - cy)
    }
  }
}
