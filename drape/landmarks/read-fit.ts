// Turns a fit into landmarks: snapped to the contour and weighed against its rules.

import { combine } from './combine.ts'
import { findEnds } from './find-ends-by-rules.ts'
import { findUpperByRules } from './find-upper-by-rules.ts'
import { findWaistByRules } from './find-waist-by-rules.ts'
import { nameKind } from './name-kind.ts'
import { snap } from './snap.ts'
import type { Slot } from '../garment.ts'
import type { Combined } from './combine.ts'
import type { Fit } from './fit/search.ts'
import type { Outline } from './outline.ts'
import type { RulePoints } from './rule-points.ts'
import type { Snapped } from './snap.ts'

/** One reading of a silhouette: a fit, snapped to the contour and weighed against the rules. */
export interface Reading extends Combined {
  readonly fit: Fit
  readonly holds: Snapped['holds']
  readonly rules: RulePoints
}

/** Reads one fit; the rules run for the kind that the fit names. */
export function readFit(fit: Fit, outline: Outline, slot: Slot): Reading {
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
