// A line-up: pictures side by side in frames of 3:4; on a phone they scroll sideways.
import type { ReactNode } from 'react'
import { Picture } from './picture.tsx'

export interface Frame {
  readonly url: string
  /** A garment photo is shown whole on white; a look fills its frame. */
  readonly whole?: boolean
}

interface FramesProps {
  readonly frames: readonly Frame[]
  /** Places in the row; those without a picture stay wells. */
  readonly places: 5 | 6
  /** Large frames, for what stands first on the page. */
  readonly large?: boolean
  /** Words in the first empty place. */
  readonly blank?: ReactNode
  /** Loaded first: it is what the eye meets. */
  readonly first?: boolean
}

const rows = {
  5: 'md:grid-cols-5 max-md:*:w-[31vw]',
  6: 'md:grid-cols-6 max-md:*:w-[31vw]',
  large: 'md:grid-cols-6 max-md:*:w-[58vw]',
} as const

/** The pictures, decoration beside the words that name them. */
export function Frames({ frames, places, large, blank, first }: FramesProps) {
  const shown = frames.slice(0, places)
  const empty = places - shown.length
  return (
    <span
      className={`grid gap-1 max-md:flex max-md:w-max max-md:gap-0.75 max-md:*:shrink-0 max-md:*:snap-start ${
        large ? rows.large : rows[places]
      }`}
    >
      {shown.map(({ url, whole }, n) => (
        <Picture
          key={url.split('?')[0]}
          src={url}
          alt=""
          whole={whole}
          width={240}
          height={320}
          loading={first ? 'eager' : 'lazy'}
          fetchPriority={first && n === 0 ? 'high' : 'auto'}
          className="aspect-3/4 h-auto"
        />
      ))}
      {Array.from({ length: empty }, (_, n) => (
        <span
          key={n}
          className={`grid aspect-3/4 place-content-center gap-1.5 bg-well p-2 text-center text-12 text-ink-3 ${
            n === 0 ? '' : 'max-md:hidden'
          }`}
        >
          {n === 0 && blank}
        </span>
      ))}
    </span>
  )
}
