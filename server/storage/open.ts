// Configuration to storage.
import type { Config } from '../config.ts'
import { DiskStorage } from './disk.ts'
import type { Storage } from './storage.ts'

/** Opens the configured storage. */
export function openStorage(config: Config): Storage {
  if (config.storage.kind === 's3') throw new Error('S3 is not there yet')
  return new DiskStorage(config.storage.folder)
}
