// A button-down-the-front shirt with collar, placket, chest pocket and cuffs, 74 cm long.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { type Light, luminance, mix, scaled } from './paint/colour.ts'
import { beside, joined, type Line, mirrored, reversed, through, unsteady } from './paint/outline.ts'
import type { Layer, Panel, Scene } from './paint/scene.ts'
import { acrossSleeves, box, cuffs, label, rows, sleeves, trunkSeams } from './sewing.ts'
import { bothSides, type Cut, cutTorso, trunkFolds } from './torso.ts'

const CUT: Cut = {
  neck: 7.6,
  neckDepth: 8.4,
  neckRound: 1.5,
  shoulder: 21.5,
  slope: 4.6,
  chest: 26,
  pit: 23.5,
  waist: 24.6,
  waistAt: 44,
  hem: 26,
  length: 67,
  hemDip: 7,
  sleeve: { length: 59, angle: 54, elbowAngle: 65, cuff: 12.5, fullness: 1 },
}

const TURN = -0.5

export function drawShirt(side: Side, cloth: Cloth, shape: Cut = CUT): Scene {
  const front = side === 'front'
  const cut = front ? shape : { ...shape, neckDepth: 1.6, neckRound: 2 }
  const torso = cutTorso(cut)
  const thread = threadFor(cloth.colour)
  const hem = joined(torso.hemline, reversed(mirrored(torso.hemline)))
  const layers: Layer[] = front ? insideOfNeck(cloth) : []
  layers.push(
    ...sleeves(torso, cloth, TURN, 81, { slack: 0.26 }),
    ...cuffs(torso, 6.4, cloth, TURN),
    ...acrossSleeves(torso, 6.4).flatMap((line): Layer[] => [
      { type: 'seam', line, width: 0.25, depth: 0.4 },
      ...rows(line, thread, [0.3], 0.05),
    ]),
    trunk(unsteady(torso.trunk, 0.22, 83), cloth, front ? 84 : 85, cut),
    { type: 'seam', line: beside(hem, 0.7), width: 0.25, depth: 0.18 },
    ...rows(hem, thread, [0.7], 0.05),
    ...trunkSeams(torso),
    ...(front
      ? [...placket(cut, cloth, thread), ...pocket(cloth, thread), ...collarFront(cloth, thread)]
      : back(cloth, thread)),
  )
  // The collar covers the seam at the neck: what shows of it there is where collar and shoulder meet.
  const landmarks = { ...torso.landmarks, ...bothSides({ neck: { x: 8.9, y: 0.2 } }) }
  return { slot: 'upper', layers, landmarks }
}

function trunk(outline: Line, cloth: Cloth, seed: number, cut: Cut): Panel {
  return { type: 'panel', outline, cloth, seed, folds: trunkFolds(cut, 1.1), slack: 0.32, casts: 0.22 }
}

/** Thread a shade off the cloth, so that it shows on dark and on pale alike. */
export function threadFor(colour: Light): Light {
  return luminance(colour) < 0.12 ? mix(colour, [0.6, 0.6, 0.6], 0.25) : scaled(colour, 0.78)
}

function insideOfNeck(cloth: Cloth): Layer[] {
  const inner = joined(through([-6.9, -1.4], [0, -2.9], [6.9, -1.4]), through([7.6, 2], [0, 10.4], [-7.6, 2]))
  const stand = joined(
    through([-6.9, -1.4], [0, -2.9], [6.9, -1.4]),
    through([6.2, 1.2], [0, 1.4], [-6.2, 1.2]),
  )
  return [
    { type: 'panel', outline: inner, cloth, seed: 86, shade: 0.36, slack: 0.05, casts: 0 },
    { type: 'panel', outline: stand, cloth, seed: 87, shade: 0.2, loft: 0.2, slack: 0.04, casts: 0.4 },
    label({ x: 0, y: 1.5 }),
  ]
}

