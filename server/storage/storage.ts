// Where files are kept. Two kinds: a folder on disk (the default) and any S3 server; the rest of the studio cannot tell which.
import type { Readable } from 'node:stream'
import { NotFound } from '../errors.ts'

/** Bytes `start` to `end`, both inclusive. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

export interface StoredFile {
  readonly key: string
  readonly bytes: number
  readonly modifiedAt: Date
}

/**
 * Keys are ASCII paths like `photos/<uuid>/original.jpg`; a key once written is never written with other bytes.
 * A key of another form is answered with NotFound by every function: nothing can be there.
 */
export interface Storage {
  /** Keeps a file, whole or not at all. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Keeps a file of this machine, however large, whole or not at all; the one at `path` stays. */
  putFile(key: string, path: string, contentType: string): Promise<void>
  /** Throws NotFound when there is no such file. */
  get(key: string): Promise<Buffer>
  /** A stream of the file or of part of it. Throws NotFound before the first byte when there is no such file. */
  open(key: string, range?: ByteRange): Promise<Readable>
  /** null when there is no such file. */
  stat(key: string): Promise<StoredFile | null>
  /** Removes what is there of these keys; what is not there is no error. */
  remove(keys: readonly string[]): Promise<void>
  /** Every file whose key begins with `prefix`, in no order. */
  list(prefix: string): AsyncIterable<StoredFile>
  /** Throws when files cannot be kept right now. For the readiness check. */
  check(): Promise<void>
}

/** Throws NotFound unless the key is one that a file can have: no `..`, no empty part, nothing but word characters, dots and hyphens. */
export function checkKey(key: string): void {
  const fits = key.length <= 512 && /^[\w.-]+(\/[\w.-]+)*$/.test(key)
  if (!fits || key.split('/').some((part) => /^\.+$/.test(part))) throw new NotFound('file')
}
