// Drape: garment photos in, a dressed mannequin out. Pure: the same photos give the same pixels.
import { bodyOf } from './body/body.ts'
import { dress } from './compose/dress.ts'
import type { Garment } from './texture/face.ts'
import { readGarment } from './compose/read-garment.ts'
import type { Doubt, GarmentPhotos, Mannequin, Picture, Side, Slot, Stage, View, Wear } from './garment.ts'
import type { Backdrop } from './raster/backdrop.ts'
import { render } from './raster/render.ts'
import type { Places } from './raster/render.ts'
import { TURNS } from './raster/camera.ts'
import type { Surface } from './raster/scene.ts'

export type { Backdrop, Garment, Places, Stage }

/** Changes whenever the same photos would give other pixels. */
export const DRAPE_VERSION = '2.2.0'

/** What picture is wanted; width and height in pixels, 64 to 4096. */
export interface LookWish {
  /** A named view, or degrees by which the mannequin turns (front 0, right 35). */
  readonly view: View | number
  readonly width: number
  readonly height: number
  readonly backdrop: Backdrop
  /** The garments as worn, without the mannequin. */
  readonly ghost?: boolean | undefined
}

export interface Look {
  readonly picture: Picture
  readonly doubts: Doubt[]
  /** 0..1: how sure Drape is that the look may be shown. */
  readonly confidence: number
  /** What each pixel shows, when it was asked for. */
  readonly places?: Places
}

/** One side of a garment that is worn; `photographed` when it is painted from a photo of that side. */
export interface Sheet {
  readonly slot: Slot
  readonly side: Side
  readonly photographed: boolean
}

/** A mannequin with its clothes on, ready for any view. */
export interface Dressed {
  readonly surfaces: readonly Surface[]
  /** What the surfaces behind the mannequin's are, in their order. */
  readonly sheets: readonly Sheet[]
  readonly height: number
  readonly doubts: readonly Doubt[]
  readonly confidence: number
}

/** Reads a garment's photos. Throws a RangeError when a photo shows no garment. */
export function prepareGarment(photos: GarmentPhotos): Garment {
  return readGarment(photos)
}

/** How much each doubt takes from the confidence. */
const WEIGHTS: Readonly<Partial<Record<Doubt, number>>> = {
  back_guessed: 0,
  pale_on_pale: 0.1,
  simple_fit: 0.6,
}

/**
 * Dresses a mannequin. Garments may come in any order; they are layered by slot.
 * Throws a RangeError when a one-piece meets an upper or a bottom, or a slot is filled twice.
 */
export function dressBody(
  mannequin: Mannequin,
  garments: readonly Garment[],
  wear: Wear = { tucked: false, open: false },
  onProgress?: (stage: Stage, percent: number) => void,
): Dressed {
  const slots = garments.map((g) => g.slot)
  if (new Set(slots).size < slots.length)
    throw new RangeError('Each slot takes one garment: give one photo set a slot')
  if (slots.includes('onepiece') && (slots.includes('upper') || slots.includes('bottom')))
    throw new RangeError('A one-piece takes the place of an upper and a bottom: leave them out')
  onProgress?.('posing', 0)
  const figure = bodyOf(mannequin)
  onProgress?.('draping', 0)
  const outfit = dress(figure, garments, wear, (share) => onProgress?.('draping', Math.round(100 * share)))
  onProgress?.('draping', 100)
  const doubts = new Set<Doubt>(outfit.doubts)
  let sure = 1
  for (const { front, back } of garments) {
    for (const doubt of front.marks.doubts) doubts.add(doubt)
    if (front.sure < 0.5) doubts.add('cutout_unsure')
    if (front.neckline?.shallow) doubts.add('landmarks_unsure')
    if (!back) doubts.add('back_guessed')
    sure = Math.min(sure, front.marks.confidence)
  }
  let confidence = sure * outfit.sure ** 0.5
  for (const doubt of doubts) confidence *= 1 - (WEIGHTS[doubt] ?? 0.2)
  const sheets = outfit.layers.flatMap((slot): Sheet[] => [
    { slot, side: 'front', photographed: true },
    { slot, side: 'back', photographed: garments.some((g) => g.slot === slot && g.back !== null) },
  ])
  const { height } = figure.figure
  return { surfaces: outfit.surfaces, sheets, height, doubts: [...doubts], confidence }
}

/**
 * Takes one picture of a dressed mannequin, in the memory `data` where given; with `places` it tells what each pixel
 * shows: surface 1 is the mannequin, then come the front and the back of each garment, from the skin outwards. Throws a
 * RangeError for a size, view or backdrop it cannot make.
 */
export function renderLook(
  dressed: Dressed,
  wish: LookWish,
  extra: { readonly places?: boolean; readonly data?: Uint8ClampedArray<ArrayBuffer> } = {},
): Look {
  const { width, height, view } = wish
  for (const side of [width, height])
    if (!Number.isInteger(side) || side < 64 || side > 4096)
      throw new RangeError('A look is 64 to 4096 pixels wide and high: give whole numbers')
  if (typeof view === 'number' && !Number.isFinite(view))
    throw new RangeError('A view is one of front, left, right, side and back, or a number of degrees')
  const pixels = width * height
  const places = extra.places
    ? { surface: new Int8Array(pixels), uv: new Float32Array(2 * pixels) }
    : undefined
  const picture = render(dressed.surfaces, dressed.height, wish, { places, data: extra.data })
  const doubts = dressed.doubts.filter((d) => d !== 'back_guessed' || showsBack(view))
  return { picture, doubts, confidence: dressed.confidence, ...(places && { places }) }
}

/** The back is seen from the side on. */
function showsBack(view: View | number): boolean {
  const turn = typeof view === 'number' ? view : TURNS[view]
  return Math.cos((turn * Math.PI) / 180) < 0.17
}
