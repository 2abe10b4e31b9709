// All of a user's own data as one ZIP: the rows as JSON, the photos as they were sent, and everything that was made of them.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { v7 as uuidv7 } from 'uuid'
import { ZipFile } from 'yazl'
import type { Studio } from '../../studio.ts'
import { sendLetter } from '../mail/send-letter.ts'
import { readOwnRows, type OwnFile } from './read-own-rows.ts'

export interface DataExport {
  readonly id: string
  readonly status: 'waiting' | 'ready' | 'failed' | 'gone'
  /** Storage key of the ZIP. */
  readonly key: string | null
  readonly bytes: number | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

/** How long a ZIP is kept. */
const KEPT_MS = 7 * 24 * 3600_000
const columns = ['id', 'status', 'key', 'bytes', 'created_at', 'expires_at'] as const

/** The user's exports, newest first. */
export async function listExports(studio: Studio, user: { readonly id: string }): Promise<DataExport[]> {
  const rows = await studio.db
    .selectFrom('data_export')
    .select(columns)
    .where('user_id', '=', user.id)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
  return rows.map(fromRow)
}

/** Has the user's data put into a ZIP by an errand; while one waits, answers that one. */
export async function startExport(studio: Studio, user: { readonly id: string }): Promise<DataExport> {
  return studio.db.transaction().execute(async (trx) => {
    const id = uuidv7()
    const made = await trx
      .insertInto('data_export')
      .values({ id, user_id: user.id, created_at: studio.now() })
      .onConflict((conflict) => conflict.column('user_id').where('status', '=', 'waiting').doNothing())
      .returning(columns)
      .executeTakeFirst()
    if (made) {
      await studio.errands.send('account.export', { exportId: id }, trx)
      return fromRow(made)
    }
    const waiting = await trx
      .selectFrom('data_export')
      .select(columns)
      .where('user_id', '=', user.id)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    return fromRow(waiting)
  })
}

/** Makes a ZIP that was asked for, and writes a letter when it is there. */
export async function makeExport(studio: Studio, exportId: string): Promise<void> {
  const wish = await studio.db
    .selectFrom('data_export as export')
    .innerJoin('users as user', 'user.id', 'export.user_id')
    .select(['export.user_id'])
    .where('export.id', '=', exportId)
    .where('export.status', '=', 'waiting')
    .where('user.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!wish) return
  const { user_id: userId } = wish
  // Beside the id a name nobody can guess: the grant is by account, and this keeps a URL from being made up even so.
  const key = `accounts/${userId}/${exportId}-${randomBytes(8).toString('hex')}.zip`
  const folder = await mkdtemp(join(tmpdir(), 'maepsi-export-'))
  try {
    const path = join(folder, 'data.zip')
    await writeZip(studio, userId, path)
    await studio.storage.putFile(key, path, 'application/zip')
    const { size } = await stat(path)
    const expiresAt = new Date(studio.now().getTime() + KEPT_MS)
    await studio.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('data_export')
        .set({ status: 'ready', key, bytes: String(size), finished_at: studio.now(), expires_at: expiresAt })
        .where('id', '=', exportId)
        .execute()
      const letter = { until: expiresAt, url: '/account/profile' }
      await sendLetter(studio, { id: userId }, 'export_ready', letter, trx)
    })
    studio.live.say({ userId, event: { type: 'account' } })
  } catch (error) {
    await studio.storage.remove([key]).catch(() => {})
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes ZIPs that were kept long enough, and gives up those that never came about. */
export async function sweepExports(studio: Studio): Promise<void> {
  const now = studio.now()
  const old = await studio.db
    .selectFrom('data_export')
    .select(['id', 'key'])
    .where('status', '=', 'ready')
    .where('expires_at', '<', now)
    .execute()
  for (const { id, key } of old) {
    if (key !== null) await studio.storage.remove([key])
    await studio.db
      .updateTable('data_export')
      .set({ status: 'gone', key: null })
      .where('id', '=', id)
      .execute()
  }
  await studio.db
    .updateTable('data_export')
    .set({ status: 'failed', finished_at: now })
    .where('status', '=', 'waiting')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS / 7))
    .execute()
}

async function writeZip(studio: Studio, userId: string, path: string): Promise<void> {
  const { rows, files } = await readOwnRows(studio, userId)
  const zip = new ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(path))
  // Told by the end of `written` as well; unheard it would end the process.
  written.catch(() => {})
  const mtime = studio.now()
  for (const [name, list] of Object.entries(rows))
    zip.addBuffer(Buffer.from(`${JSON.stringify(list, null, 2)}\n`), `${name}.json`, { mtime })
  for (const file of files) await addFile(studio, zip, file, mtime)
  zip.end()
  await written
}

/** One file after the other, each as a stream: a large account takes no more memory than a small one. */
async function addFile(studio: Studio, zip: ZipFile, { key, name }: OwnFile, mtime: Date): Promise<void> {
  const found = await studio.storage.stat(key)
  if (!found) return
  const stream = await studio.storage.open(key)
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve)
    stream.once('error', reject)
  })
  const safe = name.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, '_').slice(-120) || `file${extname(basename(key))}`
  // Pictures and films are packed already.
  zip.addReadStream(stream, `${key.split('/').slice(0, 2).join('/')}/${safe}`, {
    mtime,
    compress: false,
    size: found.bytes,
  })
  await ended
}

interface Row {
  readonly id: string
  readonly status: string
  readonly key: string | null
  readonly bytes: string | null
  readonly created_at: Date
  readonly expires_at: Date | null
}

function fromRow(row: Row): DataExport {
  return {
    id: row.id,
    status: row.status as DataExport['status'],
    key: row.key,
    bytes: row.bytes === null ? null : Number(row.bytes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
