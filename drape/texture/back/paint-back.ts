// Paints the back of a garment from its front: what belongs to the front alone is filled with the cloth around it.
import type { Cutout } from '../../garment.ts'
import { CELL, fillGround, knownColours, meanColours } from '../ground.ts'
import { grow } from '../grow.ts'
import { compose, surelyCloth } from '../paint.ts'
import type { Texture } from '../texture.ts'
import type { FrontOnly } from './find-front-only.ts'
import { quilt } from './quilt.ts'
import { colourFromSides } from './read-cloth.ts'
import type { Cloth } from './read-cloth.ts'

/** Radius, in pixels of the cut-out, up to which changes of colour are weave and small folds. */
const WEAVE = 9
/** Side of the tiles that weave, and that patterns, are copied in. */
const TILE = 28
const PATTERN_TILE = 44
/** Pixels round a hole in which the colours still lean to what was taken off. */
const LEAN = 5
/** Share of the pixels around that must be cloth for their mean to count. */
const ENOUGH = 0.12

/** Detail stronger than this (of 255) is no weave but the border of another cloth. */
const COARSEST = 48

/** Change of colour (of 255) between rows that makes a border of colour blocks: no weave is taken there. */
const BORDER = 16

function leaveOutBorders(good: Uint8Array, cloth: Cloth, width: number): void {
  const [above, below] = [new Float32Array(3), new Float32Array(3)]
  for (let y = cloth.top; y <= cloth.bottom; y++) {
    colourFromSides(cloth, cloth.axis, y - 2 * WEAVE, above)
    colourFromSides(cloth, cloth.axis, y + 2 * WEAVE, below)
    if (above.some((v, c) => Math.abs(v - below[c]) > BORDER)) good.fill(0, y * width, (y + 1) * width)
  }
}

/**
 * The cut-out's colours without what is `unwanted`. What is `foreign` gives no cloth. On plain cloth its place takes the colours around it and the weave of
 * cloth nearby; on `patterned` cloth whole pieces of the pattern.
 */
export function paintBack(
  cutout: Cutout,
  cloth: Cloth,
  { unwanted, foreign }: FrontOnly,
  patterned: boolean,
  legs: boolean,
): Texture {
  const { width, height, rgb, lab } = cutout
  const kept = surelyCloth(cutout)
  const hole = new Uint8Array(kept.length)
  const leaning = grow(unwanted, width, height, LEAN)
  const good = new Uint8Array(kept.length)
  for (let i = 0; i < kept.length; i++) {
    if (!kept[i]) continue
    if (unwanted[i]) {
      hole[i] = 1
      kept[i] = 0
    } else if (!foreign[i] && !leaning[i]) good[i] = 1
  }
  if (patterned) {
    const { ground, known } = knownColours(cutout, kept)
    fillGround(ground, known)
    const from = quilt({ values: lab, channels: 3, width, height }, hole, good, PATTERN_TILE)
    return compose(cutout, kept, { ground, from })
  }
  const mean = meanColours(cutout, good, WEAVE, ENOUGH)
  const around = mean.ground
  const ground = { ...around, values: around.values.slice() }
  const base = legs
    ? undefined
    : (x: number, y: number, out: Float32Array): void => colourFromSides(cloth, x, y, out)
  // What is carried on is how the cloth differs from its row's colour: so the borders of colour blocks stay sharp.
  const row = new Float32Array(3)
  const cells = base ? mean.known.length : 0
  for (let o = 0; o < cells; o++) {
    if (!mean.known[o]) continue
    base?.(CELL * (o % ground.width), CELL * Math.floor(o / ground.width), row)
    for (let c = 0; c < 3; c++) ground.values[3 * o + c] -= row[c]
  }
  fillGround(ground, mean.known)
  const detail = new Float32Array(kept.length)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (!good[i]) continue
      const cell = (y >> 1) * around.width + (x >> 1)
      detail[i] = rgb[3 * i + 1] - around.values[3 * cell + 1]
      if (Math.abs(detail[i]) > COARSEST) good[i] = 0
    }
  if (base) leaveOutBorders(good, cloth, width)
  const from = quilt({ values: detail, channels: 1, width, height }, hole, good, TILE)
  return compose(cutout, kept, base ? { ground, base, from, around } : { ground, from, around })
}
