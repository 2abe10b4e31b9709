// A labelled list to choose one from: the browser's own.
import { useId } from 'react'

interface ChoiceProps {
  readonly label: string
  readonly name?: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** Label above, list below. */
export function Choice({ label, name, value, options, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-13 font-semibold text-ink-2">
        {label}
      </label>
      <select
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="block h-11 w-full rounded-control border border-line-2 bg-surface px-2.5 text-16 md:text-14"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
