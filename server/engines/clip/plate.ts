// Makes a look ready for the camera: in the clip's own shape, a little larger than its frames, on its own backdrop.
import sharp from 'sharp'
import type { Sheet } from './draw-frame.ts'

/** So much larger than the frame: what the closest window shows is then hardly enlarged. */
const ROOM = 1.12
/** A backdrop whose edges differ by no more than this goes on beyond them; others are cut to the shape. */
const EVEN = 14

/**
 * A look in the shape of a clip. One that is too narrow gets more of its backdrop on both sides where that is even, else it is cut
 * above and below; one that is too wide is cut left and right. `paper` is what shows through a transparent look.
 */
export async function makePlate(
  look: Uint8Array,
  { width, height, paper }: { readonly width: number; readonly height: number; readonly paper: string },
): Promise<Sheet> {
  const flat = await sharp(look)
    .flatten({ background: paper })
    .toColourspace('srgb')
    .removeAlpha()
    .png({ compressionLevel: 0 })
    .toBuffer()
  const { width: wide, height: high } = await sharp(flat).metadata()
  const missing = Math.round((high * width) / height) - wide
  const even = missing > 0 && (await isEven(flat, wide, high))
  const [left, right] = [Math.floor(missing / 2), Math.ceil(missing / 2)]
  const shaped = even
    ? await sharp(flat).extend({ left, right, extendWith: 'copy' }).png({ compressionLevel: 0 }).toBuffer()
    : flat
  const size = { width: Math.round(width * ROOM), height: Math.round(height * ROOM) }
  const { data, info } = await sharp(shaped)
    // What is cut away of a figure should be its feet before its head.
    .resize({ ...size, fit: 'cover', position: 'top', kernel: 'lanczos3' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
  }
}

async function isEven(look: Buffer, width: number, height: number): Promise<boolean> {
  const wide = Math.max(1, Math.round(width / 100))
  const spreads = await Promise.all(
    [0, width - wide].map(async (left) => {
      // Statistics are those of the whole picture, whatever is cut from it on the way.
      const edge = await sharp(look).extract({ left, top: 0, width: wide, height }).png().toBuffer()
      const { channels } = await sharp(edge).stats()
      return Math.max(...channels.map(({ stdev }) => stdev))
    }),
  )
  return spreads.every((spread) => spread <= EVEN)
}
