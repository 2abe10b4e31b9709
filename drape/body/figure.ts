// The measures a mannequin is built from, and the places on it that clothes are fitted to.
import type { Row } from './shapes.ts'

/** A side of the body: -1 the picture's left, 1 its right, seen from the front. */
export type BodySide = -1 | 1

/** Places on the body in cm; x to the picture's right, y up from the floor, z to the viewer. */
export interface BodyMarks {
  readonly neckY: number
  readonly neckX: number
  readonly shoulderX: number
  readonly shoulderY: number
  readonly pitX: number
  readonly pitY: number
  /** From the point of the shoulder to the wrist, the arm stretched. */
  readonly armLength: number
  readonly bustY: number
  readonly waistY: number
  readonly hipY: number
  readonly crotchY: number
  readonly kneeY: number
  readonly ankleY: number
}

/** One half of a mannequin (the other mirrors it). Every length in cm. */
export interface Figure {
  readonly height: number
  /** `[y, half width, depth to the front, depth to the back]`. */
  readonly torso: readonly Row[]
  /** `[y, centre x, centre z, half width, depth to the front, depth to the back]`. */
  readonly leg: readonly Row[]
  /** Blobs melted into the torso: centre, radii and how far they melt. */
  readonly swells: readonly { readonly at: Row; readonly radii: Row; readonly melt: number }[]
  /** Tubes of `[x, y, z, radius]`. */
  readonly neck: readonly Row[]
  readonly trapezius: readonly Row[]
  readonly collarbone: readonly Row[]
  readonly arm: readonly Row[]
  readonly foot: readonly Row[]
  readonly instep: readonly Row[]
  readonly elbow: Row
  readonly hand: { readonly wrist: Row; readonly direction: Row; readonly size: number }
  readonly head: readonly { readonly at: Row; readonly radii: Row }[]
  readonly marks: BodyMarks
}
