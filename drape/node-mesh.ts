// A dressed mannequin as a GLB file: its textures are encoded with sharp, the rest is pure.

import sharp from 'sharp'
import type { Dressed } from './drape.ts'
import { buildNodes } from './gltf/build-nodes.ts'
import { writeGlb, type GlbImage } from './gltf/write-glb.ts'
import type { Texture } from './texture/texture.ts'

/** Longest side of a texture in the file: sharp on a screen filled by the garment, and small to load. */
const TEXTURE_SIDE = 1280

/** The mannequin as a binary glTF 2.0 file, in metres, y up. */
export async function meshOf({ surfaces }: Dressed): Promise<Uint8Array<ArrayBuffer>> {
  const textures = new Set(surfaces.flatMap(({ paint }) => (paint ? [paint.outer, paint.inner] : [])))
  const images = new Map<Texture, GlbImage>()
  for (const texture of textures) images.set(texture, await encodeTexture(texture))
  return writeGlb(buildNodes(surfaces, images))
}

async function encodeTexture({ width, height, data, alpha }: Texture): Promise<GlbImage> {
  const channels = alpha ? 4 : 3
  // A copy of its own: encoders do not read shared memory.
  const pixels = new Uint8Array(width * height * channels)
  if (alpha)
    for (let i = 0; i < width * height; i++) {
      pixels.set(data.subarray(3 * i, 3 * i + 3), 4 * i)
      pixels[4 * i + 3] = alpha[i]
    }
  else pixels.set(data)
  const small = sharp(pixels, { raw: { width, height, channels } }).resize({
    width: TEXTURE_SIDE,
    height: TEXTURE_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
  })
  if (alpha) return { bytes: await small.png({ compressionLevel: 9 }).toBuffer(), mimeType: 'image/png' }
  return { bytes: await small.jpeg({ quality: 84 }).toBuffer(), mimeType: 'image/jpeg' }
}
