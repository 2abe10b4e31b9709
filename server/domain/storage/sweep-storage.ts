// The nightly sweep: the only one that deletes stored files, once nothing names them.
import type { StoredFile } from '../../storage/storage.ts'
import type { Studio } from '../../studio.ts'
import { bulkFilesInUse } from '../bulk/unpack-zip.ts'
import { exportFilesInUse } from '../exports/sweep-exports.ts'
import { lookFilesInUse } from '../images/sweep-looks.ts'
import { forgetUnusedPhotos, photoFilesInUse } from '../products/sweep-photos.ts'
import { pictureFilesInUse } from '../users/sweep-pictures.ts'
import { stepFilesInUse } from '../vto-jobs/sweep-steps.ts'
import { musicFilesInUse, videoFilesInUse } from '../videos/sweep-videos.ts'

/** What is younger is left alone: its row may be about to be written. */
const DAY_MS = 24 * 3600 * 1000
/** Files asked about, and removed, at once. */
const BATCH = 500

const KINDS = [
  { prefix: 'photos/', inUse: photoFilesInUse },
  { prefix: 'looks/', inUse: lookFilesInUse },
  { prefix: 'videos/', inUse: videoFilesInUse },
  { prefix: 'pictures/', inUse: pictureFilesInUse },
  { prefix: 'steps/', inUse: stepFilesInUse },
  { prefix: 'music/', inUse: musicFilesInUse },
  { prefix: 'bulk/', inUse: bulkFilesInUse },
  { prefix: 'exports/', inUse: exportFilesInUse },
] as const

/**
 * Removes the files older than a day that no photo in use, no job's input, no look, no video and no profile names: what failed uploads and
 * broken-off jobs left behind, and photos that were replaced. Answers how many files went. May be broken off and run again at any time.
 */
export async function sweepStorage(studio: Studio): Promise<number> {
  const before = new Date(studio.now().getTime() - DAY_MS)
  await forgetUnusedPhotos(studio, before)
  let removed = 0
  for (const { prefix, inUse } of KINDS) {
    for await (const files of batchesOf(studio, prefix, before)) {
      const keys = files.map(({ key }) => key)
      const used = await inUse(studio, keys)
      const unused = keys.filter((key) => !used.has(key))
      await studio.storage.remove(unused)
      removed += unused.length
    }
  }
  if (removed > 0) studio.log.info({ removed }, 'files that nothing names were removed')
  return removed
}

/** The files under a prefix last written before `before`. */
async function* batchesOf(studio: Studio, prefix: string, before: Date): AsyncGenerator<StoredFile[]> {
  let batch: StoredFile[] = []
  for await (const file of studio.storage.list(prefix)) {
    if (file.modifiedAt >= before) continue
    batch.push(file)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
