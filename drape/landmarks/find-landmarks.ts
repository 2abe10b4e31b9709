// Finds what a garment is and where its points lie, from its silhouette.

import { findOpening } from './find-opening.ts'
import { fitTwice } from './fit-twice.ts'
import { judge } from './judge.ts'
import { likelySlot } from './likely-slot.ts'
import { nameKind, nameTopology } from './name-kind.ts'
import { nearest } from './contour.ts'
import { outlineOf } from './outline.ts'
import { readFit } from './read-fit.ts'
import { standUpright } from './upright.ts'
import type { Cutout, Handles, Landmark, LandmarkName, Landmarks, Point, Slot } from '../garment.ts'
import type { Care } from './fit-twice.ts'
import type { Points } from './rule-points.ts'

export interface FindOptions {
  /** `full` (unless said) fits twice, `quick` once. */
  readonly care?: Care | undefined
  /** What a person has put right; kept as it is, and the rest is fitted to it. */
  readonly handles?: Handles | undefined
}

// A landmark found on the upright silhouette's contour moves to the cut-out's own within this share of the long side.
const SETTLE = 0.012

/**
 * The landmarks of a cut-out, in its pixels. The silhouette is stood upright at one size; parametric templates are
 * fitted to it twice, from different starts; the better fit names the garment, and how far the two readings differ is
 * the confidence. The slot is a hint: a silhouette that clearly is something else says so by its kind. Handles are kept
 * exactly, with confidence 1. Throws a RangeError for an empty mask.
 */
export function findLandmarks(cutout: Cutout, slot: Slot, options: FindOptions = {}): Landmarks {
  const whole = outlineOf(cutout)
  const upright = standUpright(cutout)
  if (!whole || !upright) throw new RangeError('The cut-out holds no garment: its mask is empty.')
  const { care = 'full', handles = {} } = options
  const { outline, lab } = upright
  const placed = inPixels(handles, cutout)
  const held: Points = {}
  for (const [name, point] of named(placed)) held[name] = upright.fromCutout(point)
  const fits = fitTwice(outline, lab, slot, care, held)
  const readings = fits.map((fit) => readFit(fit, outline, slot, held))
  const [best] = readings
  const seen = findOpening(upright, best, slot)
  const { kind } = nameKind(best.fit, slot, seen !== null)
  const line = kind === 'top' || kind === 'outer' ? seen : null
  const { points, confidence, doubts } = judge(cutout, outline, readings, slot, held)
  const settled: Partial<Record<LandmarkName, Landmark>> = {}
  const reach = SETTLE * Math.max(whole.wide, whole.high)
  for (const [name, landmark] of named(points)) {
    const point = upright.toCutout(landmark)
    const exact =
      best.holds[name] === 'template' ? point : settle(whole.contour, point, reach, name === 'fork')
    settled[name] = { ...(placed[name] ?? exact), confidence: landmark.confidence }
  }
  return {
    kind,
    likelySlot: likelySlot(outline, lab, best.fit),
    topology: nameTopology(best.fit.family.cut, best.rules.strapless),
    contour: whole.contour,
    box: whole.box,
    axis: whole.axis,
    points: settled,
    opening: line && line.map(upright.toCutout),
    confidence,
    doubts,
  }
}

/** The nearest contour point within reach; a fork moves up to where the gap between the legs ends. */
function settle(contour: readonly Point[], point: Point, reach: number, isFork: boolean): Point {
  const within = (p: Point): boolean =>
    Math.abs(p.x - point.x) < reach && p.y < point.y + reach && p.y > point.y - 4 * reach
  if (isFork) return contour.filter(within).reduce((best, p) => (p.y < best.y ? p : best), point)
  const edge = contour[nearest(contour, point)]
  return Math.hypot(edge.x - point.x, edge.y - point.y) < reach ? edge : point
}

/** Shares of the photo as pixels of the cut-out. */
function inPixels(handles: Handles, { width, height }: Cutout): Points {
  const points: Points = {}
  for (const [name, { x, y }] of named(handles)) points[name] = { x: x * width, y: y * height }
  return points
}

function named<P extends Point>(points: Readonly<Partial<Record<LandmarkName, P>>>): [LandmarkName, P][] {
  return (Object.entries(points) as [LandmarkName, P | undefined][]).flatMap(([name, point]) =>
    point ? [[name, point] as [LandmarkName, P]] : [],
  )
}
