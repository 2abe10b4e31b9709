// What the contour rules say of a silhouette; the template fit judges it.

import type { LandmarkName, Point } from '../garment.ts'

export type Points = Partial<Record<LandmarkName, Point>>

export interface RulePoints {
  readonly points: Points
  /** Both sleeves stick out of the body. */
  readonly sleeved: boolean
  /** The upper edge is one wide curve with nothing above it. */
  readonly strapless: boolean
  /** One side was mirrored from the other. */
  readonly mirrored: boolean
}

export const HANDS = [
  { hand: 'Left', sign: -1 },
  { hand: 'Right', sign: 1 },
] as const
export type Hand = (typeof HANDS)[number]['hand']

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
