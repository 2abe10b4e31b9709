// Where the handles of a photo are, how they move, and the line they are strung on.
import { handleNames } from '#drape/landmarks/handle-names.ts'
import type { LandmarkName, Photo } from '#sdk/contract/products.ts'

export interface Place {
  readonly x: number
  readonly y: number
}
export type Places = Readonly<Partial<Record<LandmarkName, Place>>>

/** Round the garment from the neck, clockwise in the picture. */
const ROUND: readonly LandmarkName[] = [
  'neckLeft',
  'neckRight',
  'shoulderRight',
  'cuffOuterRight',
  'cuffInnerRight',
  'pitRight',
  'waistRight',
  'hemRight',
  'fork',
  'hemLeft',
  'waistLeft',
  'pitLeft',
  'cuffInnerLeft',
  'cuffOuterLeft',
  'shoulderLeft',
]

/**
 * The handles of a photo round the garment, each where a person put it, else where it was found. None while the photo has not been
 * looked at.
 */
export function placesOf({ landmarks, handles }: Pick<Photo, 'landmarks' | 'handles'>): Places {
  const all = { ...landmarks, ...handles }
  const names = handleNames(all)
  return Object.fromEntries(
    ROUND.flatMap((name) => {
      const at = all[name]
      return at && names.includes(name) ? [[name, { x: at.x, y: at.y }]] : []
    }),
  )
}

const share = (value: number): number => Math.min(1, Math.max(0, value))

/** A handle moved by shares of the photo's width and height; it stays inside. */
export function moveHandle(places: Places, name: LandmarkName, dx: number, dy: number): Places {
  const { x, y } = places[name]!
  return { ...places, [name]: { x: share(x + dx), y: share(y + dy) } }
}
