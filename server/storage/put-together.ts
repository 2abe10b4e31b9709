// Stores files that belong together: all of them, or none.
import type { Storage } from './storage.ts'

export interface FileToStore {
  readonly key: string
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** Throws the first error, once every write has ended and what was written is removed again. */
export async function putTogether(storage: Storage, files: readonly FileToStore[]): Promise<void> {
  const ends = await Promise.allSettled(
    files.map((file) => storage.put(file.key, file.bytes, file.contentType)),
  )
  const failed = ends.find((end) => end.status === 'rejected')
  if (!failed) return
  // What cannot be removed now is found by the nightly sweep.
  await storage.remove(files.map(({ key }) => key)).catch(() => {})
  throw failed.reason
}
