// Lays looks out in rows: what the virtual list shows, and where the arrow keys go.

/** A run and its tiles. */
export interface Section<T> {
  readonly id: string
  readonly tiles: readonly T[]
}

export type Row<T> =
  | { readonly kind: 'header'; readonly section: Section<T>; readonly key: string }
  | {
      readonly kind: 'tiles'
      readonly section: Section<T>
      readonly tiles: readonly T[]
      /** Index of the first tile in the flat order of the page. */
      readonly start: number
      /** The last row of its section has more room below. */
      readonly last: boolean
      readonly key: string
    }

/** Cuts sections into rows of `columns` tiles, a header before each. */
export function gridRows<T>(sections: readonly Section<T>[], columns: number): Row<T>[] {
  const rows: Row<T>[] = []
  let start = 0
  for (const section of sections) {
    rows.push({ kind: 'header', section, key: section.id })
    for (let at = 0; at < section.tiles.length; at += columns) {
      const tiles = section.tiles.slice(at, at + columns)
      const last = at + columns >= section.tiles.length
      rows.push({ kind: 'tiles', section, tiles, start: start + at, last, key: `${section.id}:${at}` })
    }
    start += section.tiles.length
  }
  return rows
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'pageup' | 'pagedown'

/**
 * Where a key leads from the tile at `index` of the flat order. Up and down keep the column over run headings and end at the
 * last tile of a shorter row; nothing wraps around.
 *
 * @param pageRows rows that fit on the screen
 */
export function stepFrom<T>(rows: readonly Row<T>[], index: number, step: Step, pageRows: number): number {
  const lines = rows.flatMap((row) => (row.kind === 'tiles' ? [row] : []))
  const at = lines.findIndex((line) => index < line.start + line.tiles.length)
  if (at < 0) return 0
  const line = lines[at]
  const count = lines.at(-1)!.start + lines.at(-1)!.tiles.length
  const column = index - line.start
  const inLine = (to: number): number => {
    const target = lines[Math.max(0, Math.min(lines.length - 1, to))]
    return target.start + Math.min(column, target.tiles.length - 1)
  }
  switch (step) {
    case 'left':
      return Math.max(0, index - 1)
    case 'right':
      return Math.min(count - 1, index + 1)
    case 'up':
      return at === 0 ? index : inLine(at - 1)
    case 'down':
      return at === lines.length - 1 ? index : inLine(at + 1)
    case 'pageup':
      return inLine(at - pageRows)
    case 'pagedown':
      return inLine(at + pageRows)
    case 'home':
      return 0
    default:
      return count - 1
  }
}

/** Index of the row that holds the tile at `index`, or -1. */
export function rowOf<T>(rows: readonly Row<T>[], index: number): number {
  return rows.findIndex(
    (row) => row.kind === 'tiles' && index >= row.start && index < row.start + row.tiles.length,
  )
}

/** How many tiles of at least `least` px fit side by side. */
export function columnsFor(width: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (least + gap)))
}
