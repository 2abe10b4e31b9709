// The runs of a project, newest first, page by page.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { RUNNING_REFETCH } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { type InfiniteData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query'

interface JobPage {
  readonly items: VtoJob[]
  readonly next: string | null
}
type Pages = InfiniteData<JobPage, string | undefined>

const keyOf = (projectId: string) => [...keys.jobs({ projectId }), 'pages'] as const
const PAGE = 50

export const hasEnded = (job: Pick<VtoJob, 'status'>): boolean =>
  job.status !== 'PENDING' && job.status !== 'RUNNING'

function patchJobs(queries: QueryClient, projectId: string, change: (items: VtoJob[]) => VtoJob[]): void {
  queries.setQueryData<Pages>(
    keyOf(projectId),
    (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, items: change(page.items) })) },
  )
}

/** Puts a job where it belongs: in place of its older self, or on top. */
export function putJob(queries: QueryClient, job: VtoJob): void {
  queries.setQueryData<Pages>(keyOf(job.projectId), (old) => {
    if (!old) return { pages: [{ items: [job], next: null }], pageParams: [undefined] }
    const known = old.pages.some((page) => page.items.some((one) => one.id === job.id))
    const pages = old.pages.map((page, at) => ({
      ...page,
      items: known
        ? page.items.map((one) => (one.id === job.id ? job : one))
        : at === 0
          ? [job, ...page.items]
          : page.items,
    }))
    return { ...old, pages }
  })
  // What was put before the list was ever read is only a part of it.
  void queries.invalidateQueries({ queryKey: keyOf(job.projectId), refetchType: 'none' })
}

/** Takes a job away that was never accepted. */
export function dropJob(queries: QueryClient, projectId: string, id: string): void {
  patchJobs(queries, projectId, (items) => items.filter((job) => job.id !== id))
}

/** The jobs of a project with their looks, as far as they are loaded. */
export function useProjectJobs(projectId: string) {
  return useInfiniteQuery({
    queryKey: keyOf(projectId),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.vtoJobs.list({ query: { projectId, limit: PAGE, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((job) => !hasEnded(job))) ? RUNNING_REFETCH : false,
  })
}
