// Keeps files in a folder on this machine.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import {
  access,
  copyFile,
  mkdir,
  open,
  opendir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { NotFound } from '../errors.ts'
import { checkKey, type ByteRange, type Storage, type StoredFile } from './storage.ts'

/** Folders vanish beneath a file that is written no more often than this in a row. */
const ATTEMPTS = 5

export class DiskStorage implements Storage {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#put(key, (aside) => writeFile(aside, bytes, { flush: true }))
  }

  async putFile(key: string, path: string): Promise<void> {
    await this.#put(key, async (aside) => {
      await copyFile(path, aside)
      const copy = await open(aside, constants.O_RDWR)
      await copy.sync().finally(() => copy.close())
    })
  }

  async #put(key: string, write: (aside: string) => Promise<void>): Promise<void> {
    const path = this.#path(key)
    // Written aside and renamed: a crash leaves no half file under its name. What it leaves is listed, and swept.
    const aside = `${path}.${randomUUID()}.part`
    try {
      const made = await this.#writeAside(aside, write)
      await rename(aside, path)
      await keepNames(dirname(path), made ? dirname(made) : dirname(path))
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
  }

  async get(key: string): Promise<Buffer> {
    return readFile(this.#path(key)).catch(notFound(key))
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.#path(key), constants.O_RDONLY).catch(notFound(key))
    if ((await file.stat()).isFile()) return file.createReadStream(range)
    await file.close()
    throw new NotFound('file', key)
  }

  async stat(key: string): Promise<StoredFile | null> {
    const found = await stat(this.#path(key)).catch(() => null)
    return found?.isFile() ? { key, bytes: found.size, modifiedAt: found.mtime } : null
  }

  async remove(keys: readonly string[]): Promise<void> {
    const paths = keys.map((key) => this.#path(key))
    await Promise.all(paths.map((path) => rm(path, { force: true })))
    // Folders that are empty now; the others refuse.
    for (const folder of new Set(paths.map(dirname))) {
      if (folder !== this.#folder) await rmdir(folder).catch(() => {})
    }
  }

  async *list(prefix: string): AsyncIterable<StoredFile> {
    const start = join(this.#folder, prefix.slice(0, prefix.lastIndexOf('/') + 1))
    const folder = await opendir(start, { recursive: true }).catch(() => null)
    if (!folder) return
    for await (const entry of folder) {
      if (!entry.isFile()) continue
      const key = relative(this.#folder, join(entry.parentPath, entry.name)).split(sep).join('/')
      const file = key.startsWith(prefix) ? await this.stat(key) : null
      if (file) yield file
    }
  }

  async check(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    await access(this.#folder, constants.W_OK)
  }

  #path(key: string): string {
    checkKey(key)
    return join(this.#folder, key)
  }

  /** Answers the first folder it had to make, if any. */
  async #writeAside(path: string, write: (aside: string) => Promise<void>): Promise<string | undefined> {
    let made: string | undefined
    for (let attempt = 1; ; attempt++) {
      try {
        const first = await mkdir(dirname(path), { recursive: true })
        made ??= first
        await write(path)
        return made
      } catch (error) {
        // A folder was empty for a moment, and somebody who removed its last file took it along.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === ATTEMPTS) throw error
      }
    }
  }
}

/** Makes the names in these folders, from the innermost out, survive a power cut as their files do. */
async function keepNames(inner: string, outer: string): Promise<void> {
  for (let folder = inner; ; folder = dirname(folder)) {
    const handle = await open(folder, constants.O_RDONLY)
    await handle.sync().finally(() => handle.close())
    if (folder === outer) return
  }
}

function notFound(key: string) {
  return (cause: NodeJS.ErrnoException): never => {
    throw cause.code === 'ENOENT' || cause.code === 'ENOTDIR' || cause.code === 'EISDIR'
      ? new NotFound('file', key)
      : cause
  }
}
