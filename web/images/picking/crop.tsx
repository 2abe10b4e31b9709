// A crop of a picture about a spot of it, moved by dragging.
import { type PointerEvent, useRef } from 'react'

interface CropProps {
  readonly source: string
  readonly alt: string
  readonly label: string
  /** The spot in the middle, in shares of the picture, and how much of its width is shown; null shows `missing`. */
  readonly at: { readonly x: number; readonly y: number; readonly span: number } | null
  /** Height of the picture by its width. */
  readonly aspect: number
  readonly missing: string
  /** Moves the spot by so much, in shares. */
  readonly onMove: (dx: number, dy: number) => void
}

/** The crop and its name. Keys move the same spot by the frame on the look. */
export function Crop({ source, alt, label, at, aspect, missing, onMove }: CropProps) {
  const box = useRef<HTMLElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const move = (event: PointerEvent) => {
    if (!last.current || !at || !box.current) return
    const wide = box.current.clientWidth / at.span
    onMove((last.current.x - event.clientX) / wide, (last.current.y - event.clientY) / (wide * aspect))
    last.current = { x: event.clientX, y: event.clientY }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <figure
      ref={box}
      data-testid="crop"
      className="relative m-0 aspect-[15/8] cursor-grab touch-none overflow-hidden bg-well select-none active:cursor-grabbing max-md:aspect-3/4"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        last.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerMove={move}
      onPointerUp={() => (last.current = null)}
      onPointerCancel={() => (last.current = null)}
    >
      {at ? (
        <img
          src={source}
          alt={alt}
          draggable={false}
          className="absolute top-1/2 left-1/2 max-w-none"
          style={{
            width: `${100 / at.span}%`,
            aspectRatio: 1 / aspect,
            transform: `translate(${-100 * at.x}%, ${-100 * at.y}%)`,
          }}
        />
      ) : (
        <p className="absolute inset-0 grid place-content-center px-3 text-center text-12 text-ink-2">
          {missing}
        </p>
      )}
      <figcaption className="absolute bottom-0 left-0 bg-viewer px-2 py-0.5 text-12 font-semibold text-white">
        {label}
      </figcaption>
    </figure>
  )
}
