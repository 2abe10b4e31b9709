// Has the progress of runs read out: at each quarter, at the end, and when looks failed; not each look.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { t } from '#web/i18n.ts'
import { announce } from '#web/ui/announce.tsx'
import { useEffect, useRef } from 'react'
import { hasEnded } from './project-jobs.ts'

/** Speaks of runs that were under way when first seen here. */
export function useSayProgress(jobs: readonly VtoJob[]): void {
  const told = useRef(new Map<string, number>())
  useEffect(() => {
    for (const job of jobs) {
      const before = told.current.get(job.id)
      if (hasEnded(job)) {
        if (before !== undefined) {
          const made = job.looks.filter((look) => look.status === 'made').length
          const failed = job.looks.length - made
          announce(
            made > 0 ? t('gallery.said.done', { count: made }) : t('gallery.said.failed', { count: failed }),
          )
          told.current.delete(job.id)
        }
        continue
      }
      const quarter = Math.floor(job.progress / 25)
      if (before !== undefined && quarter > before && quarter < 4)
        announce(t('gallery.said.part', { percent: quarter * 25 }))
      told.current.set(job.id, Math.max(before ?? 0, quarter))
    }
  }, [jobs])
}
