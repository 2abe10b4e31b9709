// An empty place: one sentence, one line of help, and what to do first.
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Two seams, waiting for pictures. */
  readonly seams?: boolean
  /** It is all there is of the page. */
  readonly page?: boolean
  readonly testId?: string
}

/** What stands where nothing is yet. */
export function EmptyState({ title, children, actions, seams, page, testId }: EmptyStateProps) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div
      data-testid={testId}
      className="flex min-h-58 flex-col items-start justify-end gap-2 border border-line bg-surface p-7 max-md:p-5"
    >
      {seams && (
        <span aria-hidden className="mb-auto flex gap-2 pb-8">
          <span className="seam h-18 w-13.5" />
          <span className="seam h-18 w-13.5" />
        </span>
      )}
      <Heading className="display text-22">{title}</Heading>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {actions && <div className="mt-2.5 flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
