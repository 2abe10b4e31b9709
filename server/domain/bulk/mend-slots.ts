// Photos into other slots: by hand, and by what the look at them has found.
import type { Slot } from '#sdk/contract/products.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { giveGarmentPhoto, moveGarment, moveGarmentPhoto } from '../products/garment-photo.ts'
import type { Place } from '../products/places.ts'
import { patchFile, rowOf } from './bring-file.ts'
import { getBulk, sayBulk, type BulkRecord } from './bulk.ts'
import { isGuessed, readRows, type RowPhoto, type RowView } from './rows.ts'

/** Moves every photo that looks like another garment where it belongs, if there is room; answers how many moved. Throws NotFound. */
export async function mendSlots(studio: Studio, user: Person, id: string): Promise<number> {
  const bulk = await getBulk(studio.db, user, id)
  return mend(studio, user, bulk, await readRows(studio, bulk), (_, photo) => seenSlot(photo))
}

/**
 * As mendSlots, but only what nothing but a guess has put where it is, and that by its silhouette alone; answers the rows as they
 * are then.
 */
export async function mendGuessed(studio: Studio, user: Person, bulk: BulkRecord): Promise<RowView[]> {
  const rows = await readRows(studio, bulk)
  const moved = await mend(studio, user, bulk, rows, (row, photo) =>
    isGuessed(row, photo) ? (seenSlot(photo) ?? photo.verdict?.likelySlot ?? null) : null,
  )
  return moved > 0 ? readRows(studio, bulk) : rows
}

async function mend(
  studio: Studio,
  user: Person,
  bulk: BulkRecord,
  rows: readonly RowView[],
  slotFor: (row: RowView, photo: RowPhoto) => Slot | null,
): Promise<number> {
  let moved = 0
  for (const row of rows) {
    if (row.job_id !== null) continue
    for (const photo of row.photos.filter(({ side }) => side === 'front')) {
      const slot = slotFor(row, photo)
      if (slot && slot !== photo.slot) moved += await moveInRow(studio, user, bulk, row, photo.slot, slot)
    }
  }
  if (moved > 0) sayBulk(studio, bulk)
  return moved
}

/** The slot a photo plainly belongs in, where that is another than its own. */
function seenSlot({ verdict }: RowPhoto): Slot | null {
  return verdict?.level === 'wrong_slot' ? verdict.betterSlot : null
}

/** Front and back of a garment go together. What the outfit does not allow stays. */
async function moveInRow(
  studio: Studio,
  user: Person,
  bulk: BulkRecord,
  row: RowView,
  from: Slot,
  to: Slot,
): Promise<number> {
  if (row.photos.some(({ slot }) => slot === to)) return 0
  try {
    await moveGarment(studio, user, row.product_id, from, to)
  } catch (error) {
    if (!(error instanceof StudioError)) throw error
    return 0
  }
  const sides = row.photos.filter(({ slot }) => slot === from).map(({ side }) => side)
  for (const file of row.files.filter(({ slot, side }) => slot === from && sides.includes(side)))
    await patchFile(studio, bulk, row.n, file.path, { slot: to, guessed: false })
  return sides.length
}

/**
 * Moves a photo to a free slot of the same or another product of the bulk. Throws NotFound for the bulk and either row, slot_taken,
 * slot_empty, slot_excluded, and bulk_started once either has a job.
 */
export async function moveFile(
  studio: Studio,
  user: Person,
  id: string,
  from: Place & { readonly n: number },
  to: Place & { readonly n: number },
): Promise<BulkRecord> {
  const bulk = await getBulk(studio.db, user, id)
  const [source, target] = [await rowOf(studio, bulk, from.n), await rowOf(studio, bulk, to.n)]
  if (source.job_id !== null || target.job_id !== null) throw new StudioError('bulk_started')
  const [here, there] = [
    { slot: from.slot, side: from.side },
    { slot: to.slot, side: to.side },
  ]
  if (target.photos.some(({ slot, side }) => slot === to.slot && side === to.side))
    throw new StudioError('slot_taken', { ...there })
  if (source.n === target.n)
    await moveGarmentPhoto(studio, user, source.product_id, { from: here, to: there })
  else
    await giveGarmentPhoto(
      studio,
      user,
      { productId: source.product_id, ...here },
      { productId: target.product_id, ...there },
    )
  for (const file of source.files.filter(({ slot, side }) => slot === from.slot && side === from.side))
    await patchFile(studio, bulk, source.n, file.path, { ...there, guessed: false })
  sayBulk(studio, bulk)
  return bulk
}
