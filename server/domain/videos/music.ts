// Music for clips: a sound file of the user's, looked into before it is kept.
import { v7 as uuidv7 } from 'uuid'
import { NotFound, StudioError } from '../../errors.ts'
import { readUpload } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'

const MOST_MINUTES = 15
/** How a key of music ends, by what is in it. */
const FORMATS: Readonly<Record<string, { readonly extension: string; readonly contentType: string }>> = {
  mp3: { extension: 'mp3', contentType: 'audio/mpeg' },
  aac: { extension: 'm4a', contentType: 'audio/mp4' },
  flac: { extension: 'flac', contentType: 'audio/flac' },
}
const WAVE = { extension: 'wav', contentType: 'audio/wav' }

/**
 * Keeps a sound file for a clip of the user's. Throws photo_big, photo_empty and photo_broken as every upload, music_type for what is no
 * sound that is read here, music_long (details.most, in minutes), and music_not_here where this installation cannot turn it into AAC.
 */
export async function storeMusic(
  studio: Studio,
  user: { readonly id: string },
  upload: { readonly bytes: AsyncIterable<Uint8Array>; readonly declaredBytes: number | null },
): Promise<{ key: string; seconds: number }> {
  const bytes = await readUpload(upload.bytes, upload.declaredBytes)
  const music = await studio.engines.readMusic(bytes)
  if (!music) throw new StudioError('music_type')
  if (music.seconds > MOST_MINUTES * 60) throw new StudioError('music_long', { most: MOST_MINUTES })
  if (!music.usable) throw new StudioError('music_not_here')
  const { extension, contentType } = FORMATS[music.codec] ?? WAVE
  const key = `music/${user.id}/${uuidv7()}.${extension}`
  await studio.storage.put(key, bytes, contentType)
  return { key, seconds: music.seconds }
}

/** Throws NotFound unless it is a sound file that the user has brought and that is still there. */
export async function mustBeOwnMusic(
  studio: Studio,
  user: { readonly id: string },
  key: string,
): Promise<void> {
  const own = new RegExp(`^music/${user.id}/[0-9a-f-]{36}[.](mp3|m4a|flac|wav)$`).test(key)
  if (!own || (await studio.storage.stat(key)) === null) throw new NotFound('music', key)
}
