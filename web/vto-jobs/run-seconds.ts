// How long a run will take, told by how long the last ones took.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'

/** Runs looked back on. */
const LAST = 3

/** Seconds `looks` looks will take, rounded up to 10; null while no run has shown it. Waiting in line is not counted. */
export function secondsFor(
  jobs: readonly Pick<VtoJob, 'status' | 'startedAt' | 'finishedAt' | 'looks'>[],
  looks: number,
): number | null {
  const known = jobs
    .filter((job) => job.status === 'DONE' && job.startedAt !== null && job.finishedAt !== null)
    .slice(0, LAST)
  const made = known.reduce((sum, job) => sum + job.looks.length, 0)
  if (made === 0 || looks === 0) return null
  const took = known.reduce((sum, job) => sum + Date.parse(job.finishedAt!) - Date.parse(job.startedAt!), 0)
  return Math.max(10, Math.ceil((took / made / 1000) * looks * 0.1) * 10)
}
