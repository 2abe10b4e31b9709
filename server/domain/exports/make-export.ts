// Makes an export that was asked for: one file after the other into a ZIP, with a list of what is in it and what is not.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { stringify } from 'csv-stringify/sync'
import { ZipFile } from 'yazl'
import type { ExportWish } from '#sdk/contract/exports.ts'
import type { Language } from '#sdk/contract/users.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { ExportFile } from './exports.ts'
import { safeName } from './file-names.ts'
import { makeFile, NotMade, type Cuts, type MadeFile } from './make-file.ts'
import { planExport, type FilePlan } from './plan-export.ts'
import type { ExportWords } from './words.ts'

/** How long a ZIP is kept. */
const KEPT_MS = 7 * 24 * 3600_000
/** Progress is written down and said this often, in milliseconds. */
const SAY_MS = 400
/** Times a broken-off export is begun again before it is given up. */
const MOST_ATTEMPTS = 3

interface Begun {
  readonly id: string
  readonly user_id: string
  readonly project_id: string
  readonly wish: ExportWish
  readonly attempt: number
}

/** Makes the export, unless it has ended. What fails on the way throws, so that the errand comes again; the last time it ends as failed. */
export async function makeExport(studio: Studio, exportId: string): Promise<void> {
  const begun = (await studio.db
    .updateTable('exports')
    .set({ status: 'making', attempt: sql`attempt + 1`, done: 0 })
    .where('id', '=', exportId)
    .where('status', 'in', ['waiting', 'making'])
    .returning(['id', 'user_id', 'project_id', 'wish', 'attempt'])
    .executeTakeFirst()) as unknown as Begun | undefined
  if (!begun) return
  const key = `exports/${begun.id}/${randomBytes(8).toString('hex')}.zip`
  const folder = await mkdtemp(join(tmpdir(), 'maepsi-export-'))
  try {
    const path = join(folder, 'export.zip')
    const files = await writeZip(studio, begun, path)
    await studio.storage.putFile(key, path, 'application/zip')
    const { size } = await stat(path)
    const kept = await end(studio, begun, {
      status: 'ready',
      key,
      bytes: String(size),
      files: JSON.stringify(files),
      done: files.length,
      total: files.length,
      expires_at: new Date(studio.now().getTime() + KEPT_MS),
    })
    if (!kept) await studio.storage.remove([key])
  } catch (error) {
    await studio.storage.remove([key]).catch(() => {})
    // What is gone stays gone, and what was wished wrong stays wrong.
    const final = error instanceof NotFound || error instanceof StudioError || begun.attempt >= MOST_ATTEMPTS
    if (!final) throw error
    studio.log.warn({ error, export: begun.id }, 'an export was given up')
    await end(studio, begun, { status: 'failed' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Answers whether it was still this attempt's to end. */
async function end(studio: Studio, { id, attempt, ...of }: Begun, change: object): Promise<boolean> {
  const row = await studio.db
    .updateTable('exports')
    .set({ ...change, finished_at: studio.now() })
    .where('id', '=', id)
    .where('status', '=', 'making')
    .where('attempt', '=', attempt)
    .returning(['done', 'total'])
    .executeTakeFirst()
  if (row) say(studio, { id, ...of }, row)
  return row !== undefined
}

function say(
  studio: Studio,
  { id, user_id: userId, project_id: projectId }: Pick<Begun, 'id' | 'user_id' | 'project_id'>,
  { done, total }: { readonly done: number; readonly total: number },
): void {
  studio.live.say({ userId, event: { type: 'export', exportId: id, projectId, done, total } })
}

async function writeZip(studio: Studio, begun: Begun, path: string): Promise<ExportFile[]> {
  const {
    files: plans,
    words,
    language,
  } = await planExport(studio, { id: begun.user_id }, begun.wish, { late: true })
  const zip = new ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(path))
  // Told by the end of `written` as well; unheard it would end the process.
  written.catch(() => {})
  const mtime = studio.now()
  const files: ExportFile[] = []
  const cuts: Cuts = new Map()
  let said = Date.now()
  for (const plan of plans) {
    files.push(await addFile(studio, zip, plan, { mtime, cuts, language }))
    if (Date.now() - said < SAY_MS) continue
    said = Date.now()
    const progress = { done: files.length, total: plans.length }
    await studio.db.updateTable('exports').set(progress).where('id', '=', begun.id).execute()
    say(studio, begun, progress)
  }
  zip.addBuffer(listOf(studio, files, { words, language }), `${safeName(words.list)}.csv`, { mtime })
  zip.end()
  await written
  return files
}

async function addFile(
  studio: Studio,
  zip: ZipFile,
  plan: FilePlan,
  { mtime, ...making }: { readonly mtime: Date; readonly cuts: Cuts; readonly language: Language },
): Promise<ExportFile> {
  const { path, imageId, preset } = plan
  const of = { path, presetId: preset?.id ?? null, imageId }
  let made: MadeFile
  try {
    made = await makeFile(studio, plan, making)
  } catch (error) {
    if (!(error instanceof NotMade)) studio.log.warn({ error, path }, 'a file of an export could not be made')
    return { ...of, bytes: null, code: error instanceof NotMade ? error.code : 'failed' }
  }
  // Pictures and films are packed already. Making one takes longer than writing it, so that hardly more than one waits in memory.
  if (Buffer.isBuffer(made)) {
    zip.addBuffer(made, path, { mtime, compress: plan.what.kind === 'letter' })
    return { ...of, bytes: made.byteLength, code: null }
  }
  const { stream, bytes } = made
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve)
    stream.once('error', reject)
  })
  zip.addReadStream(stream, path, { mtime, compress: false, size: bytes })
  await ended
  return { ...of, bytes, code: null }
}

/** Every file and every one that is missing, as a table that spreadsheets open: UTF-8 with a mark that says so. */
function listOf(
  studio: Studio,
  files: readonly ExportFile[],
  { words, language }: { readonly words: ExportWords; readonly language: Language },
): Buffer {
  const failed: Readonly<Record<string, string>> = words.failed
  const nameOf = (id: string | null) =>
    studio.presets.find((preset) => preset.id === id)?.name[language] ?? ''
  const rows = files.map(({ path, presetId, bytes, code }) => [
    path,
    nameOf(presetId),
    bytes ?? '',
    code === null ? words.made : (failed[code] ?? words.failed.failed),
  ])
  return Buffer.from(stringify([words.columns, ...rows], { bom: true, escape_formulas: true }))
}
