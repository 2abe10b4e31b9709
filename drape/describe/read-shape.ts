// What the outline tells of a garment's cut: sleeves, length and neckline, each only where it is clear.

import { necklineOf } from '../pattern/neckline.ts'
import type { Cutout, Landmarks, Point } from '../garment.ts'

export type SleeveLength = 'none' | 'short' | 'long'
export type GarmentLength = 'cropped' | 'mini' | 'knee' | 'midi' | 'long'
export type NeckShape = 'round' | 'v'

export interface Shape {
  readonly sleeve: SleeveLength | null
  readonly length: GarmentLength | null
  readonly neckline: NeckShape | null
}

// Sleeves from shoulder to cuff, in half chests: short ones end by the elbow, long ones at the wrist; what is between is not said.
const SHORT_SLEEVE = 1.42
const LONG_SLEEVE = 2.2
/** Sleeves of dresses are of many kinds: only where the outline is sure. */
const SURE_DRESS = 0.8
// Lengths of skirts as [name, from, to] in waists, with gaps that are not said. Those of dresses are not said at all: on real photos
// the chest tells too little of how tall the body in one is.
const FROM_WAIST = [
  ['mini', 0, 1.2],
  ['knee', 1.45, 1.7],
  ['midi', 1.9, 2.35],
  ['long', 2.6, 9],
] as const
/** A top shorter than this many chests ends at the waist. */
const CROPPED = 0.95
/** Just under the neck points, this far down in chests, shoulders have made a garment wider by so much; a collar stands up straight. */
const UNDER_NECK = 0.06
const SHOULDERS = 0.22
/** A neck's depth halfway to its side, as a share of its depth: a V falls straight, a round one fast. */
const V_NECK = 0.62
const ROUND_NECK = 0.7

export function readShape(cutout: Cutout, marks: Landmarks): Shape {
  return { sleeve: sleeveOf(marks), length: lengthOf(marks), neckline: neckOf(cutout, marks) }
}

function sleeveOf({ topology, points, doubts, kind, confidence }: Landmarks): SleeveLength | null {
  if (topology === 'waist' || doubts.includes('kind_unsure')) return null
  if (kind === 'dress' && confidence < SURE_DRESS) return null
  if (topology !== 'sleeved') return kind === 'outer' ? null : 'none'
  const chest = between(points.pitLeft, points.pitRight)
  const arms = [
    between(points.shoulderLeft, middle(points.cuffOuterLeft, points.cuffInnerLeft)),
    between(points.shoulderRight, middle(points.cuffOuterRight, points.cuffInnerRight)),
  ].filter((arm) => arm !== null)
  if (chest === null || arms.length === 0) return null
  const arm = (2 * Math.max(...arms)) / chest
  return arm < SHORT_SLEEVE ? 'short' : arm > LONG_SLEEVE ? 'long' : null
}

function lengthOf({ kind, points, doubts }: Landmarks): GarmentLength | null {
  if (doubts.includes('cropped') || doubts.includes('kind_unsure')) return null
  const hem = middle(points.hemLeft, points.hemRight)
  if (kind === 'skirt') {
    const waist = between(points.waistLeft, points.waistRight)
    const length = between(middle(points.waistLeft, points.waistRight), hem)
    return waist && length ? within(FROM_WAIST, length / waist) : null
  }
  if (kind !== 'top' || !points.neckLeft) return null
  const chest = between(points.pitLeft, points.pitRight)
  const length = between(middle(points.neckLeft, points.neckRight), hem)
  return chest && length && length / chest < CROPPED ? 'cropped' : null
}

function neckOf(cutout: Cutout, marks: Landmarks): NeckShape | null {
  // Under a collar or beside an opening the edge is not the neckline people speak of.
  if (marks.kind === 'outer' || marks.opening) return null
  if (hasCollar(cutout, marks)) return null
  const neck = necklineOf(cutout, marks)
  if (!neck || neck.shallow || !neck.seen) return null
  const { front } = neck
  const [left, right] = [front[0], front.at(-1)!]
  const span = right.x - left.x
  const depthAt = (share: number): number => {
    const x = left.x + share * span
    const point = front.reduce((best, one) => (Math.abs(one.x - x) < Math.abs(best.x - x) ? one : best))
    return point.y - (left.y + share * (right.y - left.y))
  }
  const depth = depthAt(0.5)
  if (depth < 0.18 * span) return null
  const sides = [depthAt(0.25), depthAt(0.75)].map((side) => side / depth)
  if (Math.abs(sides[0] - sides[1]) > 0.2) return null
  const side = (sides[0] + sides[1]) / 2
  return side > ROUND_NECK ? 'round' : side < V_NECK && depth > 0.5 * span ? 'v' : null
}

/** A collar or a high neck: the outline goes down from the neck points before it goes out to the shoulders. */
function hasCollar({ mask, width }: Cutout, { points }: Landmarks): boolean {
  const { neckLeft, neckRight, pitLeft, pitRight } = points
  if (!neckLeft || !neckRight || !pitLeft || !pitRight) return true
  const chest = pitRight.x - pitLeft.x
  const y = Math.round((neckLeft.y + neckRight.y) / 2 + UNDER_NECK * chest)
  const row = mask.subarray(y * width, (y + 1) * width)
  const wide = row.lastIndexOf(1) - row.indexOf(1)
  return wide - (neckRight.x - neckLeft.x) < SHOULDERS * chest
}

function within<Name extends string>(
  ranges: readonly (readonly [Name, number, number])[],
  value: number,
): Name | null {
  return ranges.find(([, from, to]) => value > from && value < to)?.[0] ?? null
}

function between(a: Point | null | undefined, b: Point | null | undefined): number | null {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : null
}

function middle(a: Point | undefined, b: Point | undefined): Point | null {
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : (a ?? b ?? null)
}
