// Makes jobs for tests, and workers that claim them without a process of their own.
import { v7 as uuidv7 } from 'uuid'
import { Direction, VideoDirection, type View } from '#sdk/contract/vto-jobs.ts'
import { claimJobs, type ClaimedJob, type Lane } from '#server/domain/vto-jobs/queue.ts'
import { submitVtoJob } from '#server/domain/vto-jobs/submit.ts'
import { submitVideoJob } from '#server/domain/vto-jobs/submit-video.ts'
import type { VtoJobRow } from '#server/domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '#server/studio.ts'

const VIEWS: readonly View[] = ['front', 'left', 'right', 'side', 'back']

/** A submitted run of so many looks at 2 credits each, on the scripted engine. */
export async function buildJob(
  studio: Studio,
  user: { id: string },
  product: { id: string },
  { looks = 2, engine = 'scripted' } = {},
): Promise<VtoJobRow> {
  return submitVtoJob(studio, user, {
    id: uuidv7(),
    productId: product.id,
    direction: Direction.parse({ engine, views: VIEWS.slice(0, looks) }),
    pay: 'credit',
    price: 2 * looks,
  })
}

/** A submitted turntable for one video ticket, on the scripted engine. */
export async function buildVideoJob(
  studio: Studio,
  user: { id: string },
  product: { id: string },
): Promise<VtoJobRow> {
  return submitVideoJob(studio, user, {
    id: uuidv7(),
    productId: product.id,
    kind: 'turntable',
    direction: VideoDirection.parse({ engine: 'scripted' }),
    pay: 'video_ticket',
    price: 1,
  })
}

/** Puts a worker on the list that does nothing by itself, and counts as alive for as long as a test may take. */
export async function buildWorker(studio: Studio): Promise<string> {
  const { rows } = await studio.database.pool.query<{ id: string }>(
    `insert into vto_worker (id, number, host, last_seen)
     select 'test#' || n, n, 'test', now() + interval '1 hour' from nextval('vto_worker_number') n returning id`,
  )
  return rows[0].id
}

/** Claims one job, waiting for no back-off. Throws when none waits. */
export async function claimOne(studio: Studio, worker: string, lane: Lane = 'cpu'): Promise<ClaimedJob> {
  await studio.database.pool.query(`update vto_job set run_at = '-infinity' where status = 'PENDING'`)
  const [job] = await claimJobs(studio.database.pool, worker, lane, 1, 100)
  if (!job) throw new Error('no job waits')
  return job
}

/** A worker dies: its jobs are taken from it. Answers their ids. */
export async function loseWorker(studio: Studio, worker: string): Promise<string[]> {
  const { pool } = studio.database
  await pool.query(`update vto_worker set last_seen = now() - interval '1 minute' where id = $1`, [worker])
  const { rows } = await pool.query<{ id: string }>(`select vto_reap('2 seconds', '15 seconds', 3) as id`)
  return rows.map(({ id }) => id)
}
