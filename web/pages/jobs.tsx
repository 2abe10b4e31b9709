// The work page: everything being made, waiting its turn, done today and before, of all projects.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { RUNNING_REFETCH } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askProject, askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { JobRow, jobName } from '#web/vto-jobs/job-row.tsx'
import { hasEnded } from '#web/vto-jobs/project-jobs.ts'
import { missingViews, RetryDialog } from '#web/vto-jobs/retry-dialog.tsx'
import { useSayProgress } from '#web/vto-jobs/say-progress.ts'
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MoonStar } from 'lucide-react'
import { useState } from 'react'

const PAGE = 50
const ACTIVE = 100

type Part = 'running' | 'waiting' | 'today' | 'before'
const PARTS: readonly Part[] = ['running', 'waiting', 'today', 'before']

export function JobsPage() {
  const t = useT()
  const active = useQuery({
    queryKey: [...keys.jobs({ active: true }), 'all'],
    queryFn: async ({ signal }) => maepsi.vtoJobs.list({ query: { active: 'true', limit: ACTIVE }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.length ? RUNNING_REFETCH : false),
  })
  const all = useInfiniteQuery({
    queryKey: [...keys.jobs(), 'all'],
    queryFn: async ({ pageParam, signal }) =>
      maepsi.vtoJobs.list({ query: { limit: PAGE, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const { data: studio } = useQuery(askStudio)
  const [retrying, setRetrying] = useState<VtoJob | null>(null)
  const [retried, setRetried] = useState<ReadonlySet<string>>(() => new Set())

  const running = active.data?.items.filter((job) => !hasEnded(job)) ?? []
  const ended = all.data?.pages.flatMap((page) => page.items).filter(hasEnded) ?? []
  useSayProgress(active.data ? running : null)
  const [today] = useState(() => new Date().toDateString())
  const isToday = (job: VtoJob) => new Date(job.finishedAt ?? job.queuedAt).toDateString() === today
  const parts: Readonly<Record<Part, readonly VtoJob[]>> = {
    running: running.filter(({ status }) => status === 'RUNNING'),
    // In the order they come up.
    waiting: running
      .filter(({ status }) => status === 'PENDING')
      .toSorted((a, b) => (a.ahead ?? 0) - (b.ahead ?? 0)),
    today: ended.filter(isToday),
    before: ended.filter((job) => !isToday(job)),
  }
  const ids = [...new Set([...running, ...ended].map(({ projectId }) => projectId))]
  const names = useQueries({
    queries: ids.map((id) => ({ ...askProject(id), retry: false })),
    combine: (answers) => new Map(ids.map((id, n) => [id, answers[n]?.data?.name ?? ''])),
  })
  const resting = running.length > 0 && studio?.workers === 0
  const pending = active.isPending || all.isPending
  const failed = active.error ?? all.error
  const count = running.length + ended.length
  return (
    <div className="mx-auto max-w-240 px-(--margin) pt-10 pb-24 max-md:pt-5">
      <title>{`${running.length > 0 ? `(${running.length}) ` : ''}${t('jobs.title')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-md:text-30">{t('jobs.title')}</h1>
      {resting && (
        <div className="mb-6">
          <Banner
            kind="warn"
            icon={<MoonStar size={18} strokeWidth={1.5} aria-hidden />}
            title={t('jobs.restingTitle')}
            testId="resting"
          >
            {t('jobs.restingHelp')}
          </Banner>
        </div>
      )}
      {pending ? (
        <output aria-label={t('app.loading')} className="grid gap-4 border-t border-line pt-5">
          {[0, 1, 2].map((n) => (
            <Skeleton key={n} className="h-16 w-full" />
          ))}
        </output>
      ) : failed && count === 0 ? (
        <EmptyState
          title={t('state.failed')}
          actions={
            <Button
              look="primary"
              onClick={() => {
                void active.refetch()
                void all.refetch()
              }}
            >
              {t('do.retry')}
            </Button>
          }
        >
          {sayError(failed)}
        </EmptyState>
      ) : count === 0 ? (
        <EmptyState
          title={t('jobs.empty')}
          seams
          actions={
            <Link to="/" className="link">
              {t('do.goHome')}
            </Link>
          }
        >
          {t('jobs.emptyHelp')}
        </EmptyState>
      ) : (
        PARTS.map((part) =>
          parts[part].length === 0 ? null : (
            <section
              key={part}
              aria-labelledby={`jobs-${part}`}
              className="mb-10"
              data-testid={`jobs-${part}`}
            >
              <h2 id={`jobs-${part}`} className="display border-b border-ink pb-2 text-22">
                {t(`jobs.part.${part}`)}
                <span className="num ml-2 font-sans text-13 text-ink-3">{parts[part].length}</span>
              </h2>
              <ul>
                {parts[part].map((job) => (
                  <JobRow
                    key={job.id}
                    job={job}
                    projectName={names.get(job.projectId) ?? ''}
                    resting={resting}
                    onRetry={mayRetry(job) && !retried.has(job.id) ? () => setRetrying(job) : undefined}
                  />
                ))}
              </ul>
            </section>
          ),
        )
      )}
      {all.hasNextPage && (
        <Button busy={all.isFetchingNextPage} onClick={() => void all.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
      {retrying && retrying.productId !== null && (
        <RetryDialog
          job={{ ...retrying, productId: retrying.productId }}
          name={jobName(retrying, t)}
          onClose={() => setRetrying(null)}
          onDone={() => {
            setRetried(new Set([...retried, retrying.id]))
            setRetrying(null)
            showToast(t('jobs.retried'))
          }}
        />
      )}
    </div>
  )
}

/** Something was not delivered, and the same direction can make it again; letters are written again on their own page. */
function mayRetry(job: VtoJob): boolean {
  if (!hasEnded(job) || job.productId === null) return false
  if (job.kind === 'video') return job.looks.some(({ status }) => status !== 'made')
  return job.kind === 'look' && missingViews(job).length > 0
}
