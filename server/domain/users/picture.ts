// The profile picture: a square made from an upload, kept under a key of its own so that it can be cached for good.
import { v7 as uuidv7 } from 'uuid'
import { readPortrait, readUpload } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'
import { getUser, type User } from './users.ts'

/** Sets the picture. Throws the `photo_…` codes; what was there stays until the new one stands. */
export async function putPicture(
  studio: Studio,
  user: User,
  upload: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<User> {
  const portrait = await readPortrait(await readUpload(upload.bytes, upload.declaredBytes))
  const key = `pictures/${user.id}/${uuidv7()}.${portrait.extension}`
  await studio.storage.put(key, portrait.bytes, portrait.contentType)
  return changePicture(studio, user, key).catch(async (error: unknown) => {
    await studio.storage.remove([key])
    throw error
  })
}

/** Takes the picture away; without one nothing changes. */
export async function removePicture(studio: Studio, user: User): Promise<User> {
  return changePicture(studio, user, null)
}

async function changePicture(studio: Studio, user: User, key: string | null): Promise<User> {
  const old = await studio.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('users')
      .select('profile_picture')
      .where('id', '=', user.id)
      .forUpdate()
      .executeTakeFirst()
    await trx
      .updateTable('users')
      .set({ profile_picture: key, updated_at: studio.now() })
      .where('id', '=', user.id)
      .execute()
    return row?.profile_picture
  })
  // After the commit: a crash in between leaves a file too many, which the nightly sweep finds, never one too few.
  if (old?.startsWith('pictures/')) await studio.storage.remove([old])
  return getUser(studio.db, user.id)
}
