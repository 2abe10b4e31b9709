// What lies in a folder of photos: listed, and read as far as the studio has to know of it.

import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { isLitter, MAX_PHOTO_BYTES, type NamedFile } from '../contract/bulk-match.ts'

/** A file as it was found; another `stamp` means that it has changed. */
export interface Found {
  /** Within the folder, its parts split by `/`. */
  readonly path: string
  readonly bytes: number
  readonly stamp: string
}

/** The SHA-256 of files that were read before, by path, each good for its stamp. */
export type Read = Map<string, { readonly stamp: string; readonly sha256: string }>

/** A sheet lies beside the photos. */
export const isSheet = (name: string): boolean => /\.csv$/i.test(name)

/** The files of a folder and of those in it, by name and number; not what is below `skip`. Throws what the file system throws. */
export async function listFolder(folder: string, skip: string | null = null): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: Found[] = []
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
    if (!entry.isFile()) continue
    const full = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, full).split(path.sep).join('/')
    if (isLitter(name) || (skip !== null && isWithin(full, skip))) continue
    // One that went away meanwhile is not there.
    const info = await stat(full).catch(() => null)
    if (info) found.push({ path: name, bytes: info.size, stamp: `${info.size} ${info.mtimeMs}` })
  }
  return found
}

/** The photos with what tells them apart, and those that cannot be read, which are left out. */
export async function readPhotos(
  folder: string,
  found: readonly Found[],
  read: Read = new Map(),
): Promise<{ readonly files: NamedFile[]; readonly unread: { path: string; why: string }[] }> {
  const files: NamedFile[] = []
  const unread: { path: string; why: string }[] = []
  for (const { path: name, bytes, stamp } of found) {
    if (isSheet(name)) continue
    const before = read.get(name)
    if (before?.stamp === stamp) files.push({ path: name, bytes, sha256: before.sha256 })
    // It is refused for its size, whatever is in it.
    else if (bytes > MAX_PHOTO_BYTES) files.push({ path: name, bytes })
    else
      try {
        const content = await readFile(inFolder(folder, name))
        const sha256 = createHash('sha256').update(content).digest('hex')
        read.set(name, { stamp, sha256 })
        files.push({ path: name, bytes: content.byteLength, sha256 })
      } catch (error) {
        unread.push({ path: name, why: error instanceof Error && 'code' in error ? String(error.code) : '' })
      }
  }
  return { files, unread }
}

/** Where a file of a folder lies. */
export function inFolder(folder: string, name: string): string {
  return path.join(folder, ...name.split('/'))
}

function isWithin(file: string, folder: string): boolean {
  const from = path.relative(path.resolve(folder), path.resolve(file))
  return from !== '' && !from.startsWith('..') && !path.isAbsolute(from)
}
