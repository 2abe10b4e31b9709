// Pictures to and from vendors: what is sent is upright, plain and small enough; what comes back is decoded before it is kept.
import sharp, { type Sharp } from 'sharp'
import { MOST_PIXELS } from '../imaging.ts'
import { VendorError, type Call, type Picture } from './vendor.ts'

/** Longest side of a garment as it is sent: what the strictest vendors take without shrinking it themselves. */
const GARMENT_SIDE = 2_000
const QUALITY = { quality: 95, chromaSubsampling: '4:4:4' } as const
/** A result further from the ratio asked for than this is of the wrong size; nearer ones are cut to it. */
const RATIO_SLACK = 0.15
/** Ratios nearer than this are the same. */
const SAME_RATIO = 0.01
/** Shorter than this share of what was asked for is too small to sell by. */
const LEAST_SHARE = 0.5
const SECONDS = 30

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })

/** A photo of a person, cut to the ratio of the look around its middle. Throws input_unreadable. */
export async function preparePerson(
  bytes: Uint8Array,
  wish: { readonly width: number; readonly height: number },
): Promise<Picture> {
  try {
    const { autoOrient: from } = await open(bytes).metadata()
    const scale = Math.min(1, from.width / wish.width, from.height / wish.height)
    const [width, height] = [Math.round(wish.width * scale), Math.round(wish.height * scale)]
    return await jpeg(open(bytes).autoOrient().resize({ width, height, fit: 'cover' }))
  } catch (error) {
    throw new VendorError('input_unreadable', 'person', { cause: error })
  }
}

/** A garment's photo; what is cut out lies on white. Throws input_unreadable. */
export async function prepareGarment(bytes: Uint8Array): Promise<Picture> {
  try {
    const size = {
      width: GARMENT_SIDE,
      height: GARMENT_SIDE,
      fit: 'inside',
      withoutEnlargement: true,
    } as const
    return await jpeg(open(bytes).autoOrient().resize(size))
  } catch (error) {
    throw new VendorError('input_unreadable', 'garment', { cause: error })
  }
}

async function jpeg(picture: Sharp): Promise<Picture> {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg(QUALITY)
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, contentType: 'image/jpeg', width: info.width, height: info.height }
}

const TYPES = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const

/**
 * Decodes what a vendor gave and says what it is; one of the right ratio stays as it is to the byte, with the marks it carries.
 * Throws empty_output, bad_answer when it is no JPEG, PNG or WebP, and wrong_size.
 */
export async function readResult(bytes: Uint8Array, wish: Pick<Call, 'width' | 'height'>): Promise<Picture> {
  if (bytes.byteLength === 0) throw new VendorError('empty_output')
  const { format, width, height } = await decoded(bytes)
  const asked = wish.width / wish.height
  const apart = Math.abs(width / height / asked - 1)
  if (apart > RATIO_SLACK || Math.min(width / wish.width, height / wish.height) < LEAST_SHARE)
    throw new VendorError('wrong_size', `${width} × ${height}, not ${wish.width} × ${wish.height}`)
  if (apart <= SAME_RATIO) return { bytes, contentType: TYPES[format], width, height }
  const cut = {
    width: Math.min(width, Math.round(height * asked)),
    height: Math.min(height, Math.round(width / asked)),
  }
  const { data, info } = await open(bytes)
    .resize({ ...cut, fit: 'cover' })
    .keepMetadata()
    .png()
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, contentType: 'image/png', width: info.width, height: info.height }
}

async function decoded(
  bytes: Uint8Array,
): Promise<{ format: keyof typeof TYPES; width: number; height: number }> {
  try {
    const { format, width, height } = await open(bytes).metadata()
    if (!(format in TYPES)) throw new Error(`a picture of type ${format}`)
    // A header says what it likes: every pixel is looked at once.
    await open(bytes).timeout({ seconds: SECONDS }).stats()
    return { format: format as keyof typeof TYPES, width, height }
  } catch (error) {
    throw new VendorError('bad_answer', 'the result is no picture', { cause: error })
  }
}
