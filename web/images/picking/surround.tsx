// What surrounds looks that are judged: dark, grey or white, since each makes other faults stand out.
import { useState } from 'react'

export const SURROUNDS = ['dark', 'grey', 'white'] as const
export type Surround = (typeof SURROUNDS)[number]
export const COLOURS: Readonly<Record<Surround, string>> = {
  dark: '#1b1b1b',
  grey: '#8d8d8d',
  white: '#ffffff',
}
const STORED = 'maepsi.surround'

/** The surround of this device, and the way to change it; without a name the next one comes. */
export function useSurround(): readonly [Surround, (next?: Surround) => void] {
  const [surround, setSurround] = useState<Surround>(
    () => SURROUNDS.find((one) => one === localStorage.getItem(STORED)) ?? 'dark',
  )
  return [
    surround,
    (next = SURROUNDS[(SURROUNDS.indexOf(surround) + 1) % SURROUNDS.length]) => {
      localStorage.setItem(STORED, next)
      setSurround(next)
    },
  ]
}

interface SurroundChoiceProps {
  readonly label: string
  readonly value: Surround
  readonly nameOf: (surround: Surround) => string
  readonly onChoose: (next: Surround) => void
}

/** Three round swatches. */
export function SurroundChoice({ label, value, nameOf, onChoose }: SurroundChoiceProps) {
  return (
    <fieldset className="flex" aria-keyshortcuts="W">
      <legend className="sr">{label}</legend>
      {SURROUNDS.map((one) => (
        <label
          key={one}
          title={nameOf(one)}
          className="relative grid size-8 place-items-center pointer-coarse:size-11"
        >
          <input
            type="radio"
            name="surround"
            checked={one === value}
            aria-label={nameOf(one)}
            onChange={() => onChoose(one)}
            className="peer absolute inset-0 size-full cursor-pointer appearance-none outline-none"
          />
          <span
            aria-hidden
            className="size-4 rounded-round border border-line-2 peer-checked:outline-2 peer-checked:outline-offset-2 peer-checked:outline-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-chalk forced-colors:forced-color-adjust-none"
            style={{ background: COLOURS[one] }}
          />
        </label>
      ))}
    </fieldset>
  )
}
