// Exports: asked for, listed, read; each belongs to who asked for it.
import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { MOST_UNDER_WAY, type ExportWish } from '#sdk/contract/exports.ts'
import type { Db } from '../../database/database.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { may, type Person } from '../access.ts'
import { getProject } from '../projects/projects.ts'
import { planExport } from './plan-export.ts'

/** One file of an export: made, or with the code of why not. */
export interface ExportFile {
  readonly path: string
  readonly presetId: string | null
  readonly imageId: string | null
  readonly bytes: number | null
  readonly code: string | null
}

export interface ExportRow {
  readonly id: string
  readonly user_id: string
  readonly project_id: string
  readonly wish: ExportWish
  readonly status: 'waiting' | 'making' | 'ready' | 'failed' | 'gone'
  readonly done: number
  readonly total: number
  readonly files: readonly ExportFile[]
  /** Storage key of the ZIP; null until it is ready, and when it is gone. */
  readonly key: string | null
  readonly bytes: string | null
  readonly created_at: Date
  readonly finished_at: Date | null
  readonly expires_at: Date | null
}

const LISTED = 30

/**
 * Has an export made by an errand. While the same wish is being made, answers that one. Throws NotFound for the project, a look or a
 * video; preset_unknown, pattern_unknown, export_empty, export_big, and too_many_waiting (details: most).
 */
export async function createExport(studio: Studio, user: Person, wish: ExportWish): Promise<ExportRow> {
  const { files } = await planExport(studio, user, wish)
  const hash = hashOf(wish)
  return studio.db.transaction().execute(async (trx) => {
    const id = uuidv7()
    const { under_way } = await trx
      .selectFrom('exports')
      .select(({ fn }) => fn.countAll<string>().as('under_way'))
      .where('user_id', '=', user.id)
      .where('status', 'in', ['waiting', 'making'])
      .where('wish_hash', '!=', hash)
      .executeTakeFirstOrThrow()
    if (Number(under_way) >= MOST_UNDER_WAY)
      throw new StudioError('too_many_waiting', { most: MOST_UNDER_WAY })
    const made = await trx
      .insertInto('exports')
      .values({
        id,
        user_id: user.id,
        project_id: wish.projectId,
        wish: JSON.stringify(wish),
        wish_hash: hash,
        total: files.length,
        created_at: studio.now(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'project_id', 'wish_hash'])
          .where('status', 'in', ['waiting', 'making'])
          .doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (made) {
      await studio.errands.send('exports.make', { exportId: id }, trx)
      return getExport(trx, user, id)
    }
    const there = await trx
      .selectFrom('exports')
      .select('id')
      .where('user_id', '=', user.id)
      .where('project_id', '=', wish.projectId)
      .where('wish_hash', '=', hash)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    return getExport(trx, user, there.id)
  })
}

/** The user's last exports of a project they may see, newest first. Throws NotFound for the project. */
export async function listExports(studio: Studio, user: Person, projectId: string): Promise<ExportRow[]> {
  await getProject(studio.db, user, projectId)
  const rows = await owned(studio.db, user)
    .where('export.project_id', '=', projectId)
    .orderBy('export.created_at', 'desc')
    .limit(LISTED)
    .execute()
  return rows as unknown as ExportRow[]
}

/** One export of the user's, of a project they still may see. Throws NotFound. */
export async function getExport(db: Db, user: Person, id: string): Promise<ExportRow> {
  const row = await owned(db, user).where('export.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('export', id)
  return row as unknown as ExportRow
}

function owned(db: Db, user: Person) {
  return db
    .selectFrom('exports as export')
    .innerJoin('projects as project', 'project.id', 'export.project_id')
    .where('export.user_id', '=', user.id)
    .where(may(user, 'see'))
    .select(['export.id', 'export.user_id', 'export.project_id', 'export.wish', 'export.status'])
    .select(['export.done', 'export.total', 'export.files', 'export.key', 'export.bytes'])
    .select(['export.created_at', 'export.finished_at', 'export.expires_at'])
}

/** The same for wishes that ask for the same, in whatever order. */
function hashOf(wish: ExportWish): string {
  const sorted = {
    ...wish,
    imageIds: [...new Set(wish.imageIds)].sort(),
    videoIds: [...new Set(wish.videoIds)].sort(),
    presetIds: [...new Set(wish.presetIds)].sort(),
    marked: wish.marked && [...new Set(wish.marked)].sort(),
    centres: wish.centres.map(({ imageId, ratio, x, y }) => `${imageId} ${ratio} ${x} ${y}`).sort(),
  }
  const text = JSON.stringify(Object.entries(sorted).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(text).digest('hex')
}
