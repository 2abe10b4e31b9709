// Knitwear: a crew-neck sweater and a V-neck cardigan, with ribbed neck, cuffs and hem.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { luminance, scaled } from './paint/colour.ts'
import {
  band,
  beside,
  joined,
  type Line,
  mirrored,
  part,
  reversed,
  through,
  unsteady,
} from './paint/outline.ts'
import type { Layer, Panel, Scene } from './paint/scene.ts'
import { acrossSleeves, cuffs, label, neckBand, sleeves, trunkSeams, wholeOf } from './sewing.ts'
import { type Cut, cutTorso, type Torso, trunkFolds } from './torso.ts'

const CREW: Cut = {
  neck: 8.8,
  neckDepth: 7,
  neckRound: 2.1,
  shoulder: 21.5,
  slope: 4.6,
  chest: 26.5,
  pit: 24,
  waist: 26,
  waistAt: 45,
  hem: 23.6,
  length: 63,
  hemDip: 0.6,
  sleeve: { length: 56, angle: 51, elbowAngle: 64, cuff: 9.6, fullness: 2.2 },
}

const OPEN: Cut = {
  ...CREW,
  neck: 8.4,
  neckDepth: 26,
  neckRound: 1.1,
  shoulder: 20.5,
  chest: 24.8,
  waist: 24.4,
  hem: 24,
  length: 66,
  sleeve: { length: 57, angle: 46, elbowAngle: 61, cuff: 10.5, fullness: 1.4 },
}

const NAPE = 2.4
const RIB_DEPTH = 5.6
const TURN = -0.5

export function drawSweater(side: Side, cloth: Cloth, shape: Cut = CREW): Scene {
  const cut = side === 'front' ? shape : { ...shape, neckDepth: NAPE }
  const torso = cutTorso(cut)
  const rib: Cloth = { colour: cloth.colour, weave: 'rib' }
  const rim = wholeOf(torso.neckline)
  const layers: Layer[] = [
    ...(side === 'front' ? insideOfNeck(cut, cloth) : []),
    ...knitted(torso, cloth, rib, cut, side),
    {
      type: 'panel',
      outline: neckBand(rim, 2.8, torso),
      round: rim,
      cloth: rib,
      seed: 101,
      loft: 0.35,
      slack: 0.04,
      casts: 0.35,
    },
    { type: 'seam', line: beside(rim, 2.8), width: 0.2, depth: 0.3 },
  ]
  return { slot: 'upper', layers, landmarks: torso.landmarks }
}

export function drawCardigan(side: Side, cloth: Cloth, shape: Cut = OPEN): Scene {
  const cut = side === 'front' ? shape : { ...shape, neckDepth: NAPE, neckRound: 2.1 }
  const torso = cutTorso(cut)
  const rib: Cloth = { colour: cloth.colour, weave: 'rib' }
  const layers: Layer[] = [
    ...(side === 'front' ? insideOfNeck(cut, cloth) : []),
    ...knitted(torso, cloth, rib, cut, side),
    ...(side === 'front' ? frontBands(cut, torso, rib) : napeBand(torso, rib)),
  ]
  return { slot: 'outer', layers, landmarks: torso.landmarks }
}

/** Trunk and sleeves with their ribs. */
function knitted(torso: Torso, cloth: Cloth, rib: Cloth, cut: Cut, side: Side): Layer[] {
  const hem = joined(torso.hemline, reversed(mirrored(torso.hemline)))
  const style: Partial<Panel> = { loft: 0.6, slack: 0.3 }
  return [
    ...sleeves(torso, cloth, TURN, 102, style),
    ...cuffs(torso, RIB_DEPTH, rib, TURN, { loft: 0.4, casts: 0.2 }),
    ...acrossSleeves(torso, RIB_DEPTH).map(
      (line) => ({ type: 'seam', line, width: 0.3, depth: 0.3 }) as const,
    ),
    {
      type: 'panel',
      outline: unsteady(torso.trunk, 0.3, 104),
      cloth,
      seed: side === 'front' ? 105 : 106,
      folds: trunkFolds(cut, 1.2),
      casts: 0.25,
      ...style,
    },
    {
      type: 'panel',
      outline: hemRib(cut, torso, hem),
      cloth: rib,
      seed: 107,
      loft: 0.4,
      slack: 0.1,
      casts: 0.2,
    },
    { type: 'seam', line: beside(hem, RIB_DEPTH), width: 0.3, depth: 0.3 },
    ...trunkSeams(torso, 0.35),
  ]
}

