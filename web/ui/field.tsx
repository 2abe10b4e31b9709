// A form field: label above, the input, then a hint or what is wrong with it.
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong and how to mend it; null while nothing is. */
  readonly error?: string | null
  /** The label is for screen readers only; the surroundings say it to everyone else. */
  readonly quietLabel?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** What is written in a form, by the names of its fields. */
export function readFields<K extends string>(
  form: HTMLFormElement,
  ...names: readonly K[]
): Record<K, string> {
  const data = new FormData(form)
  const read = (name: K) => {
    const value = data.get(name)
    return [name, typeof value === 'string' ? value : ''] as const
  }
  return Object.fromEntries(names.map(read)) as Record<K, string>
}

/** A labelled text input. */
export function Field({ label, hint, error, quietLabel, className = '', ...input }: FieldProps) {
  const id = useId()
  const notes = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className={quietLabel ? 'sr' : 'mb-1.5 block text-13 font-semibold text-ink-2'}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
        className={`block h-11 w-full rounded-control border bg-surface px-3 text-16 placeholder:text-ink-3 read-only:bg-well md:text-14 ${
          error ? 'border-err' : 'border-line-2'
        }`}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-13 text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-13 font-medium text-err">
          {error}
        </p>
      )}
    </div>
  )
}
