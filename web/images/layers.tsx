// A picture that is never blank: its thumbnail at once, 1024 px when there, the full one when it is looked at that closely.
import type { Image } from '#sdk/contract/images.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'

interface LayersProps {
  readonly image: Image
  readonly alt: string
  /** Width on the screen in device pixels. */
  readonly pixels: number
  /** The full picture could not be loaded; gets the way to try again. */
  readonly onFullFailed: (again: (() => void) | null) => void
}

const LARGE = 1024

/** The sharpest picture there is so far, over the ones before it. Fills its parent. */
export function Layers({ image, alt, pixels, onFullFailed }: LayersProps) {
  const [largeThere, setLargeThere] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // Once asked for, the full picture stays, so that zooming in and out does not flash.
  const [wantsFull, setWantsFull] = useState(false)
  const close = pixels > LARGE && image.width > LARGE
  if (close && largeThere && !wantsFull) setWantsFull(true)
  return (
    <>
      <Layer source={image.urls.medium} eager />
      <Layer source={image.urls.large} alt={alt} onThere={() => setLargeThere(true)} />
      {wantsFull && (
        <Layer
          key={attempt}
          source={image.urls.full}
          onThere={() => onFullFailed(null)}
          onFailed={() => onFullFailed(() => setAttempt(attempt + 1))}
        />
      )}
    </>
  )
}

interface LayerProps {
  readonly source: string
  readonly alt?: string
  readonly eager?: boolean
  readonly onThere?: () => void
  readonly onFailed?: () => void
}

function Layer({ source, alt = '', eager = false, onThere, onFailed }: LayerProps): ReactNode {
  const element = useRef<HTMLImageElement>(null)
  const [there, setThere] = useState(eager)
  useEffect(() => {
    const img = element.current
    // A picture nobody looks at any more must not hold up the next one.
    return () => {
      if (img && !img.complete) img.src = ''
    }
  }, [])
  return (
    <img
      ref={element}
      src={source}
      alt={alt}
      draggable={false}
      decoding={eager ? 'sync' : 'async'}
      onLoad={() => {
        setThere(true)
        onThere?.()
      }}
      onError={onFailed}
      className={`absolute inset-0 size-full ${there ? '' : 'opacity-0'}`}
    />
  )
}
