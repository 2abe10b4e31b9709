// Straight five-pocket jeans: outseam 102 cm, waist 74, tobacco thread, worn at thighs and knees.

import type { Point, Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { type Light, scaled } from './paint/colour.ts'
import { beside, joined, type Line, mirrored, part, reversed, through, unsteady } from './paint/outline.ts'
import type { Fade, Layer, Panel, Scene } from './paint/scene.ts'
import { mirroredFolds } from './torso.ts'
import { cutTrousers, legFolds, type TrouserCut, type Trousers } from './trousers.ts'

const CUT: TrouserCut = {
  waist: 18.5,
  waistDip: 2.4,
  hip: 24,
  hipAt: 18,
  fork: 28.5,
  length: 102,
  knee: 20.5,
  kneeAt: 60,
  kneeFrom: 4.6,
  hem: 17.5,
  hemFrom: 8.4,
  band: 4,
}

const THREAD: Light = [0.5, 0.27, 0.09]
const COPPER: Light = [0.48, 0.26, 0.14]
const LEATHER: Light = [0.36, 0.2, 0.1]

export function drawJeans(side: Side, cloth: Cloth, shape: TrouserCut = CUT): Scene {
  const cut = side === 'front' ? shape : { ...shape, waistDip: 0.8, fork: 29 }
  const jeans = cutTrousers(cut)
  const folds = legFolds(cut, 1)
  const layers: Layer[] = side === 'front' ? [insideOfWaist(cut, cloth)] : []
  const leg = unsteady(jeans.leg, 0.2, 41)
  const worn = fades(cut, side)
  layers.push(
    legPanel(mirrored(unsteady(jeans.leg, 0.2, 42)), cloth, mirroredFolds(folds), mirroredFades(worn), 42),
    legPanel(leg, cloth, folds, worn, 43),
    ...legSeams(cut, jeans),
    ...(side === 'front' ? frontPockets(cut, cloth) : backPockets(cut, cloth)),
    { type: 'seam', line: jeans.centre, width: 0.16, depth: 0.5 },
    ...(side === 'front' ? fly(cut) : [double(beside(jeans.centre, 0.25))].flat()),
    ...waistband(cut, jeans, side, cloth),
  )
  return { slot: 'bottom', layers, landmarks: jeans.landmarks }
}

function legPanel(
  outline: Line,
  cloth: Cloth,
  folds: Panel['folds'],
  fades: readonly Fade[],
  seed: number,
): Panel {
  return { type: 'panel', outline, cloth, folds, fades, seed, loft: 0.4, slack: 0.22, casts: 0.2 }
}

/** The inside of the back waistband, which stands higher than the front. */
function insideOfWaist(cut: TrouserCut, cloth: Cloth): Panel {
  const { waist } = cut
  const top = through([-waist, 0], [-waist * 0.5, 0.3], [0, 0.5], [waist * 0.5, 0.3], [waist, 0])
  const outline = joined(top, [
    { x: waist - 0.5, y: 4 },
    { x: -waist + 0.5, y: 4 },
  ])
  return {
    type: 'panel',
    outline,
    cloth: { ...cloth, colour: mixPale(cloth.colour) },
    seed: 44,
    shade: 0.35,
    slack: 0.03,
    casts: 0,
  }
}

/** The reverse of denim shows its undyed weft. */
function mixPale([r, g, b]: Light): Light {
  return [r * 0.6 + 0.2, g * 0.6 + 0.2, b * 0.6 + 0.2]
}

function fades(cut: TrouserCut, side: Side): Fade[] {
  const { hip, fork, knee, kneeAt, kneeFrom, length, hem, hemFrom } = cut
  const mid = kneeFrom + knee * 0.5
  const thigh: Fade = {
    line: through([hip * 0.5, fork - 10], [hip * 0.52, fork + 8], [mid, kneeAt + 4]),
    width: 6.2,
    amount: side === 'front' ? 0.85 : 0.5,
  }
  const hemEdge: Fade = { line: through([hemFrom, length], [hemFrom + hem, length]), width: 0.7, amount: 0.3 }
  const seat: Fade = {
    line: through([hip * 0.35, 13], [hip * 0.5, 20], [hip * 0.42, 26]),
    width: 6,
    amount: 0.55,
  }
  const outer: Fade = {
    line: through([hip, 22], [kneeFrom + knee, kneeAt], [hemFrom + hem, length]),
    width: 0.8,
    amount: -0.22,
  }
  if (side === 'back') return [thigh, seat, hemEdge, outer]
  const whiskers = [0, 1, 2, 3].map((n) => ({
    line: through(
      [1.6 + n * 0.3, fork - 3 + n * 2.6],
      [hip * 0.36, fork - 4.2 + n * 3],
      [hip * 0.72, fork - 8.5 + n * 3.8],
    ),
    width: 0.65,
    amount: 0.3,
  }))
  return [thigh, hemEdge, outer, ...whiskers]
}

function mirroredFades(fades: readonly Fade[]): Fade[] {
  return fades.map((fade) => ({ ...fade, line: mirrored(fade.line) }))
}

/** Two rows of tobacco thread along a seam. */
function double(line: Line, apart = 0.5): Layer[] {
  return [
    { type: 'stitching', line, thread: THREAD, stitch: 0.36, width: 0.09 },
    { type: 'stitching', line: beside(line, apart), thread: THREAD, stitch: 0.36, width: 0.09 },
  ]
}

function legSeams(cut: TrouserCut, jeans: Trousers): Layer[] {
  const { hem, hemFrom, length } = cut
  const layers: Layer[] = []
  for (const flip of [false, true]) {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    const hemTop = turn(
      through(
        [hemFrom + hem - 0.1, length - 1.5],
        [hemFrom + hem / 2, length - 1.1],
        [hemFrom + 0.1, length - 1.4],
      ),
    )
    layers.push({ type: 'seam', line: hemTop, width: 0.25, depth: 0.3 })
    layers.push({ type: 'stitching', line: hemTop, thread: THREAD, stitch: 0.36, width: 0.09 })
    layers.push({ type: 'seam', line: turn(beside(jeans.inseam, 0.3)), width: 0.3, depth: 0.22 })
    layers.push({ type: 'seam', line: turn(beside(jeans.outseam, 0.35)), width: 0.3, depth: 0.2 })
    layers.push({
      type: 'stitching',
      line: turn(beside(part(jeans.outseam, 0.04, 0.2), 0.55)),
      thread: THREAD,
      stitch: 0.36,
      width: 0.08,
    })
  }
  return layers
}

/** Scooped pockets with their bag of the same denim, rivets at both ends, and the coin pocket in the wearer's right one. */
function frontPockets(cut: TrouserCut, cloth: Cloth): Layer[] {
  const { waist, hip } = cut
  const scoop = through([waist * 0.56, 5.1], [waist * 0.66, 9], [waist * 0.86, 11.6], [hip - 1.6, 12.6])
  const bag = joined(scoop, through([hip - 0.6, 12.8], [waist + 1.9, 6], [waist + 0.3, 4.2]), [
    { x: waist * 0.56, y: 4.4 },
  ])
  const layers: Layer[] = []
  for (const flip of [false, true]) {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    layers.push({
      type: 'panel',
      outline: turn(bag),
      cloth,
      seed: 45,
      shade: 0.16,
      loft: 0.05,
      slack: 0.08,
      casts: 0,
      grain: { at: { x: 1, y: 2 }, turn: 0.12 },
    })
    if (flip) layers.push(...coinPocket(cut, cloth))
    layers.push({ type: 'seam', line: turn(scoop), width: 0.3, depth: 0.62 })
    const side = flip ? 1 : -1
    layers.push(...double(beside(turn(scoop), -side * -0.28), side * 0.45 * -1 * -1))
    for (const at of [scoop[3], scoop[scoop.length - 6]])
      layers.push(rivet({ x: (flip ? -1 : 1) * (at.x - 0.5), y: at.y + 0.6 }))
  }
  return layers
}

function coinPocket(cut: TrouserCut, cloth: Cloth): Layer[] {
  const { waist } = cut
  const top = through([-waist * 0.68, 7.4], [-waist * 1.04, 6.6])
  const outline = joined(top, [
    { x: -waist * 1.1, y: 11.9 },
    { x: -waist * 0.9, y: 11.4 },
    { x: -waist * 0.74, y: 10 },
  ])
  return [
    { type: 'panel', outline, cloth, seed: 46, loft: 0.08, slack: 0.05, casts: 0.4, shade: 0.06 },
    ...double(beside(top, -0.35), -0.4),
  ]
}

function rivet(at: Point): Layer {
  return { type: 'button', at, radius: 0.42, colour: COPPER, kind: 'metal' }
}

/** The J of the fly, on the wearer's left. */
function fly(cut: TrouserCut): Layer[] {
  const { fork } = cut
  const line = through([3.9, 6.4], [3.8, 14], [3.2, 18], [1.6, 20.6], [0.2, 21.4])
  return [
    { type: 'seam', line: through([0.5, 6.4], [0.55, 14], [0.2, 22]), width: 0.3, depth: 0.4 },
    ...double(line, 0.5),
    ...double(through([0.35, 22], [0.3, fork - 0.4]), 0.45),
    { type: 'stitching', line: through([0.1, 21.4], [1.1, 21.1]), thread: THREAD, stitch: 0.1, width: 0.22 },
  ]
}

/** Yoke in a shallow V, two patch pockets with an arc of stitches. */
function backPockets(cut: TrouserCut, cloth: Cloth): Layer[] {
  const { hip, waist } = cut
  const layers: Layer[] = []
  const pocket = joined(
    through([4.4, 11.6], [18.3, 10]),
    through([18.3, 10], [18, 21.2]),
    through([18, 21.2], [11.8, 25]),
    through([11.8, 25], [5, 22.4]),
    through([5, 22.4], [4.4, 11.6]),
  )
  const arc = joined(
    through([4.7, 15.4], [7.6, 17.6], [11.4, 18.1]),
    through([11.4, 18.1], [15, 16.6], [18.1, 14.2]),
  )
  for (const flip of [false, true]) {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    const yoke = turn(through([0, 10.4], [waist * 0.6, 8], [hip - 2.6, 6]))
    const side = flip ? -1 : 1
    layers.push(
      { type: 'seam', line: yoke, width: 0.25, depth: 0.45 },
      ...double(beside(yoke, side * -0.25), side * -0.45),
    )
    layers.push({
      type: 'panel',
      outline: unsteady(turn(pocket), 0.1, 47),
      cloth,
      seed: 48,
      loft: 0.14,
      slack: 0.1,
      casts: 0.45,
      fades: [{ line: turn(pocket), width: 0.5, amount: 0.22 }],
    })
    layers.push({
      type: 'stitching',
      line: beside(turn(pocket), side * 0.3),
      thread: THREAD,
      stitch: 0.36,
      width: 0.09,
    })
    layers.push({
      type: 'stitching',
      line: beside(turn(part(pocket, 0, 0.235)), side * 1),
      thread: THREAD,
      stitch: 0.36,
      width: 0.09,
    })
    layers.push(...double(turn(arc), 0.5))
  }
  return layers
}

function waistband(cut: TrouserCut, jeans: Trousers, side: Side, cloth: Cloth): Layer[] {
  const { waist, waistDip } = cut
  const middle = side === 'front' ? waistDip : 0.8
  const layers: Layer[] = [
    {
      type: 'panel',
      outline: unsteady(jeans.waistband, 0.06, 49),
      cloth,
      seed: 50,
      loft: 0.2,
      slack: 0.07,
      casts: 0.4,
      grain: { at: { x: 0, y: 0 }, turn: 1.57 },
    },
    { type: 'stitching', line: beside(jeans.bandSeam, -0.3), thread: THREAD, stitch: 0.36, width: 0.09 },
    { type: 'stitching', line: beside(jeans.bandSeam, -3.6), thread: THREAD, stitch: 0.36, width: 0.09 },
  ]
  const loops = side === 'front' ? [-0.52, 0.52] : [-0.62, 0, 0.62]
  for (const share of loops)
    layers.push(...beltLoop(share * waist, middle * (1 - share * share) - 0.25, cloth))
  if (side === 'front') {
    layers.push({
      type: 'seam',
      line: through([-2.2, middle - 0.1], [-2.2, middle + 4]),
      width: 0.2,
      depth: 0.5,
    })
    layers.push({
      type: 'button',
      at: { x: 0.2, y: middle + 2 },
      radius: 0.95,
      colour: COPPER,
      kind: 'metal',
    })
  } else layers.push(...patch())
  return layers
}

function beltLoop(x: number, y: number, cloth: Cloth): Layer[] {
  const outline = [
    { x: x - 0.65, y },
    { x: x + 0.65, y },
    { x: x + 0.65, y: y + 5 },
    { x: x - 0.65, y: y + 5 },
  ]
  return [
    { type: 'panel', outline, cloth, seed: 51, loft: 0.3, slack: 0.02, casts: 0.55 },
    {
      type: 'stitching',
      line: through([x - 0.38, y + 0.2], [x - 0.38, y + 4.8]),
      thread: THREAD,
      stitch: 0.36,
      width: 0.08,
    },
    {
      type: 'stitching',
      line: through([x + 0.38, y + 0.2], [x + 0.38, y + 4.8]),
      thread: THREAD,
      stitch: 0.36,
      width: 0.08,
    },
  ]
}

/** The leather patch on the waistband's right. */
function patch(): Layer[] {
  const outline = reversed([
    { x: 5, y: 0.5 },
    { x: 5, y: 4.7 },
    { x: 10.4, y: 4.3 },
    { x: 10.4, y: 0.2 },
  ])
  return [
    {
      type: 'panel',
      outline,
      cloth: { colour: LEATHER, weave: 'crepe' },
      seed: 52,
      loft: 0.1,
      slack: 0.06,
      casts: 0.4,
    },
    {
      type: 'stitching',
      line: joined(outline.map(({ x, y }) => ({ x: 7.7 + (x - 7.7) * 0.9, y: 2.45 + (y - 2.45) * 0.87 }))),
      thread: scaled(THREAD, 1.3),
      stitch: 0.4,
      width: 0.09,
    },
  ]
}
