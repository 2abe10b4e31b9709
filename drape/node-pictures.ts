// Reads photos into pixels and encodes looks, on Node with sharp.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import type { Picture } from './garment.ts'

/** Stable codes, the same words the HTTP API and the verdicts use, and one for an engine that broke. */
export type DrapeErrorCode =
  | 'photo_missing'
  | 'photo_empty'
  | 'photo_type'
  | 'photo_pixels'
  | 'photo_broken'
  | 'photo_none'
  | 'wish_not_possible'
  | 'drape_crashed'

/** What went wrong, with a sentence that names the fix. */
export class DrapeError extends Error {
  override readonly name = 'DrapeError'
  readonly code: DrapeErrorCode

  constructor(code: DrapeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

// libvips would keep up to 50 MB of what it did last; no photo is asked for twice.
sharp.cache(false)

/** The most pixels decoded: a 48 MP phone photo fits, a small file of 30,000 × 30,000 does not. */
export const MOST_PIXELS = 50e6

const FORMATS = new Set(['jpeg', 'png', 'webp', 'heif'])

/**
 * Decodes a photo (JPEG, PNG, WebP, AVIF or HEIC; bytes or a path), turned upright, in sRGB, shrunk until its longest
 * side is at most `maxSide` pixels. Throws DrapeError: photo_missing, photo_empty, photo_type, photo_pixels, photo_broken.
 */
export async function readPicture(source: Uint8Array | string, maxSide: number): Promise<Picture> {
  const bytes = typeof source === 'string' ? await readFile(source).catch(unreadable) : source
  if (bytes.byteLength === 0)
    throw new DrapeError('photo_empty', 'The file is empty: choose the photo again.')
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(noPicture)
  if (!FORMATS.has(header.format)) noPicture()
  if (header.width * header.height > MOST_PIXELS) {
    throw new DrapeError(
      'photo_pixels',
      `The photo has ${header.width} × ${header.height} pixels, more than 50 million: save it smaller.`,
    )
  }
  const heic = header.format === 'heif' && header.compression !== 'av1'
  const opened = heic
    ? await decodeHeic(bytes)
    : sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient()
  const { data, info } = await opened
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(broken)
  // A copy of its own memory, so that a thread can hand it on without copying.
  return { width: info.width, height: info.height, data: Uint8ClampedArray.from(data) }
}

/** Encodes a picture: PNG without loss, JPEG on white, WebP with transparency. */
export async function encodePicture(picture: Picture, format: 'png' | 'jpeg' | 'webp'): Promise<Uint8Array> {
  const { width, height, data } = picture
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const raw = sharp(pixels, { raw: { width, height, channels: 4 } })
  if (format === 'jpeg') {
    return raw.flatten({ background: '#fff' }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
  }
  if (format === 'webp') return raw.webp({ quality: 90, smartSubsample: true }).toBuffer()
  // An opaque look needs no alpha channel; level 6 costs 0.3 s at 1152 × 1536 where 9 costs 2.
  return (isOpaque(picture) ? raw.removeAlpha() : raw).png({ compressionLevel: 6 }).toBuffer()
}

function isOpaque({ data }: Picture): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] < 255) return false
  return true
}

/** What heic-decode, which brings no types, exports. */
type DecodeHeic = (input: {
  buffer: Uint8Array
}) => Promise<{ width: number; height: number; data: Uint8ClampedArray }>

/** sharp's build has no HEVC decoder; libheif's WebAssembly has, and turns the picture upright itself. */
async function decodeHeic(bytes: Uint8Array) {
  const decode = createRequire(import.meta.url)('heic-decode') as DecodeHeic
  const { width, height, data } = await decode({ buffer: bytes }).catch(broken)
  return sharp(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), {
    raw: { width, height, channels: 4 },
  })
}

function unreadable(cause: NodeJS.ErrnoException): never {
  const why = cause.code === 'ENOENT' ? 'There is no such file' : 'The file cannot be read'
  throw new DrapeError('photo_missing', `${why}: check its name and place.`, { cause })
}

function noPicture(cause?: unknown): never {
  throw new DrapeError(
    'photo_type',
    'This is no JPEG, PNG, WebP, AVIF or HEIC photo: save it as one of these.',
    {
      cause,
    },
  )
}

function broken(cause: unknown): never {
  throw new DrapeError('photo_broken', 'The photo is cut short or damaged: export or copy it again.', {
    cause,
  })
}
