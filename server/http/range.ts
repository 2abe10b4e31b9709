// Reads a Range header: one range of bytes; anything fancier gets the whole file, as the standard allows.
/** Bytes `start` to `end`, both inclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** null for the whole file (RFC 9110 §14: what is not understood is passed over). */
export function readRange(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!found) return null
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return start >= size || (first === '' && Number(last) === 0) ? 'unsatisfiable' : { start, end }
}
