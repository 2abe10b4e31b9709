// Pages of lists: what a caller asks for, and what it gets.
import { writeCursor, type Cursor } from './cursor.ts'

/** `after` is the `next` of the page before. */
export interface PageWish {
  readonly after?: string | undefined
  readonly limit: number
}

/** Lists of things people make can show the bin instead. */
export interface BinWish extends PageWish {
  readonly bin: boolean
}

export interface PageOf<T> {
  readonly items: T[]
  /** null on the last page. */
  readonly next: string | null
}

/** Cuts a page out of one row more than it may hold: that row says that there is more. */
export function pageOf<T extends Cursor>(rows: readonly T[], limit: number): PageOf<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(last) : null }
}
