// What can be done with a project's videos, and the videos themselves.
import type { Video } from '#sdk/contract/videos.ts'
import { t } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo } from '#web/undo.ts'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'

export interface VideoActions {
  readonly favourite: (video: Video) => void
  /** It stands for its product, or no longer. */
  readonly main: (video: Video) => void
  readonly bin: (video: Video) => void
  readonly restore: (video: Video) => void
}

const PAGE = 24
/** Signed addresses end after 10 minutes at the soonest; they are asked for again before that, in ms. */
const FRESH = 8 * 60_000

/** The videos of a project, newest first; those in the bin with `filter: 'bin'`. */
export function useProjectVideos(projectId: string, filter: 'all' | 'bin') {
  return useInfiniteQuery({
    queryKey: keys.videos({ projectId, filter }),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.videos.list({ query: { projectId, filter, limit: PAGE, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: FRESH,
  })
}

/** Each action shows at once what it did when the studio has answered, and says when it could not. */
export function useVideoActions(projectId: string): VideoActions {
  const queries = useQueryClient()
  return useMemo(() => {
    const done = async () =>
      Promise.all(
        [['videos'], keys.project(projectId)].map(async (queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      )
    const failed = (error: unknown) => void showToast(sayError(error), { kind: 'error' })
    const restore = async ({ id }: Video) => {
      await maepsi.videos.restore({ params: { id } })
      await done()
    }
    return {
      favourite: ({ id, isSelected }) => {
        maepsi.videos
          .update({ params: { id }, body: { isSelected: !isSelected } })
          .then(done)
          .catch(failed)
      },
      main: ({ id, productId, isMain }) => {
        if (productId === null) return
        maepsi.products
          .chooseMain({ params: { id: productId }, body: { videoId: isMain ? null : id } })
          .then(done)
          .then(async () => queries.invalidateQueries({ queryKey: ['products'] }))
          .catch(failed)
      },
      bin: (video) => {
        maepsi.videos
          .bin({ params: { id: video.id } })
          .then(done)
          .then(() => offerUndo(t('videos.binned'), async () => restore(video)))
          .catch(failed)
      },
      restore: (video) => void restore(video).catch(failed),
    }
  }, [queries, projectId])
}
