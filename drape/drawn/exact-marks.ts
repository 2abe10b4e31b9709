// The landmarks of a drawn garment as if they had been read without a doubt, for what works on landmarks.

import type { GarmentKind, Landmark, LandmarkName, Landmarks, Point } from '../garment.ts'
import type { Outline } from '../landmarks/outline.ts'

/** `truth` is where the drawing says that the points are, `scale` the pixels of the outline to one of the drawing. */
export function exactMarks(
  kind: GarmentKind,
  { contour, box, axis }: Pick<Outline, 'contour' | 'box' | 'axis'>,
  truth: Readonly<Partial<Record<LandmarkName, Point>>>,
  scale = 1,
): Landmarks {
  const points: Partial<Record<LandmarkName, Landmark>> = {}
  for (const [name, { x, y }] of Object.entries(truth))
    points[name as LandmarkName] = { x: x * scale, y: y * scale, confidence: 1 }
  return {
    kind,
    likelySlot: null,
    topology: kind === 'trousers' ? 'waist' : 'sleeved',
    contour,
    box,
    axis,
    points,
    opening: null,
    confidence: 1,
    doubts: [],
  }
}
