// A part of the direction: its title, a remark beside it, and the choices.
import type { ReactNode } from 'react'

interface PartProps {
  readonly id: string
  readonly title: string
  readonly aside?: string
  readonly children: ReactNode
}

export function Part({ id, title, aside, children }: PartProps) {
  return (
    <fieldset id={id} tabIndex={-1} className="min-w-0 scroll-mt-20">
      <legend className="flex w-full items-baseline gap-3">
        <span className="text-15 font-semibold">{title}</span>
        {aside && <span className="num text-13 text-ink-3">{aside}</span>}
      </legend>
      {children}
    </fieldset>
  )
}
