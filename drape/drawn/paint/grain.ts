// Where each pixel lies on the cloth: centimetres across and along its grain.

import type { Canvas } from './canvas.ts'
import { alongLine, type Field } from './coverage.ts'
import { evenly, lengthOf } from './outline.ts'
import type { Panel } from './scene.ts'

export interface Grain {
  readonly u: Float32Array
  readonly v: Float32Array
}

export function grainOf(canvas: Canvas, panel: Panel, cover: Field): Grain {
  const u = new Float32Array(cover.data.length)
  const v = new Float32Array(cover.data.length)
  const pixel = 1 / canvas.perCm
  const { at, turn } = panel.grain ?? { at: { x: 0, y: 0 }, turn: 0 }
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  for (let i = 0; i < u.length; i += 1) {
    const dx = ((i % cover.width) + cover.left + 0.5) * pixel + canvas.left - at.x
    const dy = (Math.floor(i / cover.width) + cover.top + 0.5) * pixel + canvas.top - at.y
    u[i] = dx * cos + dy * sin
    v[i] = -dx * sin + dy * cos
  }
  if (panel.round) {
    const length = lengthOf(panel.round)
    const line = evenly(panel.round, 0.25).map((point) => canvas.place(point))
    alongLine(cover, line, canvas.perCm * 4, (i, offset, along) => {
      u[i] = along * length
      v[i] = offset * pixel
    })
  }
  return { u, v }
}
