// A part of an administration page: its title, and what it asked the studio for, or why that did not come.
import { useT } from '#web/i18n.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { ReactNode } from 'react'

interface AdminTitleProps {
  readonly title: string
  readonly help?: string
  readonly children?: ReactNode
}

/** The heading of a page, with its buttons. */
export function AdminTitle({ title, help, children }: AdminTitleProps) {
  const t = useT()
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
      <title>{`${title} — ${t('admin.title')} — ${t('app.name')}`}</title>
      <div>
        <h1 className="display text-40 max-md:text-30">{title}</h1>
        {help && <p className="mt-2 max-w-prose text-ink-2">{help}</p>}
      </div>
      {children}
    </header>
  )
}

interface AdminPartProps {
  readonly query: {
    readonly error: unknown
    readonly isPending: boolean
    readonly refetch: () => Promise<unknown>
  }
  readonly children: ReactNode
}

/** Shows its children when the answer is there. */
export function AdminPart({ query, children }: AdminPartProps) {
  const t = useT()
  if (query.error) return <PartFailed of={[query]} />
  if (query.isPending)
    return (
      <output aria-label={t('app.loading')} className="grid gap-px">
        {[0, 1, 2, 3].map((n) => (
          <Skeleton key={n} className="h-12" />
        ))}
      </output>
    )
  return children
}
