// Reads the marks of a file that anybody sent: into memory, with a limit, and nothing of it is kept.
import { MOST_VERIFIED_BYTES, type Marks } from '#sdk/contract/verify.ts'
import { readUpload } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'

/** What the marks say. Throws photo_empty, photo_big, photo_broken, or marks_type for a file that can hold none. */
export async function verifyFile(
  studio: Studio,
  file: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<Marks> {
  const bytes = await readUpload(file.bytes, file.declaredBytes, MOST_VERIFIED_BYTES)
  return studio.provenance.read(bytes)
}
