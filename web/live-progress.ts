// Writes the progress of a running job straight into the answers that show it, so that four events a second ask nothing.
import type { LiveEvent } from '#sdk/contract/live.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import type { QueryClient } from '@tanstack/react-query'

type JobEvent = Extract<LiveEvent, { type: 'job' }>

/** Patches every job list, page and job. False when they need a look again: none knows the job, or its status changed. */
export function progressed(queries: QueryClient, event: JobEvent): boolean {
  let known = 0
  let changed = false
  const patch = (data: unknown): unknown => {
    if (Array.isArray(data)) return data.map(patch)
    if (!data || typeof data !== 'object') return data
    if ('pages' in data) return { ...data, pages: patch(data.pages) }
    if ('items' in data) return { ...data, items: patch(data.items) }
    const job = data as Partial<VtoJob>
    if (job.id !== event.jobId) return data
    known++
    changed ||= job.status !== event.status
    return { ...job, progress: event.progress, stage: event.stage }
  }
  queries.setQueriesData({ queryKey: ['vto-jobs'] }, patch)
  return known > 0 && !changed
}
