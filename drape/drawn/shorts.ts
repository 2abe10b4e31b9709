// Chino shorts with turned-up hems, slanted pockets and belt loops.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { beside, joined, type Line, mirrored, through, unsteady } from './paint/outline.ts'
import type { Layer, Panel, Scene } from './paint/scene.ts'
import { box, rows } from './sewing.ts'
import { threadFor } from './shirt.ts'
import { mirroredFolds } from './torso.ts'
import { cutTrousers, legFolds, type TrouserCut } from './trousers.ts'

const CUT: TrouserCut = {
  waist: 19,
  waistDip: 2,
  hip: 26,
  hipAt: 18,
  fork: 28,
  length: 45,
  knee: 27,
  kneeAt: 36,
  kneeFrom: 1.6,
  hem: 26.5,
  hemFrom: 2.6,
  band: 3.8,
}

const TURN_UP = 4

export function drawShorts(side: Side, cloth: Cloth, shape: TrouserCut = CUT): Scene {
  const front = side === 'front'
  const cut = front ? shape : { ...shape, waistDip: 0.8, fork: 28.6 }
  const shorts = cutTrousers(cut)
  const folds = legFolds(cut, 1)
  const thread = threadFor(cloth.colour)
  const leg = (outline: Line, creases: Panel['folds'], seed: number): Panel => ({
    type: 'panel',
    outline,
    cloth,
    folds: creases,
    seed,
    loft: 0.35,
    slack: 0.26,
    casts: 0.2,
  })
  const layers: Layer[] = front ? [inside(cut, cloth)] : []
  layers.push(
    leg(mirrored(unsteady(shorts.leg, 0.2, 131)), mirroredFolds(folds), 132),
    leg(unsteady(shorts.leg, 0.2, 133), folds, 134),
    ...turnUps(cut, cloth, thread),
    { type: 'seam', line: shorts.centre, width: 0.16, depth: 0.5 },
    ...(front ? [...slantPockets(cut, thread), ...fly(thread)] : weltPockets(cloth, thread)),
    {
      type: 'panel',
      outline: unsteady(shorts.waistband, 0.06, 135),
      cloth,
      seed: 136,
      loft: 0.2,
      slack: 0.05,
      casts: 0.35,
    },
    ...rows(shorts.bandSeam, thread, [-0.3, -3.4], 0.06),
    ...[-0.55, 0.55].flatMap((share) => loop(share * cut.waist, cut.waistDip * 0.7 - 0.2, cloth)),
  )
  if (front) {
    layers.push({
      type: 'seam',
      line: through([-1.8, cut.waistDip], [-1.8, cut.waistDip + 3.7]),
      width: 0.18,
      depth: 0.5,
    })
    layers.push({
      type: 'button',
      at: { x: 0, y: cut.waistDip + 1.9 },
      radius: 0.75,
      colour: [0.34, 0.22, 0.13],
      kind: 'shell',
    })
  }
  return { slot: 'bottom', layers, landmarks: shorts.landmarks }
}

function inside(cut: TrouserCut, cloth: Cloth): Panel {
  const top = through([-cut.waist, 0], [0, 0.4], [cut.waist, 0])
  const outline = joined(top, [
    { x: cut.waist - 0.5, y: 4 },
    { x: -cut.waist + 0.5, y: 4 },
  ])
  return { type: 'panel', outline, cloth, seed: 137, shade: 0.36, slack: 0.03, casts: 0 }
}

function turnUps(cut: TrouserCut, cloth: Cloth, thread: Cloth['colour']): Layer[] {
  const { hem, hemFrom, length } = cut
  const outer = hemFrom + hem
  const outline = joined(
    through([outer + 0.45, length - TURN_UP - 0.2], [outer + 0.25, length + 0.2]),
    through([outer + 0.25, length + 0.2], [hemFrom + hem / 2, length + 0.8], [hemFrom - 0.3, length + 0.3]),
    through([hemFrom - 0.3, length + 0.3], [hemFrom - 0.55, length - TURN_UP]),
    through(
      [hemFrom - 0.55, length - TURN_UP],
      [hemFrom + hem / 2, length - TURN_UP + 0.5],
      [outer + 0.45, length - TURN_UP - 0.2],
    ),
  )
  const top = through(
    [hemFrom - 0.3, length - TURN_UP + 0.35],
    [hemFrom + hem / 2, length - TURN_UP + 0.85],
    [outer + 0.2, length - TURN_UP + 0.15],
  )
  return [false, true].flatMap((flip): Layer[] => {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    return [
      {
        type: 'panel',
        outline: unsteady(turn(outline), 0.12, 138),
        cloth,
        seed: 139,
        loft: 0.3,
        slack: 0.12,
        casts: 0.45,
      },
      ...rows(turn(top), thread, [0], 0.05),
    ]
  })
}

function slantPockets(cut: TrouserCut, thread: Cloth['colour']): Layer[] {
  const { waist, hip } = cut
  const opening = through([waist * 0.66, 5.2], [hip - 2.2, 19.5])
  return [opening, mirrored(opening)].flatMap((line, n): Layer[] => [
    { type: 'seam', line, width: 0.32, depth: 0.6 },
    ...rows(line, thread, n === 0 ? [0.5] : [-0.5], 0.06),
  ])
}

function fly(thread: Cloth['colour']): Layer[] {
  return [
    ...rows(through([3.7, 6], [3.6, 15], [2.6, 19], [0.2, 21]), thread, [0], 0.06),
    { type: 'seam', line: through([0.4, 6], [0.4, 20]), width: 0.25, depth: 0.35 },
  ]
}

function weltPockets(cloth: Cloth, thread: Cloth['colour']): Layer[] {
  return [-18.5, 5.5].flatMap((x): Layer[] => {
    const welt = box(x, 11, 13, 1.3)
    return [
      { type: 'panel', outline: welt, cloth, seed: 140, loft: 0.12, slack: 0.03, casts: 0.5 },
      { type: 'seam', line: beside(through([x, 12.3], [x + 13, 12.3]), 0), width: 0.2, depth: 0.5 },
      ...rows(joined(welt, [welt[0]]), thread, [-0.25], 0.05),
      { type: 'button', at: { x: x + 6.5, y: 14 }, radius: 0.6, colour: [0.34, 0.22, 0.13], kind: 'shell' },
    ]
  })
}

function loop(x: number, y: number, cloth: Cloth): Layer[] {
  return [
    {
      type: 'panel',
      outline: box(x - 0.55, y, 1.1, 4.8),
      cloth,
      seed: 141,
      loft: 0.25,
      slack: 0.02,
      casts: 0.5,
    },
  ]
}
