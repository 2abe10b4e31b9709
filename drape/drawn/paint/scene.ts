// What a drawing is made of: panels of cloth and the marks of sewing on them, from the lowest to the topmost.

import type { LandmarkName, Point, Slot } from '../../garment.ts'
import type { Cloth } from './cloth.ts'
import type { Light } from './colour.ts'
import type { Line } from './outline.ts'

/** A crease: a ridge (depth > 0) or a valley (depth < 0) along a line, dying away at its ends. Centimetres. */
export interface Fold {
  readonly line: Line
  readonly width: number
  readonly depth: number
  /** A pleat or a pressed edge does not die away at its ends. */
  readonly steady?: boolean
}

/** A piece of cloth lying on what was laid before it. */
export interface Panel {
  readonly type: 'panel'
  readonly outline: Line
  readonly cloth: Cloth
  readonly seed: number
  /** Where the grain starts and how far it is turned (radians, clockwise). */
  readonly grain?: { readonly at: Point; readonly turn: number }
  /** A band, such as a collar, whose grain runs round with this line instead. */
  readonly round?: Line
  readonly folds?: readonly Fold[]
  /** How much the cloth bulges, in centimetres: height of its edge, and of its loose waves. */
  readonly loft?: number
  readonly slack?: number
  /** 0..1: how dark a shadow falls on the panels below. */
  readonly casts?: number
  /** 0..1: how much less light reaches it, as inside a collar. */
  readonly shade?: number
  /** Worn pale along these lines, as denim is. */
  readonly fades?: readonly Fade[]
}

export interface Fade {
  readonly line: Line
  readonly width: number
  /** The colour is multiplied by 1 + this. */
  readonly amount: number
}

/** A sewn line: a fine groove; with a thread, topstitching. */
export interface Seam {
  readonly type: 'seam'
  readonly line: Line
  readonly width?: number
  /** 0..1: how dark the groove is. */
  readonly depth?: number
}

export interface Stitching {
  readonly type: 'stitching'
  readonly line: Line
  readonly thread: Light
  /** Length of a stitch and width of the thread, in centimetres. */
  readonly stitch?: number
  readonly width?: number
}

export interface Button {
  readonly type: 'button'
  readonly at: Point
  readonly radius: number
  readonly colour: Light
  readonly kind: 'shell' | 'metal'
}

export type Layer = Panel | Seam | Stitching | Button

export interface Scene {
  readonly slot: Slot
  readonly layers: readonly Layer[]
  /** In centimetres, as the outlines are. */
  readonly landmarks: Readonly<Partial<Record<LandmarkName, Point>>>
}
