// Backdrops of one's own: pictures in storage alone, under the id of who brought them.
import { v7 as uuidv7 } from 'uuid'
import { isOwnBackdrop } from '#sdk/contract/vto-jobs.ts'
import { NotFound, StudioError } from '../../errors.ts'
import { readPhoto, readUpload } from '../../imaging.ts'
import { putTogether } from '../../storage/put-together.ts'
import type { Studio } from '../../studio.ts'

/** Nobody chooses among more. */
const MOST = 60
/** The shorter side, so that a look is not laid on a blur. */
const SMALLEST = 480

interface Owner {
  readonly id: string
}

/** Keys of a user's backdrops, newest first. A thumbnail lies beside each. */
export async function listBackdrops({ storage }: Studio, user: Owner): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of storage.list(`backdrops/${user.id}/`)) if (isOwnBackdrop(key)) keys.push(key)
  // Ids grow with time.
  return keys.toSorted().toReversed()
}

/** Takes in a backdrop and answers its key. Throws as every photo, photo_small, and backdrops_full (details.most). */
export async function addBackdrop(
  studio: Studio,
  user: Owner,
  upload: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<string> {
  if ((await listBackdrops(studio, user)).length >= MOST)
    throw new StudioError('backdrops_full', { most: MOST })
  const { working, thumbnail } = await readPhoto(await readUpload(upload.bytes, upload.declaredBytes))
  const { width, height } = working
  if (Math.min(width, height) < SMALLEST)
    throw new StudioError('photo_small', { width, height, least: SMALLEST })
  const key = `backdrops/${user.id}/${uuidv7()}.${working.extension}`
  await putTogether(studio.storage, [
    { key, bytes: working.bytes, contentType: working.contentType },
    { key: smallOf(key), bytes: thumbnail.bytes, contentType: thumbnail.contentType },
  ])
  return key
}

/** Deletes a backdrop of the user's, for good. Throws NotFound. */
export async function removeBackdrop(studio: Studio, user: Owner, id: string): Promise<void> {
  const key = (await listBackdrops(studio, user)).find((one) => idOf(one) === id)
  if (key === undefined) throw new NotFound('backdrop', id)
  await studio.storage.remove([key, smallOf(key)])
}

/** Throws NotFound unless a backdrop is a colour, or a picture of the user's that is still there. */
export async function mustBeUsable(studio: Studio, user: Owner, backdrop: string): Promise<void> {
  if (!isOwnBackdrop(backdrop)) return
  if (!backdrop.startsWith(`backdrops/${user.id}/`) || !(await studio.storage.stat(backdrop)))
    throw new NotFound('backdrop', idOf(backdrop))
}

/** The id in a key. */
export function idOf(key: string): string {
  return /([0-9a-f-]{36})[.]\w+$/.exec(key)?.[1] ?? ''
}

/** Where the thumbnail of a backdrop lies. */
export function smallOf(key: string): string {
  return key.replace(/[.]\w+$/, '.thumb.webp')
}
