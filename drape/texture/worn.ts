// A garment on a body, whichever way it came there: two painted sheets over one set of vertices.
import type { Mesh } from '../body/mesh.ts'
import type { Doubt } from '../garment.ts'
import type { Texture } from './texture.ts'

export interface Worn {
  readonly front: Mesh
  readonly back: Mesh
  /** Texels, two a vertex, of each sheet's own texture. */
  readonly frontUv: Float32Array
  readonly backUv: Float32Array
  readonly frontPaint: Texture
  readonly backPaint: Texture
  /** 1 on free edges. */
  readonly rim: Uint8Array
  /** 1 on sleeves. */
  readonly sleeve: Uint8Array
  readonly doubts: readonly Doubt[]
}
