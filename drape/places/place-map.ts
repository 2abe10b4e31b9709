// A small map of a look: which spot of which photo each part of it shows, small enough to keep beside the picture.
import type { Places } from '../raster/render.ts'

/** A look is told of at every so many pixels, across and down. */
const STEP = 4
/** Places are told in so many parts of a photo's width and height: finer than a pixel of the photos looks are made from. */
const PARTS = 4095
const MAGIC = 0x31_4c_50_4d
const HEAD = 12

/** Row-major cells; cell (i, j) tells of the look's pixel `STEP * i + STEP / 2` across, and so down. */
export interface PlaceMap {
  /** Of the look, in pixels. */
  readonly lookWidth: number
  readonly lookHeight: number
  readonly width: number
  readonly height: number
  /** The sheet seen there, from 1; 0 where no photographed cloth is seen from its outer side. */
  readonly sheet: Uint8Array
  /** Its place in the photo, in 4095 parts of the photo's width and height. */
  readonly u: Uint16Array
  readonly v: Uint16Array
}

/** Texels of a sheet's photo across and down; null for a sheet that is painted by guessing. */
export type SheetSize = { readonly width: number; readonly height: number } | null

/** Makes the map of a look of `lookWidth` × `lookHeight` pixels. `sheets` are those of the surfaces behind the mannequin, in order. */
export function mapPlaces(
  { surface, uv }: Places,
  lookWidth: number,
  lookHeight: number,
  sheets: readonly SheetSize[],
): PlaceMap {
  const [width, height] = [Math.ceil(lookWidth / STEP), Math.ceil(lookHeight / STEP)]
  const map = emptyMap(lookWidth, lookHeight)
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++) {
      const pixel = pixelOf(j, lookHeight) * lookWidth + pixelOf(i, lookWidth)
      const size = sheets[surface[pixel] - 2]
      if (!size) continue
      const cell = j * width + i
      map.sheet[cell] = surface[pixel] - 1
      map.u[cell] = partsOf(uv[2 * pixel] / size.width)
      map.v[cell] = partsOf(uv[2 * pixel + 1] / size.height)
    }
  return map
}

/** The look's pixel that a cell tells of, along one axis. */
export const pixelOf = (cell: number, most: number): number => Math.min(most - 1, STEP * cell + STEP / 2)

/** A share of a photo's width or height, as a map tells it. */
export const shareOf = (parts: number): number => parts / PARTS

const partsOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * PARTS)

function emptyMap(lookWidth: number, lookHeight: number): PlaceMap {
  const [width, height] = [Math.ceil(lookWidth / STEP), Math.ceil(lookHeight / STEP)]
  const cells = width * height
  return {
    lookWidth,
    lookHeight,
    width,
    height,
    sheet: new Uint8Array(cells),
    u: new Uint16Array(cells),
    v: new Uint16Array(cells),
  }
}

/** The map as bytes that deflate well: neighbours differ by little, so each place is told by what it is off the one before. */
export function packPlaces(map: PlaceMap): Uint8Array<ArrayBuffer> {
  const cells = map.width * map.height
  const bytes = new Uint8Array(HEAD + 5 * cells)
  const head = new DataView(bytes.buffer)
  head.setUint32(0, MAGIC)
  head.setUint16(4, map.lookWidth)
  head.setUint16(6, map.lookHeight)
  bytes.set(map.sheet, HEAD)
  for (const [k, plane] of [map.u, map.v].entries()) {
    const low = HEAD + (1 + 2 * k) * cells
    let last = 0
    for (let cell = 0; cell < cells; cell++) {
      if (map.sheet[cell] === 0) continue
      const off = (plane[cell] - last) & 0xffff
      bytes[low + cell] = off & 0xff
      bytes[low + cells + cell] = off >> 8
      last = plane[cell]
    }
  }
  return bytes
}

/** Reads what `packPlaces` wrote. Throws a RangeError for anything else. */
export function unpackPlaces(bytes: Uint8Array): PlaceMap {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEAD || head.getUint32(0) !== MAGIC) throw new RangeError('This is no map of a look')
  const map = emptyMap(head.getUint16(4), head.getUint16(6))
  const cells = map.width * map.height
  if (bytes.length !== HEAD + 5 * cells) throw new RangeError('This map of a look is cut short')
  map.sheet.set(bytes.subarray(HEAD, HEAD + cells))
  for (const [k, plane] of [map.u, map.v].entries()) {
    const low = HEAD + (1 + 2 * k) * cells
    let last = 0
    for (let cell = 0; cell < cells; cell++) {
      if (map.sheet[cell] === 0) continue
      last = (last + bytes[low + cell] + (bytes[low + cells + cell] << 8)) & 0xffff
      plane[cell] = last
    }
  }
  return map
}
