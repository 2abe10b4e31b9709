// Keeps files in a folder on this machine.
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { NotFound } from '../errors.ts'
import type { ByteRange, Storage, StoredFile } from './storage.ts'

export class DiskStorage implements Storage {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(key)
    await mkdir(dirname(path), { recursive: true })
    // Written aside and renamed: a crash leaves no half file under its name.
    const aside = `${path}.${process.pid}.part`
    await writeFile(aside, bytes, { flush: true })
    await rename(aside, path)
  }

  async get(key: string): Promise<Buffer> {
    return readFile(this.#path(key)).catch(notFound(key))
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const path = this.#path(key)
    await access(path, constants.R_OK).catch(notFound(key))
    return createReadStream(path, range)
  }

  async stat(key: string): Promise<StoredFile | null> {
    const found = await stat(this.#path(key)).catch(() => null)
    return found?.isFile() ? { key, bytes: found.size, modifiedAt: found.mtime } : null
  }

  async remove(keys: readonly string[]): Promise<void> {
    await Promise.all(keys.map((key) => rm(this.#path(key), { force: true })))
  }

  async *list(prefix: string): AsyncIterable<StoredFile> {
    const folder = await opendir(join(this.#folder, prefix), { recursive: true }).catch(() => null)
    if (!folder) return
    for await (const entry of folder) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const file = await this.stat(relative(this.#folder, path).split(sep).join('/'))
      if (file) yield file
    }
  }

  async check(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    await access(this.#folder, constants.W_OK)
  }

  #path(key: string): string {
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(key) || key.split('/').includes('..')) throw new NotFound('file')
    return join(this.#folder, key)
  }
}

function notFound(key: string) {
  return (cause: NodeJS.ErrnoException): never => {
    throw cause.code === 'ENOENT' ? new NotFound('file', key) : cause
  }
}
