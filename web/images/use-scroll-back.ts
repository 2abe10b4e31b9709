// Puts the page back where it was left: when the router does so, the looks are not there yet.
import { useElementScrollRestoration } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef } from 'react'

/** Scrolls the window down as soon as the `height` of what it shows allows, unless the reader is under way already. */
export function useScrollBack(height: number): void {
  const left = useElementScrollRestoration({ getElement: () => window })
  const wanted = useRef(left?.scrollY ?? 0)
  useLayoutEffect(() => {
    if (wanted.current === 0 || height === 0) return
    scrollTo({ top: wanted.current, behavior: 'instant' })
    // Runs further down may still be asked for: then the next height brings it closer.
    if (Math.abs(scrollY - wanted.current) < 1) wanted.current = 0
  }, [height])
  useEffect(() => {
    const end = new AbortController()
    for (const act of ['wheel', 'pointerdown', 'keydown'])
      addEventListener(act, () => (wanted.current = 0), { signal: end.signal, passive: true })
    return () => end.abort()
  }, [])
}
