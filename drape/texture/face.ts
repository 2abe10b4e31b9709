// A garment read from its photos: cut out, its landmarks found, its colours made ready to paint cloth with.
import type { Cutout, Landmarks, Slot } from '../garment.ts'
import type { Texture } from './texture.ts'

/** One photo, read. */
export interface Face {
  readonly cutout: Cutout
  readonly marks: Landmarks
  readonly paint: Texture
}

export interface Garment {
  readonly slot: Slot
  readonly front: Face
  /** The garment's back where it was photographed. */
  readonly back: Face | null
}
