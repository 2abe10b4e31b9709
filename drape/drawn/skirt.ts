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

/** Measures lying flat, in centimetres: half the waist, half the hips and their height, half the hem, the length. */
export interface SkirtCut {
  readonly waist: number
  readonly hip: number
  readonly hipAt: number
  readonly hem: number
  readonly length: number
  /** How far the hem hangs down in the middle. */
  readonly hemDip: number
  /** How many knife pleats; none is a plain skirt. */
  readonly pleats: number
}

const CUT: SkirtCut = { waist: 17.5, hip: 27, hipAt: 22, hem: 37, length: 70, hemDip: 2.4, pleats: 17 }
const BAND = 3.6

export function drawSkirt(side: Side, cloth: Cloth, cut: SkirtCut = CUT): Scene {
  const { waist, hip, hipAt, hem, length } = cut
  const front = side === 'front'
  const dip = front ? 1.5 : 0.6
  const waistline = through([-waist, 0], [0, dip], [waist, 0])
  const below = hipAt + (length - hipAt) * 0.542
  const flare = hem > hip ? 1.2 : 0
  const edge = through(
    [waist, 0],
    [waist + (hip - waist) * 0.21, 4],
    [hip, hipAt],
    [(hip + hem) / 2 + flare, below],
    [hem, length],
  )
  const outline = joined(waistline, edge, hemline(cut), reversed(mirrored(edge)))
  const thread = scaled(cloth.colour, 0.8)
  const bandEdge = widened(beside(waistline, BAND), waist + 1.75)
  const layers: Layer[] = []
  if (front) {
    const inside = joined(through([-waist, 0], [0, 0.5], [waist, 0]), [
      { x: waist - 1, y: 4 },
      { x: -waist + 1, y: 4 },
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
      folds: cut.pleats > 0 ? pleats(cut) : drape(cut),
      fades: pleatShades(cut),
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
  const landmarks = bothSides({ waist: { x: waist, y: 0 }, hem: { x: hem, y: length } })
  return { slot: 'bottom', layers, landmarks }
}

/** Share -1..1 of a pleat's edge across the skirt. */
function shareOf(pleat: number, pleats: number): number {
  return ((pleat + 0.5) / pleats) * 2 - 1
}

/** Half the width of the skirt at a height. */
function halfAt({ waist, hip, hipAt, hem, length }: SkirtCut, y: number): number {
  if (y < hipAt) return waist + (hip - waist) * (y / hipAt) ** 0.9
  return hip + (hem - hip) * ((y - hipAt) / (length - hipAt))
}

/** From right to left: each pleat's hem hangs a little lower where it folds over its neighbour. */
function hemline({ hem, length, hemDip, pleats }: SkirtCut): Line {
  const random = randomFrom(126)
  const points: { x: number; y: number }[] = [{ x: hem, y: length }]
  if (pleats === 0) points.push(...through([hem, length], [0, length + hemDip], [-hem, length]))
  for (let n = pleats - 1; n >= 0; n -= 1) {
    const share = shareOf(n, pleats)
    const sag = hemDip * (1 - share * share)
    const step = 0.55 + random() * 0.3
    points.push(
      { x: hem * (share + 0.02), y: length + sag - 0.1 },
      { x: hem * share, y: length + sag + step },
    )
  }
  points.push({ x: -hem, y: length })
  return points
}

function edgeOf(cut: SkirtCut, pleat: number, shift: number): Line {
  const share = shareOf(pleat, cut.pleats) + shift
  const random = randomFrom(200 + pleat)
  const { length } = cut
  const heights = [BAND, length * 0.2, length * 0.371, length * 0.571, length * 0.786, length + 2.6]
  const knots = heights.map((y, n) => {
    const sway = n > 1 ? (random() - 0.5) * 0.16 * n : 0
    return [halfAt(cut, Math.min(y, length)) * share * 0.985 + sway, y] as const
  })
  return through(...knots)
}

/** Pressed edges: a sharp step down on one side of every pleat, a slow rise on the other. */
function pleats(cut: SkirtCut): Fold[] {
  return Array.from({ length: cut.pleats }, (_, n): Fold[] => [
    { line: edgeOf(cut, n, 0), width: 0.55, depth: 0.34, steady: true },
    { line: edgeOf(cut, n, 0.028), width: 0.4, depth: -0.3, steady: true },
  ]).flat()
}

/** The underlay of each pleat lies in its shadow. */
function pleatShades(cut: SkirtCut): Fade[] {
  return Array.from({ length: cut.pleats }, (_, n) => ({
    line: edgeOf(cut, n, 0.024),
    width: 0.75,
    amount: -0.3,
  }))
}

/** A plain skirt's few long folds, from below the hips. */
function drape(cut: SkirtCut): Fold[] {
  const { hipAt, length } = cut
  return [-0.62, -0.2, 0.34, 0.7].map((share, n) => ({
    line: through(
      [share * cut.hip * 0.8, hipAt * (0.9 + 0.1 * n)],
      [share * halfAt(cut, (hipAt + length) / 2), (hipAt + length) / 2],
      [share * cut.hem, length - 1],
    ),
    width: 1.2,
    depth: 0.3 + 0.05 * (n % 2),
  }))
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
