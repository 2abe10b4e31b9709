// Landmarks that a person has put right on a garment photo, and what was measured of the garment: kept with the photo.
import type { Centimetres, Handles } from '#sdk/contract/products.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { holdPlaces } from './garment-photo.ts'
import { columnOf, type Place } from './places.ts'
import { getProduct, sayProduct, type ProductRow } from './products.ts'

/**
 * Sets the handles of the photo in a place, in place of those before; null, or none at all, gives them up. `centimetres` stays as it
 * is when it is left out. Jobs that are queued already keep what they were submitted with. Throws NotFound, NotAllowed, or
 * slot_empty.
 */
export async function setGarmentHandles(
  studio: Studio,
  user: { readonly id: string },
  productId: string,
  place: Place,
  {
    handles,
    centimetres,
  }: { readonly handles: Handles | null; readonly centimetres?: Centimetres | null | undefined },
): Promise<ProductRow> {
  await studio.db.transaction().execute(async (trx) => {
    const key = (await holdPlaces(trx, user, productId))[columnOf(place)]
    if (key === null) throw new StudioError('slot_empty', { slot: place.slot, side: place.side })
    await trx
      .updateTable('photo')
      .set({
        handles: orNull(handles),
        ...(centimetres !== undefined && { centimetres: orNull(centimetres) }),
      })
      .where('key', '=', key)
      .execute()
  })
  const product = await getProduct(studio, user, productId)
  sayProduct(studio, user, product)
  return product
}

function orNull(record: object | null): string | null {
  return record === null || Object.keys(record).length === 0 ? null : JSON.stringify(record)
}
