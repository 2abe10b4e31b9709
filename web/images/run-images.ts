// The looks of the runs on screen, one question a run; and those of a filter, page by page.
import type { Image } from '#sdk/contract/images.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { type QueryClient, queryOptions, useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { idOfImage, runOfTile, type Tile } from './gallery-sections.ts'

/** Signed addresses of pictures end after 10 minutes at the soonest; a list is asked for again before that. */
const FRESH = 8 * 60_000
/** A run has at most 40 looks. */
const RUN = 100
const PAGE = 100

/** The looks of one run. */
const askRun = (projectId: string, jobId: string) =>
  queryOptions({
    queryKey: keys.images({ projectId, jobId }),
    queryFn: async ({ signal }) => maepsi.images.list({ query: { projectId, jobId, limit: RUN }, signal }),
    staleTime: FRESH,
  })

/** The looks of tiles, asked for where they are not loaded yet. */
export async function imagesOfTiles(
  queries: QueryClient,
  projectId: string,
  tiles: readonly Tile[],
): Promise<Image[]> {
  const runs = new Set(tiles.flatMap((tile) => (tile.image ? [] : [runOfTile(tile)])))
  const pages = await Promise.all([...runs].map(async (run) => queries.fetchQuery(askRun(projectId, run))))
  const loaded = new Map(
    pages.flatMap((page) => page.items.map((image) => [idOfImage(image), image] as const)),
  )
  return tiles.flatMap((tile) => tile.image ?? loaded.get(tile.id) ?? [])
}

/** The looks of runs by run; null for one not loaded yet. Only those in `onScreen` are asked for; what was loaded stays. */
export function useRunImages(
  projectId: string,
  jobIds: readonly string[],
  onScreen: ReadonlySet<string>,
): ReadonlyMap<string, readonly Image[] | null> {
  return useQueries({
    queries: jobIds.map((jobId) => ({ ...askRun(projectId, jobId), enabled: onScreen.has(jobId) })),
    combine: (answers) => new Map(jobIds.map((jobId, at) => [jobId, answers[at]?.data?.items ?? null])),
  })
}

/** The looks of a filter, newest first. */
export function useFilteredImages(projectId: string, filter: 'selected' | 'unseen' | 'bin' | undefined) {
  return useInfiniteQuery({
    queryKey: keys.images({ projectId, filter: filter ?? 'none' }),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.images.list({ query: { projectId, filter, limit: PAGE, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: filter !== undefined,
    staleTime: FRESH,
  })
}