/** Ribs draw the hem in: the trunk's last stretch, from side to side. */
function hemRib(cut: Cut, torso: Torso, hem: Line): Line {
  const share = 1 - RIB_DEPTH / (cut.length - cut.pit)
  const side = part(torso.side, share, 1)
  return unsteady(joined(side, hem, reversed(mirrored(side))), 0.12, 108)
}

function insideOfNeck(cut: Cut, cloth: Cloth): Layer[] {
  const rim = wholeOf(cutTorso({ ...cut, neckDepth: NAPE, neckRound: 2.1 }).neckline)
  const below = [
    { x: cut.neck - 0.5, y: cut.neckDepth + 4 },
    { x: -cut.neck + 0.5, y: cut.neckDepth + 4 },
  ]
  const inside: Cloth = { colour: scaled(cloth.colour, 0.96), weave: cloth.weave }
  return [
    {
      type: 'panel',
      outline: joined(rim, below),
      cloth: inside,
      seed: 109,
      shade: 0.34,
      slack: 0.06,
      casts: 0,
    },
    {
      type: 'panel',
      outline: band(rim, 2.4),
      round: rim,
      cloth: { ...inside, weave: 'rib' },
      seed: 110,
      shade: 0.26,
      loft: 0.3,
      slack: 0.03,
      casts: 0.3,
    },
    label({ x: 0, y: NAPE + 2.5 }),
  ]
}

/** Button bands that run on round the neck; the wearer's left lies over the right. */
function frontBands(cut: Cut, torso: Torso, rib: Cloth): Layer[] {
  const width = 3.2
  const bottom = cut.length + cut.hemDip
  const edge = joined(reversed(torso.neckline), through([0, cut.neckDepth], [0, bottom]))
  const under = mirrored(
    joined(reversed(torso.neckline), through([0, cut.neckDepth], [-1.2, cut.neckDepth + 4], [-1.2, bottom])),
  )
  const style: Partial<Panel> = { loft: 0.3, slack: 0.06, casts: 0.4 }
  const buttons = [0, 1, 2, 3, 4].map((n): Layer => ({
    type: 'button',
    at: { x: 0.1, y: cut.neckDepth + 3 + n * ((bottom - cut.neckDepth - 6.9) / 4) },
    radius: 0.95,
    colour: luminance(rib.colour) > 0.3 ? [0.3, 0.19, 0.11] : [0.12, 0.09, 0.07],
    kind: 'shell',
  }))
  return [
    { type: 'panel', outline: band(under, width), round: under, cloth: rib, seed: 111, ...style },
    { type: 'panel', outline: bandOver(cut, edge, width), round: edge, cloth: rib, seed: 112, ...style },
    ...buttons,
  ]
}

/** The upper band lies with its middle on the axis below the V, and beside the opening above it. */
function bandOver(cut: Cut, edge: Line, width: number): Line {
  const shifted = edge.map(({ x, y }) => ({
    x: y >= cut.neckDepth - 0.01 ? -width / 2 : x - (width / 2) * (y / cut.neckDepth),
    y,
  }))
  return joined(shifted, reversed(beside(shifted, -width)))
}

function napeBand(torso: Torso, rib: Cloth): Layer[] {
  const rim = wholeOf(torso.neckline)
  return [
    {
      type: 'panel',
      outline: neckBand(rim, 2.6, torso),
      round: rim,
      cloth: rib,
      seed: 113,
      loft: 0.3,
      slack: 0.04,
      casts: 0.3,
    },
    { type: 'seam', line: beside(rim, 2.6), width: 0.2, depth: 0.3 },
  ]
}
