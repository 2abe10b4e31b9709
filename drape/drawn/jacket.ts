// A trucker jacket: pointed collar, chest pockets with flaps, seams running to the waistband, metal buttons.

import type { Side } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import { type Light, luminance, mix, scaled } from './paint/colour.ts'
import { joined, type Line, mirrored, part, reversed, through, unsteady } from './paint/outline.ts'
import type { Fade, Layer, Panel, Scene } from './paint/scene.ts'
import { acrossSleeves, box, cuffs, label, rows, sleeves, trunkSeams } from './sewing.ts'
import { bothSides, type Cut, cutTorso, type Torso, trunkFolds } from './torso.ts'

const CUT: Cut = {
  neck: 8,
  neckDepth: 8,
  neckRound: 1.5,
  shoulder: 22.5,
  slope: 4.8,
  chest: 27,
  pit: 24.5,
  waist: 26,
  waistAt: 44,
  hem: 24.6,
  length: 60,
  hemDip: 0.6,
  sleeve: { length: 58, angle: 53, elbowAngle: 65, cuff: 13, fullness: 1.4 },
}

const BRASS: Light = [0.42, 0.36, 0.26]
const BAND = 4.6
const TURN = -0.5

export function drawJacket(side: Side, cloth: Cloth, shape: Cut = CUT): Scene {
  const front = side === 'front'
  const cut = front ? shape : { ...shape, neckDepth: 1.6, neckRound: 2 }
  const torso = cutTorso(cut)
  const thread = topstitch(cloth.colour)
  const style: Partial<Panel> = { loft: 0.5, slack: 0.26 }
  const layers: Layer[] = front ? insideOfNeck(cloth) : []
  layers.push(
    ...sleeves(torso, cloth, TURN, 151, style),
    ...cuffs(torso, 5.4, cloth, TURN),
    ...acrossSleeves(torso, 5.4).flatMap((line): Layer[] => [
      { type: 'seam', line, width: 0.3, depth: 0.4 },
      ...rows(line, thread, [0.3, -0.35]),
    ]),
    {
      type: 'panel',
      outline: unsteady(torso.trunk, 0.2, 153),
      cloth,
      seed: front ? 154 : 155,
      folds: trunkFolds(cut, 0.9),
      fades: wear(torso),
      casts: 0.25,
      ...style,
    },
    ...trunkSeams(torso, 0.45),
    ...rows(torso.armhole, thread, [0.35, 0.8]),
    ...rows(mirrored(torso.armhole), thread, [-0.35, -0.8]),
    ...(front ? frontOf(cut, cloth, thread) : backOf(cut, thread)),
    ...waistband(cut, torso, cloth, thread),
    ...(front ? [...buttons(cut), ...collarFront(cloth, thread)] : collarBack(cloth, thread)),
  )
  const landmarks = { ...torso.landmarks, ...bothSides({ neck: { x: 9.8, y: 0.4 } }) }
  return { slot: 'outer', layers, landmarks }
}

/** Tobacco on blue and black, a paler shade of its own on everything else. */
function topstitch(colour: Light): Light {
  const [r, , b] = colour
  if (b > r * 1.15 || luminance(colour) < 0.05) return [0.5, 0.3, 0.12]
  return luminance(colour) > 0.4 ? scaled(colour, 0.72) : mix(colour, [0.85, 0.8, 0.7], 0.4)
}

/** Seams and edges are rubbed pale. */
function wear(torso: Torso): Fade[] {
  return [torso.armhole, mirrored(torso.armhole)].map((line) => ({ line, width: 0.8, amount: 0.16 }))
}

function insideOfNeck(cloth: Cloth): Layer[] {
  const top = through([-7.4, -1.4], [0, -2.6], [7.4, -1.4])
  const lining: Cloth = { colour: scaled(cloth.colour, 0.9), weave: cloth.weave }
  return [
    {
      type: 'panel',
      outline: joined(top, through([8, 2], [0, 10.2], [-8, 2])),
      cloth: lining,
      seed: 156,
      shade: 0.36,
      slack: 0.05,
      casts: 0,
    },
    {
      type: 'panel',
      outline: joined(top, through([6.6, 1.6], [0, 1.9], [-6.6, 1.6])),
      cloth,
      seed: 157,
      shade: 0.2,
      loft: 0.22,
      slack: 0.04,
      casts: 0.4,
    },
    label({ x: 0, y: 2 }),
  ]
}

function frontOf(cut: Cut, cloth: Cloth, thread: Light): Layer[] {
  const bottom = cut.length - BAND
  const layers: Layer[] = [
    {
      type: 'panel',
      outline: unsteady(box(-2, 8.4, 4, bottom - 8.2), 0.1, 158),
      cloth,
      seed: 159,
      loft: 0.18,
      slack: 0.07,
      casts: 0.35,
    },
    ...rows(through([-1.6, 8.8], [-1.6, bottom]), thread, [0]),
    ...rows(through([1.6, 8.8], [1.6, bottom]), thread, [0]),
  ]
  for (const flip of [false, true]) {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    const way = flip ? -1 : 1
    const yoke = turn(through([2, 17.6], [13, 18.2], [21.7, 17.4]))
    layers.push(
      { type: 'seam', line: yoke, width: 0.3, depth: 0.5 },
      ...rows(yoke, thread, [way * 0.35, way * 0.8]),
    )
    for (const [top, foot] of [
      [8.4, 5.6],
      [19, 15.6],
    ]) {
      const seam = turn(through([top, 20], [(top + foot) / 2 + 0.3, 38], [foot, bottom]))
      layers.push(
        { type: 'seam', line: seam, width: 0.25, depth: 0.42 },
        ...rows(seam, thread, [0.35, -0.35]),
      )
    }
    layers.push(...flap(turn, way, cloth, thread))
  }
  return layers
}

