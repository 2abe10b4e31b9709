// A tooltip: a word beside an icon on hover and focus; never the only place something is said.
import { type ReactNode, useId } from 'react'

/** Wraps something focusable; the words show above it and describe it. Escape hides nothing, since it covers nothing. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <span className="group/tip relative inline-flex" aria-describedby={id}>
      {children}
      <span
        role="tooltip"
        id={id}
        className="pointer-events-none absolute bottom-full left-1/2 mb-1.5 w-max max-w-60 -translate-x-1/2 rounded-control bg-ink px-2 py-1 text-12 text-on-ink opacity-0 transition-opacity delay-300 duration-120 group-focus-within/tip:opacity-100 group-hover/tip:opacity-100"
      >
        {text}
      </span>
    </span>
  )
}
