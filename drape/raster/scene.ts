// What is put before the camera: painted surfaces standing on the floor, y up, in cm.
import type { Mesh } from '../body/mesh.ts'
import type { Texture } from '../texture/texture.ts'

/** How a surface answers to light. */
export interface Material {
  /** Share of the shading that comes from the studio's light; the rest is the light already in the photo. */
  readonly lit: number
  readonly rim: number
  readonly shine: number
  /** cm by which the surface is brought nearer when deciding what hides what. */
  readonly nearer: number
}

export interface Surface {
  readonly mesh: Mesh
  readonly material: Material
  /** Linear RGB of a plain surface. */
  readonly colour: readonly [number, number, number]
  /** Texture coordinates in texels, two a vertex, with the texture of the outer and of the inner face. */
  readonly paint?: { readonly uv: Float32Array; readonly outer: Texture; readonly inner: Texture }
}
