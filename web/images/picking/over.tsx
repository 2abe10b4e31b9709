// Two looks one over the other, with a divider to slide.
import type { Image } from '#sdk/contract/images.ts'
import { useState } from 'react'
import { SLIDES } from '../compare-photo.tsx'

interface OverProps {
  readonly looks: readonly [Image, Image]
  readonly alts: readonly [string, string]
  readonly label: string
}

/** Both pictures; the divider is a slider for pointer, touch and keys. */
export function Over({ looks: [a, b], alts, label }: OverProps) {
  const [at, setAt] = useState(50)
  return (
    <div className="absolute inset-0 grid place-items-center">
      <div className="relative h-full max-w-full select-none" style={{ aspectRatio: a.width / a.height }}>
        <img src={b.urls.large} alt={alts[1]} className="absolute inset-0 size-full object-contain" />
        <img
          src={a.urls.large}
          alt={alts[0]}
          className="absolute inset-0 size-full object-contain"
          style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }}
        />
        <span
          aria-hidden
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white"
          style={{ left: `${at}%` }}
        />
        <input
          type="range"
          min={0}
          max={100}
          value={at}
          aria-label={label}
          onChange={(event) => setAt(event.target.valueAsNumber)}
          aria-valuetext={`${at}%`}
          onKeyDown={(event) => SLIDES.test(event.key) && event.stopPropagation()}
          className="absolute inset-0 size-full cursor-ew-resize opacity-0 focus-visible:opacity-30"
        />
      </div>
    </div>
  )
}
