// Paints the back of a garment from its front: what belongs to the front alone is filled with the cloth around it.
import { boxBlur } from '../../cutout/blur.ts'
import type { Cutout } from '../../garment.ts'
import { compose, surelyCloth } from '../paint.ts'
import { pushPull } from '../push-pull.ts'
import type { Texture } from '../texture.ts'
import type { FrontOnly } from './find-front-only.ts'
import { grow } from './grow.ts'
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

/** Mean colour of the cloth within `radius` pixels of each pixel; `sure` is 1 where enough of it was seen. */
function aroundOf(
  rgb: Uint8ClampedArray,
  good: Uint8Array,
  width: number,
  height: number,
  radius: number,
): { around: Float32Array; sure: Uint8Array } {
  const weight = boxBlur(Float32Array.from(good), width, height, radius)
  const around = new Float32Array(3 * good.length)
  const plane = new Float32Array(good.length)
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < plane.length; i++) plane[i] = good[i] ? rgb[3 * i + c] : 0
    const blurred = boxBlur(plane, width, height, radius)
    for (let i = 0; i < plane.length; i++) around[3 * i + c] = weight[i] > 1e-4 ? blurred[i] / weight[i] : 0
  }
  return { around, sure: Uint8Array.from(weight, (w, i) => (w > ENOUGH && good[i] ? 1 : 0)) }
}

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
  const certain = surelyCloth(cutout)
  const kept = certain.map((k, i) => (k && !unwanted[i] ? 1 : 0))
  const leaning = grow(unwanted, width, height, LEAN)
  const good = kept.map((k, i) => (k && !foreign[i] && !leaning[i] ? 1 : 0))
  const hole = Uint8Array.from(unwanted, (u, i) => (u && certain[i] ? 1 : 0))
  const { around, sure } = aroundOf(rgb, good, width, height, WEAVE)
  const rows = !patterned && !legs
  const smooth = new Float32Array(3 * kept.length)
  const base = new Float32Array(3)
  const eachBase = (use: (i: number) => void): void => {
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        if (rows) colourFromSides(cloth, x, y, base)
        use(i)
      }
  }
  // What is carried on is how the cloth differs from its row's colour: so the borders of colour blocks stay sharp.
  eachBase((i) => {
    if (sure[i]) for (let c = 0; c < 3; c++) smooth[3 * i + c] = around[3 * i + c] - base[c]
  })
  pushPull(smooth, sure, width, height)
  eachBase((i) => {
    for (let c = 0; c < 3; c++) smooth[3 * i + c] += base[c]
  })
  if (!hole.includes(1))
    return compose(cutout, kept, { smooth, from: new Int32Array(kept.length).fill(-1), around })
  if (patterned) {
    const from = quilt({ values: lab, channels: 3, width, height }, hole, good, PATTERN_TILE)
    return compose(cutout, kept, { smooth, from, around: null })
  }
  if (rows) leaveOutBorders(good, cloth, width)
  const detail = new Float32Array(kept.length)
  for (let i = 0; i < kept.length; i++) if (good[i]) detail[i] = rgb[3 * i + 1] - around[3 * i + 1]
  const from = quilt({ values: detail, channels: 1, width, height }, hole, good, TILE)
  return compose(cutout, kept, { smooth, from, around })
}
