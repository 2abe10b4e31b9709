// A band across the page: something that holds until it changes, with one way out.
import type { ReactNode } from 'react'

interface BannerProps {
  readonly kind?: 'info' | 'warn' | 'error'
  readonly icon?: ReactNode
  /** The fact, in bold. */
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly testId?: string
}

const kinds = {
  info: 'bg-well [&_svg]:text-ink-2',
  warn: 'bg-warn-wash [&_svg]:text-warn',
  error: 'bg-err-wash [&_svg]:text-err',
} as const

/** A band with a fact, what it means, and a link or button. */
export function Banner({ kind = 'info', icon, title, children, action, testId }: BannerProps) {
  return (
    <div
      role={kind === 'error' ? 'alert' : 'status'}
      data-testid={testId}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-14 [&>svg]:shrink-0 ${kinds[kind]}`}
    >
      {icon}
      <p className="min-w-0 flex-1">
        <b className="font-semibold">{title}</b> {children}
      </p>
      {action}
    </div>
  )
}
