// One job on the work page: what it is, how far it has come or how it ended, and the way to stop it or to make it again.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT, type Translate } from '#web/i18n.ts'
import { useLiveState } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { pageOfJob } from '#web/page-of-job.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { hasEnded } from './project-jobs.ts'
import { amountOf, failWords, runName, stageWords } from './run-words.ts'

interface JobRowProps {
  readonly job: VtoJob
  readonly projectName: string
  /** No worker is alive. */
  readonly resting: boolean
  /** Opens the way to make what failed again; absent where there is nothing to. */
  readonly onRetry?: () => void
}

/** A row of the list. */
export function JobRow({ job, projectName, resting, onRetry }: JobRowProps) {
  const t = useT()
  const stale = useLiveState() !== 'live'
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: async () => maepsi.vtoJobs.cancel({ params: { id: job.id } }),
    onSuccess: (ended) =>
      showToast(
        hasEnded(ended)
          ? t('gallery.cancelled', { amount: amountOf(ended, ended.returnedAmount, t) })
          : t('gallery.cancelling'),
      ),
    onError: (error) => showToast(sayError(error), { kind: 'error' }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['vto-jobs'] })
      void queries.invalidateQueries({ queryKey: keys.balance })
    },
  })
  const name = jobName(job, t)
  const ended = hasEnded(job)
  return (
    <li
      data-testid="job-row"
      data-status={job.status}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 border-b border-line py-4"
    >
      <div className="min-w-0">
        <h3 className="text-16 font-semibold break-words">
          <Link to={pageOfJob(job.kind)} params={{ id: job.projectId }} className="hover:underline">
            {name}
          </Link>
        </h3>
        <p className="num text-13 text-ink-3">
          {projectName && `${projectName} · `}
          {job.kind === 'look' && `${t('jobs.looks', { count: job.looks.length })} · `}
          {formatMoment(job.finishedAt ?? job.queuedAt)}
        </p>
      </div>
      <div className="flex shrink-0 items-center gap-1 justify-self-end">
        {!ended && (
          <Button
            look="ghost"
            size="small"
            busy={cancel.isPending}
            aria-disabled={job.cancelRequested || undefined}
            aria-label={t('jobs.cancelOf', { name })}
            onClick={() => cancel.mutate()}
          >
            {t('jobs.cancel')}
          </Button>
        )}
        {onRetry && (
          <Button size="small" aria-label={t('jobs.retryOf', { name })} onClick={onRetry}>
            {t('jobs.retry')}
          </Button>
        )}
      </div>
      <div className="col-span-full">
        {ended ? (
          <p className="num text-13 text-ink-2">{endWords(job, t)}</p>
        ) : (
          <div className="flex items-center gap-4 text-13 max-md:flex-wrap max-md:gap-y-1">
            <Stitch
              value={job.progress}
              label={t('gallery.progressOf', { name })}
              stale={stale || resting}
              className="w-auto! flex-1 max-md:flex-[1_0_100%]!"
            />
            <span className="num shrink-0">{progressWords(job, resting, t)}</span>
          </div>
        )}
      </div>
    </li>
  )
}

/** What a job makes, in words. */
export function jobName(job: VtoJob, t: Translate): string {
  if (job.kind === 'look') return runName(job, t)
  return t(`jobs.kind.${job.kind}`, { name: job.productName ?? t('jobs.unnamed') })
}

function progressWords(job: VtoJob, resting: boolean, t: Translate): string {
  if (job.cancelRequested) return t('gallery.cancelling')
  if (resting) return t('jobs.resting')
  if (job.status === 'PENDING')
    return job.ahead ? t('jobs.ahead', { count: job.ahead, place: job.ahead + 1 }) : t('gallery.nextUp')
  const made = job.looks.filter(({ status }) => status === 'made').length
  return [
    ...(job.kind === 'look' ? [t('gallery.progress', { made, count: job.looks.length })] : []),
    stageWords(job.stage, t),
    `${Math.round(job.progress)}%`,
  ].join(' · ')
}

function endWords(job: VtoJob, t: Translate): string {
  const count = job.looks.length
  const made = job.looks.filter(({ status }) => status === 'made').length
  const returned = amountOf(job, job.returnedAmount, t)
  if (made === count) return t('jobs.done')
  if (job.status === 'CANCELLED' && made === 0) return t('gallery.runCancelled', { returned })
  const failed = job.looks.find(({ status }) => status === 'failed')
  const why = failed ? failWords(failed.failCode, t) : ''
  const gone =
    made === 0 ? t('gallery.allFailed', { returned }) : t('gallery.partly', { count, made, returned })
  return why ? `${gone} · ${why}` : gone
}
