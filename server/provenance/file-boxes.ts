// Puts an XMP packet into a file as it is, and reads it back: nothing of the picture is encoded anew.
import { crc32 } from 'node:zlib'

/** Files that hold both marks. */
export const MARKED_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'video/mp4'] as const
export type MarkedType = (typeof MARKED_TYPES)[number]

/** XMP specification part 3, §1.1.3, §1.1.4 and §1.3. */
const JPEG_XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
const PNG_XMP = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1')
const MP4_XMP = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')
/** A JPEG segment says its length in two bytes. */
const MOST_JPEG_XMP = 65_533 - JPEG_XMP.length

/** Thrown for a file whose parts do not fit together. */
export class BrokenFile extends Error {
  override name = 'BrokenFile'
}

/**
 * The file with this packet in place of the one it had. Throws BrokenFile. An AVIF takes its packet when it is encoded (sharp's
 * `withXmp`): its boxes point into each other.
 */
export function putXmp(bytes: Buffer, type: MarkedType, packet: string): Buffer {
  const xmp = Buffer.from(packet, 'utf8')
  if (type === 'image/jpeg') return intoJpeg(bytes, xmp)
  if (type === 'image/png') return intoPng(bytes, xmp)
  if (type === 'image/webp') return intoWebp(bytes, xmp)
  if (type === 'video/mp4') return intoMp4(bytes, xmp)
  throw new BrokenFile('an AVIF takes its XMP when it is encoded')
}

/** The packet of an MP4, which has it in a box of its own; null when there is none. */
export function mp4Xmp(bytes: Buffer): string | null {
  const box = boxesOf(bytes).find(isXmpBox)
  return box ? box.subarray(24).toString('utf8') : null
}

function intoJpeg(bytes: Buffer, xmp: Buffer): Buffer {
  if (xmp.length > MOST_JPEG_XMP) throw new BrokenFile('the XMP is too long for a JPEG')
  const parts = [bytes.subarray(0, 2)]
  const head = Buffer.alloc(4)
  head.writeUInt16BE(0xffe1, 0)
  head.writeUInt16BE(2 + JPEG_XMP.length + xmp.length, 2)
  const segment = Buffer.concat([head, JPEG_XMP, xmp])
  let at = 2
  let put = false
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) throw new BrokenFile('a JPEG segment is cut short')
    const marker = bytes[at + 1]
    // JFIF and Exif stand before it, as old readers expect.
    const first = marker === 0xe0 || bytes.toString('latin1', at + 4, at + 8) === 'Exif'
    if (!put && !first) {
      parts.push(segment)
      put = true
    }
    if (marker === 0xda) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    const old = marker === 0xe1 && bytes.subarray(at + 4, at + 4 + JPEG_XMP.length).equals(JPEG_XMP)
    if (!old) parts.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat([...parts, bytes.subarray(at)])
}

function intoPng(bytes: Buffer, xmp: Buffer): Buffer {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) throw new BrokenFile('a PNG chunk is cut short')
    const end = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const old = type === 'iTXt' && bytes.toString('latin1', at + 8, at + 26) === 'XML:com.adobe.xmp\0'
    if (!old) parts.push(bytes.subarray(at, end))
    if (type === 'IHDR') {
      const body = Buffer.concat([Buffer.from('iTXt'), PNG_XMP, xmp])
      parts.push(uint32(body.length - 4), body, uint32(crc32(body)))
    }
    at = end
  }
  return Buffer.concat(parts)
}

/** RFC 9649: XMP needs the extended form, whose first chunk says what follows. */
function intoWebp(bytes: Buffer, xmp: Buffer): Buffer {
  const chunks: { type: string; body: Buffer }[] = []
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4)
    const body = bytes.subarray(at + 8, at + 8 + size)
    if (body.length !== size) throw new BrokenFile('a WebP chunk is cut short')
    chunks.push({ type: bytes.toString('latin1', at, at + 4), body })
    at += 8 + size + (size & 1)
  }
  const kept = chunks.filter(({ type }) => type !== 'XMP ')
  const extended = kept[0]?.type === 'VP8X' ? Buffer.from(kept.shift()!.body) : extendedHead(kept[0])
  extended[0] = (extended[0] ?? 0) | 0x04
  const written = [{ type: 'VP8X', body: extended }, ...kept, { type: 'XMP ', body: xmp }].flatMap(
    ({ type, body }) => [Buffer.from(type), uint32LE(body.length), body, Buffer.alloc(body.length & 1)],
  )
  const size = written.reduce((sum, part) => sum + part.length, 4)
  return Buffer.concat([Buffer.from('RIFF'), uint32LE(size), Buffer.from('WEBP'), ...written])
}

function extendedHead(image: { type: string; body: Buffer } | undefined): Buffer {
  const head = Buffer.alloc(10)
  if (image?.type === 'VP8 ' && image.body.length >= 10) {
    head.writeUIntLE((image.body.readUInt16LE(6) & 0x3fff) - 1, 4, 3)
    head.writeUIntLE((image.body.readUInt16LE(8) & 0x3fff) - 1, 7, 3)
  } else if (image?.type === 'VP8L' && image.body.length >= 5) {
    const bits = image.body.readUInt32LE(1)
    if (bits & 0x10000000) head[0] = 0x10
    head.writeUIntLE(bits & 0x3fff, 4, 3)
    head.writeUIntLE((bits >>> 14) & 0x3fff, 7, 3)
  } else throw new BrokenFile('a WebP without a picture')
  return head
}

function intoMp4(bytes: Buffer, xmp: Buffer): Buffer {
  const kept = boxesOf(bytes).filter((box) => !isXmpBox(box))
  const size = uint32(24 + xmp.length)
  // At the end no box that others point into is moved.
  return Buffer.concat([...kept, size, Buffer.from('uuid'), MP4_XMP, xmp])
}

/** The outermost boxes of an MP4. */
function boxesOf(bytes: Buffer): Buffer[] {
  const boxes: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) throw new BrokenFile('an MP4 box is cut short')
    const short = bytes.readUInt32BE(at)
    const long = short === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : short
    const size = short === 0 ? bytes.length - at : long
    if (size < 8 || at + size > bytes.length) throw new BrokenFile('an MP4 box is cut short')
    const box = bytes.subarray(at, at + size)
    if (short === 0) {
      // It said "to the end", where something else is about to stand.
      const told = Buffer.from(box)
      told.writeUInt32BE(size, 0)
      boxes.push(told)
    } else boxes.push(box)
    at += size
  }
  return boxes
}

function isXmpBox(box: Buffer): boolean {
  return box.toString('latin1', 4, 8) === 'uuid' && box.subarray(8, 24).equals(MP4_XMP)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

function uint32LE(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
