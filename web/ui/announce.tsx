// The one polite live region of the page: says to screen readers what sighted people see happen.
import { useSyncExternalStore } from 'react'

let words = ''
const listeners = new Set<() => void>()

/** Has a sentence read out when the reader is quiet. Keep to start, quarters, end and failure. */
export function announce(sentence: string): void {
  // The same sentence twice is a change only when something differs.
  words = sentence === words ? `${sentence}\u00A0` : sentence
  for (const listener of listeners) listener()
}

/** The region itself; once in the page. */
export function Announcer() {
  const said = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => words,
  )
  return <output className="sr">{said}</output>
}
