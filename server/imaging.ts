// Checks, turns, shrinks and re-encodes pictures (sharp). Whatever comes in is hostile until it has been decoded here.
import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { StudioError } from './errors.ts'
import { decodeHeic } from './imaging-heic.ts'

/** What a photo may be. */
export const PHOTO_FORMATS = ['jpeg', 'png', 'webp', 'avif', 'heic'] as const
export type PhotoFormat = (typeof PHOTO_FORMATS)[number]

/** The largest file taken, in bytes. */
export const MOST_BYTES = 25 * 1024 * 1024
/** The most pixels decoded: a 48 MP phone photo fits, a 109 kB PNG of 30,000 × 30,000 does not. */
export const MOST_PIXELS = 50e6
/** Longest side of the working copy: what engines see. */
export const WORKING_SIDE = 2048
export const THUMBNAIL_SIDE = 480
/** Widths of a look beside its full size. */
export const LOOK_WIDTHS = [240, 480, 1024] as const

/** An encoded picture, ready to be stored. */
export interface Encoded {
  readonly bytes: Buffer
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  readonly extension: 'jpg' | 'png' | 'webp'
  readonly width: number
  readonly height: number
}

/** A checked photo. Width and height are those of the original, upright. */
export interface ReadPhoto {
  readonly format: PhotoFormat
  readonly width: number
  readonly height: number
  readonly working: Encoded
  readonly thumbnail: Encoded
}

/** A file of a look: `name` is its place beside its siblings, as in `480.webp`. */
export interface LookFile {
  readonly name: string
  readonly bytes: Buffer
  readonly contentType: string
  readonly width: number
}

// Decoders for everything else (SVG, PDF, TIFF, GIF …) are shut for the whole process.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})
sharp.concurrency(1)
sharp.cache(false)

/** Pictures worked on at once: each takes one of libuv's four threads and up to 200 MB; files, DNS and scrypt need the rest. */
const AT_ONCE = 2
const SECONDS = 30
let working = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else working++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working--
  }
}

/**
 * Reads an upload into memory, at most `most` bytes of it; what follows is left unread, so that a reply can still be sent.
 * Throws photo_big or photo_empty, or photo_broken when the sender went away.
 */
export async function readUpload(
  body: AsyncIterable<Uint8Array>,
  declaredBytes: number | null = null,
  most = MOST_BYTES,
): Promise<Buffer> {
  if (declaredBytes !== null && declaredBytes > most) throw tooBig(declaredBytes, most)
  const parts: Uint8Array[] = []
  let bytes = 0
  const reader = body[Symbol.asyncIterator]()
  for (;;) {
    const part = await reader.next().catch((cause: unknown) => {
      throw new StudioError('photo_broken', { reason: 'interrupted' }, { cause })
    })
    if (part.done) break
    bytes += part.value.byteLength
    if (bytes > most) throw tooBig(declaredBytes, most)
    parts.push(part.value)
  }
  if (bytes === 0) throw new StudioError('photo_empty')
  return Buffer.concat(parts, bytes)
}

/**
 * Decodes a photo, turns it upright, and makes its working copy and thumbnail, both sRGB and without metadata.
 * Throws photo_empty, photo_big, photo_type, photo_pixels or photo_broken.
 */
