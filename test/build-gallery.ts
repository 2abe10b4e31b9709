// A project with thousands of looks, in runs as large as they get, without an engine having made them.
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import type { Studio } from '#server/studio.ts'
import { buildProduct } from './build.ts'
import { drawnPhoto } from './drawn-photo.ts'

const PER_RUN = 40
const COLOURS = ['#2f5d8a', '#c03030', '#3a7a4a', '#6b5a7a', '#7a5230', '#2b3140', '#b08a3c', '#4a4a4a']

/**
 * Puts so many looks into a new project of the user's and answers its id, that of its product, and the key of one of
 * the few pictures that the looks share. Their files are there.
 */
export async function buildGallery(
  studio: Studio,
  user: { id: string },
  looks: number,
): Promise<{ projectId: string; product: { id: string }; picture: string }> {
  const bytes = await drawnPhoto('tee', { colour: COLOURS[0] }).jpeg().toBuffer()
  const product = await buildProduct(studio, user, { photos: [{ slot: 'upper', side: 'front', bytes }] })
  const first = uuidv7()
  const folders = await Promise.all(COLOURS.map(async (colour, n) => drawLook(studio, first, colour, n)))
  const direction = {
    engine: 'drape',
    body: 'female',
    pose: 'standing',
    backdrop: 'paper',
    ratio: '3:4',
    size: 'standard',
  }
  const details = {
    ...direction,
    view: 'front',
    width: 1152,
    height: 1536,
    engineVersion: '1',
    confidence: 0.9,
    doubts: [],
  }
  const wish = {
    view: 'front',
    body: 'female',
    pose: 'standing',
    backdrop: 'paper',
    width: 1152,
    height: 1536,
  }
  for (let run = 0; run * PER_RUN < looks; run++) {
    const jobId = run === 0 ? first : uuidv7()
    const ids = Array.from({ length: Math.min(PER_RUN, looks - run * PER_RUN) }, () => uuidv7())
    const at = new Date(Date.now() - run * 3_600_000)
    await studio.database.pool.query(
      `insert into vto_job (id, user_id, project_id, product_id, kind, lane, status, used_point_type, used_amount, input, result,
         progress, attempt, queued_at, started_at, finished_at, created_at)
       values ($1, $2, $3, $4, 'look', 'cpu', 'DONE', 'credit', 80, $5, $6, 100, 1, $7, $7, $7, $7)`,
      [
        jobId,
        user.id,
        product.projectId,
        product.id,
        JSON.stringify({ ...direction, photos: [], looks: ids.map(() => ({ ...wish, price: 2 })) }),
        JSON.stringify(Object.fromEntries(ids.map((image, n) => [n, { status: 'delivered', image }]))),
        at,
      ],
    )
    await studio.database.pool.query(
      `insert into generate_img (id, url, user_id, project_id, product_id, job_id, n, number, details, created_at)
       select id, ($2::text[])[1 + (n + $3::integer) % cardinality($2::text[])], $4, $5, $6, $7, n - 1, $3::integer * $8::integer + n, $9, $10
       from unnest($1::uuid[]) with ordinality as look (id, n)`,
      [
        ids,
        folders.map((folder) => `${folder}/full.png`),
        run,
        user.id,
        product.projectId,
        product.id,
        jobId,
        PER_RUN,
        JSON.stringify(details),
        at,
      ],
    )
  }
  await studio.database.pool.query('update projects set last_image_number = $2 where id = $1', [
    product.projectId,
    looks,
  ])
  return { projectId: product.projectId, product, picture: `${folders[0]}/full.png` }
}

/** Whoever may see the job may see the picture. */
async function drawLook(studio: Studio, jobId: string, colour: string, n: number): Promise<string> {
  const folder = `looks/${jobId}/${n}-${uuidv7()}`
  const look = await drawnPhoto(n % 2 ? 'dress' : 'tee', { colour })
    .png()
    .toBuffer()
  for (const width of [240, 480, 1024]) {
    const picture = await sharp(look)
      .resize({ width, height: Math.round((width * 4) / 3), fit: 'cover' })
      .webp()
      .toBuffer()
    await studio.storage.put(`${folder}/${width}.webp`, picture, 'image/webp')
  }
  await studio.storage.put(`${folder}/full.png`, look, 'image/png')
  return folder
}
