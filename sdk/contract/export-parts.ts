// An export that holds more than one ZIP takes: the same wish in parts, each within its limits.
import { MOST_FILES, MOST_LOOKS, NAME_TOKENS } from './exports.ts'

interface Wish {
  readonly imageIds: readonly string[]
  readonly presetIds: readonly string[]
  readonly videoIds: readonly string[]
  readonly pattern: string
}

/**
 * The wish itself where it fits into one export, else one part for so many looks. Films go with the first. Where names do not tell looks
 * apart, those of later parts end in the part's number, so that all ZIPs can be unpacked into one folder.
 */
export function exportParts<W extends Wish>(wish: W, isFilm: (presetId: string) => boolean): W[] {
  const room = Math.floor(MOST_FILES / Math.max(1, wish.presetIds.length)) - wish.videoIds.length
  const most = Math.max(1, Math.min(MOST_LOOKS, room))
  const pictures = wish.presetIds.filter((id) => !isFilm(id))
  const tellsLooks = NAME_TOKENS.look.some((token) => wish.pattern.includes(`{${token}}`))
  const count = pictures.length > 0 ? Math.max(1, Math.ceil(wish.imageIds.length / most)) : 1
  return Array.from({ length: count }, (_, part) => ({
    ...wish,
    imageIds: wish.imageIds.slice(part * most, (part + 1) * most),
    ...(part > 0 && { presetIds: pictures, videoIds: [] }),
    ...(part > 0 && !tellsLooks && { pattern: `${wish.pattern}_${part + 1}` }),
  }))
}
