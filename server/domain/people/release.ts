// The release a person signed: a document or a picture of one, kept as it was sent beside the consent that was declared.
import { fileTypeFromBuffer } from 'file-type'
import { v7 as uuidv7 } from 'uuid'
import { StudioError } from '../../errors.ts'
import { readPhoto, readUpload } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'
import { getOwnPerson, getPerson, type PersonRow } from './people.ts'

/** How the key of a release ends, and what it may be. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
}

/**
 * Puts the signed release of a person, in place of the one there. The bytes stay what was signed. Throws release_type for what is
 * neither a PDF nor a photo, photo_broken for one that cannot be opened, and what every upload throws.
 */
export async function putRelease(
  studio: Studio,
  user: { readonly id: string; readonly isAdmin?: boolean },
  id: string,
  upload: {
    readonly name: string
    readonly bytes: AsyncIterable<Uint8Array>
    readonly declaredBytes: number | null
  },
): Promise<PersonRow> {
  const before = await getOwnPerson(studio.db, user, id)
  const bytes = await readUpload(upload.bytes, upload.declaredBytes)
  const found = (await fileTypeFromBuffer(bytes))?.ext ?? ''
  const contentType = TYPES[found]
  if (contentType === undefined) throw new StudioError('release_type', { type: found || null })
  if (found === 'pdf') mustEnd(bytes)
  else await readPhoto(bytes)
  const key = `releases/${id}/${uuidv7()}.${found}`
  await studio.storage.put(key, bytes, contentType)
  const { numUpdatedRows } = await studio.db
    .updateTable('person')
    .set({ release_key: key, release_name: upload.name, release_at: studio.now() })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  // Deleted in between: what they signed must not outlive them.
  if (numUpdatedRows === 0n) await studio.storage.remove([key])
  else if (before.release_key !== null) await studio.storage.remove([before.release_key])
  return getPerson(studio.db, user, id)
}

/** A PDF that was cut short on its way has no end. Throws photo_broken. */
function mustEnd(bytes: Buffer): void {
  if (!bytes.subarray(-2_048).includes('%%EOF')) throw new StudioError('photo_broken', { reason: 'damaged' })
}
