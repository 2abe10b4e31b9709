// What can be done with the photos of a product: put, move, replace, remove; each with its way back.
import type { Product } from '#sdk/contract/products.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { t } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo } from '#web/undo.ts'
import { placeKey } from './slots.ts'
import type { Place } from './slots.ts'
import { sortFiles } from './sort-files.ts'
import type { Leftover } from './sort-files.ts'
import { cancelUpload, retryUpload, startUpload } from './uploads.ts'

export interface PhotoActions {
  /** Photos for this place: the first one goes there whatever its name, the others are sorted. */
  readonly put: (place: Place, files: readonly File[]) => void
  /** Photos dropped or pasted anywhere. */
  readonly sort: (files: readonly File[]) => void
  readonly move: (from: Place, to: Place) => void
  readonly remove: (place: Place) => void
  readonly retry: (place: Place) => void
  /** Asks for another photo for this place. */
  readonly choose: (place: Place) => void
}

export interface Left {
  readonly name: string
  readonly reason: Leftover
}

/**
 * The actions on one product's photos. `ensureProduct` makes the product when the first photo comes before there is one;
 * `onLeft` hears of dropped files that found no place.
 */
export function usePhotoActions(
  product: Product | undefined,
  filled: readonly Place[],
  ensureProduct: () => Promise<Product>,
  onLeft: (left: readonly Left[]) => void,
): PhotoActions {
  const queries = useQueryClient()
  const now = useRef({ product, filled, ensureProduct, onLeft })
  useEffect(() => {
    now.current = { product, filled, ensureProduct, onLeft }
  })
  return useMemo(() => {
    const keep = (next: Product) => {
      queries.setQueriesData<{ items: Product[] }>(
        { queryKey: ['products', 'list'] },
        (old) => old && { ...old, items: old.items.map((one) => (one.id === next.id ? next : one)) },
      )
      queries.setQueryData(keys.product(next.id), next)
    }
    const failed = (error: unknown) => void showToast(sayError(error), { kind: 'error' })
    const send = (all: readonly { readonly place: Place; readonly file: File }[]) => {
      if (all.length === 0) return
      now.current
        .ensureProduct()
        .then(({ id }) => {
          for (const { place, file } of all) startUpload(id, place, file, keep)
        })
        .catch(failed)
    }
    const sort = (files: readonly File[], taken: readonly Place[]) => {
      const { placed, left } = sortFiles(files, taken)
      now.current.onLeft(left.map(({ file, reason }) => ({ name: file.name, reason })))
      return placed
    }
    const put = async (id: string, from: Place, to: Place) =>
      maepsi.products.movePhoto({
        params: { id, slot: from.slot, side: from.side },
        body: { slot: to.slot, side: to.side },
      })
    const move = (from: Place, to: Place) => {
      const { product } = now.current
      if (!product) return
      put(product.id, from, to)
        .then((next) => {
          keep(next)
          offerUndo(t('studio.moved'), async () => keep(await put(product.id, to, from)))
          document.querySelector<HTMLElement>(`#${placeKey(to)}`)?.focus()
        })
        .catch(failed)
    }
    return {
      put: (place, files) => {
        const [first, ...rest] = files
        if (!first) return
        const others = sort(rest, [...now.current.filled, place])
        send([{ place, file: first }, ...others])
      },
      sort: (files) => send(sort(files, now.current.filled)),
      move,
      remove: (place) => {
        const { product } = now.current
        if (!product) return
        cancelUpload(product.id, place)
        const photo = product.photos.find((one) => placeKey(one) === placeKey(place))
        if (!photo) return
        const putBack = async () => {
          const bytes = await (await fetch(photo.url)).blob()
          startUpload(
            product.id,
            place,
            new File([bytes], photo.fileName ?? 'photo', { type: bytes.type }),
            keep,
          )
        }
        maepsi.products
          .removePhoto({ params: { id: product.id, slot: place.slot, side: place.side } })
          .then((next) => {
            keep(next)
            offerUndo(t('studio.removed'), putBack)
          })
          .catch(failed)
      },
      retry: (place) => now.current.product && retryUpload(now.current.product.id, place),
      choose: (place) =>
        document.querySelector<HTMLInputElement>(`#${placeKey(place)} input[type=file]`)?.click(),
    }
  }, [queries])
}