function flap(turn: (line: Line) => Line, way: number, cloth: Cloth, thread: Light): Layer[] {
  const outline = joined(
    through([7.6, 17.8], [13.6, 18.2], [19.8, 17.7]),
    through([19.8, 17.7], [19.9, 22]),
    through([19.9, 22], [13.8, 24.4], [7.5, 22.2]),
    through([7.5, 22.2], [7.6, 17.8]),
  )
  const hem = through([19.9, 22], [13.8, 24.4], [7.5, 22.2])
  return [
    {
      type: 'panel',
      outline: unsteady(turn(outline), 0.1, 160),
      cloth,
      seed: 161,
      loft: 0.24,
      slack: 0.06,
      casts: 0.5,
    },
    ...rows(turn(hem), thread, [way * 0.35, way * 0.8]),
    { type: 'button', at: { x: 13.7 * way, y: 22.3 }, radius: 0.75, colour: BRASS, kind: 'metal' },
  ]
}

function backOf(cut: Cut, thread: Light): Layer[] {
  const bottom = cut.length - BAND
  const yoke = through([-21.8, 15.5], [0, 16.6], [21.8, 15.5])
  const layers: Layer[] = [
    { type: 'seam', line: yoke, width: 0.3, depth: 0.5 },
    ...rows(yoke, thread, [0.35, 0.8]),
  ]
  for (const way of [-1, 1]) {
    const seam = through([12.5 * way, 16.6], [10.2 * way, 36], [8 * way, bottom])
    layers.push({ type: 'seam', line: seam, width: 0.25, depth: 0.42 }, ...rows(seam, thread, [0.35, -0.35]))
  }
  return layers
}

function waistband(cut: Cut, torso: Torso, cloth: Cloth, thread: Light): Layer[] {
  const side = part(torso.side, 1 - BAND / (cut.length - cut.pit), 1)
  const hem = joined(torso.hemline, reversed(mirrored(torso.hemline)))
  const outline = unsteady(joined(side, hem, reversed(mirrored(side))), 0.08, 162)
  const top = through([side[0].x, side[0].y], [0, side[0].y + 0.6], [-side[0].x, side[0].y])
  return [
    {
      type: 'panel',
      outline,
      cloth,
      seed: 163,
      loft: 0.3,
      slack: 0.06,
      casts: 0.4,
      grain: { at: { x: 0, y: 0 }, turn: 1.57 },
    },
    ...rows(top, thread, [-0.35]),
    ...rows(hem, thread, [0.4]),
  ]
}

function buttons(cut: Cut): Layer[] {
  const last = cut.length - BAND / 2 + 0.4
  const heights = [13.2, 22.6, 32, 41.4, 50.4, last].filter((y) => y === last || y < last - 5)
  return heights.map((y) => ({ type: 'button', at: { x: 0, y }, radius: 0.85, colour: BRASS, kind: 'metal' }))
}

function collarFront(cloth: Cloth, thread: Light): Layer[] {
  const edge = joined(
    through([7, -2.2], [9.2, -1], [10.4, 1.4]),
    through([10.4, 1.4], [11.6, 6], [12.6, 11]),
    through([12.6, 11], [6.6, 10.1], [0.9, 8.6]),
  )
  const leaf = joined(edge, through([0.9, 8.6], [4.2, 5.4], [6.2, 1.6], [7, -2.2]))
  return [true, false].flatMap((flip): Layer[] => {
    const turn = (line: Line) => (flip ? mirrored(line) : line)
    const way = flip ? -1 : 1
    return [
      {
        type: 'panel',
        outline: unsteady(turn(leaf), 0.12, 164),
        cloth,
        seed: 165,
        loft: 0.35,
        slack: 0.08,
        casts: 0.55,
        grain: { at: { x: 5, y: 0 }, turn: -0.3 * way },
      },
      ...rows(turn(edge), thread, [0.4 * way, 0.85 * way]),
    ]
  })
}

function collarBack(cloth: Cloth, thread: Light): Layer[] {
  const edge = through([10, 0.7], [0, 4.6], [-10, 0.7])
  const fall = joined(through([-10, 0.7], [-8, -1.6], [0, -2.8], [8, -1.6], [10, 0.7]), edge)
  return [
    {
      type: 'panel',
      outline: unsteady(fall, 0.1, 166),
      cloth,
      seed: 167,
      loft: 0.35,
      slack: 0.06,
      casts: 0.55,
    },
    ...rows(edge, thread, [0.4, 0.85]),
  ]
}
