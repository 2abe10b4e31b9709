// A midi dress with short sleeves: V neck, waist seam, a gathered skirt, 108 cm long.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { type Light, scaled } from './paint/colour.ts'
import { randomFrom } from './paint/noise.ts'
import { beside, joined, type Line, mirrored, reversed, through, unsteady } from './paint/outline.ts'
import type { Fold, Layer, Scene } from './paint/scene.ts'
import { label, neckBand, pair, sleeves, wholeOf } from './sewing.ts'
import { type Cut, cutTorso, type Torso, trunkFolds } from './torso.ts'

const CUT: Cut = {
  neck: 8.4,
  neckDepth: 15,
  neckRound: 1.12,
  shoulder: 18.6,
  slope: 4.2,
  chest: 22.4,
  pit: 20.5,
  waist: 18.6,
  waistAt: 39,
  hip: 26.5,
  hipAt: 62,
  hem: 37,
  length: 106,
  hemDip: 3,
  sleeve: { length: 21, angle: 31, elbowAngle: 38, cuff: 15, fullness: 1.3 },
}

export function drawDress(side: Side, cloth: Cloth, shape: Cut = CUT): Scene {
  const cut = side === 'front' ? shape : { ...shape, neckDepth: shape.nape ?? 2.4, neckRound: 2 }
  const torso = cutTorso(cut)
  const behind = cutTorso({ ...shape, neckDepth: shape.nape ?? 2.4, neckRound: 2 })
  const thread = scaled(cloth.colour, 0.85)
  const waist = waistLine(shape)
  const layers: Layer[] = []
  if (side === 'front') layers.push(...insideOfNeck(cut, behind.neckline, cloth))
  layers.push(
    ...sleeves(torso, cloth, -0.84, 61),
    {
      type: 'panel',
      outline: unsteady(torso.trunk, 0.2, 63),
      cloth,
      seed: side === 'front' ? 64 : 65,
      folds: [...trunkFolds({ ...cut, length: 40 }, 0.55), ...gathers(cut, side), waistTuck(waist)],
      slack: 0.22,
      casts: 0.22,
    },
    { type: 'seam', line: waist, width: 0.2, depth: 0.45 },
    ...edging(torso, cloth, thread),
    ...pair(torso.armhole).map((line) => ({ type: 'seam', line, width: 0.14, depth: 0.3 }) as const),
    ...hems(torso.hemline, torso.cuff, thread),
  )
  if (side === 'front') layers.push(...buttons(cut, cloth.colour))
  else layers.push(...zip(cut))
  return { slot: 'onepiece', layers, landmarks: torso.landmarks }
}

function waistLine(cut: Cut): Line {
  return through([-cut.waist, cut.waistAt], [0, cut.waistAt + 0.9], [cut.waist, cut.waistAt])
}

/** The seam holds the cloth down all round. */
function waistTuck(line: Line): Fold {
  return { line, width: 0.7, depth: -0.22, steady: true }
}

/** Gathers start at the waist seam and open towards the hem, no two alike. */
function gathers(cut: Cut, side: Side): Fold[] {
  const random = randomFrom(side === 'front' ? 66 : 67)
  const folds: Fold[] = []
  const count = 15
  for (let n = 0; n < count; n += 1) {
    const share = ((n + 0.5) / count) * 2 - 1 + (random() - 0.5) * 0.07
    const reach = 0.45 + random() * 0.55
    const end = cut.waistAt + 1 + (cut.length - cut.waistAt) * reach
    const x = (y: number) =>
      share * (cut.waist + ((cut.hem - cut.waist) * (y - cut.waistAt)) / (cut.length - cut.waistAt)) * 0.96
    const mid = (cut.waistAt + end) / 2
    const sway = (random() - 0.5) * 1.6
    folds.push({
      line: through(
        [x(cut.waistAt - 4), cut.waistAt - 4 * random()],
        [x(mid) + sway, mid],
        [x(end), end + 6],
      ),
      width: 0.8 + random() * 0.75,
      depth: 0.5 + random() * 0.55,
    })
    // Short puckers between the long folds, where the cloth is drawn in.
    const at = x(cut.waistAt) + 0.9
    folds.push({
      line: through([at, cut.waistAt - 1.2], [at * 1.04, cut.waistAt + 4 + random() * 3]),
      width: 0.38,
      depth: 0.22,
    })
  }
  return folds
}

function insideOfNeck(cut: Cut, neckline: Line, cloth: Cloth): Layer[] {
  const rim = wholeOf(neckline)
  const below = [
    { x: cut.neck - 0.4, y: cut.neckDepth + 2 },
    { x: -cut.neck + 0.4, y: cut.neckDepth + 2 },
  ]
  return [
    {
      type: 'panel',
      outline: joined(rim, below),
      cloth: { ...cloth, colour: scaled(cloth.colour, 0.95) },
      seed: 68,
      shade: 0.34,
      slack: 0.08,
      casts: 0,
    },
    { type: 'seam', line: beside(rim, 1.6), width: 0.12, depth: 0.3 },
    label({ x: 0, y: neckline[0].y + 1.7 }),
  ]
}

function edging(torso: Torso, cloth: Cloth, thread: Light): Layer[] {
  const rim = wholeOf(torso.neckline)
  return [
    {
      type: 'panel',
      outline: neckBand(rim, 0.9, torso),
      cloth: { colour: cloth.colour, weave: cloth.weave },
      seed: 69,
      loft: 0.14,
      slack: 0.02,
      casts: 0.22,
    },
    { type: 'stitching', line: beside(rim, 0.72), thread, stitch: 0.26, width: 0.05 },
  ]
}

function hems(hemline: Line, cuff: Line | null, thread: Light): Layer[] {
  const hem = joined(hemline, reversed(mirrored(hemline)))
  return [hem, ...(cuff ? pair(cuff) : [])].flatMap((line, n): Layer[] => [
    { type: 'seam', line: beside(line, n === 0 ? 2.2 : 1.5), width: 0.3, depth: 0.12 },
    { type: 'stitching', line: beside(line, n === 0 ? 2.2 : 1.5), thread, stitch: 0.28, width: 0.05 },
  ])
}

/** A row of covered buttons from the V to the waist. */
function buttons(cut: Cut, colour: Light): Layer[] {
  const from = cut.neckDepth + 1.6
  const layers: Layer[] = [
    {
      type: 'seam',
      line: through([1.1, cut.neckDepth - 0.4], [1.1, cut.waistAt + 0.6]),
      width: 0.16,
      depth: 0.35,
    },
  ]
  for (let n = 0; n < 6; n += 1) {
    layers.push({
      type: 'button',
      at: { x: 0, y: from + (n * (cut.waistAt - from - 1)) / 5.4 },
      radius: 0.62,
      colour: scaled(colour, 0.95),
      kind: 'shell',
    })
  }
  return layers
}

/** A concealed zip down the middle of the back. */
function zip(cut: Cut): Layer[] {
  return [
    { type: 'seam', line: through([0, 2.6], [0, Math.min(58, cut.length * 0.55)]), width: 0.14, depth: 0.5 },
    { type: 'button', at: { x: 0, y: 3.6 }, radius: 0.3, colour: [0.5, 0.5, 0.5], kind: 'metal' },
  ]
}
