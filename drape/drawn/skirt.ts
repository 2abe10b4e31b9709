// A knife-pleated midi skirt on a waistband, 70 cm long.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { scaled } from './paint/colour.ts'
import { randomFrom } from './paint/noise.ts'
import { beside, joined, type Line, mirrored, reversed, through, unsteady } from './paint/outline.ts'
import type { Fade, Fold, Layer, Scene } from './paint/scene.ts'
import { box, rows } from './sewing.ts'
import { bothSides } from './torso.ts'
import { widened } from './trousers.ts'

const WAIST = 17.5
const HIP = 27
const HIP_AT = 22
const HEM = 37
const LENGTH = 70
const BAND = 3.6
const PLEATS = 17

export function drawSkirt(side: Side, cloth: Cloth): Scene {
  const front = side === 'front'
  const dip = front ? 1.5 : 0.6
  const waistline = through([-WAIST, 0], [0, dip], [WAIST, 0])
  const edge = through([WAIST, 0], [WAIST + 2, 4], [HIP, HIP_AT], [(HIP + HEM) / 2 + 1.2, 48], [HEM, LENGTH])
  const outline = joined(waistline, edge, hemline(), reversed(mirrored(edge)))
  const thread = scaled(cloth.colour, 0.8)
  const bandEdge = widened(beside(waistline, BAND), WAIST + 1.75)
  const layers: Layer[] = []
  if (front) {
    const inside = joined(through([-WAIST, 0], [0, 0.5], [WAIST, 0]), [
      { x: WAIST - 1, y: 4 },
      { x: -WAIST + 1, y: 4 },
    ])
    layers.push({
      type: 'panel',
      outline: inside,
      cloth: { ...cloth, colour: scaled(cloth.colour, 0.9) },
      seed: 121,
      shade: 0.36,
      slack: 0.03,
      casts: 0,
    })
  }
  layers.push(
    {
      type: 'panel',
      outline,
      cloth,
      seed: front ? 122 : 123,
      folds: pleats(),
      fades: pleatShades(),
      loft: 0.4,
      slack: 0.16,
      casts: 0,
    },
    { type: 'seam', line: bandEdge, width: 0.3, depth: 0.5 },
    {
      type: 'panel',
      outline: unsteady(joined(waistline, reversed(bandEdge)), 0.08, 124),
      cloth: { colour: cloth.colour, weave: cloth.weave },
      seed: 125,
      loft: 0.22,
      slack: 0.05,
      casts: 0.4,
    },
    ...rows(bandEdge, thread, [-0.3], 0.05),
  )
  if (!front) layers.push(...zip(cloth))
  const landmarks = bothSides({ waist: { x: WAIST, y: 0 }, hem: { x: HEM, y: LENGTH } })
  return { slot: 'bottom', layers, landmarks }
}

/** Share -1..1 of a pleat's edge across the skirt. */
function shareOf(pleat: number): number {
  return ((pleat + 0.5) / PLEATS) * 2 - 1
}

/** Half the width of the skirt at a height. */
function halfAt(y: number): number {
  if (y < HIP_AT) return WAIST + (HIP - WAIST) * (y / HIP_AT) ** 0.9
  return HIP + (HEM - HIP) * ((y - HIP_AT) / (LENGTH - HIP_AT))
}

/** From right to left: each pleat's hem hangs a little lower where it folds over its neighbour. */
function hemline(): Line {
  const random = randomFrom(126)
  const points: { x: number; y: number }[] = [{ x: HEM, y: LENGTH }]
  for (let n = PLEATS - 1; n >= 0; n -= 1) {
    const share = shareOf(n)
    const sag = 2.4 * (1 - share * share)
    const step = 0.55 + random() * 0.3
    points.push(
      { x: HEM * (share + 0.02), y: LENGTH + sag - 0.1 },
      { x: HEM * share, y: LENGTH + sag + step },
    )
  }
  points.push({ x: -HEM, y: LENGTH })
  return points
}

function edgeOf(pleat: number, shift: number): Line {
  const share = shareOf(pleat) + shift
  const random = randomFrom(200 + pleat)
  const knots = [BAND, 14, 26, 40, 55, LENGTH + 2.6].map((y, n) => {
    const sway = n > 1 ? (random() - 0.5) * 0.16 * n : 0
    return [halfAt(Math.min(y, LENGTH)) * share * 0.985 + sway, y] as const
  })
  return through(...knots)
}

/** Pressed edges: a sharp step down on one side of every pleat, a slow rise on the other. */
function pleats(): Fold[] {
  return Array.from({ length: PLEATS }, (_, n): Fold[] => [
    { line: edgeOf(n, 0), width: 0.55, depth: 0.34, steady: true },
    { line: edgeOf(n, 0.028), width: 0.4, depth: -0.3, steady: true },
  ]).flat()
}

/** The underlay of each pleat lies in its shadow. */
function pleatShades(): Fade[] {
  return Array.from({ length: PLEATS }, (_, n) => ({ line: edgeOf(n, 0.024), width: 0.75, amount: -0.3 }))
}

/** A concealed zip in the middle of the back, with its hook above. */
function zip(cloth: Cloth): Layer[] {
  return [
    { type: 'seam', line: through([0, 0.7], [0, 21]), width: 0.16, depth: 0.55 },
    {
      type: 'panel',
      outline: box(-0.3, 4.2, 0.6, 1.8),
      cloth: { colour: scaled(cloth.colour, 0.7), weave: 'crepe' },
      seed: 127,
      loft: 0.15,
      slack: 0,
      casts: 0.4,
    },
  ]
}
