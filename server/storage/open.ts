// Configuration to storage.
import type { Config } from '../config.ts'
import { DiskStorage } from './disk.ts'
import { S3Storage } from './s3.ts'
import type { Storage } from './storage.ts'

/** Opens the configured storage. */
export function openStorage(config: Config): Storage {
  return config.storage.kind === 's3' ? new S3Storage(config.storage) : new DiskStorage(config.storage.folder)
}
