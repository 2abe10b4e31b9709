// Finds what a garment is and where its points lie, from its silhouette.

import { findEnds } from './find-ends-by-rules.ts'
import { findUpperByRules } from './find-upper-by-rules.ts'
import { findWaistByRules } from './find-waist-by-rules.ts'
import { outlineOf } from './outline.ts'
import type {
  Cutout,
  Doubt,
  GarmentKind,
  Landmark,
  LandmarkName,
  Landmarks,
  Slot,
  Topology,
} from '../garment.ts'
import type { Points, RulePoints } from './rule-points.ts'

/**
 * The landmarks of a cut-out, in its pixels. The slot is a hint. Throws a RangeError for a cut-out without a garment
 * (an empty mask): ask its confidence first.
 */
export function findLandmarks(cutout: Cutout, slot: Slot): Landmarks {
  const outline = outlineOf(cutout)
  if (!outline) throw new RangeError('The cut-out holds no garment: its mask is empty.')
  const kind = kindFor(slot, outline.high / outline.wide)
  const rules = slot === 'bottom' ? findWaistByRules(outline) : findUpperByRules(outline, kind === 'dress')
  const ends = slot === 'bottom' ? {} : findEnds(outline, rules.points, rules.sleeved)
  const doubts = doubtsOf(cutout, rules, kind)
  const confidence = Math.max(0.2, cutout.confidence - 0.3 * doubts.length)
  return {
    kind: slot === 'bottom' && !rules.points.fork && outline.high / outline.wide < 1.6 ? 'skirt' : kind,
    topology: topologyOf(slot, rules),
    contour: outline.contour,
    box: outline.box,
    axis: outline.axis,
    points: withConfidence({ ...rules.points, ...ends }, confidence),
    confidence,
    doubts,
  }
}

function kindFor(slot: Slot, ratio: number): GarmentKind {
  if (slot === 'bottom') return ratio < 1.25 ? 'shorts' : 'trousers'
  return slot === 'onepiece' ? 'dress' : 'top'
}

function topologyOf(slot: Slot, rules: RulePoints): Topology {
  if (slot === 'bottom') return 'waist'
  if (rules.sleeved) return 'sleeved'
  return rules.strapless ? 'strapless' : 'sleeveless'
}

function doubtsOf(cutout: Cutout, rules: RulePoints, kind: GarmentKind): Doubt[] {
  const doubts: Doubt[] = []
  if (cutout.confidence < 0.6) doubts.push('cutout_unsure')
  if (rules.mirrored) doubts.push('asymmetric')
  if (kind === 'trousers' && !rules.points.fork) doubts.push('fork_hidden')
  return doubts
}

function withConfidence(points: Points, confidence: number): Landmarks['points'] {
  const out: Partial<Record<LandmarkName, Landmark>> = {}
  for (const [name, point] of Object.entries(points))
    if (point) out[name as LandmarkName] = { ...point, confidence }
  return out
}
