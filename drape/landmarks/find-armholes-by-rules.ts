// Contour rules for garments without sleeves: the armhole's lower corner, straps, strapless edges.

import { nearest, section, turnings } from './contour.ts'
import { rowEnds, supportCorner } from './outline.ts'
import { HANDS, distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points, RulePoints } from './rule-points.ts'
import type { Point } from '../garment.ts'

/** Adds shoulder tips and the corners under the arms to the neck points. */
export function findArmholes(outline: Outline, neck: Points): RulePoints {
  const { contour, box, axis, high } = outline
  const points: Points = { ...neck }
  const found = { Left: false, Right: false }
  const turns = turnings(contour, Math.max(3, Math.round(high * 0.0125)))
  for (const { hand, sign } of HANDS) {
    const top = neck[`neck${hand}`]
    if (!top) continue
    const near = (p: Point): boolean => (p.x - axis) * sign > 0 && Math.abs(p.y - top.y) < high * 0.12
    const corner = armholeCorner(outline, sign)
    const tip = corner && shoulderTip(outline, turns, top, corner, sign)
    points[`shoulder${hand}`] =
      tip ?? supportCorner(contour, turns, sign * 0.55, -1, 0.01 * high, near) ?? top
    found[hand] = corner !== null
    points[`pit${hand}`] = corner ?? { x: sign < 0 ? box.left : box.right, y: box.top + high * 0.3 }
  }
  if (!found.Left && !found.Right && isWideAndFlat(outline, neck)) {
    for (const { hand } of HANDS) points[`pit${hand}`] = points[`shoulder${hand}`] = neck[`neck${hand}`]
    return { points, sleeved: false, strapless: true, mirrored: false }
  }
  const mirrored = found.Left !== found.Right
  if (mirrored) {
    const [has, lacks] = found.Left ? (['Left', 'Right'] as const) : (['Right', 'Left'] as const)
    const pit = points[`pit${has}`]
    if (pit) points[`pit${lacks}`] = { x: 2 * axis - pit.x, y: pit.y }
  }
  return { points, sleeved: false, strapless: false, mirrored }
}

/** The sharpest corner between the neck point and the armhole's lower corner, in the upper half of the way. */
function shoulderTip(
  { contour }: Outline,
  turns: Float32Array,
  neck: Point,
  pit: Point,
  sign: number,
): Point | null {
  const ends = [nearest(contour, neck), nearest(contour, pit)] as const
  const walk = sign > 0 ? section(contour, ...ends) : section(contour, ends[1], ends[0])
  const span = distance(neck, pit)
  let best: Point | null = null
  let sharpest = 25
  for (const i of walk) {
    const far = distance(contour[i], neck)
    if (far < 0.08 * span || far > 0.55 * span || -turns[i] <= sharpest) continue
    sharpest = -turns[i]
    best = contour[i]
  }
  return best
}

/** The outermost, highest contour point in the lower part of the pocket between shoulder tip and side. */
function armholeCorner({ contour, pockets, box, axis, wide, high }: Outline, sign: number): Point | null {
  for (const pocket of pockets) {
    const deepest = contour[pocket.deepest]
    const [upper, lower] = [contour[pocket.from], contour[pocket.to]].sort((a, b) => a.y - b.y)
    const fits =
      (deepest.x - axis) * sign > 0 &&
      upper.y < box.top + high * 0.25 &&
      lower.y < box.top + high * 0.75 &&
      lower.y > box.top + high * 0.06 &&
      pocket.depth > wide * 0.012 &&
      (lower.x - axis) * sign > wide * 0.12
    if (!fits) continue
    let best = lower
    let bestScore = -Infinity
    for (const i of section(contour, pocket.from, pocket.to)) {
      const p = contour[i]
      const score = (p.x - axis) * sign - p.y * 0.45
      if (p.y < deepest.y || score <= bestScore) continue
      bestScore = score
      best = p
    }
    return best
  }
  return null
}

/** The upper edge spans most of the body and hardly dips. */
function isWideAndFlat(outline: Outline, { neckLeft, neckRight }: Points): boolean {
  if (!neckLeft || !neckRight) return false
  const { mask, width, box, high } = outline
  const edge = Math.min(neckLeft.y, neckRight.y)
  let dip = 0
  for (let x = Math.round(neckLeft.x); x < neckRight.x; x += 2) {
    let y = box.top
    while (y < box.bottom && !mask[y * width + x]) y++
    dip = Math.max(dip, y - edge)
  }
  const ends = rowEnds(outline, box.top + high * 0.3)
  return ends !== null && neckRight.x - neckLeft.x > 0.66 * (ends[1] - ends[0]) && dip < high * 0.16
}
