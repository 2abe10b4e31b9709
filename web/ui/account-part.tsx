// A part of an account page: its name at the side, what it is about beside it.
import type { ReactNode } from 'react'

/** One part, with a line between it and the next. */
export function AccountPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-b border-line py-8 first-of-type:border-t first-of-type:border-t-ink last:border-b-0 md:grid-cols-[11rem_minmax(0,1fr)]">
      <h2 className="text-15 font-semibold">{title}</h2>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