export async function readPhoto(bytes: Buffer): Promise<ReadPhoto> {
  if (bytes.length === 0) throw new StudioError('photo_empty')
  if (bytes.length > MOST_BYTES) throw tooBig(bytes.length)
  const sniffed = await fileTypeFromBuffer(bytes)
  if (!sniffed || !ALLOWED.has(sniffed.ext))
    throw new StudioError('photo_type', { type: sniffed?.ext ?? null })
  return inTurn(async () => {
    const { format, width, height, picture } = await decode(bytes)
    const { data, info } = await picture
      .resize({ width: WORKING_SIDE, height: WORKING_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch(broken)
    const raw = { width: info.width, height: info.height, channels: info.channels }
    const shrunk = () => sharp(data, { raw })
    const seeThrough = info.channels % 2 === 0 && !(await shrunk().stats()).isOpaque
    const opaque = () => (seeThrough ? shrunk() : shrunk().removeAlpha())
    return {
      format,
      width,
      height,
      // Engines cut garments by colour: no chroma subsampling, and no loss at all where the cut-out came along.
      working: await encode(
        seeThrough ? shrunk().png() : opaque().jpeg({ quality: 92, chromaSubsampling: '4:4:4' }),
      ),
      thumbnail: await encode(
        opaque()
          .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
          .webp({ quality: 82 }),
      ),
    }
  })
}

/** A square of a picture's middle, for a profile. Throws as readPhoto does. */
export async function readPortrait(bytes: Buffer, side = 512): Promise<Encoded> {
  const { working } = await readPhoto(bytes)
  return inTurn(() => encode(sharp(working.bytes).resize(side, side, { fit: 'cover' }).webp({ quality: 85 })))
}

/** A picture whole in a square, with its XMP, as a JPEG that every messenger reads. Throws photo_broken when the bytes are no picture. */
export async function readCard(bytes: Uint8Array, side = 800): Promise<Buffer> {
  return inTurn(() =>
    sharp(bytes)
      .resize(side, side, { fit: 'contain', background: '#f0f0f0' })
      .flatten({ background: '#f0f0f0' })
      .keepXmp()
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer(),
  ).catch(broken)
}

/**
 * The files of a finished look: `full.<ext>` as it comes, then one WebP a width of LOOK_WIDTHS, never enlarged, with its XMP.
 * Throws photo_broken when the bytes are no picture.
 */
export async function deriveLook(bytes: Uint8Array): Promise<LookFile[]> {
  const { format, width } = await sharp(bytes).metadata().catch(broken)
  const extension = format === 'jpeg' ? 'jpg' : format
  const full = { name: `full.${extension}`, bytes: Buffer.from(bytes), contentType: `image/${format}`, width }
  return inTurn(async () => {
    const sizes = await Promise.all(
      LOOK_WIDTHS.map(async (wide) => {
        const small = await encode(
          sharp(bytes)
            .resize({ width: wide, withoutEnlargement: true })
            .keepXmp()
            .webp({ quality: 84, smartSubsample: true }),
        )
        return {
          name: `${wide}.webp`,
          bytes: small.bytes,
          contentType: small.contentType,
          width: small.width,
        }
      }),
    )
    return [full, ...sizes]
  })
}

/** The same pixels as a new PNG, with the XMP they came with. Throws photo_broken. */
export async function encodeAnew(bytes: Uint8Array): Promise<Buffer> {
  return inTurn(() => sharp(bytes).keepXmp().keepIccProfile().png().toBuffer()).catch(broken)
}

/** Long side of a picture that a language model looks at: the smallest at which prints and necklines are still plain. */
const MODEL_SIDE = 768

/** A picture as a language model gets it: a small JPEG on white, without metadata. Throws photo_broken. */
export async function pictureForModel(bytes: Uint8Array): Promise<Uint8Array> {
  return inTurn(async () =>
    sharp(bytes)
      .resize({ width: MODEL_SIDE, height: MODEL_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 82 })
      .toBuffer()
      .catch(broken),
  )
}

const ALLOWED: ReadonlySet<string> = new Set(['jpg', 'png', 'webp', 'avif', 'heic'])

/** Opens a picture: its format and upright size from the header, checked before a pixel is decoded. */
async function decode(
  bytes: Buffer,
): Promise<{ format: PhotoFormat; width: number; height: number; picture: Sharp }> {
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(broken)
  const pixels = header.width * header.height
  if (pixels > MOST_PIXELS) {
    throw new StudioError('photo_pixels', { width: header.width, height: header.height, most: MOST_PIXELS })
  }
  if (header.format === 'heif' && header.compression !== 'av1') {
    const { data, width, height } = await decodeHeic(bytes, isDisplayP3(header.icc)).catch(broken)
    return { format: 'heic', width, height, picture: sharp(data, { raw: { width, height, channels: 4 } }) }
  }
  const format = header.format === 'heif' ? 'avif' : header.format
  if (!isPhotoFormat(format)) throw new StudioError('photo_type', { type: format })
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient()
  return { format, width: header.autoOrient.width, height: header.autoOrient.height, picture }
}

async function encode(picture: Sharp): Promise<Encoded> {
  const { data, info } = await picture
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true })
    .catch(broken)
  const extension = info.format === 'jpeg' ? 'jpg' : info.format === 'png' ? 'png' : 'webp'
  const contentType = `image/${extension === 'jpg' ? 'jpeg' : extension}` as const
  return { bytes: data, contentType, extension, width: info.width, height: info.height }
}

/** Whether a colour profile has the red of Display P3, as phones' pictures do: X and Y of its rXYZ tag (ICC.1:2022, §9.2.44). */
function isDisplayP3(icc: Buffer | undefined): boolean {
  if (!icc || icc.length < 132) return false
  const end = Math.min(132 + 12 * icc.readUInt32BE(128), icc.length - 11)
  for (let tag = 132; tag < end; tag += 12) {
    if (icc.toString('latin1', tag, tag + 4) !== 'rXYZ') continue
    const at = icc.readUInt32BE(tag + 4)
    if (at + 20 > icc.length) return false
    const [x, y] = [icc.readInt32BE(at + 8) / 65536, icc.readInt32BE(at + 12) / 65536]
    return Math.abs(x - 0.5151) < 0.004 && Math.abs(y - 0.2412) < 0.004
  }
  return false
}

function isPhotoFormat(format: string): format is PhotoFormat {
  return (PHOTO_FORMATS as readonly string[]).includes(format)
}

function tooBig(bytes: number | null, most = MOST_BYTES): StudioError {
  return new StudioError('photo_big', { bytes, most })
}

function broken(cause: unknown): never {
  throw new StudioError('photo_broken', { reason: 'damaged' }, { cause })
}
