// Turns a fit into landmarks: snapped to the contour and weighed against its rules.

import { combine } from './combine.ts'
import { findCuffs } from './find-cuffs.ts'
import { findHem } from './find-hem.ts'
import { findUpperByRules } from './find-upper-by-rules.ts'
import { findWaistByRules } from './find-waist-by-rules.ts'
import { nameKind } from './name-kind.ts'
import { placeWaist } from './place-waist.ts'
import { raiseArmpits } from './raise-armpits.ts'
import { snap } from './snap.ts'
import type { LandmarkName, Slot } from '../garment.ts'
import type { Combined } from './combine.ts'
import type { Fit } from './fit/search.ts'
import type { Hold, Snapped } from './snap.ts'
import type { Outline } from './outline.ts'
import type { Points, RulePoints } from './rule-points.ts'

/** One reading of a silhouette: a fit, snapped to the contour and weighed against the rules. */
export interface Reading extends Combined {
  readonly fit: Fit
  readonly holds: Snapped['holds']
  readonly rules: RulePoints
}

/** Reads one fit; the rules run for the kind that the fit names, and from the points that a person holds. */
export function readFit(fit: Fit, outline: Outline, slot: Slot, held: Points): Reading {
  const { cut } = fit.family
  const fromWaist = cut === 'trousers' || cut === 'skirt'
  const isLong = nameKind(fit, slot).kind === 'dress'
  const rules = fromWaist ? findWaistByRules(outline) : findUpperByRules(outline, isLong)
  const snapped = snap(fit.marks, cut, outline)
  const { points, agreed } = combine(snapped.points, cut, rules, outline)
  const holds: Partial<Record<LandmarkName, Hold>> = { ...snapped.holds }
  for (const name of agreed) holds[name] = 'corner'
  const put = (found: Points, hold: Hold): void => {
    Object.assign(points, found)
    for (const name of Object.keys(found)) holds[name as LandmarkName] = hold
  }
  const known: Points = {}
  for (const name of Object.keys(held) as LandmarkName[]) if (fit.marks[name]) known[name] = held[name]
  put(known, 'corner')
  if (cut === 'sleeved') {
    put(raiseArmpits(outline, points, holds), 'corner')
    put(findCuffs(outline, points, fit.marks, holds), 'corner')
  }
  if (!fromWaist) {
    put(findHem(outline, points, holds), 'corner')
    put(placeWaist(outline, points, holds, isLong), 'edge')
  }
  put(known, 'corner')
  if (cut === 'trousers') put({ hemLeft: points.cuffOuterLeft, hemRight: points.cuffOuterRight }, 'corner')
  return { fit, points, agreed, holds, rules }
}
