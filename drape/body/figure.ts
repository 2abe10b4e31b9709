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

/** A blob melted into a surface: centre, radii and how far it melts. */
export interface Swell {
  readonly at: Row
  readonly radii: Row
  readonly melt: number
}

/**
 * One half of a mannequin at rest: straight legs, trunk upright (the other half mirrors it). Every length in cm.
 * The arm is written as it hangs straight down from its shoulder joint, palm to the thigh: x outwards, y up, z forwards.
 */
export interface Figure {
  readonly height: number
  /** `[y, half width, depth to the front, depth to the back]`. */
  readonly torso: readonly Row[]
  readonly swells: readonly Swell[]
  /** How deep the groove of the spine, and of the front's middle, is. */
  readonly spine: number
  readonly sternum: number
  /** Tubes of `[x, y, z, radius]`. */
  readonly trapezius: readonly Row[]
  readonly collarbone: readonly Row[]
  /** `[y, centre x, centre z, half width, depth to the front, depth to the back]`. */
  readonly neck: readonly Row[]
  readonly head: {
    readonly parts: readonly Swell[]
    readonly nose: readonly Row[]
    readonly sockets: Swell
    /** z of the face's plane at `level`, and by how much it leans back a cm upwards. */
    readonly plane: { readonly z: number; readonly level: number; readonly lean: number }
  }
  /** `[y, centre x, centre z, half width, depth to the front, depth to the back]`. */
  readonly leg: readonly Row[]
  readonly legSwells: readonly Swell[]
  /** Along the foot: `[z, centre x, centre y, half width, up, down]`; toes are tubes. x from the ankle outwards. */
  readonly foot: readonly Row[]
  readonly toes: readonly (readonly Row[])[]
  /** `[y, centre x, centre z, half width, depth to the front, depth to the back]`, on to the knuckles. */
  readonly arm: readonly Row[]
  readonly fingers: readonly (readonly Row[])[]
  /** Where the limbs are jointed. The wrist is on the arm's own axis. */
  readonly joints: {
    readonly shoulder: Row
    readonly elbow: number
    readonly wrist: number
    readonly hip: Row
    readonly knee: Row
    readonly ankle: Row
    /** z, from the ankle, of the ball of the foot. */
    readonly ball: number
  }
  readonly marks: BodyMarks
}
