// The heading of a run: its name, how far it has come, and the way to stop it.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { useLiveState } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { memo, useEffect, useEffectEvent, useState } from 'react'
import { hasEnded, putJob } from './project-jobs.ts'
import { amountOf, runFacts, runName } from './run-words.ts'
import { TimeLeft } from './time-left.ts'

interface RunHeaderProps {
  readonly job: VtoJob
  readonly onSelectAll: (job: VtoJob) => void
  /** Goes to the studio with this run's direction filled in. */
  readonly onAgain: (job: VtoJob) => void
  /** Whoever may only look or pick has no run to cancel, and none to make again. */
  readonly mayEdit: boolean
}

/** The heading; of a run under way with its stitch. */
export const RunHeader = memo(function RunHeader({ job, onSelectAll, onAgain, mayEdit }: RunHeaderProps) {
  const t = useT()
  const count = job.looks.length
  const made = job.looks.filter((look) => look.status === 'made').length
  const returned = amountOf(job, job.returnedAmount, t)
  const gone = made < count
  // On a phone a run under way has a line more: it stays, or all below would move up when the run ends.
  const [awaited] = useState(!hasEnded(job))
  return (
    <header
      className={`${job.looks.every((look) => look.status === 'cancelled') ? 'pb-8!' : ''} flex min-h-9 flex-wrap items-baseline gap-x-3.5 gap-y-0.5 border-t border-line pt-5 pb-3.5 max-md:pt-3.5 max-md:pb-2.5`}
    >
      <h2 className="display min-w-0 text-[1.5rem]/[1.3] break-words max-md:text-[1.25rem]">
        {runName(job, t)}
      </h2>
      <p className="num text-13 text-ink-3">{runFacts(job, t)}</p>
      {hasEnded(job) ? (
        <div
          className={`ml-auto flex flex-wrap items-center gap-x-3 self-center text-13 ${awaited ? 'max-md:mt-1.5 max-md:min-h-8 max-md:w-full' : ''}`}
        >
          {awaited && !gone && (
            <span className="num text-ink-2 md:hidden">{t('gallery.progress', { made, count })}</span>
          )}
          {gone && (
            <span className="num text-ink-2">
              {job.status === 'CANCELLED' && made === 0
                ? t('gallery.runCancelled', { returned })
                : made === 0
                  ? t('gallery.allFailed', { returned })
                  : t('gallery.partly', { count, made, returned })}
            </span>
          )}
          {made === 0 ? (
            mayEdit && (
              <Button look="ghost" size="small" onClick={() => onAgain(job)}>
                {t('gallery.runAgain')}
              </Button>
            )
          ) : (
            <Button
              look="ghost"
              size="small"
              className="-mr-2.5 max-md:hidden"
              onClick={() => onSelectAll(job)}
            >
              {t('gallery.selectRun')}
            </Button>
          )}
        </div>
      ) : (
        <RunProgress job={job} made={made} mayCancel={mayEdit} />
      )}
    </header>
  )
})

/** The time left is worked out anew this often, in ms. */
const LOOK_EVERY = 1000

/** How far a run has come, and the button that stops it. */
function RunProgress({
  job,
  made,
  mayCancel,
}: {
  readonly job: VtoJob
  readonly made: number
  readonly mayCancel: boolean
}) {
  const t = useT()
  const queries = useQueryClient()
  const stale = useLiveState() !== 'live'
  const [clock] = useState(() => new TimeLeft())
  const [left, setLeft] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const look = useEffectEvent(() => setLeft(clock.after(job.progress, performance.now())))
  useEffect(() => {
    const timer = setInterval(() => look(), LOOK_EVERY)
    return () => clearInterval(timer)
  }, [])
  const count = job.looks.length
  const words =
    job.status === 'PENDING'
      ? job.ahead
        ? t('gallery.queued', { count: job.ahead })
        : t('gallery.nextUp')
      : stale
        ? t('gallery.reconnecting')
        : left === null
          ? null
          : t('gallery.timeLeft', { count: left })
  const cancel = async () => {
    setBusy(true)
    try {
      const ended = await maepsi.vtoJobs.cancel({ params: { id: job.id } })
      putJob(queries, ended)
      void queries.invalidateQueries({ queryKey: keys.balance })
      showToast(
        hasEnded(ended)
          ? t('gallery.cancelled', { amount: amountOf(ended, ended.returnedAmount, t) })
          : t('gallery.cancelling'),
      )
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="ml-auto flex items-center gap-3.5 self-center text-13 max-md:mt-1.5 max-md:w-full max-md:gap-2.5">
      <Stitch
        value={job.progress}
        label={t('gallery.progressOf', { name: runName(job, t) })}
        stale={stale}
        testId="run-progress"
        className="w-45! max-md:w-auto! max-md:flex-1"
      />
      {/* Wide enough for most of what it comes to say, so that the stitch beside it stays. */}
      <span className="num md:min-w-44">
        {t('gallery.progress', { made, count })}
        {words && ` · ${words}`}
      </span>
      {mayCancel && (
        <Button
          look="ghost"
          size="small"
          busy={busy}
          aria-disabled={job.cancelRequested || undefined}
          className="-mr-2.5"
          onClick={() => void cancel()}
        >
          {t(job.cancelRequested ? 'gallery.cancelling' : 'gallery.cancelRest')}
        </Button>
      )}
    </div>
  )
}
