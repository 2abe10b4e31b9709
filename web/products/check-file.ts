// What can be said about a file before it is sent: its size and its kind.

/** The error codes a file can be refused with on the spot; the server gives the same ones. */
export type FileRefusal = 'photo_type' | 'photo_big' | 'photo_empty'

/** As the server takes them. */
export const MAX_BYTES = 25 * 1024 * 1024

/** For file pickers. HEIC is named by ending too: some systems give it no type. */
export const ACCEPT = 'image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif'

const KNOWN = /^image\/(jpeg|png|webp|avif|hei[cf](-sequence)?)$/
const ENDING = /\.(jpe?g|png|webp|avif|hei[cf])$/i

/** Refuses what cannot be a garment photo, or null. The server looks at the bytes themselves; this only saves a long wait. */
export function checkFile(file: {
  readonly name: string
  readonly size: number
  readonly type: string
}): FileRefusal | null {
  if (file.size === 0) return 'photo_empty'
  if (!KNOWN.test(file.type) && !(file.type === '' && ENDING.test(file.name))) return 'photo_type'
  return file.size > MAX_BYTES ? 'photo_big' : null
}
