// Where the garment is in a look: known from how Drape makes its pictures, else looked for in the picture.
import sharp from 'sharp'
import type { Box } from '#sdk/contract/crop.ts'
import type { Slot } from '#sdk/contract/products.ts'
import type { Studio } from '../../studio.ts'
import type { ImageDetails } from '../images/images.ts'

export interface Focus {
  readonly box: Box
  readonly found: 'known' | 'seen'
  /** Bytes of a good JPEG a pixel, as the picture of 480 px tells. */
  readonly density: number
}

/** Drape frames the whole figure with this room above and below, as shares of the picture (drape/raster/camera.ts: ABOVE, BELOW). */
const FIGURE = { top: 0.026, bottom: 0.963 }
/** From where to where on the figure a garment hangs, as shares of its height from the crown (ISO 8559-1 heights, rounded outwards). */
const WORN: Readonly<Record<Slot, readonly [number, number]>> = {
  upper: [0.12, 0.56],
  outer: [0.12, 0.66],
  onepiece: [0.12, 0.8],
  bottom: [0.36, 0.99],
}
/** Half the width of a dressed figure with its arms, as a share of its height. */
const HALF_WIDTH = 0.19
/** A ghost fills its picture but for this on each side. */
const GHOST_ROOM = 0.04

/** What was found, by the key of the picture, which never changes; the oldest go first. */
const known = new Map<string, Focus>()
const MOST_KNOWN = 2_000

/** The focus of a look. Throws what storage and sharp throw when its picture cannot be read. */
export async function findFocus(
  studio: Studio,
  look: { readonly url: string; readonly details: ImageDetails },
  slots: readonly Slot[],
): Promise<Focus> {
  const key = `${look.url} ${slots.join()}`
  const before = known.get(key)
  if (before) return before
  const small = await studio.storage.get(look.url.replace(/[^/]+$/, '480.webp'))
  const density = await densityOf(small)
  const box = boxByDetails(look.details, slots)
  const focus: Focus = box
    ? { box, found: 'known', density }
    : { box: await findEyeCatcher(small), found: 'seen', density }
  known.set(key, focus)
  const [oldest] = known.keys()
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  return focus
}

/** null for what Drape did not make. */
export function boxByDetails(
  { engine, ghost, width, height }: ImageDetails,
  slots: readonly Slot[],
): Box | null {
  if (engine !== 'drape') return null
  if (ghost) return { left: GHOST_ROOM, top: GHOST_ROOM, right: 1 - GHOST_ROOM, bottom: 1 - GHOST_ROOM }
  const worn = (slots.length > 0 ? slots : (['upper', 'bottom'] as const)).map((slot) => WORN[slot])
  const tall = FIGURE.bottom - FIGURE.top
  const half = Math.min(0.5, (HALF_WIDTH * tall * height) / width)
  return {
    left: 0.5 - half,
    right: 0.5 + half,
    top: FIGURE.top + tall * Math.min(...worn.map(([top]) => top)),
    bottom: FIGURE.top + tall * Math.max(...worn.map(([, bottom]) => bottom)),
  }
}

/** The point libvips finds the eye to go to (skin, saturation, edges): a box without size. */
async function findEyeCatcher(bytes: Uint8Array): Promise<Box> {
  const { width, height } = await sharp(bytes).metadata()
  const side = Math.max(2, Math.min(width, height) - 2)
  const { info } = await sharp(bytes)
    .resize(side, side, { fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const x = Math.min(1, Math.max(0, (info.attentionX ?? width / 2) / width))
  const y = Math.min(1, Math.max(0, (info.attentionY ?? height / 2) / height))
  return { left: x, right: x, top: y, bottom: y }
}

async function densityOf(bytes: Uint8Array): Promise<number> {
  const { data, info } = await sharp(bytes)
    .flatten({ background: '#fff' })
    .jpeg({ quality: 90 })
    .toBuffer({ resolveWithObject: true })
  return data.length / (info.width * info.height)
}
