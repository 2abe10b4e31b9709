// Contour rules for what hangs from the shoulders: tops, dresses, jackets.

import { nearest, section, turnings } from './contour.ts'
import { findArmholes } from './find-armholes-by-rules.ts'
import { rowEnds, supportCorner } from './outline.ts'
import { HANDS, distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points, RulePoints } from './rule-points.ts'
import type { Point } from '../garment.ts'

// An armpit turns at least this much, and its outer wedge opens downwards; that tells it from armholes and waists.
const LEAST_TURN = 30
const LEAST_DOWN = 0.3
// A sleeve reaches at least this share of the shoulder width out from the shoulder; less is a cap.
const LEAST_SLEEVE = 0.43

// A neck point is the sharpest corner among what is about as high: the arm of its turn and that slack, in shares of the
// garment's width below the shoulders.
const NECK_ARM = 0.04
const NECK_SLACK = 0.04

/** Neck, shoulder and armpit points, from the corners and pockets of the contour. `long` for dresses. */
export function findUpperByRules(outline: Outline, long: boolean): RulePoints {
  const { contour, axis, box, wide, high } = outline
  const points: Points = {}
  const [first, last] = rowEnds(outline, box.top + 0.3 * high) ?? [0, wide]
  const size = last - first
  const turns = turnings(contour, Math.max(3, Math.round((size * NECK_ARM) / 2)))
  for (const { hand, sign } of HANDS) {
    const onSide = (p: Point): boolean => (p.x - axis) * sign > 0
    const corner = supportCorner(contour, turns, 0.2 * sign, -1, NECK_SLACK * size, onSide)
    if (corner) points[`neck${hand}`] = corner
  }
  const pits = findArmpits(outline, long)
  const sleeves = pits && shouldersOver(outline, points, pits.left, pits.right)
  if (pits && sleeves) {
    Object.assign(points, { pitLeft: pits.left, pitRight: pits.right }, sleeves)
    return { points, sleeved: true, strapless: false, mirrored: pits.mirrored }
  }
  return findArmholes(outline, points)
}

function findArmpits(
  outline: Outline,
  long: boolean,
): { left: Point; right: Point; mirrored: boolean } | null {
  const [left, right] = HANDS.map(({ sign }) => findArmpit(outline, sign, long))
  if (left && right) return { left, right, mirrored: false }
  const found = left ?? right
  if (!found) return null
  // Where the silhouette is about as wide on both sides, the hidden armpit mirrors the visible one.
  const { axis, box, wide } = outline
  if (Math.abs(box.left + box.right - 2 * axis) >= wide * 0.08) return null
  const mirror = { x: 2 * axis - found.x, y: found.y }
  return { left: left ?? mirror, right: right ?? mirror, mirrored: true }
}

function findArmpit(outline: Outline, sign: number, long: boolean): Point | null {
  const { contour, pockets, box, axis, wide, high } = outline
  const n = contour.length
  const reach = Math.max(4, Math.round((high * 0.045) / 2))
  const turns = turnings(contour, reach)
  for (const pocket of pockets) {
    if (pocket.depth <= wide * 0.03) continue
    let best: Point | null = null
    let bestScore = -Infinity
    for (const i of section(contour, pocket.from, pocket.to).slice(2, -1)) {
      const p = contour[i]
      const low = box.top + high * (long ? 0.5 : 0.75)
      if ((p.x - axis) * sign < wide * 0.1 || p.y < box.top + high * 0.07 || p.y > low) continue
      const before = contour[(i - reach + n) % n]
      const after = contour[(i + reach) % n]
      const out = Math.max((contour[pocket.from].x - p.x) * sign, (contour[pocket.to].x - p.x) * sign)
      const wedge = { x: before.x + after.x - 2 * p.x, y: before.y + after.y - 2 * p.y }
      const down = wedge.y / (Math.hypot(wedge.x, wedge.y) || 1)
      if (turns[i] <= LEAST_TURN || out <= wide * 0.035 || down <= LEAST_DOWN) continue
      const score = turns[i] - ((p.y - box.top) / high) * 60
      if (score > bestScore) {
        bestScore = score
        best = p
      }
    }
    if (best) return best
  }
  return null
}

/** Shoulder points on the upper edge near above the armpits; null where what sticks out is too short for a sleeve. */
function shouldersOver(outline: Outline, points: Points, left: Point, right: Point): Points | null {
  const { neckLeft, neckRight } = points
  if (!neckLeft || !neckRight) return null
  const span = Math.abs(right.x - left.x)
  const shoulderLeft = shoulderOver(outline, neckLeft, left, span, -1)
  const shoulderRight = shoulderOver(outline, neckRight, right, span, 1)
  const reach = Math.max(
    farthest(outline, left, shoulderLeft, shoulderLeft),
    farthest(outline, shoulderRight, right, shoulderRight),
  )
  return reach < LEAST_SLEEVE * (shoulderRight.x - shoulderLeft.x) ? null : { shoulderLeft, shoulderRight }
}

/** Where the upper edge bends most, between the neck point and just outside the armpit. */
function shoulderOver(outline: Outline, neck: Point, pit: Point, span: number, sign: number): Point {
  const { box } = outline
  let from = pit.x - sign * span * 0.14
  let to = pit.x + sign * span * 0.06
  if ((from - neck.x) * sign < span * 0.05) from = neck.x + sign * span * 0.055
  if ((to - from) * sign < span * 0.06) to = from + sign * span * 0.08
  let best: Point | null = null
  let bestScore = -Infinity
  for (let t = 0; t <= 1; t += 0.02) {
    const x = from + (to - from) * t
    if ((x - neck.x) * sign < span * 0.05 || x < box.left + 2 || x > box.right - 2) continue
    const y = topEdge(outline, x)
    const inner = topEdge(outline, x - sign * span * 0.07)
    const outer = topEdge(outline, Math.min(box.right - 1, Math.max(box.left + 1, x + sign * span * 0.07)))
    const bend = outer - 2 * y + inner
    const score = Math.min(bend, span * 0.1) - Math.abs(x - (pit.x - sign * span * 0.05)) * 0.45
    if (score > bestScore && y < pit.y - span * 0.05) {
      bestScore = score
      best = { x, y }
    }
  }
  if (best) return best
  const gap = (pit.x - sign * span * 0.04 - neck.x) * sign
  const x = gap < span * 0.05 ? neck.x + sign * span * 0.06 : pit.x - sign * span * 0.04
  return { x, y: topEdge(outline, x) }
}

function topEdge({ mask, width, box }: Outline, x: number): number {
  const column = Math.max(box.left, Math.min(box.right, Math.round(x)))
  let y = box.top
  while (y < box.bottom && !mask[y * width + column]) y++
  return y
}

function farthest({ contour }: Outline, from: Point, to: Point, origin: Point): number {
  const walk = section(contour, nearest(contour, from), nearest(contour, to))
  return Math.max(...walk.map((i) => distance(contour[i], origin)))
}
