// A file of a bulk comes: into the slot its row gives it. What cannot be used is noted with the row, so that the rest goes on.
import { PHOTO_ERRORS } from '#sdk/contract/errors.ts'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { putGarmentPhoto, type Upload } from '../products/garment-photo.ts'
import { nameOf } from './bring-rows.ts'
import { getBulk, sayBulk, type BulkRecord } from './bulk.ts'
import { readRows, type RowFile, type RowView } from './rows.ts'

/** These are the file's own fault, and stay with it; anything else is the caller's to hear. */
const ITS_FAULT = [...PHOTO_ERRORS, 'slot_excluded']

/**
 * Puts a file into the slot of its row, and answers the row. Sent without bytes it is taken from the ZIP that came before; one that is
 * there already stays. Throws NotFound when no row has this path, and what putGarmentPhoto throws that is not the file's own fault.
 */
export async function bringFile(
  studio: Studio,
  user: Person,
  id: string,
  path: string,
  upload: Upload,
): Promise<RowView> {
  const bulk = await getBulk(studio.db, user, id)
  const wanted = JSON.stringify([{ path }])
  const found = await studio.db
    .selectFrom('bulk_row')
    .select('n')
    .where('bulk_id', '=', bulk.id)
    .where('removed_at', 'is', null)
    .where(sql<boolean>`files @> ${wanted}::jsonb`)
    .executeTakeFirst()
  const row = found && (await rowOf(studio, bulk, found.n))
  const file = row?.files.find((one) => one.path === path)
  if (!row || !file) throw new NotFound('file', path)
  if (file.arrived) return row
  const unpacked = upload.declaredBytes ? null : await takeUnpacked(studio, bulk, path)
  const bytes = unpacked ? Readable.from([unpacked.bytes]) : upload.bytes
  const declaredBytes = unpacked ? unpacked.bytes.byteLength : upload.declaredBytes
  try {
    const place = { slot: file.slot, side: file.side }
    await putGarmentPhoto(studio, user, row.product_id, place, {
      bytes,
      declaredBytes,
      fileName: nameOf(path),
    })
    await patchFile(studio, bulk, row.n, path, { arrived: true })
  } catch (error) {
    if (!(error instanceof StudioError && ITS_FAULT.includes(error.code))) throw error
    await patchFile(studio, bulk, row.n, path, { refused: error.code })
  }
  if (unpacked) await unpacked.forget()
  sayBulk(studio, bulk)
  return rowOf(studio, bulk, row.n)
}

/** A row by its number. Throws NotFound. */
export async function rowOf(studio: Studio, bulk: BulkRecord, n: number): Promise<RowView> {
  const [row] = await readRows(studio, bulk, { n })
  if (!row) throw new NotFound('row', String(n))
  return row
}

/** Changes what a row notes of one file. Its other files may be changing at this moment. */
export async function patchFile(
  studio: Studio,
  { id }: Pick<BulkRecord, 'id'>,
  n: number,
  path: string,
  patch: Partial<RowFile>,
): Promise<void> {
  await sql`
    update bulk_row set files = (
      select jsonb_agg(case when file ->> 'path' = ${path} then file || ${JSON.stringify(patch)}::jsonb else file end order by i)
      from jsonb_array_elements(files) with ordinality as of_row (file, i))
    where bulk_id = ${id} and n = ${n}`.execute(studio.db)
}

async function takeUnpacked(studio: Studio, { id }: BulkRecord, path: string) {
  const file = await studio.db
    .selectFrom('bulk_file')
    .select('key')
    .where('bulk_id', '=', id)
    .where('path', '=', path)
    .executeTakeFirst()
  if (!file) return null
  return {
    bytes: await studio.storage.get(file.key),
    async forget() {
      await studio.db.deleteFrom('bulk_file').where('key', '=', file.key).execute()
      await studio.storage.remove([file.key])
    },
  }
}
