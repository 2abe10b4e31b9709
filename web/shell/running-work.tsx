// What is being made now: a stitch in the top bar, leading to the looks.
import { useT } from '#web/i18n.ts'
import { useLiveState } from '#web/live.ts'
import { pageOfJob } from '#web/page-of-job.ts'
import { askRunningJobs } from '#web/queries.ts'
import { Stitch } from '#web/ui/stitch.tsx'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

/** Running and waiting jobs as one stitch; nothing while there are none. */
export function RunningWork() {
  const t = useT()
  const stale = useLiveState() !== 'live'
  const jobs = useQuery(askRunningJobs).data?.items ?? []
  const first = jobs[0]
  if (!first) return null
  const progress = jobs.reduce((sum, job) => sum + job.progress, 0) / jobs.length
  const words = t('nav.running', { count: jobs.length, percent: Math.round(progress) })
  return (
    <Link
      {...(jobs.length > 1
        ? { to: '/jobs' }
        : { to: pageOfJob(first.kind), params: { id: first.projectId } })}
      aria-label={words}
      data-testid="running-work"
      className="flex h-10 items-center gap-2.5 text-13 font-medium max-md:h-11"
    >
      <Stitch value={progress} stale={stale} className="w-18 max-md:w-11" />
      <span className="num min-w-24 max-xl:hidden">{words}</span>
    </Link>
  )
}
