// Where a look shows a spot of the garment: by the map its engine made, or by the spot a person laid.
import { lookPlaceOf, photoPlaceAt } from '#drape/places/find-place.ts'
import type { PlaceMap } from '#drape/places/place-map.ts'
import type { Image } from '#sdk/contract/images.ts'

/** A spot of a product's photo, in shares of its width and height. */
export interface Aim {
  readonly photoKey: string
  readonly x: number
  readonly y: number
}

/** A spot of a look, in shares; `widths` of the photo are as wide as the look there. */
export interface Sight {
  readonly x: number
  readonly y: number
  readonly widths: number
}

export interface SpotMap {
  /** Null where the look does not show it. */
  readonly toLook: (aim: Aim) => Sight | null
  /** Null where no photo is known to show it; `photoKey` is the photo aimed at now. */
  readonly toPhoto: (x: number, y: number, photoKey: string) => Aim | null
}

/** Height by width of each photo that may be aimed at, by its key. */
export type Aspects = ReadonlyMap<string, number>

/** A spot farther than this from any that is seen, in widths of the photo, is not to be seen. */
const UNSEEN = 0.03

/** By the engine's map. Sheets whose photo is no longer the product's are as if they were not there. */
export function engineSpots(
  map: PlaceMap,
  sheets: NonNullable<Image['places']>['sheets'],
  aspects: Aspects,
): SpotMap {
  const keyOf = (sheet: number) => sheets[sheet - 1]?.photoKey ?? null
  const aspectOf = (sheet: number) => aspects.get(keyOf(sheet) ?? '') ?? 1
  return {
    toLook: (aim) => {
      const sheet = sheets.findIndex(({ photoKey }) => photoKey === aim.photoKey) + 1
      const place = sheet > 0 ? lookPlaceOf(map, sheet, aim.x, aim.y, aspectOf(sheet)) : null
      if (!place || place.off > UNSEEN) return null
      const { x, y } = place
      return { x, y, widths: photoPlaceAt(map, x, y, aspectOf)?.widths || 1 }
    },
    toPhoto: (x, y) => {
      const place = photoPlaceAt(map, x, y, aspectOf)
      const photoKey = place && keyOf(place.sheet)
      return place && photoKey && aspects.has(photoKey) ? { photoKey, x: place.x, y: place.y } : null
    },
  }
}

/** By spots laid by hand: around one the cloth lies as flat as in its photo. */
export function laidSpots(image: Pick<Image, 'spots' | 'width' | 'height'>, aspects: Aspects): SpotMap {
  const lookAspect = image.height / image.width
  const find = (photoKey: string) => image.spots.find((spot) => spot.photoKey === photoKey)
  return {
    toLook: (aim) => {
      const spot = find(aim.photoKey)
      if (!spot) return null
      const tall = (aspects.get(aim.photoKey) ?? 1) / lookAspect
      const x = spot.look.x + (aim.x - spot.photo.x) / spot.widths
      const y = spot.look.y + ((aim.y - spot.photo.y) * tall) / spot.widths
      return x < 0 || x > 1 || y < 0 || y > 1 ? null : { x, y, widths: spot.widths }
    },
    toPhoto: (x, y, photoKey) => {
      const spot = find(photoKey)
      if (!spot) return null
      const tall = (aspects.get(photoKey) ?? 1) / lookAspect
      return {
        photoKey,
        x: inside(spot.photo.x + (x - spot.look.x) * spot.widths),
        y: inside(spot.photo.y + ((y - spot.look.y) * spot.widths) / tall),
      }
    },
  }
}

/** Keeps a share between 0 and 1. */
export const inside = (share: number): number => Math.min(1, Math.max(0, share))
