// Makes one picture for a market: cut, laid on its background, in sRGB, as good as the bytes it may take allow.
import sharp, { type Sharp } from 'sharp'
import type { Crop } from '#sdk/contract/crop.ts'
import { StudioError } from '../../errors.ts'
import type { Preset } from '../../presets.ts'

type Frame = Pick<Preset, 'width' | 'height' | 'format' | 'maxBytes'>

/** Best and least quality that is tried; below, a picture looks cheap, and a smaller one would look better. */
const BEST = 94
const LEAST = 50
const WHITE = '#ffffff'

/** Pixels, 8 bits a channel, three channels, rows from the top. */
export interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
  readonly channels: 3
}

/**
 * The part of a look in a crop, at the size of the frame. Where the crop reaches beyond the look, its edge goes on. `across` is the
 * width the crop was measured on: the picture may have another.
 */
export async function cutLook(
  bytes: Uint8Array,
  measured: Crop,
  across: number,
  { width, height }: Pick<Frame, 'width' | 'height'>,
): Promise<Pixels> {
  const look = await pixelsOf(flat(bytes))
  const by = look.width / across
  const crop = {
    left: Math.round(measured.left * by),
    top: Math.round(measured.top * by),
    width: Math.round(measured.width * by),
    height: Math.round(measured.height * by),
  }
  const beyond = {
    left: Math.max(0, -crop.left),
    top: Math.max(0, -crop.top),
    right: Math.max(0, crop.left + crop.width - look.width),
    bottom: Math.max(0, crop.top + crop.height - look.height),
  }
  const wider = await pixelsOf(openPixels(look).extend({ ...beyond, extendWith: 'copy' }))
  const [left, top] = [crop.left + beyond.left, crop.top + beyond.top]
  return pixelsOf(
    openPixels(wider)
      .extract({
        left,
        top,
        width: Math.min(crop.width, wider.width - left),
        height: Math.min(crop.height, wider.height - top),
      })
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' }),
  )
}

/** A garment cut out, alone on white: its longer side, measured against the frame, fills `filled` of it. */
export async function layOnWhite(
  cut: Uint8Array,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  { width, height }: Pick<Frame, 'width' | 'height'>,
  filled: number,
): Promise<Pixels> {
  const garment = await sharp(cut)
    .extract(box)
    .resize(Math.floor(width * filled), Math.floor(height * filled), { fit: 'inside', kernel: 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return pixelsOf(
    sharp({ create: { width, height, channels: 3, background: WHITE } })
      .composite([{ input: garment }])
      .removeAlpha(),
  )
}

/**
 * Encodes a picture in the frame's format with an sRGB profile, in the best quality that stays within `most` bytes. `xmp` is what its
 * label will say, if it gets one: an AVIF takes it up here, for nothing can be put into one afterwards.
 * Throws StudioError export_big when even the least does not.
 */
export async function encodeWithin(
  picture: Pixels,
  { format, width, height }: Omit<Frame, 'maxBytes'>,
  most: number,
  xmp: string | null = null,
): Promise<Buffer> {
  const encode = (quality: number) => {
    const opened = openPixels(picture).withIccProfile('srgb')
    return encodeAs(format === 'avif' && xmp !== null ? opened.withXmp(xmp) : opened, format, quality)
  }
  let best = await encode(BEST)
  if (best.byteLength <= most) return best
  let [low, high] = [LEAST, BEST - 1]
  let fits: Buffer | null = null
  while (low <= high) {
    const quality = Math.floor((low + high) / 2)
    best = await encode(quality)
    if (best.byteLength <= most) {
      fits = best
      low = quality + 1
    } else high = quality - 1
  }
  if (!fits) throw new StudioError('export_big', { width, height, most })
  return fits
}

function encodeAs(picture: Sharp, format: Frame['format'], quality: number): Promise<Buffer> {
  switch (format) {
    case 'jpeg':
      return picture
        .jpeg({ quality, chromaSubsampling: quality >= 85 ? '4:4:4' : '4:2:0', mozjpeg: false })
        .toBuffer()
    case 'webp':
      return picture.webp({ quality, smartSubsample: true }).toBuffer()
    case 'avif':
      return picture.avif({ quality, effort: 4 }).toBuffer()
    case 'png':
      // Without loss as long as it fits; then with fewer colours.
      return picture
        .png(quality === BEST ? { compressionLevel: 9 } : { quality, palette: true, compressionLevel: 9 })
        .toBuffer()
    case 'mp4':
      throw new TypeError('a film is no picture')
    default:
      return format satisfies never
  }
}

/** On white, in sRGB, without transparency. */
function flat(bytes: Uint8Array): Sharp {
  return sharp(bytes).toColourspace('srgb').flatten({ background: WHITE }).removeAlpha()
}

function openPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: 3 }
}
