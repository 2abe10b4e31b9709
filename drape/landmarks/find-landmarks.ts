// Finds what a garment is and where its points lie, from its silhouette.

import { fitTwice } from './fit-twice.ts'
import { judge } from './judge.ts'
import { nameKind, nameTopology } from './name-kind.ts'
import { outlineOf } from './outline.ts'
import { readFit } from './read-fit.ts'
import type { Cutout, Landmarks, Slot } from '../garment.ts'
import type { Care } from './fit-twice.ts'

/**
 * The landmarks of a cut-out, in its pixels. Parametric templates are fitted to the silhouette twice, from different
 * starts; the better fit names the garment, and how far the two readings differ is the confidence. The slot is a hint:
 * a silhouette that clearly is something else says so by its kind. `quick` fits once, in half the time. Throws a RangeError for an empty mask.
 */
export function findLandmarks(cutout: Cutout, slot: Slot, care: Care = 'full'): Landmarks {
  const outline = outlineOf(cutout)
  if (!outline) throw new RangeError('The cut-out holds no garment: its mask is empty.')
  const fits = fitTwice(outline, cutout.lab, slot, care)
  const readings = fits.map((fit) => readFit(fit, outline, slot))
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
    opening: null,
    confidence,
    doubts,
  }
}
