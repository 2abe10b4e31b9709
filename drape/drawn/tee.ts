// A crew-neck tee, 62 cm long.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { scaled } from './paint/colour.ts'
import { band, beside, joined, mirrored, reversed, unsteady } from './paint/outline.ts'
import type { Layer, Scene } from './paint/scene.ts'
import { label, neckBand, pair, rows, sleeves, trunkSeams, wholeOf } from './sewing.ts'
import { type Cut, cutTorso, type Torso, trunkFolds } from './torso.ts'

const CUT: Cut = {
  neck: 8.6,
  neckDepth: 8.2,
  neckRound: 2.1,
  shoulder: 20,
  slope: 4.4,
  chest: 24,
  pit: 21.5,
  waist: 23,
  waistAt: 41,
  hem: 24,
  length: 62,
  hemDip: 0.7,
  sleeve: { length: 18, angle: 27, elbowAngle: 30, cuff: 16.4, fullness: 0.2 },
}

/** Depth of the neck at the back. */
function napeOf(cut: Cut): number {
  return cut.nape ?? 2.2
}

export function drawTee(side: Side, cloth: Cloth, shape: Cut = CUT): Scene {
  const cut = side === 'front' ? shape : { ...shape, neckDepth: napeOf(shape) }
  const torso = cutTorso(cut)
  const layers: Layer[] = side === 'front' ? insideOfNeck(cut, cloth) : []
  layers.push(
    ...sleeves(torso, cloth, -1.08, 31),
    {
      type: 'panel',
      outline: unsteady(torso.trunk, 0.22, 5),
      cloth,
      seed: side === 'front' ? 33 : 34,
      folds: trunkFolds(cut, side === 'front' ? 1 : 0.8),
      slack: 0.3,
      casts: 0.22,
    },
    ...collar(torso, { colour: cloth.colour, weave: 'rib' }),
    ...hems(torso, cloth),
    ...trunkSeams(torso),
  )
  return { slot: 'upper', layers, landmarks: torso.landmarks }
}

/** The inner back of the neck, seen through the opening, with its tape and label. */
function insideOfNeck(cut: Cut, cloth: Cloth): Layer[] {
  const rim = wholeOf(cutTorso({ ...cut, neckDepth: napeOf(cut) }).neckline)
  const below = [
    { x: cut.neck - 0.6, y: cut.neckDepth + 2 },
    { x: -cut.neck + 0.6, y: cut.neckDepth + 2 },
  ]
  const inside: Cloth = { colour: cloth.colour, weave: cloth.weave }
  const tape: Cloth = { colour: cloth.colour, weave: 'rib' }
  return [
    {
      type: 'panel',
      outline: joined(rim, below),
      cloth: inside,
      seed: 35,
      shade: 0.3,
      slack: 0.05,
      casts: 0,
    },
    {
      type: 'panel',
      outline: band(rim, 1.9),
      round: rim,
      cloth: tape,
      seed: 36,
      shade: 0.24,
      loft: 0.12,
      slack: 0.03,
      casts: 0.25,
    },
    label({ x: 0, y: napeOf(cut) + 1.9 }),
  ]
}

function collar(torso: Torso, rib: Cloth): Layer[] {
  const rim = wholeOf(torso.neckline)
  return [
    {
      type: 'panel',
      outline: neckBand(rim, 2, torso),
      round: rim,
      cloth: rib,
      seed: 38,
      loft: 0.16,
      slack: 0.03,
      casts: 0.25,
    },
    { type: 'seam', line: beside(rim, 2), width: 0.13, depth: 0.35 },
  ]
}

/** Twin needle lines above hem and cuffs. */
function hems(torso: Torso, cloth: Cloth): Layer[] {
  const hem = joined(torso.hemline, reversed(mirrored(torso.hemline)))
  return [hem, ...(torso.cuff ? pair(torso.cuff) : [])].flatMap((line): Layer[] => [
    { type: 'seam', line: beside(line, 1.85), width: 0.3, depth: 0.1 },
    ...rows(line, scaled(cloth.colour, 0.9), [1.6, 2.1], 0.06),
  ])
}
