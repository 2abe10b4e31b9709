// A choice shown as a picture with its name below; several may be chosen where it is a checkbox.
import { Check } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'

interface PictureChoiceProps {
  readonly type: 'radio' | 'checkbox'
  readonly group: string
  readonly checked: boolean
  readonly onChange: () => void
  readonly label: string
  readonly aside?: string
  readonly colour?: string | null
  readonly children?: ReactNode
}

const CHECKERED =
  'repeating-conic-gradient(light-dark(#e2e2e2, #3a3a3a) 0 25%, light-dark(#ffffff, #2c2c2c) 0 50%) 0 0 / 16px 16px'

/** The paper of a backdrop, lit from above and with the bend where wall meets floor. */
export function paper(colour: string | null): CSSProperties {
  if (colour === null) return { background: CHECKERED }
  const deep = `color-mix(in oklab, ${colour}, #000 7%)`
  return {
    background: `radial-gradient(90% 60% at 50% 38%, #fff4, #0000), linear-gradient(${colour} 0 64%, ${deep} 76%, color-mix(in oklab, ${colour}, #fff 6%))`,
  }
}

/** One tile of a choice. */
export function PictureChoice({
  type,
  group,
  checked,
  onChange,
  label,
  aside,
  colour,
  children,
}: PictureChoiceProps) {
  return (
    <label className="relative block rounded-control text-12 has-focus-visible:outline-2 has-focus-visible:outline-offset-5 has-focus-visible:outline-chalk max-md:w-23 max-md:shrink-0">
      <input
        type={type}
        name={group}
        checked={checked}
        onChange={onChange}
        className="absolute inset-0 z-10 size-full cursor-pointer opacity-0"
      />
      <span
        className={`block aspect-3/4 overflow-hidden ${
          checked ? 'outline-2 outline-offset-2 outline-ink' : 'outline-1 -outline-offset-1 outline-line'
        } ${colour === undefined ? 'bg-well-2' : ''}`}
        style={colour === undefined ? undefined : paper(colour)}
      >
        {children}
      </span>
      {checked && (
        <span
          aria-hidden
          className="absolute top-1.5 left-1.5 grid size-5 place-items-center bg-ink text-on-ink outline-1 outline-ink-3"
        >
          <Check size={14} strokeWidth={2.5} />
        </span>
      )}
      <span className={`mt-1.5 flex justify-between gap-1.5 ${checked ? 'font-semibold' : 'text-ink-2'}`}>
        {label}
        {aside && <i className="num font-normal text-ink-3 not-italic">{aside}</i>}
      </span>
    </label>
  )
}
