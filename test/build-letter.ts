// Products whose photos have been read already, and letters of them, for tests.
import { v7 as uuidv7 } from 'uuid'
import sharp from 'sharp'
import type { SeenGarment } from '#sdk/contract/letters.ts'
import { claimJobs } from '#server/domain/vto-jobs/queue.ts'
import { runVtoJob } from '#server/domain/vto-jobs/run.ts'
import { submitLetterJob, type SubmitLetter } from '#server/domain/vto-jobs/submit-letter.ts'
import { getVtoJob, type VtoJobRow } from '#server/domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '#server/studio.ts'
import { buildProduct } from './build.ts'

const SEEN: Omit<SeenGarment, 'slot'> = {
  kind: 'top',
  colours: ['ivory'],
  pattern: 'solid',
  sleeve: 'short',
  length: null,
  neckline: 'round',
}

/** A product with one front photo, which was read to show an ivory top with short sleeves. */
export async function buildReadProduct(
  studio: Studio,
  user: { id: string },
): Promise<{ id: string; projectId: string }> {
  const bytes = await sharp({ create: { width: 30, height: 40, channels: 3, background: '#efe9dd' } })
    .png()
    .toBuffer()
  const product = await buildProduct(studio, user, { photos: [{ slot: 'upper', side: 'front', bytes }] })
  const { upper_f_image_url: key } = await studio.db
    .selectFrom('products')
    .select('upper_f_image_url')
    .where('id', '=', product.id)
    .executeTakeFirstOrThrow()
  await studio.db
    .updateTable('photo')
    .set({ description: JSON.stringify(SEEN), described_for: `${studio.engines.describes}/upper/-` })
    .where('key', '=', key)
    .execute()
  return product
}

/** A submitted letter in plain Korean for the own shop. */
export async function buildLetterJob(
  studio: Studio,
  user: { id: string },
  product: { id: string },
  more: Partial<SubmitLetter> = {},
): Promise<VtoJobRow> {
  return submitLetterJob(studio, user, {
    id: uuidv7(),
    productId: product.id,
    language: 'ko',
    market: 'own',
    tone: 'plain',
    pay: 'credit',
    price: studio.writer ? 2 : 0,
    ...more,
  })
}

/** Lets a worker write one waiting letter, and answers the job as it is then. */
export async function runLetter(studio: Studio, worker: string, user: { id: string }): Promise<VtoJobRow> {
  await studio.database.pool.query(`update vto_job set run_at = '-infinity' where status = 'PENDING'`)
  const [job] = await claimJobs(studio.database.pool, worker, 'wait', 1, 100)
  if (!job) throw new Error('no letter waits')
  await runVtoJob(studio, job, new AbortController().signal)
  return getVtoJob(studio.db, user, job.id)
}
