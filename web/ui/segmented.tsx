// A segmented control: a few choices side by side, one of them taken.
import { type ReactNode, useId } from 'react'

interface SegmentedProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: ReactNode; readonly lang?: string }[]
  readonly onChange: (value: V) => void
  readonly className?: string
}

/** Radio buttons that look like one bar; arrow keys and screen readers get what the browser gives radio buttons. */
export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
  className = '',
}: SegmentedProps<V>) {
  const name = useId()
  return (
    <fieldset
      className={`inline-flex max-w-full flex-wrap rounded-control border border-line-2 bg-surface ${className}`}
    >
      <legend className="sr">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          className="relative inline-flex h-8.5 min-w-11 items-center justify-center gap-1.5 px-3 text-13 font-medium text-ink-2 not-first-of-type:border-l not-first-of-type:border-line has-checked:bg-ink has-checked:font-semibold has-checked:text-on-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk pointer-coarse:h-11 forced-colors:has-checked:bg-[Highlight]"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 size-full cursor-pointer appearance-none outline-none"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
