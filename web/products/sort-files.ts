// Several photos dropped at once: which one goes where, told by the file names.
import type { Side, Slot } from '#sdk/contract/products.ts'
import { checkFile } from './check-file.ts'
import type { FileRefusal } from './check-file.ts'
import { closedBy, placeKey, PLACES } from './slots.ts'
import type { Place } from './slots.ts'

/** Why a file found no place. */
export type Leftover = FileRefusal | 'excluded' | 'full'

export interface Sorted<F> {
  readonly placed: readonly { readonly file: F; readonly place: Place }[]
  readonly left: readonly { readonly file: F; readonly reason: Leftover }[]
}

// A hint counts as a word of its own: after a separator or a change of script, so that "stop.jpg" is no top.
const word = (words: string): RegExp => new RegExp(`(?:^|[^a-z])(?:${words})(?=$|[^a-z])`, 'i')

const SIDE_HINTS: readonly (readonly [Side, RegExp])[] = [
  ['back', word('back|rear|b')],
  ['back', /뒤|후면|後|背面|うしろ|バック/],
  ['front', word('front|f')],
  ['front', /앞|정면|전면|前|正面|まえ|フロント/],
]

const SLOT_HINTS: readonly (readonly [Slot, RegExp])[] = [
  ['onepiece', word('one-?piece|dress(?:es)?|jumpsuits?|overalls?')],
  ['onepiece', /원피스|드레스|점프수트|ワンピース|ドレス/],
  ['outer', word('outer(?:wear)?|jackets?|coats?|cardigans?|blazers?|parkas?')],
  ['outer', /아우터|자켓|재킷|코트|가디건|점퍼|アウター|ジャケット|コート/],
  ['bottom', word('bottoms?|pants|trousers|jeans|skirts?|shorts|slacks|leggings')],
  ['bottom', /하의|바지|팬츠|치마|스커트|청바지|ボトム|パンツ|スカート|ズボン/],
  ['upper', word('uppers?|tops?|tees?|t-?shirts?|shirts?|blouses?|sweaters?|knits?|hoodies?')],
  ['upper', /상의|티셔츠|셔츠|블라우스|니트|후드|맨투맨|トップス|シャツ|ブラウス|ニット/],
]

const hintOf = <T>(name: string, hints: readonly (readonly [T, RegExp])[]): T | null =>
  hints.find(([, pattern]) => pattern.test(name))?.[0] ?? null

/** What a file name says about its garment; null where it says nothing. Hangul may come decomposed, as macOS writes it. */
export function readName(fileName: string): { readonly slot: Slot | null; readonly side: Side | null } {
  const name = fileName.normalize('NFC').replace(/\.[^.]*$/, '')
  return { slot: hintOf(name, SLOT_HINTS), side: hintOf(name, SIDE_HINTS) }
}

/**
 * Sorts dropped files into free places. Files whose name says most are placed first; one that says nothing takes the next
 * free front (upper, then bottom), then a back. A file never replaces a photo that is there.
 *
 * @param filled places that hold a photo, or are about to
 */
export function sortFiles<F extends { readonly name: string; readonly size: number; readonly type: string }>(
  files: readonly F[],
  filled: readonly Place[],
): Sorted<F> {
  const taken = [...filled]
  const where = new Map<F, Place>()
  const why = new Map<F, Leftover>()
  const named = files.map((file) => ({ file, ...readName(file.name) }))
  const weight = (f: { slot: Slot | null; side: Side | null }): number => (f.slot ? 2 : 0) + (f.side ? 1 : 0)
  for (const { file, slot, side } of named.toSorted((a, b) => weight(b) - weight(a))) {
    const refusal = checkFile(file)
    if (refusal) {
      why.set(file, refusal)
      continue
    }
    const fits = candidates(slot, side).filter(
      (place) => !taken.some((other) => placeKey(other) === placeKey(place)),
    )
    const open = fits.find((place) => closedBy(taken, place.slot).length === 0)
    if (!open) {
      why.set(file, fits.length > 0 ? 'excluded' : 'full')
      continue
    }
    taken.push(open)
    where.set(file, open)
  }
  return {
    placed: files.flatMap((file) => (where.has(file) ? [{ file, place: where.get(file)! }] : [])),
    left: files.flatMap((file) => (why.has(file) ? [{ file, reason: why.get(file)! }] : [])),
  }
}

// Without a hint only the two everyday slots are guessed at: an outer or a one-piece by chance would be a wrong garment.
function candidates(slot: Slot | null, side: Side | null): Place[] {
  const slots = slot ? [slot] : (['upper', 'bottom'] as const)
  const sides = side ? [side] : (['front', 'back'] as const)
  return sides.flatMap((one) =>
    PLACES.filter((place) => slots.some((s) => s === place.slot) && place.side === one),
  )
}
