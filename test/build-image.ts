// Puts finished looks into a project without an engine having made them.
import { v7 as uuidv7 } from 'uuid'
import type { ImageDetails } from '#server/domain/images/images.ts'
import type { Studio } from '#server/studio.ts'

/** A standard look from the front, as Drape tells of it. */
export const DETAILS: ImageDetails = {
  view: 'front',
  body: 'female',
  pose: 'standing',
  backdrop: 'paper',
  ratio: '3:4',
  size: 'standard',
  width: 1152,
  height: 1536,
  engine: 'drape',
  engineVersion: '1',
  confidence: 0.9,
  doubts: [],
}

/** A look as a row; its files are not there. */
export async function buildImage(
  studio: Studio,
  user: { id: string },
  project: { id: string },
  image: {
    isSelected?: boolean
    seen?: boolean
    createdAt?: Date
    jobId?: string
    n?: number
    productId?: string
    url?: string
    mesh?: string
  } = {},
): Promise<{ id: string; url: string }> {
  const id = uuidv7()
  const url = image.url ?? `looks/${uuidv7()}/0-${id}/full.png`
  const { last } = await studio.db
    .selectFrom('generate_img')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('project_id', '=', project.id)
    .executeTakeFirstOrThrow()
  await studio.db
    .insertInto('generate_img')
    .values({
      id,
      url,
      user_id: user.id,
      project_id: project.id,
      job_id: image.jobId ?? null,
      product_id: image.productId ?? null,
      n: image.n ?? 0,
      number: (last ?? 0) + 1,
      details: JSON.stringify({ ...DETAILS, mesh: image.mesh }),
      is_selected: image.isSelected ?? false,
      seen_at: image.seen ? new Date() : null,
      ...(image.createdAt && { created_at: image.createdAt }),
    })
    .execute()
  return { id, url }
}
