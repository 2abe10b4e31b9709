// A list to tick things in, as part of a form.
import type { ReactNode } from 'react'

interface TickListProps<V extends string> {
  readonly title: string
  /** What the form calls them. */
  readonly name: string
  readonly items: readonly { readonly value: V; readonly label: ReactNode; readonly ticked: boolean }[]
  readonly error: string | undefined
}

export function TickList<V extends string>({ title, name, items, error }: TickListProps<V>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-semibold text-ink-2">{title}</legend>
      {items.map(({ value, label, ticked }) => (
        <label key={value} className="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={ticked}
            className="size-4 accent-ink"
          />
          <span>{label}</span>
        </label>
      ))}
      {error && (
        <p role="alert" className="mt-1.5 text-13 font-medium text-err">
          {error}
        </p>
      )}
    </fieldset>
  )
}
