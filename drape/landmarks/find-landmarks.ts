// Finds what a garment is and where its points lie, from its silhouette.

import { combine } from './combine.ts'
import { findEnds } from './find-ends-by-rules.ts'
import { findUpperByRules } from './find-upper-by-rules.ts'
import { findWaistByRules } from './find-waist-by-rules.ts'
import { fitTwice } from './fit-twice.ts'
import { judge } from './judge.ts'
import { nameKind, nameTopology } from './name-kind.ts'
import { outlineOf } from './outline.ts'
import { snap } from './snap.ts'
import type { Cutout, Landmarks, Slot } from '../garment.ts'
import type { Care } from './fit-twice.ts'
import type { Fit } from './fit/search.ts'
import type { Outline } from './outline.ts'
import type { Snapped } from './snap.ts'
import type { Combined } from './combine.ts'
import type { RulePoints } from './rule-points.ts'

/** One reading of a silhouette: a fit, snapped to the contour and weighed against the rules. */
export interface Reading extends Combined {
  readonly fit: Fit
  readonly holds: Snapped['holds']
  readonly rules: RulePoints
}

/**
 * The landmarks of a cut-out, in its pixels. Parametric templates are fitted to the silhouette twice, from different
 * starts; the better fit names the garment, and how far the two readings differ is the confidence. The slot is a hint:
 * a silhouette that clearly is something else says so by its kind. `quick` fits once, in half the time. Throws a RangeError for an empty mask.
 */
export function findLandmarks(cutout: Cutout, slot: Slot, care: Care = 'full'): Landmarks {
  const outline = outlineOf(cutout)
  if (!outline) throw new RangeError('The cut-out holds no garment: its mask is empty.')
  const fits = fitTwice(outline, cutout.lab, slot, care)
  const readings = fits.map((fit) => read(fit, outline, slot))
  const best = readings[0]
  const { kind } = nameKind(best.fit, slot)
  const { points, confidence, doubts } = judge(cutout, outline, readings, slot)
  return {
    kind,
    topology: nameTopology(best.fit.family.cut, best.rules.strapless),
    contour: outline.contour,
    box: outline.box,
    axis: outline.axis,
    points,
    confidence,
    doubts,
  }
}

function read(fit: Fit, outline: Outline, slot: Slot): Reading {
  const { cut } = fit.family
  const fromWaist = cut === 'trousers' || cut === 'skirt'
  const isLong = nameKind(fit, slot).kind === 'dress'
  const rules = fromWaist ? findWaistByRules(outline) : findUpperByRules(outline, isLong)
  const snapped = snap(fit.marks, cut, outline)
  const { points, agreed } = combine(snapped.points, cut, rules, outline)
  if (cut === 'trousers')
    Object.assign(points, { hemLeft: points.cuffOuterLeft, hemRight: points.cuffOuterRight })
  if (!fromWaist) {
    const { hemLeft, hemRight, waistLeft, waistRight } = findEnds(outline, points, false)
    if (waistLeft && waistRight) Object.assign(points, { waistLeft, waistRight })
    // Once both armpits lie on the contour, what is between them is the body and its lowest corners are the hem.
    const isOnContour = (name: 'pitLeft' | 'pitRight'): boolean =>
      agreed.has(name) || snapped.holds[name] !== 'template'
    if (hemLeft && hemRight && isOnContour('pitLeft') && isOnContour('pitRight'))
      Object.assign(points, { hemLeft, hemRight })
  }
  return { fit, points, agreed, holds: snapped.holds, rules }
}
