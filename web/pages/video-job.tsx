// A video that is being made, or was not: how far it is, or what came back.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { useLiveState } from '#web/live.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { hasEnded } from '#web/vto-jobs/project-jobs.ts'
import { amountOf, stageWords } from '#web/vto-jobs/run-words.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'

export function VideoJob({ job }: { readonly job: VtoJob }) {
  const t = useT()
  const queries = useQueryClient()
  const stale = useLiveState() !== 'live'
  const cancel = useMutation({
    mutationFn: async () => maepsi.vtoJobs.cancel({ params: { id: job.id } }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['vto-jobs'] })
      void queries.invalidateQueries({ queryKey: keys.balance })
    },
    onError: (error) => showToast(sayError(error), { kind: 'error' }),
  })
  const ended = hasEnded(job)
  const view = job.looks[0]?.view
  const kind = view === 'clip' || view === 'motion' ? view : 'turntable'
  const returned = amountOf(job, job.returnedAmount, t)
  return (
    <article data-testid="video-job" data-status={job.status} className="min-w-0">
      <div className="seam grid aspect-3/4 place-content-center justify-items-center gap-3 bg-well p-5 text-center text-13">
        {ended ? (
          <p>{t(job.status === 'CANCELLED' ? 'videos.cancelled' : 'videos.failed', { returned })}</p>
        ) : (
          <>
            <p className="num">
              {job.status === 'PENDING'
                ? t('videos.waiting')
                : `${stageWords(job.stage, t)} ${Math.round(job.progress)}%`}
            </p>
            <Stitch value={job.progress} stale={stale} label={t(`films.kinds.${kind}`)} className="w-32" />
            {!job.cancelRequested && (
              <Button size="small" look="ghost" busy={cancel.isPending} onClick={() => cancel.mutate()}>
                {t('videos.cancel')}
              </Button>
            )}
          </>
        )}
      </div>
      <h2 className="truncate pt-3 text-15 font-semibold">{job.productName ?? t(`films.kinds.${kind}`)}</h2>
    </article>
  )
}
