// Several photos dropped at once: which one goes where, told by the file names.
import { readName } from '#sdk/contract/photo-names.ts'
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
