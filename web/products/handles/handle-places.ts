// The handles of a garment: which of its landmarks a person may put right, their order, and the lines between them.
import type { Photo } from '#sdk/contract/products.ts'

export interface Place {
  readonly x: number
  readonly y: number
}
export type Places = Readonly<Record<string, Place>>

/** Round the garment from the neck, clockwise in the picture; what stands first stays when there would be too many. */
const ROUND = [
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
] as const
export type HandleName = (typeof ROUND)[number]

/** More than this many are a tangle; a sleeved garment does without its waist. */
const MOST = 12

export const isHandle = (name: string): name is HandleName => ROUND.some((one) => one === name)

/** The handles of a photo, in reading order round the garment. Empty while it has not been looked at. */
export function handlesOf(photo: Pick<Photo, 'landmarks' | 'handles'>): HandleName[] {
  const known = ROUND.filter((name) => photo.landmarks?.[name] ?? photo.handles?.[name])
  return known.length <= MOST ? known : known.filter((name) => !name.startsWith('waist'))
}

/** Where each handle is: where a person put it, else where it was found. */
export function placesOf(photo: Pick<Photo, 'landmarks' | 'handles'>): Places {
  return Object.fromEntries(
    handlesOf(photo).map((name) => {
      const { x, y } = photo.handles?.[name] ?? photo.landmarks![name]!
      return [name, { x, y }]
    }),
  )
}

const share = (value: number): number => Math.min(1, Math.max(0, value))

/** A handle moved by shares of the photo's width and height; it stays inside. */
export function moveHandle(places: Places, name: HandleName, dx: number, dy: number): Places {
  const { x, y } = places[name]
  return { ...places, [name]: { x: share(x + dx), y: share(y + dy) } }
}

/** The handles in the order their lines run, closed. */
export function lineOf(places: Places): Place[] {
  return ROUND.flatMap((name) => places[name] ?? [])
}
