// How exported files are called: by a pattern, the same on every system, and never twice.
import { NAME_TOKENS } from '#sdk/contract/exports.ts'
import { StudioError } from '../../errors.ts'

/** What the words of a pattern stand for. */
export type NameValues = Readonly<Record<keyof typeof NAME_TOKENS, string>>

/** Bytes of a name in UTF-8: file systems take 255, and room is left for a number and an ending. */
const MOST_BYTES = 180
/** Names that Windows keeps to itself, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=[.]|$)/i

const BY_WORD = new Map(
  Object.entries(NAME_TOKENS).flatMap(([name, words]) =>
    words.map((word) => [word.normalize('NFC'), name as keyof NameValues] as const),
  ),
)

/** Throws pattern_unknown (details: token) for a word in braces that stands for nothing. */
export function checkPattern(pattern: string): void {
  for (const [, token = ''] of pattern.normalize('NFC').matchAll(/\{([^{}]*)\}/g))
    if (!BY_WORD.has(token)) throw new StudioError('pattern_unknown', { token })
}

/** A name by a pattern, without an ending. */
export function nameBy(pattern: string, values: NameValues): string {
  const filled = pattern.normalize('NFC').replace(/\{([^{}]*)\}/g, (whole, token: string) => {
    const name = BY_WORD.get(token)
    return name === undefined ? whole : values[name]
  })
  return safeName(filled)
}

/**
 * A name that every file system keeps as it is: NFC (what macOS takes apart is put together), without signs of paths, control characters,
 * dots and blanks at the ends, or more than 180 bytes.
 */
export function safeName(text: string): string {
  let name = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  while (Buffer.byteLength(name) > MOST_BYTES) name = name.replace(/.$/su, '').trimEnd()
  if (RESERVED.test(name)) name = `_${name}`
  return name === '' ? '_' : name
}

/** Gives each path once: the second of a name becomes "name (2)". Names that differ in case alone are the same on most disks. */
export class Paths {
  readonly #taken = new Set<string>()

  take(folder: string, name: string, extension: string): string {
    for (let n = 1; ; n++) {
      const path = `${folder}/${name}${n === 1 ? '' : ` (${n})`}.${extension}`
      const key = path.toLowerCase()
      if (this.#taken.has(key)) continue
      this.#taken.add(key)
      return path
    }
  }
}
