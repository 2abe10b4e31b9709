// One look that is compared: the picture with the frame of the loupe on it, its number, and its heart.
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { Heart } from 'lucide-react'
import { type PointerEvent, useRef } from 'react'
import { pad } from '../look-words.ts'
import { inside } from './spot-map.ts'

interface PaneProps {
  readonly image: Image
  readonly mark: string
  readonly alt: string
  readonly kept: boolean
  readonly surround: string
  /** Middle of the frame in shares of the look, and how wide and high it is; null where the look does not show the spot. */
  readonly frame: {
    readonly x: number
    readonly y: number
    readonly wide: number
    readonly high: number
  } | null
  readonly zoom: number
  readonly onAim: (x: number, y: number) => void
  readonly onHeart: () => void
  readonly onLost: () => void
}

/** Hundredths of the look's width that an arrow key moves the frame. */
const STEP = 1
const LEAP = 5

/** The pane. Pressing or dragging anywhere on it moves the frame there; so do arrow keys on the frame. */
export function Pane(props: PaneProps) {
  const { image, mark, alt, kept, surround, frame, zoom, onAim, onHeart, onLost } = props
  const t = useT()
  const picture = useRef<HTMLDivElement>(null)
  const dragging = useRef(false)
  const number = pad(image.number)
  const aim = (event: PointerEvent) => {
    const at = picture.current!.getBoundingClientRect()
    onAim(inside((event.clientX - at.left) / at.width), inside((event.clientY - at.top) / at.height))
  }
  const { x, y } = frame ?? { x: 0.5, y: 0.5 }
  return (
    <figure
      aria-label={t('compare.pane', { mark, number })}
      className="m-0 grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)_auto]"
      data-testid="pane"
      data-look={image.id}
    >
      <div
        className="relative grid min-h-0 place-items-center overflow-hidden [container-type:size] max-md:aspect-3/4"
        style={{ background: surround }}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          ref={picture}
          className="relative cursor-crosshair touch-none select-none"
          style={{
            aspectRatio: image.width / image.height,
            width: `min(100cqw, 100cqh * ${image.width / image.height})`,
            transform: zoom === 1 ? undefined : `scale(${zoom})`,
            transformOrigin: `${x * 100}% ${y * 100}%`,
          }}
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            dragging.current = true
            aim(event)
          }}
          onPointerMove={(event) => dragging.current && aim(event)}
          onPointerUp={() => (dragging.current = false)}
          onPointerCancel={() => (dragging.current = false)}
        >
          <img
            src={zoom > 1.5 ? image.urls.full : image.urls.large}
            alt={alt}
            draggable={false}
            onError={onLost}
            className="block size-full"
          />
          {frame && (
            <div
              role="slider"
              tabIndex={0}
              aria-label={t('compare.frame', { mark })}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(x * 100)}
              aria-valuetext={t('compare.frameAt', { x: Math.round(x * 100), y: Math.round(y * 100) })}
              data-testid="frame"
              className="absolute -translate-1/2 shadow-[0_0_0_1.5px_#fff,0_0_0_3px_rgb(0_0_0/0.45)] focus-visible:outline-offset-4 forced-colors:border"
              style={{
                left: `${x * 100}%`,
                top: `${y * 100}%`,
                width: `${frame.wide * 100}%`,
                height: `${frame.high * 100}%`,
              }}
              onKeyDown={(event) => {
                const by = (event.shiftKey ? LEAP : STEP) / 100
                const to = {
                  ArrowLeft: [-by, 0],
                  ArrowRight: [by, 0],
                  ArrowUp: [0, -by],
                  ArrowDown: [0, by],
                }[event.key]
                if (!to) return
                // Beside the frame the arrow keys pick.
                event.preventDefault()
                onAim(inside(x + to[0]), inside(y + to[1]))
              }}
            />
          )}
        </div>
      </div>
      <figcaption className="flex h-12 items-center gap-3 px-1 max-md:h-10 max-md:px-2.5">
        <b className="grid size-6 place-items-center bg-ink text-13 text-on-ink">{mark}</b>
        <span className="display num text-26 max-md:text-22">{number}</span>
        <button
          type="button"
          aria-pressed={kept}
          aria-label={t('compare.heart', { number })}
          onClick={onHeart}
          className="ml-auto grid size-10 place-items-center pointer-coarse:size-11"
        >
          <Heart size={20} strokeWidth={1.5} aria-hidden fill={kept ? 'currentColor' : 'none'} />
        </button>
      </figcaption>
    </figure>
  )
}
