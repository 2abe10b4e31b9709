// Chooses how to pay: radio buttons in lines.
import { useT } from '#web/i18n.ts'
import { useId } from 'react'
import type { Way } from './pay-ways.ts'

interface WayChoiceProps {
  readonly ways: readonly Way[]
  readonly value: string
  readonly onChange: (id: string) => void
}

/** The ways to pay, one of them taken. */
export function WayChoice({ ways, value, onChange }: WayChoiceProps) {
  const t = useT()
  const name = useId()
  return (
    <fieldset>
      <legend className="w-full border-b border-line pb-1.5 text-13 font-semibold text-ink-2">
        {t('billing.payBy')}
      </legend>
      {ways.map((way) => (
        <label
          key={way.id}
          className="flex min-h-12 cursor-pointer items-center gap-3 border-b border-line py-2 has-focus-visible:outline-2 has-focus-visible:outline-chalk"
        >
          <input
            type="radio"
            name={name}
            value={way.id}
            checked={way.id === value}
            onChange={() => onChange(way.id)}
            className="size-4.5 accent-ink outline-none"
          />
          <span className="font-semibold">{way.name}</span>
          <span className="ml-auto text-right text-12 text-ink-3">{way.help}</span>
        </label>
      ))}
    </fieldset>
  )
}
