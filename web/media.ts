// Answers of the browser that change while a page is open: media queries, and whether there is a line.
import { useSyncExternalStore } from 'react'

/** Phones and narrow windows, as the styles mean it. */
export const NARROW = '(width < 47.5rem)'
/** Fingers instead of a mouse. */
export const COARSE = '(pointer: coarse)'

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** Whether the browser believes to be on the net. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener)
      addEventListener('offline', listener)
      return () => {
        removeEventListener('online', listener)
        removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
