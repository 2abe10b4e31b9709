// Has the progress of runs read out: at the start, at each quarter, at the end, and when looks failed; not each look.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { t } from '#web/i18n.ts'
import { announce } from '#web/ui/announce.tsx'
import { useEffect, useRef } from 'react'
import { hasEnded } from './project-jobs.ts'

/** Runs whose start was read out. */
const started = new Set<string>()

/** Has the start of a run read out, once: whoever pressed the button meets the run again in the gallery. */
export function sayStarted(job: VtoJob): void {
  if (job.kind !== 'look' || started.has(job.id)) return
  started.add(job.id)
  announce(t('gallery.said.started', { count: job.looks.length }))
}

/** Speaks of runs that were under way when first seen here, or came later; `jobs`, newest first, are null until they are known. */
export function useSayProgress(jobs: readonly VtoJob[] | null): void {
  const told = useRef(new Map<string, number>())
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!jobs) return
    const before = known.current
    known.current = new Set(jobs.map((job) => job.id))
    // Older runs come at the end of the list, as far as one scrolls: they are no news.
    const news = before ? jobs.findIndex((job) => before.has(job.id)) : 0
    const fresh = jobs.slice(0, news < 0 ? jobs.length : news)
    for (const job of fresh) if (!hasEnded(job)) sayStarted(job)
    for (const job of jobs) sayHowFar(job, told.current)
  }, [jobs])
}

function sayHowFar(job: VtoJob, told: Map<string, number>): void {
  const before = told.get(job.id)
  if (hasEnded(job)) {
    if (before !== undefined) sayEnd(job)
    told.delete(job.id)
    return
  }
  const quarter = Math.floor(job.progress / 25)
  if (before !== undefined && quarter > before && quarter < 4)
    announce(t('gallery.said.part', { percent: quarter * 25 }))
  told.set(job.id, Math.max(before ?? 0, quarter))
}

function sayEnd({ looks, status }: VtoJob): void {
  const made = looks.filter((look) => look.status === 'made').length
  if (made === looks.length) announce(t('gallery.said.done', { count: made }))
  else if (made > 0) announce(t('gallery.said.partly', { total: looks.length, made }))
  // Whoever cancelled it was told what came back.
  else if (status !== 'CANCELLED') announce(t('gallery.said.failed', { count: looks.length }))
}
