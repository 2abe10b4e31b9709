// Which keys the open page knows: a page says so, the shortcut sheet lists it.
import { useEffect, useSyncExternalStore } from 'react'

export interface ShortcutRow {
  /** The caps to press, as printed: `F`, `⌘ A`; one after another in order. */
  readonly caps: readonly string[]
  readonly does: string
}

let rows: readonly ShortcutRow[] = []
const listeners = new Set<() => void>()

function set(next: readonly ShortcutRow[]): void {
  rows = next
  for (const listener of listeners) listener()
}

/** Adds the keys of a page to the sheet while the page is open. Give it rows that stay the same from draw to draw. */
export function useShortcutRows(own: readonly ShortcutRow[]): void {
  useEffect(() => {
    set([...rows, ...own])
    return () => set(rows.filter((row) => !own.includes(row)))
  }, [own])
}

/** The keys of the pages open now. */
export function usePageRows(): readonly ShortcutRow[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => rows,
  )
}
