// The look against the photo of the product: side by side, or one over the other with a divider.
import type { Image } from '#sdk/contract/images.ts'
import type { Photo } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'
import { useState } from 'react'

interface ComparePhotoProps {
  readonly image: Image
  readonly alt: string
  readonly photo: Photo
  readonly photoName: string
  /** `hold` shows the photo alone, as long as a key is held. */
  readonly mode: 'slider' | 'side' | 'hold'
}

/** The keys a slider has for itself. */
export const SLIDES = /^(Arrow|Home|End|Page)/

/** Both pictures. */
export function ComparePhoto({ image, alt, photo, photoName, mode }: ComparePhotoProps) {
  const t = useT()
  const [at, setAt] = useState(50)
  const look = <img src={image.urls.large} alt={alt} draggable={false} className="size-full object-contain" />
  const product = (
    <img src={photo.url} alt={photoName} draggable={false} className="size-full object-contain" />
  )
  if (mode === 'hold') return <div className="absolute inset-0 p-4 max-md:p-2">{product}</div>
  if (mode === 'side')
    return (
      <div className="absolute inset-0 grid grid-cols-2 gap-1 p-4 max-md:grid-cols-1 max-md:grid-rows-2 max-md:p-2">
        <div className="min-h-0 min-w-0">{product}</div>
        <div className="min-h-0 min-w-0">{look}</div>
      </div>
    )
  return (
    <div className="absolute inset-0 grid place-items-center p-4 max-md:p-2">
      <div
        className="relative h-full max-w-full select-none"
        style={{ aspectRatio: image.width / image.height }}
      >
        <div className="absolute inset-0">{look}</div>
        <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }}>
          {product}
        </div>
        <span
          aria-hidden
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-frame outline-1 outline-white"
          style={{ left: `${at}%` }}
        >
          <span className="absolute top-1/2 left-1/2 grid size-10 -translate-1/2 place-items-center rounded-round border border-white bg-frame text-13 text-white">
            ↔
          </span>
        </span>
        <input
          type="range"
          min={0}
          max={100}
          value={at}
          aria-label={t('viewer.divide')}
          aria-valuetext={`${at}%`}
          onChange={(event) => setAt(event.target.valueAsNumber)}
          // The arrows move the divider here, not to the next look.
          onKeyDown={(event) => SLIDES.test(event.key) && event.stopPropagation()}
          className="absolute inset-0 size-full cursor-ew-resize opacity-0 [&:focus-visible]:opacity-100 [&:focus-visible]:outline-white appearance-none bg-transparent [&::-webkit-slider-thumb]:h-[100cqh] [&::-webkit-slider-thumb]:appearance-none"
        />
      </div>
    </div>
  )
}
