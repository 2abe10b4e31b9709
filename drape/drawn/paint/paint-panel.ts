// Lays one panel of cloth on the canvas: its relief, the light on it, and the shadow it casts on what lies below.

import { type Canvas, darken, lay } from './canvas.ts'
import { surfaceOf } from './cloth.ts'
import { luminance } from './colour.ts'
import {
  alongLine,
  blurred,
  clamp,
  depthInside,
  emptyField,
  type Field,
  fieldAround,
  fillPolygon,
} from './coverage.ts'
import { type Grain, grainOf } from './grain.ts'
import { layered, noiseFrom } from './noise.ts'
import type { Fade, Fold, Panel } from './scene.ts'

// Soft light from the upper left, as from a window.
const LIGHT = normalised(-0.46, -0.62, 0.8)
const AMBIENT = 0.4

export function paintPanel(canvas: Canvas, panel: Panel): void {
  const perCm = canvas.perCm
  const outline = panel.outline.map((point) => canvas.place(point))
  const cover = fieldAround(outline, 2 + perCm * 0.2, canvas.width, canvas.height)
  fillPolygon(cover, outline)
  castShadow(canvas, cover, panel.casts ?? 0.4)
  const grain = grainOf(canvas, panel, cover)
  const relief = reliefOf(canvas, panel, cover, grain)
  const hollow = blurred(relief, perCm * 1.1)
  const fading = fadingOf(canvas, panel.fades ?? [], cover)
  const { weave, colour, print } = panel.cloth
  const { width, height } = cover
  const pixel = 1 / perCm
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x
      const covered = cover.data[i]
      if (covered === 0) continue
      const left = relief.data[x > 0 ? i - 1 : i]
      const right = relief.data[x + 1 < width ? i + 1 : i]
      const above = relief.data[y > 0 ? i - width : i]
      const below = relief.data[y + 1 < height ? i + width : i]
      const slopeX = ((right - left) * perCm) / 2
      const slopeY = ((below - above) * perCm) / 2
      const lit = lightOn(slopeX, slopeY)
      const cavity = clamp(1 + (relief.data[i] - hollow.data[i]) * 1.15, 0.5, 1.1)
      // The print follows the cloth: where it slopes, more of it goes into the same length of picture.
      const u = grain.u[i] + slopeX * 0.12
      const v = grain.v[i] + slopeY * 0.12
      const { tint } = surfaceOf(weave, u, v, pixel)
      const base = print?.(u, v) ?? colour
      const light = tint * lit * cavity * (1 - (panel.shade ?? 0)) * fading.data[i]
      // Even black cloth throws some light back where it faces the window.
      const sheen = 0.012 * lit * (1 - luminance(base)) * (1 - (panel.shade ?? 0))
      lay(
        canvas,
        x + cover.left,
        y + cover.top,
        covered,
        base[0] * light + sheen,
        base[1] * light + sheen,
        base[2] * light + sheen,
      )
    }
  }
}

/** Height of the cloth over the table in centimetres: rolled edges, loose waves, folds and thread. */
function reliefOf(canvas: Canvas, panel: Panel, cover: Field, grain: Grain): Field {
  const pixel = 1 / canvas.perCm
  const loft = panel.loft ?? 0.3
  const slack = panel.slack ?? 0.2
  const noise = noiseFrom(panel.seed)
  // The distance is counted in whole pixels, which would show as steps along slanting edges.
  const depth = blurred(depthInside(cover), 1)
  const relief = emptyField(cover.left, cover.top, cover.width, cover.height)
  for (let i = 0; i < relief.data.length; i += 1) {
    if (cover.data[i] === 0) continue
    const inside = depth.data[i] * pixel
    const u = grain.u[i]
    const v = grain.v[i]
    const bend = noise(u * 0.045 + 7, v * 0.045) * 1.6
    const waves = layered(noise, u * 0.085 + bend, v * 0.04 + bend * 0.6, 2)
    const crease = layered(noise, u * 0.075 + bend + 30, v * 0.04 - bend, 2) / 0.17
    const held = 1 - Math.exp(-inside / 2.5)
    relief.data[i] =
      loft * (1 - Math.exp(-inside / (0.35 + loft))) +
      slack * held * (waves * 1.15 + Math.exp(-crease * crease) * 0.34) +
      surfaceOf(panel.cloth.weave, u, v, pixel).relief
  }
  for (const fold of panel.folds ?? []) addFold(canvas, relief, fold)
  return relief
}

/** A fold is steeper on one side than on the other: cloth falls over, it does not stand. */
function addFold(canvas: Canvas, relief: Field, fold: Fold): void {
  const line = fold.line.map((point) => canvas.place(point))
  const width = fold.width * canvas.perCm
  alongLine(relief, line, width * 3, (i, offset, along) => {
    const taper = fold.steady ? 1 : Math.sin(Math.PI * clamp(along, 0, 1)) ** 0.8
    const near = offset > 0 ? offset / (width * 0.65) : offset / (width * 1.3)
    relief.data[i] += fold.depth * taper * Math.exp(-near * near)
  })
}

function fadingOf(canvas: Canvas, fades: readonly Fade[], cover: Field): Field {
  const fading = emptyField(cover.left, cover.top, cover.width, cover.height)
  fading.data.fill(1)
  for (const fade of fades) {
    const line = fade.line.map((point) => canvas.place(point))
    const width = fade.width * canvas.perCm
    alongLine(fading, line, width * 2.4, (i, offset, along) => {
      const taper = Math.sin(Math.PI * (0.08 + 0.84 * clamp(along, 0, 1)))
      fading.data[i] *= 1 + fade.amount * taper * Math.exp(-((offset / width) ** 2))
    })
  }
  return fading
}

/** Shade of a slope (cm per cm): 1 where the cloth lies flat. */
function lightOn(slopeX: number, slopeY: number): number {
  const facing = (-slopeX * LIGHT[0] - slopeY * LIGHT[1] + LIGHT[2]) / Math.hypot(slopeX, slopeY, 1)
  return AMBIENT + ((1 - AMBIENT) * Math.max(0, facing)) / LIGHT[2]
}

function castShadow(canvas: Canvas, cover: Field, strength: number): void {
  if (strength === 0) return
  const { perCm } = canvas
  const margin = Math.ceil(perCm * 1.6)
  const wide = emptyField(
    cover.left - margin,
    cover.top - margin,
    cover.width + 2 * margin,
    cover.height + 2 * margin,
  )
  for (let y = 0; y < cover.height; y += 1) {
    wide.data.set(
      cover.data.subarray(y * cover.width, (y + 1) * cover.width),
      (y + margin) * wide.width + margin,
    )
  }
  darken(canvas, blurred(wide, perCm * 0.14), 0.1 * perCm, 0.14 * perCm, strength * 0.75)
  darken(canvas, blurred(wide, perCm * 0.5), 0.25 * perCm, 0.35 * perCm, strength * 0.55)
}

function normalised(x: number, y: number, z: number): [number, number, number] {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}
