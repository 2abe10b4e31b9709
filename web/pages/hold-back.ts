// Runs that come while the reader is further down wait behind a pill, so that nothing moves under the eye.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useMemo, useState, useSyncExternalStore } from 'react'

/** Scrolled further than this, in px, new runs wait. */
const SCROLLED = 120

/** The runs to show, and how many looks are held back: whoever scrolls up to the top sees them, too. */
export function useHeldBack(jobs: readonly VtoJob[]) {
  const [known, setKnown] = useState<ReadonlySet<string> | null>(null)
  const down = useSyncExternalStore(
    (listener) => {
      addEventListener('scroll', listener, { passive: true })
      return () => removeEventListener('scroll', listener)
    },
    () => scrollY > SCROLLED,
  )
  const all = useMemo(() => new Set(jobs.map((job) => job.id)), [jobs])
  // Older runs come at the end, which moves nothing: only what stands before the first known run is held back.
  const first = known ? jobs.findIndex((job) => known.has(job.id)) : 0
  const holding = down && known !== null && first > 0
  if (!holding && all !== known && jobs.length > 0) setKnown(all)
  const shown = useMemo(() => (holding ? jobs.slice(first) : jobs), [holding, jobs, first])
  const held = holding ? jobs.slice(0, first).reduce((sum, job) => sum + job.looks.length, 0) : 0
  return { shown, held }
}
