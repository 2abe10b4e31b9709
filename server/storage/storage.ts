// Where files are kept. Two kinds: a folder on disk (the default) and any S3 server; the rest of the studio cannot tell which.
import type { Readable } from 'node:stream'

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

/** Keys are ASCII paths like `photos/<uuid>/original`; a key once written is never written with other bytes. */
export interface Storage {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Throws NotFound when there is no such file. */
  get(key: string): Promise<Buffer>
  /** A stream of the file or of part of it. Throws NotFound before the first byte when there is no such file. */
  open(key: string, range?: ByteRange): Promise<Readable>
  /** null when there is no such file. */
  stat(key: string): Promise<StoredFile | null>
  /** Removes what is there of these keys; what is not there is no error. */
  remove(keys: readonly string[]): Promise<void>
  list(prefix: string): AsyncIterable<StoredFile>
  /** Throws when files cannot be kept right now. For the readiness check. */
  check(): Promise<void>
}
