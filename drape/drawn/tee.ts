// A crew-neck tee, 62 cm long.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { type Light, scaled } from './paint/colour.ts'
import { band, beside, joined, type Line, mirrored, reversed, unsteady } from './paint/outline.ts'
import type { Layer, Panel, Scene } from './paint/scene.ts'
import { type Cut, cutTorso, mirroredFolds, sleeveFolds, trunkFolds } from './torso.ts'

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

export function drawTee(side: Side, cloth: Cloth): Scene {
  const cut = side === 'front' ? CUT : { ...CUT, neckDepth: 2.2 }
  const torso = cutTorso(cut)
  const back = cutTorso({ ...CUT, neckDepth: 2.2 })
  const plain: Cloth = { colour: cloth.colour, weave: 'rib' }
  const folds = sleeveFolds(torso, 0.9)
  const layers: Layer[] = []
  if (side === 'front') layers.push(...insideOfNeck(back.neckline, cut, cloth))
  layers.push(
    sleevePanel(torso.sleeve ?? [], cloth, folds, 0.5, 31),
    sleevePanel(mirrored(torso.sleeve ?? []), cloth, mirroredFolds(folds), -0.5, 32),
    {
      type: 'panel',
      outline: unsteady(torso.trunk, 0.22, 5),
      cloth,
      seed: side === 'front' ? 33 : 34,
      folds: trunkFolds(cut, side === 'front' ? 1 : 0.8),
      slack: 0.3,
      casts: 0.22,
    },
    ...collar(torso.neckline, plain),
    ...hems(torso.hemline, torso.cuff ?? [], cloth.colour),
    ...[torso.armhole, mirrored(torso.armhole), torso.shoulderLine, mirrored(torso.shoulderLine)].map(
      (line) => ({ type: 'seam', line, width: 0.14, depth: 0.3 }) as const,
    ),
  )
  return { slot: 'upper', layers, landmarks: torso.landmarks }
}

/** The inner back of the neck, seen through the opening, with its tape and label. */
function insideOfNeck(neckline: Line, cut: Cut, cloth: Cloth): Layer[] {
  const rim = joined(reversed(mirrored(neckline)), neckline)
  const below = [
    { x: cut.neck - 0.6, y: cut.neckDepth + 2 },
    { x: -cut.neck + 0.6, y: cut.neckDepth + 2 },
  ]
  const inside: Cloth = { colour: cloth.colour, weave: cloth.weave }
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
      cloth: { ...inside, weave: 'rib' },
      seed: 36,
      shade: 0.24,
      loft: 0.12,
      slack: 0.03,
      casts: 0.25,
    },
    label({ x: 0, y: neckline[0].y + 1.9 }),
  ]
}

/** A woven label, 4 by 2 cm. */
export function label(at: { x: number; y: number }): Panel {
  const corner = (x: number, y: number) => ({ x: at.x + x, y: at.y + y })
  return {
    type: 'panel',
    outline: [corner(-2, 0), corner(2, 0), corner(2, 2), corner(-2, 2)],
    cloth: { colour: [0.75, 0.73, 0.69], weave: 'poplin' },
    seed: 37,
    shade: 0.18,
    loft: 0.04,
    slack: 0.02,
    casts: 0.3,
  }
}

function sleevePanel(outline: Line, cloth: Cloth, folds: Panel['folds'], turn: number, seed: number): Panel {
  return {
    type: 'panel',
    outline: unsteady(outline, 0.22, seed),
    cloth,
    seed,
    folds,
    slack: 0.2,
    casts: 0.2,
    grain: { at: { x: 0, y: 4 }, turn },
  }
}

function collar(neckline: Line, rib: Cloth): Layer[] {
  const rim = joined(reversed(mirrored(neckline)), neckline)
  return [
    { type: 'panel', outline: band(rim, 2), cloth: rib, seed: 38, loft: 0.16, slack: 0.03, casts: 0.25 },
    { type: 'seam', line: beside(rim, 2), width: 0.13, depth: 0.35 },
  ]
}

/** Twin needle lines above hem and cuffs. */
function hems(hemline: Line, cuff: Line, colour: Light): Layer[] {
  const thread = scaled(colour, 0.92)
  const hem = joined(hemline, reversed(mirrored(hemline)))
  const layers: Layer[] = []
  for (const line of [hem, cuff, reversed(mirrored(cuff))]) {
    const inner = line === hem ? 2.1 : 1.9
    layers.push({ type: 'seam', line: beside(line, inner - 0.25), width: 0.3, depth: 0.1 })
    layers.push({ type: 'stitching', line: beside(line, inner), thread, width: 0.06, stitch: 0.28 })
    layers.push({ type: 'stitching', line: beside(line, inner - 0.5), thread, width: 0.06, stitch: 0.28 })
  }
  return layers
}
