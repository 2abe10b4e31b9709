// A run without an engine: it is paid, queued and claimed as any other, and its looks come when the test says so.
import { v7 as uuidv7 } from 'uuid'
import {
  deliverLook,
  failLook,
  finishJob,
  noteProgress,
  type ClaimedJob,
} from '#server/domain/vto-jobs/queue.ts'
import { sayJobs } from '#server/domain/vto-jobs/say-job.ts'
import type { Studio } from '#server/studio.ts'
import { DETAILS } from './build-image.ts'
import { buildJob, buildWorker, claimOne } from './build-job.ts'

export interface PlayedRun {
  readonly id: string
  /** A worker takes it. */
  readonly start: () => Promise<void>
  /** It has come so far, 0 to 100. */
  readonly reach: (percent: number) => Promise<void>
  /** Its look `n` is there. */
  readonly deliver: (n: number) => Promise<void>
  /** Its look `n` could not be made. */
  readonly fail: (n: number) => Promise<void>
  /** It ends; what was not delivered is refunded. */
  readonly end: () => Promise<void>
}

/** Submits a run of so many looks at 2 credits each. `picture` is the key of the picture they all show. */
export async function playRun(
  studio: Studio,
  user: { id: string },
  product: { id: string },
  { looks, picture }: { readonly looks: number; readonly picture: string },
): Promise<PlayedRun> {
  const { pool } = studio.database
  const { id, project_id: projectId } = await buildJob(studio, user, product, { looks, engine: 'drape' })
  let taken: ClaimedJob | null = null
  const mine = (): ClaimedJob => {
    if (!taken) throw new Error('no worker has the run yet')
    return taken
  }
  const tell = async () => sayJobs(studio, [id])
  await tell()
  return {
    id,
    start: async () => {
      taken = await claimOne(studio, await buildWorker(studio))
      await tell()
    },
    reach: async (percent) => {
      await noteProgress(pool, mine(), percent, 'draping')
      await tell()
    },
    deliver: async (n) => {
      const { view } = mine().input.looks[n] as { view: string }
      const look = { n, image: uuidv7(), key: picture, details: { ...DETAILS, view } }
      const delivered = await deliverLook(pool, mine(), look)
      if (!delivered || !projectId) throw new Error('the run is no longer this worker’s')
      const event = { type: 'image', imageId: delivered.image, jobId: id, n, projectId } as const
      studio.live.say({ userId: user.id, projectId, event })
    },
    fail: async (n) => {
      await failLook(pool, mine(), n, 'cloth_failed')
      await tell()
    },
    end: async () => {
      await finishJob(pool, mine())
      await tell()
    },
  }
}
