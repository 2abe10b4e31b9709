// Pieces that more than one garment is sewn with: sleeves, cuffs, collars, labels, rows of stitches.

import type { Point } from '../garment.ts'
import type { Cloth } from './paint/cloth.ts'
import type { Light } from './paint/colour.ts'
import {
  beside,
  joined,
  lengthOf,
  type Line,
  mirrored,
  part,
  reversed,
  through,
  unsteady,
} from './paint/outline.ts'
import type { Fold, Layer, Panel } from './paint/scene.ts'
import { mirroredFolds, sleeveFolds, type Torso } from './torso.ts'

/** The same line on both sides of the garment, each running the way that keeps its inside on the same hand. */
export function pair(line: Line): readonly [Line, Line] {
  return [line, reversed(mirrored(line))]
}

/** Both sleeves, their grain turned by `turn` radians. */
export function sleeves(
  torso: Torso,
  cloth: Cloth,
  turn: number,
  seed: number,
  style: Partial<Panel> = {},
): Panel[] {
  const outline = torso.sleeve
  if (!outline) return []
  const folds = sleeveFolds(torso, (style.slack ?? 0.2) * 4.5)
  const sleeve = (line: Line, creases: readonly Fold[], way: number, n: number): Panel => ({
    type: 'panel',
    outline: unsteady(line, 0.22, seed + n),
    cloth: cloth.placed ? { colour: cloth.colour, weave: cloth.weave } : cloth,
    seed: seed + n,
    folds: creases,
    slack: 0.2,
    casts: 0.2,
    grain: { at: { x: 0, y: 4 }, turn: turn * way },
    ...style,
  })
  return [sleeve(outline, folds, 1, 0), sleeve(mirrored(outline), mirroredFolds(folds), -1, 1)]
}

/** The last `depth` centimetres of both sleeves, as cuffs; the grain runs with the arm. */
export function cuffs(
  torso: Torso,
  depth: number,
  cloth: Cloth,
  turn: number,
  style: Partial<Panel> = {},
): Panel[] {
  const { sleeveTop: top, sleeveUnder: under } = torso
  if (!top || !under) return []
  const outline = joined(part(top, 1 - depth / lengthOf(top), 1), part(under, 0, depth / lengthOf(under)))
  return [outline, mirrored(outline)].map((line, n) => ({
    type: 'panel',
    outline: line,
    cloth,
    seed: 71 + n,
    loft: 0.25,
    slack: 0.06,
    casts: 0.35,
    grain: { at: line[0], turn: n === 0 ? turn : -turn },
    ...style,
  }))
}

/** The line across both sleeves `depth` centimetres above the cuff's edge. */
export function acrossSleeves(torso: Torso, depth: number): Line[] {
  const { sleeveTop: top, sleeveUnder: under } = torso
  if (!top || !under) return []
  const a = part(top, 0, 1 - depth / lengthOf(top)).at(-1)
  const b = part(under, depth / lengthOf(under), 1)[0]
  if (!a || !b) return []
  return [...pair(through([a.x, a.y], [b.x, b.y]))]
}

/** A woven label, 4 by 2 cm, hanging from the middle of its upper edge. */
export function label(at: Point): Panel {
  return {
    type: 'panel',
    outline: box(at.x - 2, at.y, 4, 2),
    cloth: { colour: [0.75, 0.73, 0.69], weave: 'poplin' },
    seed: 37,
    shade: 0.18,
    loft: 0.04,
    slack: 0.02,
    casts: 0.3,
  }
}

export function box(x: number, y: number, width: number, height: number): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

/** A band round the neck, `width` wide, ending on the seam of the shoulders. */
export function neckBand(rim: Line, width: number, torso: Torso): Point[] {
  const [neck, shoulder] = [torso.shoulderLine[0], torso.shoulderLine[torso.shoulderLine.length - 1]]
  const slope = (shoulder.y - neck.y) / (shoulder.x - neck.x)
  const outer = beside(rim, width).map(({ x, y }) => ({
    x,
    y: Math.max(y, neck.y + slope * (Math.abs(x) - neck.x)),
  }))
  return joined(rim, reversed(outer))
}

/** The whole line from the left end to the right one, of which a half from the middle is given. */
export function wholeOf(half: Line): Line {
  return joined(reversed(mirrored(half)), half)
}

/** Rows of stitches beside a line, at the given distances from it. */
export function rows(line: Line, thread: Light, offsets: readonly number[], width = 0.07): Layer[] {
  return offsets.map((offset) => ({
    type: 'stitching',
    line: beside(line, offset),
    thread,
    stitch: 0.3,
    width,
  }))
}

/** Seams of the armholes and shoulders. */
export function trunkSeams(torso: Torso, depth = 0.3): Layer[] {
  return [...pair(torso.armhole), ...pair(torso.shoulderLine)].map((line) => ({
    type: 'seam',
    line,
    width: 0.14,
    depth,
  }))
}
