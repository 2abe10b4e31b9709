// Reads the marks of a file that anybody sent: into memory, with a limit, and nothing of it is kept.
import { MOST_VERIFIED_BYTES, type Marks } from '#sdk/contract/verify.ts'
import { StudioError } from '../../errors.ts'
import { readUpload } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'

/** Files of strangers held in memory at once. */
const AT_ONCE = 4
let reading = 0

/** What the marks say. Throws too_many_requests while others are being read, photo_empty, photo_big, photo_broken, or marks_type for a file that can hold none. */
export async function verifyFile(
  studio: Studio,
  file: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<Marks> {
  if (reading >= AT_ONCE) throw new StudioError('too_many_requests', { retryAfter: 5 })
  reading++
  try {
    return await studio.provenance.read(await readUpload(file.bytes, file.declaredBytes, MOST_VERIFIED_BYTES))
  } finally {
    reading--
  }
}
