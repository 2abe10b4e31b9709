// What is done to looks: favourite, bin, restore, mark as seen; shown at once, taken back when the studio refuses.
import type { Image } from '#sdk/contract/images.ts'
import type { Project } from '#sdk/contract/projects.ts'
import { t } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo, pushUndo } from '#web/undo.ts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pad } from './look-words.ts'

export interface LookActions {
  /** All of them become favourites, or, when all are, none. */
  readonly favourite: (images: readonly Image[]) => void
  /** It stands for its product, or no longer. */
  readonly main: (image: Image) => void
  readonly bin: (images: readonly Image[]) => void
  readonly restore: (images: readonly Image[]) => void
  readonly see: (image: Image) => void
  readonly download: (images: readonly Image[]) => void
}

/** Requests under way at once for a change of many looks. */
const AT_ONCE = 6
/** Browsers drop downloads that begin in the same moment; this far apart, in ms, they take them all. */
const BETWEEN_DOWNLOADS = 350

/** Changes of looks that the studio has not answered yet. */
let changing = 0

async function forEach(images: readonly Image[], act: (image: Image) => Promise<unknown>): Promise<void> {
  const rest = [...images]
  const work = async () => {
    for (let image = rest.shift(); image; image = rest.shift()) await act(image)
  }
  changing++
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    changing--
  }
}

/** Saves looks one after the other, each called by its number. */
async function saveAll(images: readonly Image[]): Promise<void> {
  for (const image of images) {
    const answer = await fetch(image.urls.full)
    if (!answer.ok) throw new MaepsiError('link_expired', answer.status, '')
    const bytes = await answer.blob()
    const link = document.createElement('a')
    link.href = URL.createObjectURL(bytes)
    link.download = `${t('viewer.look', { number: pad(image.number) })}.${bytes.type.split('/')[1] ?? 'png'}`
    link.click()
    await new Promise((done) => setTimeout(done, BETWEEN_DOWNLOADS))
    URL.revokeObjectURL(link.href)
  }
}

/** Changes looks in every answer that shows them; null takes one away. */
function patchLooks(
  queries: QueryClient,
  ids: ReadonlySet<string>,
  change: (image: Image) => Image | null,
): void {
  const patch = (data: unknown): unknown => {
    if (!data || typeof data !== 'object') return data
    if ('pages' in data) return { ...data, pages: (data.pages as unknown[]).map(patch) }
    if (!('items' in data)) return data
    const items = (data.items as Image[]).flatMap((image) => {
      if (!ids.has(image.id)) return [image]
      const next = change(image)
      return next ? [next] : []
    })
    return { ...data, items }
  }
  queries.setQueriesData({ queryKey: ['images', 'list'] }, patch)
  for (const id of ids)
    queries.setQueryData<Image>(keys.image(id), (old) => (old ? (change(old) ?? old) : undefined))
}

/** The actions on looks of a project. */
export function useLookActions(projectId: string): LookActions {
  const queries = useQueryClient()
  return useMemo(() => {
    const idsOf = (images: readonly Image[]) => new Set(images.map((image) => image.id))
    const lookAgain = () => {
      // While another change is on its way the studio's answer would be older than what is shown.
      if (changing > 0) return
      void queries.invalidateQueries({ queryKey: ['images'] })
      void queries.invalidateQueries({ queryKey: keys.project(projectId) })
    }
    const refused = (error: unknown) => {
      showToast(t('gallery.notSaved', { why: sayError(error) }), { kind: 'error' })
      lookAgain()
    }
    /** Says why not, where the person's role does not suffice: nothing is changed on screen that the studio would refuse. */
    const may = (need: 'pick' | 'edit') => {
      const project = queries.getQueryData<Project>(keys.project(projectId))
      const role = project?.role ?? 'owner'
      if (role === 'owner' || role === 'editor' || (role === 'picker' && need === 'pick')) return true
      const owner = project?.ownerName ?? t('sharing.someone')
      showToast(t(need === 'pick' ? 'sharing.noPick' : 'sharing.noEdit', { owner }), { kind: 'error' })
      return false
    }
    const isViewer = () => queries.getQueryData<Project>(keys.project(projectId))?.role === 'viewer'
    const counted = () => void queries.invalidateQueries({ queryKey: keys.project(projectId) })

    // An answer that is on its way already would show again what is being changed.
    const patch = async (images: readonly Image[], change: (image: Image) => Image | null) => {
      const stopped = queries.cancelQueries({ queryKey: ['images'] })
      patchLooks(queries, idsOf(images), change)
      await stopped
    }
    const setFavourite = async (images: readonly Image[], isSelected: boolean) => {
      await patch(images, (image) => ({ ...image, isSelected }))
      await forEach(images, async ({ id }) => maepsi.images.update({ params: { id }, body: { isSelected } }))
      counted()
    }
    const putBack = async (images: readonly Image[]) => {
      await forEach(images, async ({ id }) => maepsi.images.restore({ params: { id } }))
      lookAgain()
    }
    const throwAway = async (images: readonly Image[]) => {
      await patch(images, () => null)
      await forEach(images, async ({ id }) => maepsi.images.bin({ params: { id } }))
      lookAgain()
    }
    /** What was shown at once can be taken back at once: `undo` then waits for the studio. */
    const mayUndo = (done: Promise<unknown>, undo: () => Promise<unknown>, said: string | false) => {
      const then = async () => done.then(undo, () => null)
      const unsay = said === false ? pushUndo(then) : offerUndo(said, then)
      done.catch((error: unknown) => {
        unsay()
        refused(error)
      })
    }
    return {
      favourite: (images) => {
        if (!may('pick')) return
        const on = images.some((image) => !image.isSelected)
        const changed = images.filter((image) => image.isSelected !== on)
        if (changed.length === 0) return
        const said = on ? 'gallery.favourited' : 'gallery.unfavourited'
        const done = setFavourite(changed, on)
        // One heart is seen where it was given; of many it is said.
        mayUndo(
          done,
          async () => setFavourite(changed, !on),
          images.length > 1 && t(said, { count: changed.length }),
        )
      },
      main: (image) => {
        const { id, productId } = image
        if (productId === null || !may('edit')) return
        const imageId = image.isMain ? null : id
        maepsi.products.chooseMain({ params: { id: productId }, body: { imageId } }).then(() => {
          lookAgain()
          void queries.invalidateQueries({ queryKey: ['products'] })
          showToast(
            t(imageId === null ? 'gallery.mainNoMore' : 'gallery.mainChosen', { number: pad(image.number) }),
          )
        }, refused)
      },
      bin: (images) => {
        if (images.length === 0 || !may('edit')) return
        const said = t('gallery.binned', { count: images.length })
        mayUndo(throwAway(images), async () => putBack(images), said)
      },
      restore: (images) => {
        if (images.length === 0 || !may('edit')) return
        const said = t('gallery.restored', { count: images.length })
        const done = patch(images, () => null).then(async () => putBack(images))
        mayUndo(done, async () => throwAway(images), said)
      },
      see: (image) => {
        if (image.seenAt !== null || image.deletedAt !== null || isViewer()) return
        const seenAt = new Date().toISOString()
        patchLooks(queries, idsOf([image]), (one) => ({ ...one, seenAt }))
        // Not seen is no harm: the dot is there again next time.
        maepsi.images.update({ params: { id: image.id }, body: { seen: true } }).then(counted, () => null)
      },
      download: (images) => {
        saveAll(images).catch((error: unknown) => showToast(sayError(error), { kind: 'error' }))
      },
    }
  }, [queries, projectId])
}