/** Two leaves folded down from the stand, their tips apart. */
function collarFront(cloth: Cloth, thread: Light): Layer[] {
  const edge = joined(
    through([6.4, -2.2], [8.3, -1.1], [9.3, 1.2]),
    through([9.3, 1.2], [9.9, 5.4], [10.4, 10.4]),
    through([10.4, 10.4], [5.6, 9.3], [0.7, 7.9]),
  )
  const leaf = joined(edge, through([0.7, 7.9], [3.6, 5], [5.6, 1.4], [6.4, -2.2]))
  const stand = joined(through([-1.9, 6.4], [0, 8], [1.9, 6.4]), [
    { x: 2.4, y: 9 },
    { x: -1.8, y: 9 },
  ])
  const layers: Layer[] = [
    { type: 'panel', outline: stand, cloth, seed: 88, loft: 0.15, slack: 0.03, casts: 0.3, shade: 0.06 },
  ]
  for (const flip of [true, false]) {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    layers.push({
      type: 'panel',
      outline: unsteady(turn(leaf), 0.12, 89),
      cloth,
      seed: 90,
      loft: 0.3,
      slack: 0.08,
      casts: 0.5,
      grain: { at: { x: 5, y: 0 }, turn: flip ? 0.3 : -0.3 },
    })
    layers.push(...rows(turn(edge), thread, [flip ? -0.45 : 0.45], 0.05))
  }
  layers.push({
    type: 'button',
    at: { x: 0.2, y: 8.3 },
    radius: 0.52,
    colour: buttonFor(cloth),
    kind: 'shell',
  })
  return layers
}

function placket(cut: Cut, cloth: Cloth, thread: Light): Layer[] {
  const bottom = cut.length + cut.hemDip
  const strip = box(-1.7, 8.2, 3.4, bottom - 8.3)
  const layers: Layer[] = [
    {
      type: 'panel',
      outline: unsteady(strip, 0.1, 91),
      cloth,
      seed: 92,
      loft: 0.14,
      slack: 0.08,
      casts: 0.3,
    },
    ...rows(through([-1.25, 8.6], [-1.25, bottom - 0.4]), thread, [0], 0.05),
    ...rows(through([1.25, 8.6], [1.25, bottom - 0.4]), thread, [0], 0.05),
  ]
  for (let y = 15.6; y < bottom - 6; y += 8.3) {
    layers.push({ type: 'seam', line: through([0, y - 0.85], [0, y + 0.85]), width: 0.1, depth: 0.35 })
    layers.push({ type: 'button', at: { x: 0, y }, radius: 0.55, colour: buttonFor(cloth), kind: 'shell' })
  }
  return layers
}

function buttonFor(cloth: Cloth): Light {
  return luminance(cloth.colour) > 0.25 ? [0.82, 0.8, 0.75] : [0.5, 0.46, 0.4]
}

/** On the wearer's left. */
function pocket(cloth: Cloth, thread: Light): Layer[] {
  const outline = [
    { x: 7.5, y: 20 },
    { x: 18.6, y: 19.6 },
    { x: 18.8, y: 30.6 },
    { x: 13.2, y: 33 },
    { x: 7.6, y: 31 },
  ]
  const closed = joined(outline, [outline[0]])
  return [
    {
      type: 'panel',
      outline: unsteady(closed, 0.1, 93),
      cloth,
      seed: 94,
      loft: 0.14,
      slack: 0.1,
      casts: 0.3,
    },
    ...rows(closed, thread, [0.3], 0.05),
    ...rows(through([7.6, 22.4], [18.6, 22]), thread, [0], 0.05),
  ]
}

function pleat(x: number): Layer {
  return { type: 'seam', line: through([x, 12.6], [x * 1.06, 34]), width: 0.22, depth: 0.34 }
}

/** The yoke, a box pleat with its loop, and the collar from behind. */
function back(cloth: Cloth, thread: Light): Layer[] {
  const yoke = through([-21, 11.5], [0, 12.4], [21, 11.5])
  const fall = joined(
    through([-9, 0.4], [-7.4, -1.7], [0, -3], [7.4, -1.7], [9, 0.4]),
    through([9, 0.4], [0, 3.6], [-9, 0.4]),
  )
  return [
    { type: 'seam', line: yoke, width: 0.2, depth: 0.42 },
    ...rows(yoke, thread, [-0.3], 0.05),
    pleat(-1.7),
    pleat(1.7),
    {
      type: 'panel',
      outline: box(-0.45, 12.2, 0.9, 3),
      cloth,
      seed: 95,
      loft: 0.16,
      slack: 0.02,
      casts: 0.45,
    },
    { type: 'panel', outline: unsteady(fall, 0.1, 96), cloth, seed: 97, loft: 0.3, slack: 0.06, casts: 0.5 },
    ...rows(through([9, 0.4], [0, 3.6], [-9, 0.4]), thread, [0.45], 0.05),
  ]
}
