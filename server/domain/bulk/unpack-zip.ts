// Unpacks a ZIP of photos: whatever it claims, nothing leaves its folder, and nothing grows past its limits.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { v7 as uuidv7 } from 'uuid'
import { openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl'
import type { Sheet } from '#sdk/contract/bulk-shapes.ts'
import { isLitter, MAX_PHOTO_BYTES } from '#sdk/contract/bulk-match.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getBulk, type BulkRecord } from './bulk.ts'
import { MOST_SHEET_BYTES, readSheet } from './read-sheet.ts'

/** Most files of one ZIP. */
export const MOST_FILES = 20_000
/** Photos are compressed already: what shrinks more than this, and is not small, was made to fill a disk. */
const MOST_RATIO = 100
const SMALL = 1_000_000
/** All of it unpacked, beside the ZIP's own limit. */
const MOST_GROWTH = 2
const PHOTO = /\.(jpe?g|png|webp|avif|hei[cf])$/i

export interface Unpacked {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
  readonly sheet: Sheet | null
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
}

/**
 * Takes a ZIP in and keeps its photos until rows ask for them. Its names are looked at before anything is unpacked. Throws NotFound,
 * zip_big (details.megabytes), zip_broken, zip_unsafe (details path, reason: name, ratio, size), bulk_full, and sheet_unreadable.
 */
export async function unpackZip(
  studio: Studio,
  user: Person,
  id: string,
  upload: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<Unpacked> {
  const bulk = await getBulk(studio.db, user, id)
  const megabytes = studio.config.bulkZipMegabytes
  const most = megabytes * 1_000_000
  if ((upload.declaredBytes ?? 0) > most) throw new StudioError('zip_big', { megabytes })
  const folder = await mkdtemp(join(tmpdir(), 'maepsi-zip-'))
  try {
    const path = join(folder, 'photos.zip')
    await pipeline(upload.bytes, atMost(most, megabytes), createWriteStream(path))
    const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(broken)
    try {
      return await unpack(studio, bulk, zip, most * MOST_GROWTH)
    } finally {
      zip.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of these keys of files under `bulk/`, those that still wait for a row. */
export async function bulkFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  const rows = await studio.db
    .selectFrom('bulk_file')
    .innerJoin('bulk', 'bulk.id', 'bulk_file.bulk_id')
    .select('bulk_file.key')
    .where('bulk_file.key', 'in', keys)
    .where('bulk.state', '=', 'draft')
    .where('bulk_file.created_at', '>', new Date(studio.now().getTime() - KEPT_MS))
    .execute()
  return new Set(rows.map(({ key }) => key))
}
/** What was unpacked and never asked for is kept for so long. */
const KEPT_MS = 7 * 24 * 3600 * 1000

async function unpack(studio: Studio, bulk: BulkRecord, zip: ZipFile, most: number): Promise<Unpacked> {
  const entries = await listEntries(zip, most)
  const files: { path: string; bytes: number; sha256: string }[] = []
  const skipped: { path: string; reason: string }[] = []
  let sheet: Sheet | null = null
  for (const { entry, path } of entries) {
    const isSheet = /\.csv$/i.test(path)
    const reason = entry.isEncrypted()
      ? 'encrypted'
      : !isSheet && !PHOTO.test(path)
        ? 'photo_type'
        : entry.uncompressedSize === 0
          ? 'photo_empty'
          : entry.uncompressedSize > (isSheet ? MOST_SHEET_BYTES : MAX_PHOTO_BYTES)
            ? 'photo_big'
            : null
    if (reason) {
      skipped.push({ path, reason })
      continue
    }
    // It fails when an entry holds more or less than it says.
    const bytes = await zip.openReadStreamPromise(entry).then(buffer).catch(broken)
    if (isSheet) sheet ??= readSheet(bytes)
    else files.push(await keep(studio, bulk, path, bytes))
  }
  return { files, sheet, skipped }
}

/** Every entry with its name in letters, once all of them have been found harmless. */
async function listEntries(zip: ZipFile, most: number): Promise<{ entry: Entry; path: string }[]> {
  if (zip.entryCount > MOST_FILES) throw new StudioError('bulk_full', { most: MOST_FILES })
  const entries: { entry: Entry; path: string }[] = []
  let size = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = decodeName(entry)
      // This refuses `..`, absolute paths, drives and backslashes.
      const wrong = validateFileName(path) ?? (path.includes('\0') || path.length > 1000 ? 'name' : null)
      if (wrong) throw new StudioError('zip_unsafe', { path: path.slice(0, 200), reason: 'name' })
      if (path.endsWith('/') || isLitter(path)) continue
      const { uncompressedSize, compressedSize } = entry
      size += uncompressedSize
      if (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO)
        throw new StudioError('zip_unsafe', { path: path.slice(0, 200), reason: 'ratio' })
      if (size > most) throw new StudioError('zip_unsafe', { path: path.slice(0, 200), reason: 'size' })
      entries.push({ entry, path })
    }
  } catch (error) {
    if (error instanceof StudioError) throw error
    broken(error)
  }
  return entries
}

/** Names are UTF-8 where they say so, or are it; else what Korean Windows writes. */
function decodeName(entry: Entry): string {
  const raw = entry.fileName as unknown as Uint8Array
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).normalize('NFC').replaceAll('\\', '/')
  } catch {
    return new TextDecoder('euc-kr').decode(raw).replaceAll('\\', '/')
  }
}

async function keep(studio: Studio, { id }: BulkRecord, path: string, bytes: Buffer) {
  const key = `bulk/${id}/${uuidv7()}`
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await studio.storage.put(key, bytes, 'application/octet-stream')
  await studio.db
    .insertInto('bulk_file')
    .values({ bulk_id: id, path, key, bytes: bytes.byteLength, sha256 })
    // The file that was there before is left to the sweep.
    .onConflict((conflict) =>
      conflict.columns(['bulk_id', 'path']).doUpdateSet({ key, bytes: bytes.byteLength, sha256 }),
    )
    .execute()
  return { path, bytes: bytes.byteLength, sha256 }
}

function atMost(most: number, megabytes: number) {
  return async function* (bytes: AsyncIterable<Uint8Array>) {
    let size = 0
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > most) throw new StudioError('zip_big', { megabytes })
      yield chunk
    }
  }
}

function broken(cause: unknown): never {
  throw new StudioError('zip_broken', {}, { cause })
}
