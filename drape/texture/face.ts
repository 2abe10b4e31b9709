// A garment read from its photos: what dressing a body needs to know of it, and no more, so that many stay small.
import type { Centimetres, Landmarks, Slot } from '../garment.ts'
import type { Neckline } from '../pattern/neckline.ts'
import type { Texture } from './texture.ts'

/** One photo, read. Places are pixels of its cut-out. */
export interface Face {
  readonly marks: Landmarks
  readonly neckline: Neckline | null
  /** Width of the garment in each row, in pixels. */
  readonly widths: Uint16Array
  readonly paint: Texture
  /** Pixels of the cut-out per texel. */
  readonly scale: number
  /** 0..1: how sure the cut-out is. */
  readonly sure: number
}

/** How a back that was not photographed looks. */
export interface Guess {
  readonly paint: Texture
  /** The front's neck edge is kept; else the neck is filled in up to the back's own edge. */
  readonly ribbed: boolean
}

export interface Garment {
  readonly slot: Slot
  readonly front: Face
  /** The garment's back where it was photographed. */
  readonly back: Face | null
  readonly guess: Guess | null
  /** What the seller measured. */
  readonly centimetres?: Centimetres | undefined
}
